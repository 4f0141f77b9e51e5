"""The order in which places take over a pilot."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from donghanh.errors import InputError
from donghanh.evaluation.readiness import ReadinessItem, readiness

NET = ReadinessItem("net", "high", 3.0)
LATE = ReadinessItem("late", "low", 1.0)
VALUES = {
    "a": {"net": 90.0, "late": 10.0},
    "b": {"net": 50.0, "late": 0.0},
    "c": {"net": 70.0, "late": None},
    "d": {"late": 20.0},
}


def test_each_place_is_told_what_an_item_adds_and_what_it_lacks():
    found = readiness([NET, LATE], VALUES)
    assert [(one.place, one.rank, one.score) for one in found.standings] == [
        ("a", 1, 87.5),
        ("c", 2, 37.5),
        ("b", 3, 25),
        ("d", 4, 0),
    ]
    net, late = found.standings[0].parts
    assert (net.adds, net.lacks, late.adds, late.lacks) == (75, 0, 12.5, 12.5)


def test_what_is_not_known_adds_nothing_and_is_said():
    found = {one.place: one for one in readiness([NET, LATE], VALUES).standings}
    assert (found["c"].missing, found["d"].missing, found["a"].missing) == (("late",), ("net",), ())
    assert found["c"].parts[1].lacks == 25


def test_by_rank_distances_do_not_count_and_equals_share():
    values = {"a": {"net": 1000.0}, "b": {"net": 3.0}, "c": {"net": 3.0}, "d": {"net": 1.0}}
    found = readiness([NET], values, normalisation="rank")
    assert [(one.place, one.rank, one.score) for one in found.standings] == [
        ("a", 1, 100),
        ("b", 2, 50),
        ("c", 2, 50),
        ("d", 4, 0),
    ]


def test_waves_take_places_in_order_and_tell_who_was_just_as_ready():
    values = {code: {"net": value} for code, value in zip("abcdef", (9.0, 5.0, 5.0, 5.0, 2.0, 1.0), strict=True)}
    found = readiness([NET], values, waves=(2, 2))
    assert [(one.places, one.tied_with) for one in found.waves] == [(("a", "b"), ("c", "d")), (("c", "d"), ())]
    assert found.later == ("e", "f")
    assert readiness([NET], values, waves=(6, 3)).later == ()


def test_of_equals_the_better_known_comes_first():
    values = {"a": {"net": 1.0}, "b": {"net": 1.0, "late": 5.0}, "c": {"net": 2.0, "late": 3.0}}
    found = readiness([NET, LATE], values)
    assert [one.place for one in found.standings] == ["c", "b", "a"]
    assert [one.rank for one in found.standings] == [1, 2, 2]


def test_an_item_equal_everywhere_moves_nobody():
    values = {place: {**row, "same": 7.0} for place, row in VALUES.items()}
    found = readiness([NET, LATE, ReadinessItem("same", "low")], values)
    assert [one.place for one in found.standings] == ["a", "c", "b", "d"]


@given(
    st.dictionaries(
        st.text("abcdef", min_size=1, max_size=3),
        st.dictionaries(st.sampled_from(["net", "late"]), st.none() | st.floats(-1e6, 1e6)),
        min_size=1,
    ),
    st.sampled_from(["min_max", "rank"]),
    st.lists(st.integers(1, 4), max_size=3),
)
def test_parts_add_up_and_every_place_stands_once(values, normalisation, waves):
    found = readiness([NET, LATE], values, normalisation=normalisation, waves=waves)
    for one in found.standings:
        assert one.score == pytest.approx(sum(part.adds for part in one.parts), abs=1e-8)
        assert pytest.approx(sum(part.adds + part.lacks for part in one.parts)) == 100
    assert [one.score for one in found.standings] == sorted((one.score for one in found.standings), reverse=True)
    placed = [place for wave in found.waves for place in wave.places] + list(found.later)
    assert placed == [one.place for one in found.standings]
    assert sorted(placed) == sorted(values)


@pytest.mark.parametrize(
    ("code", "items", "values", "waves"),
    [
        ("readiness.empty", [], VALUES, ()),
        ("readiness.empty", [NET], {}, ()),
        ("readiness.item.twice", [NET, NET, LATE], VALUES, ()),
        ("readiness.item.weight", [ReadinessItem("net", "high", 0.0), LATE], VALUES, ()),
        ("readiness.value", [NET], VALUES, ()),
        ("readiness.value", [NET], {"a": {"net": math.nan}}, ()),
        ("readiness.wave", [NET, LATE], VALUES, (2, 0)),
    ],
)
def test_what_cannot_be_ranked_is_refused_by_name(code, items, values, waves):
    with pytest.raises(InputError) as told:
        readiness(items, values, waves=waves)
    assert told.value.code == code
    assert told.value.vi != told.value.en
