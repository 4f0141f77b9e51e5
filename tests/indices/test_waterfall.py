"""The waterfall adds up to the loss, whatever stands between an item and the total."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.indices.sets import MIN_MAX, edition, item, node, table
from tests.indices.small import SMALL

from donghanh.errors import ScoreError
from donghanh.indices.definition import Edition
from donghanh.indices.inputs import gather
from donghanh.indices.score import score
from donghanh.indices.waterfall import waterfall

CODES = ("a", "b", "c", "d")


def tree(total=None, left=None, right=None, **more):
    """Two nodes of two items each; each node with its own way of making one value."""
    items = [item(code, parents=["left" if code in "ab" else "right"]) for code in CODES]
    ways = {"all": total, "left": left, "right": right}
    nodes = [
        node(code, 40 if code == "all" else 20, *([] if code == "all" else ["all"]), **(ways[code] or {}))
        for code in ways
    ]
    return edition(items, nodes, **more)


def lost(one, rows, subject="A"):
    scores = score(one, gather(one, table(rows)))
    return scores.total(subject), waterfall(scores, subject)


def row(*values):
    return dict(zip(CODES, values, strict=True))


WAYS = [
    None,
    *({"aggregate": method} for method in ("arithmetic", "geometric", "harmonic", "median", "lowest", "highest")),
    {"aggregate": {"method": "power", "exponent": 0.5}},
    {"aggregate": "arithmetic", "rule": MIN_MAX},
    {"floor": 5, "cap": 15},
]
VALUES = st.tuples(*[st.floats(0, 10)] * 4)


@settings(max_examples=200, deadline=None)
@given(*[st.sampled_from(WAYS)] * 3, st.lists(VALUES, min_size=3, max_size=4), st.sampled_from(["zero", "exclude"]))
def test_the_steps_add_up_to_the_loss(total, left, right, rows, missing):
    one = tree(total, left, right, missing=missing)
    whole, drops = lost(one, {f"P{i}": row(*values) for i, values in enumerate(rows)}, "P0")
    if math.isnan(whole.won):
        assert drops == ()
        return
    assert math.fsum(drop.lost for drop in drops) == pytest.approx(whole.lost, abs=1e-6)
    assert all(abs(drop.lost) <= 40 + 1e-6 for drop in drops)
    if drops:
        assert drops[-1].left == pytest.approx(whole.won, abs=1e-6)


def test_in_a_sum_each_item_loses_what_it_did_not_win():
    _, drops = lost(tree(), {"A": row(10, 4, 9, 0)})
    assert [(drop.part.code, drop.lost, drop.left) for drop in drops] == [("b", 6, 34), ("c", 1, 33), ("d", 10, 23)]


def test_in_an_arithmetic_mean_each_loses_its_weight_of_its_share():
    items = [item("a", weight=0.75), item("b", weight=0.25)]
    one = edition(items, [node("all", 100, aggregate="arithmetic")])
    _, drops = lost(one, {"A": {"a": 8, "b": 2}})
    assert [(drop.part.code, drop.lost) for drop in drops] == [("a", pytest.approx(15)), ("b", pytest.approx(20))]


def test_in_a_geometric_mean_by_the_logarithms():
    one = edition([item("a"), item("b")], [node("all", 100, aggregate="geometric")])
    _, drops = lost(one, {"A": {"a": 8.1, "b": 9}})  # ln 0.81 is twice ln 0.9
    assert drops[0].lost == pytest.approx(2 * drops[1].lost)


def test_the_shared_foundation_falls_once_in_a_sum_and_in_each_pillar_of_a_mean():
    rows = {"A": {"plan": "không", "on_time.numerator": 1, "on_time.denominator": 1, "trained": 10}}
    small = Edition.model_validate(SMALL)
    assert [(drop.part.code, drop.lost) for drop in lost(small, rows)[1]] == [("plan", 10)]
    nodes = [SMALL["nodes"][0] | {"aggregate": "arithmetic"}, *SMALL["nodes"][1:]]
    total, drops = lost(Edition.model_validate(SMALL | {"nodes": nodes}), rows)
    assert [drop.part.code for drop in drops] == ["plan"]
    assert drops[0].lost == pytest.approx(total.lost) == pytest.approx(40 * (1 / 3 + 1 / 2) / 2)


BONUS = item("extra", {"kind": "count", "each": 1}, max=5, bonus=True)
PENALTY = item("late", {"kind": "count", "each": -2, "floor": -6}, max=0)


@pytest.mark.parametrize(
    ("given_of", "drops"),
    [
        ({"a": 7, "extra": 0, "late": 0}, {"a": 3}),
        ({"a": 7, "extra": 3, "late": 0}, {"a": 3, "extra": -3}),  # the bonus hides the loss but not its steps
        ({"a": 10, "extra": 5, "late": 1}, {"extra": -5, "late": 2}),
        ({"a": 0, "extra": 9, "late": 9}, {"a": 10, "extra": -5, "late": 6}),
    ],
)
def test_a_bonus_adds_and_a_penalty_takes_away(given_of, drops):
    _, found = lost(edition([item("a"), BONUS, PENALTY]), {"A": given_of})
    assert {drop.part.code: drop.lost for drop in found} == pytest.approx(drops)


def test_a_bonus_below_a_mean_is_told_where_nothing_is_lost():
    items = [item("a", parents=["sum"]), BONUS | {"parents": ["sum"]}, item("b")]
    one = edition(items, [node("all", 100, aggregate="arithmetic"), node("sum", 10, "all")])
    _, found = lost(one, {"A": {"a": 7, "extra": 3, "b": 10}})
    assert {drop.part.code: drop.lost for drop in found} == pytest.approx({"a": 15, "extra": -15})


def test_a_loss_that_no_item_accounts_for_is_the_node_s_own():
    _, found = lost(tree(left={"cap": 15}), {"A": row(10, 10, 10, 10)})
    assert {drop.part.code: drop.lost for drop in found} == {"left": 5}


def test_what_is_left_out_loses_nothing():
    total, found = lost(tree(missing="exclude"), {"A": row(5, "", "n/a", 10)})
    assert (total.max, {drop.part.code: drop.lost for drop in found}) == (20, {"a": 5})


def test_nothing_is_told_of_an_unknown_total_and_nobody_unknown_is_told_of():
    assert lost(tree(missing="block"), {"A": row(5, "", 3, 10)})[1] == ()
    with pytest.raises(ScoreError):
        lost(tree(), {"A": row(5, 1, 3, 10)}, "B")
