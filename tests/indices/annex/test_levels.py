from __future__ import annotations

import pytest

from donghanh.indices.annex.clauses import Award
from donghanh.indices.annex.conditions import Interval
from donghanh.indices.annex.formulas import Line, parse
from donghanh.indices.annex.levels import Level, over_ratio, read_levels


def _percent(low: float | None, high: float | None, award: Award, **ends: bool) -> Level:
    return Level(Interval(low, high, is_percent=True, **ends), award)


def test_nested_conditions_end_where_the_next_begins() -> None:
    levels = [Level(Interval(2, None), Award(points=5)), Level(Interval(4, None), Award(points=10))]
    rule = read_levels(levels, Award(points=0), 10)
    assert rule == {"kind": "steps", "steps": [{"at_least": 4, "points": 10}, {"at_least": 2, "points": 5}]}


def test_boundaries_that_belong_below_are_told_by_upper_ends() -> None:
    levels = [
        _percent(None, 50, Award(points=1)),
        _percent(50, 80, Award(points=2), has_low=False),
        _percent(80, None, Award(points=4), has_low=False),
    ]
    rule = read_levels(levels, None, 4)
    assert isinstance(rule, dict)
    assert [(row["at_most"], row["points"]) for row in rule["steps"]] == [(100, 4), (80, 2), (50, 1)]


def test_a_straight_line_from_a_floor_to_the_target() -> None:
    formula = parse("(Tỷ lệ - 50%)/(90% - 50%)*Điểm tối đa")
    levels = [
        _percent(90, None, Award(share=1)),
        _percent(50, 90, Award(formula=formula), has_high=False),
        _percent(None, 50, Award(share=0), has_high=False),
    ]
    assert read_levels(levels, None, 8) == {"kind": "threshold", "target": 90, "below": "linear", "floor": 50}


@pytest.mark.parametrize(
    "levels",
    [
        [_percent(90, None, Award(points=10)), _percent(50, 70, Award(points=5))],
        [_percent(80, None, Award(points=10)), _percent(50, 90, Award(points=5))],
        [_percent(90, None, Award(points=8)), _percent(None, 90, Award(points=0), has_high=False)],
        [
            _percent(80, None, Award(share=1)),
            _percent(None, 80, Award(formula=parse("Tỷ lệ*Điểm tối đa")), has_high=False),
        ],
        [_percent(80, None, Award(share=1)), _percent(None, 80, Award(is_proportional=True), has_high=False)],
    ],
    ids=["gap", "overlap", "below the maximum", "jump at the target", "no formula"],
)
def test_levels_that_leave_something_open_are_a_reason(levels: list[Level]) -> None:
    vi, en = read_levels(levels, None, 10)
    assert vi and en


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        (Line(1, 0), "ratio"),
        (Line(0.01, 0), "ratio"),
        (Line(100, 0, ("a", "b")), "ratio"),
        (Line(1, 0, ("a", "b"), falls=True), "complement"),
        (Line(-1, 1), "complement"),
        (Line(2, 0), "threshold"),
        (Line(0.0125, 0), "threshold"),
        (Line(0.5, 0), None),
        (Line(0.9, 0.1), None),
        (Line(0.9, 0, ("a", "b"), falls=True), None),
    ],
)
def test_formulas_without_conditions(line: Line, kind: str | None) -> None:
    rule = over_ratio(line)
    assert (rule["kind"] if rule else None) == kind
