import pytest
from tests.indices.sets import MIN_MAX, edition, item, node, table

from donghanh.indices.check import problems
from donghanh.indices.inputs import gather
from donghanh.indices.score import score
from donghanh.indices.variants import Uncertainty, changed, choices, variant

BETTER = ["high", "low"]
POOLS = [{"policy": "same_year"}, {"policy": "pooled", "since": "2013"}, {"policy": "panel"}]
KINDS = {"min_max": {"scale": [0, 1]}, "z_score": {}, "rank": {"form": "share"}}


def made(rule, kind):
    one = edition([item("a", rule, max=30), item("b")])
    ways = choices(one, gather(one, table({"A": {"a": 1, "b": 1}})), Uncertainty(rules=(kind,)))
    return one, variant(one, ways, (1,))


@pytest.mark.parametrize("bounds", POOLS, ids=lambda one: one["policy"])
@pytest.mark.parametrize("better", BETTER)
@pytest.mark.parametrize(("kind", "other"), [(a, b) for a in KINDS for b in KINDS if a != b])
def test_another_normalisation_keeps_who_is_compared_and_which_end_is_good(kind, other, better, bounds):
    one, two = made({"kind": kind, "better": better, "bounds": bounds} | KINDS[kind], other)
    before, after = one.scored[0].rule, two.scored[0].rule
    assert (after.kind, after.better, after.pool) == (other, better, before.pool)
    assert two.scored[1] == one.scored[1]
    assert problems(two) == ()
    assert one.scored[0].rule.kind == kind


@pytest.mark.parametrize("other", ["min_max", "z_score", "rank"])
def test_an_item_keeps_its_weight_under_another_normalisation(other):
    """Twice the maximum, twice the points from the best to the worst."""
    kind = "rank" if other != "rank" else "min_max"
    rule = (
        {"kind": kind, "better": "high"}
        | KINDS[kind]
        | ({"bounds": {"policy": "same_year"}} if kind == "min_max" else {})
    )
    one = edition([item("a", rule), item("b", rule, max=20)])
    known = gather(one, table({p: {"a": v, "b": v} for p, v in (("A", 1), ("B", 2), ("C", 6))}))
    scores = score(variant(one, choices(one, known, Uncertainty(rules=(other,))), (1,)), known)
    a, b = scores.won[:, -2], scores.won[:, -1]
    assert b == pytest.approx(2 * a)


def test_means_change_and_sums_stay_sums():
    nodes = [node("all", 100, aggregate={"method": "power", "exponent": 2}), node("g", 20, "all")]
    one = edition([item("a", parents=["g"]), item("b", parents=["g"]), item("c")], nodes)
    known = gather(one, table({"A": {"a": 1, "b": 1, "c": 4}}))
    ways = choices(one, known, Uncertainty(means=("geometric", "harmonic")))
    assert ways.by_name == {"mean": (None, "geometric", "harmonic")}
    assert variant(one, ways, (0,)).nodes == one.nodes
    geometric = variant(one, ways, (1,))
    assert [one.aggregate.method for one in geometric.nodes] == ["geometric", "sum"]
    assert geometric.nodes[0].aggregate.exponent is None
    assert score(geometric, known).total("A").won == pytest.approx(20)


def test_a_missing_policy_holds_for_every_item_whatever_its_own():
    one = edition([item("a", missing="block"), item("b")])
    known = gather(one, table({"A": {"a": "", "b": 4}, "B": {"a": 6, "b": 4}}))
    ways = choices(one, known, Uncertainty(missing=("exclude", "mean", "zero")))
    totals = [
        (score(variant(one, ways, (i,)), known).total("A").won, score(variant(one, ways, (i,)), known).total("A").max)
        for i in (1, 2, 3)
    ]
    assert totals == [(4, 10), (10, 20), (4, 20)]


def test_a_changed_edition_does_not_remember_what_the_old_one_worked_out():
    one = edition([item("a", MIN_MAX), item("b")])
    assert len(one.scored) == 2
    two = changed(one, items=one.items[:1])
    assert (len(two.scored), len(one.scored)) == (1, 2)
    assert "b" not in two.by_code
