"""What if: the same as scoring the changed table, in every way a table can change."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.indices.sets import MIN_MAX, edition, item, table

from donghanh.errors import ScoreError
from donghanh.indices.inputs import Entry, gather
from donghanh.indices.score import score
from donghanh.indices.whatif import what_if, with_changes

STEPS = {
    "kind": "choice",
    "options": [{"code": c, "name": {"vi": c, "en": c}, "share": s} for c, s in (("full", 1), ("half", 0.5))],
}
ALL = edition(
    [
        item("x", "ratio"),
        item("y", "yes_no", missing="mean"),
        item("z", MIN_MAX),
        item("w", missing="last"),
        item("c", STEPS),
        item("b", {"kind": "count", "each": 2}, bonus=True, max=4),
    ]
)
KEYS = {
    "x.numerator": st.integers(0, 9),
    "x.denominator": st.integers(1, 9),
    "y": st.sampled_from(["có", "không"]),
    "z": st.floats(-50, 50),
    "w": st.integers(0, 10),
    "c": st.sampled_from(["full", "half"]),
    "b": st.integers(0, 3),
}
RAW = {key: st.one_of(values.map(str), st.sampled_from(["", "n/a"])) for key, values in KEYS.items()}
ROW = st.fixed_dictionaries({}, optional=RAW)


@settings(max_examples=150, deadline=None)
@given(
    st.lists(ROW, min_size=3, max_size=3),
    st.lists(ROW, min_size=3, max_size=3),
    st.lists(
        st.sampled_from(sorted(KEYS)).flatmap(lambda key: st.tuples(st.integers(0, 2), st.just(key), RAW[key])),
        max_size=6,
    ),
)
def test_a_what_if_is_the_scores_of_the_changed_table(earlier, now, changes):
    past = table({f"P{i}": row for i, row in enumerate(earlier)}, "2013")
    rows = {f"P{i}": {"x.numerator": "1"} | row for i, row in enumerate(now)}
    before = score(ALL, gather(ALL, [*past, *table(rows, "2014")]))
    changed = {(f"P{place}", key): raw for place, key, raw in changes}
    stated = [one for (place, key), raw in changed.items() for one in table({place: {key: raw}}, "2014")]
    for (place, key), raw in changed.items():
        rows[place] = rows[place] | {key: raw}
    expected = score(ALL, gather(ALL, [*past, *table(rows, "2014")]))
    after = what_if(before, stated).after
    np.testing.assert_array_equal(after.won, expected.won)
    np.testing.assert_array_equal(after.max, expected.max)
    np.testing.assert_array_equal(after.ranks, expected.ranks)
    np.testing.assert_array_equal(after.unknown, expected.unknown)
    np.testing.assert_array_equal(after.applies, expected.applies)


TWO = edition([item("z", MIN_MAX), item("w")])


def three():
    return score(TWO, gather(TWO, table({"A": {"z": 1, "w": 5}, "B": {"z": 2, "w": 5}, "C": {"z": 3, "w": 5}})))


def test_moves_tell_before_and_after_of_everybody_best_first():
    found = what_if(three(), [Entry("A", "z", "9")])
    assert [(one.subject, one.rank_before, one.rank_after) for one in found.moves()] == [
        ("A", 3, 1),
        ("C", 1, 2),
        ("B", 2, 3),
    ]
    one = found.move("C", "z")
    assert (one.value_before, one.value_after) == (10, 1.4286)


def test_the_scores_before_are_left_as_they_were():
    before = three()
    won, aside = before.won.copy(), dict(before.inputs.not_applicable)
    what_if(before, [Entry("A", "z", "9"), Entry("B", "w", "n/a")])
    np.testing.assert_array_equal(before.won, won)
    assert dict(before.inputs.not_applicable) == aside


def test_a_subject_is_found_in_either_unicode_form():
    one = edition([item("w")])
    before = score(one, gather(one, table({"Huế": {"w": 1}})))
    assert what_if(before, [Entry(" Hue\u0302\u0301 ", "w", "2")]).after.total("Huế").won == 2


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (Entry("D", "z", "1"), "score.subject"),
        (Entry("A", "zz", "1"), "score.item"),
        (Entry("A", "z", "1", "numerator"), "score.role"),
        (Entry("A", "w", "11"), "score.range"),
        (Entry("A", "w", "nhiều"), "score.value"),
    ],
)
def test_a_change_that_cannot_be_is_refused(change, code):
    with pytest.raises(ScoreError) as refused:
        what_if(three(), [change])
    assert refused.value.code == code


GROWING = edition(
    [item("w", max=10), item("y", "yes_no"), item("g", MIN_MAX, derive={"kind": "growth"}), item("x", "ratio")]
)


def moving():
    past = {
        p: {"w": n, "y": "không", "g": 10, "x.numerator": n, "x.denominator": 10}
        for n, p in ((2, "A"), (2, "B"), (9, "C"))
    }
    now = {
        "A": {"w": 3, "y": "có", "g": 11, "x.numerator": 3, "x.denominator": 10},
        "B": {"w": 5, "y": "có", "g": 12, "x.numerator": 4, "x.denominator": 12},
        "C": {"w": 10, "y": "không", "g": 13, "x.numerator": 10, "x.denominator": 9},
        "D": {"w": 4, "y": "", "g": 13, "x.numerator": 0, "x.denominator": 9},
    }
    return score(GROWING, gather(GROWING, [*table(past, "2013"), *table(now, "2014")]))


def test_the_others_move_once_more_as_they_did_and_the_subject_does_not():
    after = what_if(moving(), [Entry("A", "w", "3")], peers="trend").after
    assert after.inputs.values["w", "value"].tolist() == [3, 8, 10, 4]  # C is at its most; D had no year before
    assert after.inputs.values["y", "value"].tolist() == pytest.approx([1, 1, 0, np.nan], nan_ok=True)
    assert after.inputs.values["x", "denominator"].tolist() == [10, 14, 8, 9]
    assert after.score("B", "x").won == pytest.approx(10 * 6 / 14)


def test_a_growth_goes_on_as_it_is():
    before = moving()
    after = what_if(before, [Entry("A", "w", "3")], peers="trend").after
    assert [after.score(one, "g").won for one in "ABC"] == [before.score(one, "g").won for one in "ABC"]


def test_without_a_year_before_nobody_has_a_trend():
    with pytest.raises(ScoreError, match=r"score\.trend"):
        what_if(three(), [Entry("A", "z", "9")], peers="trend")


def test_bounds_that_look_back_see_the_changed_present_once():
    one = edition([item("z", MIN_MAX | {"bounds": {"policy": "panel"}})])
    inputs = gather(
        one, [*table({"A": {"z": 0}, "B": {"z": 10}}, "2013"), *table({"A": {"z": 5}, "B": {"z": 100}}, "2014")]
    )
    after = with_changes(one, inputs, [Entry("B", "z", "8")])
    assert score(one, after).won[:, 0].tolist() == [5, 8]
    assert inputs.panel["2014"] is inputs
