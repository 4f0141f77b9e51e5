"""Rules of nodes: the value of a node scored once more, within a year or with the past, as UN EGDI does."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.indices.sets import MIN_MAX, edition, item, node, table

from donghanh.indices.inputs import gather
from donghanh.indices.score import score

MEAN = "arithmetic"


def among(policy):
    return {"policy": policy} | ({"since": "2013"} if policy == "pooled" else {})


def two_part(first, second=None):
    """Two sub-indices, of two items each, the mean of which is the total; the first scored once more."""
    items = [
        item(code, parents=[parent]) for code, parent in (("a", "left"), ("b", "left"), ("c", "right"), ("d", "right"))
    ]
    nodes = [
        node("all", 1, aggregate=MEAN),
        node("left", 1, "all", aggregate=MEAN, rule=first),
        node("right", 1, "all", aggregate=MEAN, **({"rule": second} if second else {})),
    ]
    return edition(items, nodes)


VALUES = {"A": (0, 2, 1, 1), "B": (4, 4, 5, 3), "C": (10, 10, 6, 6)}  # left shares 0.1, 0.4, 1.0


def rows(values=VALUES, period=""):
    return table({one: dict(zip("abcd", row, strict=True)) for one, row in values.items()}, period)


def column(scores, code):
    return scores.won[:, scores.codes.index(code)]


def test_a_node_is_scaled_between_the_least_and_the_greatest_that_it_comes_to():
    scores = score(two := two_part(MIN_MAX), gather(two, rows()))
    assert column(scores, "left") == pytest.approx([0, 1 / 3, 1])
    assert column(scores, "all") == pytest.approx([(0 + 0.1) / 2, (1 / 3 + 0.4) / 2, (1 + 0.6) / 2])


def test_a_z_score_of_a_node_has_mean_and_spread_of_the_subjects():
    rule = {"kind": "z_score", "better": "high", "centre": 0.5, "spread": 0.1, "deviation": "sample"}
    scores = score(two := two_part(rule), gather(two, rows()))
    left = column(scores, "left")
    assert (left.mean(), left.std(ddof=1)) == pytest.approx((0.5, 0.1))


@pytest.mark.parametrize(
    ("policy", "year", "left"),
    [
        ("same_year", "2014", [0, 1]),
        ("pooled", "2013", [0, 1]),
        ("pooled", "2014", [0.25, 0.75]),
        ("panel", "2013", [0, 1]),
        ("panel", "2014", [0.25, 0.75]),
        ("panel", "2015", [0.125, 0.5]),
    ],
)
def test_a_node_is_compared_with_the_periods_its_rule_names(policy, year, left):
    two = two_part(MIN_MAX | {"bounds": among(policy)})
    years = {
        "2013": {"A": (0, 0, 0, 0), "B": (8, 8, 0, 0)},
        "2014": {"A": (2, 2, 0, 0), "B": (6, 6, 0, 0)},
        "2015": {"A": (1, 1, 0, 0), "B": (4, 4, 0, 0)},
    }
    inputs = gather(two, [one for at, values in years.items() for one in rows(values, at)], period=year)
    assert column(score(two, inputs), "left") == pytest.approx(left)


@pytest.mark.parametrize("policy", ["pooled", "panel"])
def test_rules_above_rules_over_twenty_years_end(policy):
    """Each year's node needs all the others': made naively that is exponential, or never ends."""
    rule = MIN_MAX | {"bounds": among(policy)}
    items = [item("a", rule, parents=["low"]), item("b", rule, parents=["low"])]
    nodes = [
        node("all", 1, aggregate=MEAN, rule=rule),
        node("mid", 1, "all", aggregate=MEAN, rule=rule),
        node("low", 1, "mid", aggregate=MEAN, rule=rule),
    ]
    one = edition(items, nodes)
    rng = np.random.default_rng(1)
    years = [str(2013 + i) for i in range(20)]
    entries = [e for y in years for e in table({p: {"a": rng.uniform(), "b": rng.uniform()} for p in "ABC"}, y)]
    won = np.array([column(score(one, gather(one, entries, period=year)), "all") for year in (years[0], years[-1])])
    assert ((won >= 0) & (won <= 1)).all()


def test_a_frame_holds_for_nodes_as_it_does_for_items():
    two = two_part(MIN_MAX)
    frame = gather(two, rows())
    other = gather(two, rows({"Z": (4, 4, 0, 0)}))
    assert column(score(two, other, frame=frame), "left") == pytest.approx([1 / 3])


def test_the_whole_is_scored_by_the_rule_and_is_no_peer():
    two = two_part(MIN_MAX)
    one = two.model_validate(two.model_dump(mode="json") | {"whole": {"place": "VN", "policy": "mean"}})
    scores = score(one, gather(one, rows()))
    assert column(scores, "left") == pytest.approx([0, 1 / 3, 1, 4 / 9])  # the mean share 0.5 between 0.1 and 1
    assert scores.total("VN").rank == 0


def test_a_node_of_which_something_is_unknown_is_unknown_and_no_peer():
    two = two_part(MIN_MAX)
    one = two.model_validate(two.model_dump(mode="json") | {"missing": "block"})
    scores = score(one, gather(one, [*rows({"A": VALUES["A"], "C": VALUES["C"]}), *table({"B": {"a": 4}})]))
    assert column(scores, "left") == pytest.approx([0, 1, np.nan], nan_ok=True)
    assert scores.total("B").rank == 0


@settings(deadline=None)
@given(st.lists(st.tuples(*[st.floats(0, 10)] * 4), min_size=3, max_size=8))
def test_steps_of_a_node_give_its_points_whatever_order_the_subjects_have(values):
    rule = {"kind": "steps", "steps": [{"at_least": 0.25, "points": 0.5}, {"at_least": 0.75, "points": 1}]}
    two = two_part(rule)
    named = {f"P{i}": row for i, row in enumerate(values)}
    forward = score(two, gather(two, rows(named)))
    backward = score(two, gather(two, rows(dict(reversed(named.items())))))
    assert column(forward, "left").tolist() == column(backward, "left")[::-1].tolist()
    assert set(column(forward, "left")) <= {0.0, 0.5, 1.0}
