"""What does not apply, what is not known and what adds to a maximum: through sums, means, rules and ranks."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.indices.sets import MIN_MAX, edition, item, node, table

from donghanh.indices.inputs import gather
from donghanh.indices.score import score


def scored(one, rows):
    return score(one, gather(one, table(rows)))


def two(**total):
    items = [item("a", parents=["left"]), item("b", parents=["left"]), item("c", parents=["right"])]
    return edition(items, [node("all", 30, **total), node("left", 20, "all"), node("right", 10, "all")])


def test_what_does_not_apply_is_out_of_points_and_maximum_and_the_rest_stands_for_all():
    scores = scored(two(), {"A": {"a": 5, "b": "n/a", "c": 10}, "B": {"a": 5, "b": 0, "c": 10}})
    one = scores.total("A")
    assert (one.won, one.max, one.value, one.outside, one.missing) == (15, 20, 0.75, ("b",), ())
    assert scores.score("A", "left").value == 0.5
    assert scores.total("B").max == 30


@pytest.mark.parametrize(("method", "won"), [("arithmetic", 22.5), ("geometric", 30 * math.sqrt(0.5)), ("lowest", 15)])
def test_in_a_mean_the_node_takes_the_share_of_what_applies(method, won):
    scores = scored(two(aggregate=method), {"A": {"a": 5, "b": "n/a", "c": 10}})
    assert scores.total("A").won == pytest.approx(won)


def test_a_whole_group_that_does_not_apply_is_out_and_is_not_ranked_last():
    rows = {"A": {"a": "n/a", "b": "n/a", "c": 8}, "B": {"a": 1, "b": 1, "c": 4}}
    for total in ({}, {"aggregate": "arithmetic"}):
        scores = scored(two(**total), rows)
        assert scores.total("A").value == pytest.approx(0.8)
        assert (scores.score("A", "left").max, scores.score("A", "left").rank) == (0, 0)
        assert math.isnan(scores.score("A", "left").published)
        assert (scores.score("B", "left").rank, scores.total("A").rank) == (1, 1)


def test_nothing_at_all_applies_and_nobody_falls_over():
    scores = scored(
        two(aggregate="geometric"), {"A": {"a": "n/a", "b": "n/a", "c": "n/a"}, "B": {"a": 1, "b": 1, "c": 1}}
    )
    assert (scores.total("A").max, scores.total("A").rank, scores.total("B").rank) == (0, 0, 1)
    assert math.isnan(scores.total("A").value)


@pytest.mark.parametrize("kind", ["percent", "share"])
def test_a_published_share_is_of_what_applies(kind):
    one = edition([item("a"), item("b")], published={"kind": kind, "decimals": 3})
    published = scored(one, {"A": {"a": 5, "b": "n/a"}}).total("A").published
    assert published == {"percent": 50, "share": 0.5}[kind]


COVERED = {"method": "arithmetic", "coverage": 0.66}


def covered(missing="zero"):
    items = [item(code, parents=["g"]) for code in "abc"] + [item("d")]
    nodes = [node("all", 100, aggregate="arithmetic"), node("g", 100, "all", aggregate=COVERED)]
    return edition(items, nodes, missing=missing)


@pytest.mark.parametrize(
    ("row", "known"),
    [
        ({"a": 1, "b": 1, "c": 1}, True),
        ({"a": 1, "b": 1}, True),  # two thirds
        ({"a": 1}, False),
        ({"a": 1, "b": "n/a"}, False),  # one of the two that apply
        ({"a": 1, "b": "n/a", "c": "n/a"}, True),  # the one that applies
    ],
)
def test_a_node_wants_so_many_of_the_items_that_apply(row, known):
    for missing in ("zero", "exclude", "mean"):
        scores = scored(covered(missing), {"A": row | {"d": 5}, "B": {"a": 2, "b": 2, "c": 2, "d": 2}})
        assert math.isnan(scores.score("A", "g").published) != known
        if not known:
            total = scores.total("A")
            assert total.won == pytest.approx(50) if missing == "exclude" else math.isnan(total.won)


BONUS = item("extra", {"kind": "count", "each": 2, "cap": 3}, max=3, bonus=True)
PENALTY = item("late", {"kind": "count", "each": -2, "floor": -5}, max=0)


@pytest.mark.parametrize(
    ("row", "won"),
    [
        ({"a": 4}, 4),
        ({"a": 4, "extra": 1}, 6),
        ({"a": 4, "extra": 9}, 7),
        ({"a": 4, "late": 1}, 2),
        ({"a": 4, "late": 9}, -1),
        ({"a": 10, "extra": 9, "late": 0}, 13),
    ],
)
def test_bonus_and_penalty_move_points_and_leave_the_maximum(row, won):
    for missing in ("zero", "exclude"):
        total = scored(edition([item("a"), BONUS, PENALTY], missing=missing), {"A": row}).total("A")
        assert (total.won, total.max) == (won, 10)


@pytest.mark.parametrize(
    ("row", "won"), [({"a": 10, "extra": 9}, 11), ({"a": 0, "late": 9}, 0), ({"a": 5, "extra": 1}, 7)]
)
def test_floor_and_cap_hold_a_node_with_its_bonus(row, won):
    one = edition([item("a"), BONUS, PENALTY], [node("all", 10, floor=0, cap=11)])
    assert scored(one, {"A": row}).total("A").won == won


def test_a_node_of_nothing_but_bonuses_and_a_cap_counts():
    items = [item("a", parents=["all"]), BONUS | {"parents": ["plus"]}, BONUS | {"code": "more", "parents": ["plus"]}]
    one = edition(items, [node("all", 10), node("plus", 0, "all", cap=4)])
    scores = scored(one, {"A": {"a": 5, "extra": 9, "more": 9}, "B": {"a": 5}})
    assert (scores.total("A").won, scores.total("B").won, scores.score("A", "plus").rank) == (9, 5, 1)


def test_points_are_rounded_before_they_go_up_where_the_edition_says():
    items = [item(code, "ratio", parents=[parent]) for code, parent in (("a", "l"), ("b", "l"), ("c", "r"))]
    nodes = [node("all", 30), node("l", 20, "all"), node("r", 10, "all")]
    rows = {"A": {f"{code}.{role}": value for code in "abc" for role, value in (("numerator", 1), ("denominator", 3))}}
    for rounding, total in (({}, 10.0), ({"items": 2}, 9.99), ({"items": 2, "nodes": 1}, 10.0), ({"nodes": 0}, 10.0)):
        one = edition(items, nodes, rounding=rounding)
        assert scored(one, rows).total("A").won == pytest.approx(total, abs=1e-9)
    scores = scored(edition(items, nodes, rounding={"items": 2, "nodes": 1}), rows)
    assert [scores.score("A", code).won for code in ("a", "l", "r")] == pytest.approx([3.33, 6.7, 3.3])


@pytest.mark.parametrize(("better", "ranks"), [("high", [2, 1, 3]), ("low", [2, 3, 1])])
def test_ranks_and_bands_follow_what_is_better(better, ranks):
    bands = [{"at_least": at, "name": {"vi": name, "en": name}} for at, name in ((8, "A"), (5, "B"))]
    if better == "low":
        bands = [{"at_least": at, "name": {"vi": name, "en": name}} for at, name in ((2, "A"), (5, "B"))]
    one = edition([item("a")], bands=bands, published={"kind": "points", "decimals": 1, "better": better})
    scores = scored(one, {"X": {"a": 5}, "Y": {"a": 9}, "Z": {"a": 2}})
    assert [scores.total(name).rank for name in "XYZ"] == ranks
    best = {"high": "Y", "low": "Z"}[better]
    assert (scores.band(best)["name"] if isinstance(scores.band(best), dict) else scores.band(best).name["en"]) == "A"


def test_bands_of_a_node_by_rank_and_the_total_s_bands_are_its_own():
    top = [
        {"rank_at_most": 1, "name": {"vi": "đầu", "en": "first"}},
        {"top_percent": 67, "name": {"vi": "khá", "en": "upper"}},
    ]
    items = [item("a", parents=["g"]), item("b")]
    one = edition(items, [node("all", 20), node("g", 10, "all", bands=top)])
    scores = scored(one, {"X": {"a": 5}, "Y": {"a": 9}, "Z": {"a": 2}})
    told = [scores.band(name, "g") for name in "YXZ"]
    assert [band and band.name["en"] for band in told] == ["first", "upper", None]
    assert scores.band("Y") is None
    assert scores.band("Y", "a") is None


NASTY = st.one_of(
    st.just("n/a"),
    st.just(""),
    st.sampled_from([0.0, -0.0, 1e-300, 1e300, -1e300, 1.7e308, -1.7e308, 5e-324]),
    st.floats(-1e9, 1e9),
)


@settings(deadline=None)
@given(
    st.lists(st.tuples(NASTY, NASTY, NASTY), min_size=1, max_size=5),
    st.sampled_from(["zero", "exclude", "block", "mean", "median"]),
)
@pytest.mark.parametrize("method", ["sum", "arithmetic", "geometric", "harmonic", "median", "lowest"])
@pytest.mark.filterwarnings("error::RuntimeWarning")
def test_no_number_is_too_strange_to_be_scored_in_silence(method, rows, missing):
    z = {"kind": "z_score", "better": "low", "clamp": [-3, 3]}
    items = [item("a", MIN_MAX), item("b", z), item("c", {"kind": "rank", "better": "high", "form": "share"})]
    one = edition(items, [node("all", 30, aggregate=method)], missing=missing)
    scores = scored(one, {f"P{i}": dict(zip("abc", row, strict=True)) for i, row in enumerate(rows)})
    known = scores.won[~np.isnan(scores.won)]
    assert np.isfinite(known).all()
    assert (scores.ranks[:, 0] == 0).tolist() == np.isnan(scores.published[:, 0]).tolist()
