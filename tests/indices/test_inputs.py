import unicodedata
from decimal import Decimal

import numpy as np
import pytest
from tests.indices.sets import edition, item, table
from tests.indices.small import SMALL

from donghanh.errors import ScoreError
from donghanh.indices.definition import Edition
from donghanh.indices.inputs import Entry, gather, gather_panel, measured


def test_entries_become_one_column_for_each_item_and_role(small):
    inputs = gather(small, [Entry("A", "plan", "có"), Entry("B", "trained", "7,5"), Entry("B", "plan", "")])
    assert inputs.subjects == ("A", "B")
    assert inputs.values["plan", "value"].tolist() == pytest.approx([1.0, np.nan], nan_ok=True)
    assert inputs.values["trained", "value"].tolist() == pytest.approx([np.nan, 7.5], nan_ok=True)


def test_a_place_spelled_in_two_unicode_forms_is_one_place(small):
    name = "Đà Nẵng"
    decomposed = unicodedata.normalize("NFD", name)
    assert gather(small, [Entry(name, "plan", "có"), Entry(decomposed, "trained", "1")]).subjects == (name,)


@pytest.mark.parametrize(
    ("entry", "code", "hint"),
    [
        (Entry("A", "plann", "có"), "score.item", "“plan”"),
        (Entry("A", "left", "1"), "score.item", "plan"),
        (Entry("A", "annex", "1"), "score.to-fill", "annex"),
        (Entry("A", "on_time", "1"), "score.role", "numerator"),
        (Entry("A", "trained", "bảy"), "score.value", "bảy"),
        (Entry("A", "trained", "10.5"), "score.range", "between 0 and 10"),
        (Entry("A", "on_time", "-1", "numerator"), "score.range", "at least 0"),
    ],
)
def test_a_wrong_entry_is_refused_and_named(small, entry, code, hint):
    with pytest.raises(ScoreError) as refused:
        gather(small, [entry])
    assert refused.value.code == code
    assert hint in refused.value.en
    assert "A" in refused.value.vi


def test_an_entry_that_stands_twice_is_refused_with_both_places(small):
    with pytest.raises(ScoreError) as refused:
        gather(small, [Entry("A", "plan", "có", where="dòng 2"), Entry("A", "plan", "không", where="dòng 9")])
    assert "dòng 2" in refused.value.vi
    assert "dòng 9" in refused.value.vi


def test_no_entries_are_refused(small):
    with pytest.raises(ScoreError, match=r"score\.empty"):
        gather(small, [])


def test_the_whole_comes_last_whether_it_has_inputs_or_not():
    edition = Edition.model_validate(SMALL | {"whole": {"place": "LG", "policy": "mean"}})
    assert gather(edition, [Entry("LG", "plan", "có"), Entry("A", "plan", "có")]).subjects == ("A", "LG")
    assert gather(edition, [Entry("A", "plan", "có")]).subjects == ("A", "LG")


def test_a_measured_item_names_the_part_of_the_figure_each_role_came_from(small):
    figure = "indicator/services.on_time_share/A/2026@3"
    entries = measured(small.by_code["on_time"], "A", figure, {"numerator": 3, "denominator": 4, "value": Decimal(75)})
    assert [(one.role, one.raw, one.figure) for one in entries] == [
        ("numerator", "3", f"{figure}/numerator"),
        ("denominator", "4", f"{figure}/denominator"),
    ]


SURVEY = {"channel": "survey"}


def both(final, *entries):
    one = edition([item("x", "ratio")])
    inputs = gather(one, entries, final=final)
    return {
        role: inputs.values[("x", role)][0] if ("x", role) in inputs.values else None
        for role in ("numerator", "denominator")
    }


def of(raw, channel="", role="numerator"):
    return Entry("A", "x", raw, role, channel=channel)


@pytest.mark.parametrize(
    ("final", "entries", "numerator"),
    [
        ("appraised", [of("1", "self"), of("2", "appraised")], 2),
        ("appraised", [of("2", "appraised"), of("1", "self")], 2),  # the order of the rows says nothing
        ("appraised", [of("1", "self"), of("3"), of("2", "appraised")], 2),
        ("appraised", [of("3"), of("1", "self")], 3),  # measured stands above stated
        ("appraised", [of("1", "self")], 1),
        ("self", [of("1", "self"), of("2", "appraised")], 1),
        ("self", [of("3"), of("1", "self")], 1),
        ("self", [of("3")], 3),
        ("self", [of("2", "appraised"), of("5", "", "denominator")], None),
        ("appraised", [of("1", "self"), of("", "appraised"), of("5", "", "denominator")], None),  # not recognised
    ],
)
def test_the_channel_asked_for_counts(final, entries, numerator):
    assert both(final, *entries)["numerator"] == numerator


def test_two_entries_of_one_channel_stand_twice_and_of_two_channels_do_not():
    one = edition([item("x")])
    with pytest.raises(ScoreError, match=r"score\.twice"):
        gather(one, [Entry("A", "x", "1", channel="self"), Entry("A", "x", "2", channel="self")])


def test_a_survey_is_scored_in_either_channel_and_self_scored_in_none():
    one = edition([item("x", **SURVEY)])
    for final in ("self", "appraised"):
        assert gather(one, [Entry("A", "x", "7")], final=final).values["x", "value"].tolist() == [7]
    with pytest.raises(ScoreError, match=r"score\.channel") as refused:
        gather(one, [Entry("A", "x", "7", channel="self")])
    assert "survey" in refused.value.en


