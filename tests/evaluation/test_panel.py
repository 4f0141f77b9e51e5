"""A panel says what is wrong with it before anything is estimated."""

from __future__ import annotations

import math
from datetime import date

import pytest
from tests.evaluation.panels import DESIGNS, month

from donghanh.errors import InputError
from donghanh.evaluation.panel import Observation, named, panel
from donghanh.periods import Period, period_of

START = month(2)


def rows(places="ab", periods=4, **more):
    return [Observation(place, month(at), 10.0 + at, **more) for place in places for at in range(periods)]


def made(observations=None, treated=None, comparisons=("b",)):
    return panel(
        rows() if observations is None else observations,
        treated={"a": START} if treated is None else treated,
        comparisons=comparisons,
    )


def test_a_panel_knows_its_places_periods_and_starts():
    found = made()
    assert (found.places, found.treated, found.comparisons) == (("a", "b"), ("a",), ("b",))
    assert (found.periods_before, found.periods_after, found.missing_share) == (2, 2, 0)
    assert found.periods == tuple(month(at) for at in range(4))


def test_missing_values_are_counted_however_they_are_missing():
    observations = [
        *rows()[1:],
        Observation("a", month(0), None),
        Observation("a", month(4), math.nan),
    ]
    found = made(observations)
    assert found.missing_share == pytest.approx(3 / 10)
    assert len(found.values) == 7


def test_a_period_nobody_reported_is_still_a_period():
    found = made([one for one in rows(periods=5) if one.period != month(3)])
    assert found.periods == tuple(month(at) for at in range(5))
    assert found.missing_share == pytest.approx(2 / 10)


@pytest.mark.parametrize("grain", ["month", "quarter", "year"])
def test_periods_of_any_grain_follow_each_other(grain):
    ends = [period_of(date(2019, 11, 5), grain), period_of(date(2023, 2, 5), grain)]
    found = panel(
        [Observation(place, one, 1.0) for place in "ab" for one in ends],
        treated={"a": period_of(date(2021, 1, 1), grain)},
        comparisons="b",
    )
    assert len(found.periods) == {"month": 40, "quarter": 14, "year": 5}[grain]
    assert [found.periods[0], found.periods[-1]] == ends


def test_several_starts_are_cohorts():
    found = made(rows("abc", 6), treated={"c": month(4), "a": START})
    assert (found.treated, found.cohorts) == (("a", "c"), (START, month(4)))
    assert (found.periods_before, found.periods_after) == (2, 2)


def test_a_place_weighs_what_its_base_was_before_the_start():
    observations = [
        Observation(place, month(at), 1.0, base) for place in "ab" for at, base in enumerate([100.0, 200.0, 900.0])
    ]
    assert made(observations).weights == {"a": 150, "b": 150}
    assert made().weights == {}


@pytest.mark.parametrize(
    ("code", "arguments"),
    [
        ("evaluation.group.empty", {"treated": {}}),
        ("evaluation.group.empty", {"comparisons": ()}),
        ("evaluation.group.both", {"comparisons": ("a", "b")}),
        ("evaluation.place.unknown", {"observations": rows("abz")}),
        ("evaluation.place.silent", {"comparisons": ("b", "c")}),
        ("evaluation.period.grain", {"treated": {"a": Period(2024, "quarter", 1)}}),
        ("evaluation.period.before", {"treated": {"a": month(0)}}),
        ("evaluation.period.after", {"treated": {"a": month(4)}}),
        ("evaluation.row.twice", {"observations": [*rows(), rows()[3]]}),
        ("evaluation.row.number", {"observations": [*rows(), Observation("a", month(4), math.inf)]}),
        ("evaluation.row.base", {"observations": rows(base=0.0)}),
        ("evaluation.base.missing", {"observations": rows("a", base=3.0) + rows("b")}),
        ("evaluation.place.before", {"observations": rows("a") + rows("b")[2:]}),
        ("evaluation.place.after", {"observations": rows("b") + rows("a")[:2]}),
    ],
)
def test_what_cannot_be_estimated_is_refused_by_name(code, arguments):
    with pytest.raises(InputError) as told:
        made(**arguments)
    assert told.value.code == code
    assert told.value.vi != told.value.en


def test_a_comparison_place_needs_a_value_after_the_latest_start():
    observations = rows("ac", 6) + rows("b", 3)
    with pytest.raises(InputError, match="b: no value since the pilot began"):
        made(observations, treated={"a": START, "c": month(4)})


def test_a_message_names_a_few_places_and_counts_the_rest():
    assert named("cab") == "a, b, c"
    assert named(DESIGNS) == ", ".join(sorted(DESIGNS)[:5]) + f" (+{len(DESIGNS) - 5})"