def test_only_appraised_and_self_wanted_leaves_nobody_to_score():
    one = edition([item("x")])
    with pytest.raises(ScoreError, match=r"score\.empty"):
        gather(one, [Entry("A", "x", "7", channel="appraised")], final="self")


def test_entries_without_a_period_are_of_the_one_asked_for_or_of_the_last():
    one = edition([item("x"), item("y")])
    entries = [*table({"A": {"x": 1}}, "2013"), *table({"A": {"x": 2}}, "2014"), *table({"A": {"y": 3}})]
    assert gather(one, entries).values["y", "value"].tolist() == [3]
    assert gather(one, entries).period == "2014"
    early = gather(one, entries, period="2013")
    assert (early.values["x", "value"].tolist(), early.values["y", "value"].tolist()) == ([1], [3])
    assert ("y", "value") not in early.panel["2014"].values


def test_a_period_may_be_given_a_name_though_no_entry_has_one():
    one = edition([item("x")])
    inputs = gather(one, table({"A": {"x": 1}}), period="2026")
    assert (inputs.period, list(inputs.panel), inputs.earlier) == ("2026", ["2026"], ())


def test_one_input_twice_in_a_period_with_and_without_saying_so_stands_twice():
    one = edition([item("x")])
    with pytest.raises(ScoreError, match=r"score\.twice"):
        gather(one, [*table({"A": {"x": 1}}), *table({"A": {"x": 2}}, "2014")])


def test_an_unknown_period_is_refused_with_the_nearest():
    one = edition([item("x")])
    with pytest.raises(ScoreError, match=r"score\.period") as refused:
        gather(one, table({"A": {"x": 1}}, "2014"), period="2041")
    assert "“2014”" in refused.value.en


def test_periods_stand_in_order_with_subjects_of_their_own():
    one = edition([item("x")], whole={"place": "VN", "policy": "mean"})
    entries = [*table({"B": {"x": 1}, "A": {"x": 1}}, "2014"), *table({"C": {"x": 1}, "VN": {"x": 2}}, "2013")]
    panel = gather_panel(one, entries)
    assert [(period, inputs.subjects) for period, inputs in panel.items()] == [
        ("2013", ("C", "VN")),
        ("2014", ("B", "A", "VN")),
    ]
    assert [inputs.period for inputs in panel["2014"].earlier] == ["2013"]
    assert panel["2013"].earlier == ()


def last(entries, period=""):
    one = edition([item("x", missing="last"), item("y")])
    inputs = gather(one, entries, period=period)
    return dict(
        zip(inputs.subjects, inputs.values.get(("x", "value"), np.full(len(inputs.subjects), np.nan)), strict=True)
    )


def test_a_last_value_is_carried_over_several_periods_until_there_is_a_new_one():
    years = [
        *table({"A": {"x": 1, "y": 1}, "B": {"x": 2}}, "2013"),
        *table({"A": {"y": 1}, "B": {"x": 5}}, "2014"),
        *table({"A": {"x": "", "y": 1}, "B": {"x": " "}}, "2015"),
    ]
    assert last(years, "2014") == {"A": 1, "B": 5}
    assert last(years, "2015") == {"A": 1, "B": 5}


def test_a_last_value_is_found_behind_a_period_that_leaves_the_subject_out():
    years = [
        *table({"A": {"x": 1}}, "2013"),
        *table({"B": {"x": 2}}, "2014"),
        *table({"A": {"y": 1}, "B": {"y": 1}}, "2015"),
    ]
    assert last(years) == {"A": 1, "B": 2}


def test_a_subject_that_is_gone_is_not_brought_back_and_nothing_comes_from_later_years():
    years = [*table({"A": {"x": 1}}, "2013"), *table({"B": {"y": 2}}, "2014"), *table({"B": {"x": 9}}, "2015")]
    assert last(years, "2014") == pytest.approx({"B": np.nan}, nan_ok=True)


def test_what_did_not_apply_last_time_still_does_not():
    one = edition([item("x", missing="last")])
    inputs = gather(one, [*table({"A": {"x": "n/a"}}, "2013"), *table({"A": {"x": ""}}, "2014")])
    assert inputs.not_applicable["x"].tolist() == [True]


@pytest.mark.parametrize("raw", ["n/a", "N/A", "không áp dụng", "Khong ap dung", "KAD", " kad "])
def test_the_words_for_not_applicable_are_read_in_any_spelling(raw):
    one = edition([item("x", "yes_no"), item("y")])
    inputs = gather(one, [Entry("A", "x", raw), Entry("A", "y", "1")])
    assert inputs.not_applicable["x"].tolist() == [True]
    assert ("x", "value") not in inputs.values


def test_one_role_that_does_not_apply_takes_the_item_out():
    one = edition([item("x", "ratio")])
    inputs = gather(
        one, table({"A": {"x.numerator": "n/a", "x.denominator": 4}, "B": {"x.numerator": 1, "x.denominator": 4}})
    )
    assert inputs.not_applicable["x"].tolist() == [True, False]


def test_a_wrong_value_of_an_earlier_period_names_its_period():
    one = edition([item("x")])
    with pytest.raises(ScoreError, match=r"score\.range") as refused:
        gather(one, [*table({"A": {"x": 11}}, "2013"), *table({"A": {"x": 1}}, "2014")])
    assert "(2013)" in refused.value.en
