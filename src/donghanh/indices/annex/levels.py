"""Conditions over one number made into a rule: a step table, or a target with what counts below it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

from donghanh.indices.annex.clauses import Award
from donghanh.indices.annex.conditions import Interval
from donghanh.indices.annex.formulas import Line, as_line

Reason = tuple[str, str]
"""Why something was not read, in Vietnamese and English."""


@dataclass(frozen=True)
class Level:
    """A range of values and what it gives."""

    range: Interval
    award: Award


def read_levels(levels: Sequence[Level], rest: Award | None, maximum: float) -> dict[str, Any] | Reason:
    """The rule that gives each range its points; ``rest``: what all other values are given.

    Percentages are values from 0 to 100; everything else counts whole things.
    """
    is_percent = any(level.range.is_percent for level in levels)
    rows = _in_turn(sorted((_whole(level, is_percent) for level in levels), key=lambda row: (_low(row), _high(row))))
    if rest is not None:
        filled = _filled(rows, rest, maximum)
        if filled is None:
            return REST_UNCLEAR
        rows = [_whole(row, is_percent) for row in filled]
    gap = _gap(rows)
    if gap:
        return gap
    curved = [row for row in rows if row.award.formula or row.award.is_proportional]
    if curved:
        return _target(rows, curved[0], is_percent, maximum) if len(curved) == 1 else _UNCLEAR
    points = [row.award.of(maximum) or 0.0 for row in rows]
    if abs(max(points) - maximum) > 1e-6:
        return _too_little(max(points), maximum)
    if len(rows) <= 2 and points[-1] and not any(points[:-1]) and rows[-1].range.low:
        return {"kind": "threshold", "target": rows[-1].range.low, "below": "zero"}
    return _steps(rows, points, is_percent)


_UNCLEAR = ("cách tính theo tỷ lệ không rõ công thức", "the formula in proportion is not clear")


MIXED = ("không bảng bậc nào có đúng các ranh giới này", "no step table has exactly these boundaries")
REST_UNCLEAR = ("trường hợp còn lại không rõ là các giá trị nào", "it is not clear which values the rest are")


def _too_little(best: float, maximum: float) -> Reason:
    vi = f"mức cao nhất được {best:g} điểm, khác điểm tối đa {maximum:g}"
    return vi, f"the best level gives {best:g} points, not the maximum {maximum:g}"


def _low(row: Level) -> float:
    return float("-inf") if row.range.low is None else row.range.low


def _high(row: Level) -> float:
    return float("inf") if row.range.high is None else row.range.high


def _whole(level: Level, is_percent: bool) -> Level:
    """Of things that are counted, "more than 5" is "from 6", "less than 5" is "to 4"."""
    one = level.range
    if is_percent or any(end is not None and end % 1 for end in (one.low, one.high)):
        return level
    low = one.low + 1 if one.low is not None and not one.has_low else one.low
    high = one.high - 1 if one.high is not None and not one.has_high else one.high
    return Level(Interval(low, high), level.award)


def _filled(rows: list[Level], rest: Award, maximum: float) -> list[Level] | None:
    """The rows with one for all values below the others, or above where small values are the good ones."""
    first, last = rows[0].range, rows[-1].range
    falls = len(rows) > 1 and (rows[0].award.of(maximum) or 0.0) > (rows[-1].award.of(maximum) or 0.0)
    if last.high is not None and (falls or not first.low) and not last.is_one:
        above = Interval(last.high, None, has_low=not last.has_high, is_percent=last.is_percent)
        return [*rows, Level(above, rest)]
    if first.low and (last.high is None or last.is_one or not falls):
        below = Interval(None, first.low, has_high=not first.has_low, is_percent=first.is_percent)
        return [Level(below, rest), *rows]
    return None


def _in_turn(rows: list[Level]) -> list[Level]:
    """Ranges open to one side end where the next begins: "từ 4 trở lên; từ 2 trở lên", "dưới 5; dưới 10"."""
    for at, (lower, upper) in enumerate(pairwise(rows)):
        if lower.range.high is None and upper.range.low is not None:
            end = replace(lower.range, high=upper.range.low, has_high=not upper.range.has_low)
            rows[at] = replace(lower, range=end)
        elif upper.range.low is None and lower.range.high is not None:
            start = replace(upper.range, low=lower.range.high, has_low=not lower.range.has_high)
            rows[at + 1] = replace(upper, range=start)
    return rows


def _gap(rows: Sequence[Level]) -> Reason | None:
    """Values between two rows that neither covers, or both; "70% đến 89%; từ 90%" leaves none."""
    for lower, upper in pairwise(rows):
        end, start = _high(lower), _low(upper)
        at_one_point = end == start and not lower.range.has_high and not upper.range.has_low
        twice = end == start and lower.range.is_one and upper.range.is_one
        if end > start or start - end > 1 or at_one_point or twice:
            vi = f"các mức không nối tiếp nhau ở khoảng {min(end, start):g}–{max(end, start):g}"
            return vi, f"the levels do not follow on each other between {min(end, start):g} and {max(end, start):g}"
    return None


def _steps(rows: Sequence[Level], points: list[float], is_percent: bool) -> dict[str, Any] | Reason:
    """A step table by lower ends, or by upper ends where the values between two rows belong to the lower one."""
    inner = [upper.range.has_low for upper in rows[1:]]
    if all(inner):
        table = [{"at_least": max(_low(row), 0.0), "points": won} for row, won in zip(rows, points, strict=True)]
        while len(table) > 1 and not table[0]["points"]:
            table = table[1:]
        return {"kind": "steps", "steps": table[::-1]}
    if not any(inner) and is_percent:
        table = [{"at_most": min(_high(row), 100.0), "points": won} for row, won in zip(rows, points, strict=True)]
        while len(table) > 1 and not table[-1]["points"]:
            table = table[:-1]
        return {"kind": "steps", "steps": table[::-1]}
    return MIXED


def _target(rows: Sequence[Level], below: Level, is_percent: bool, maximum: float) -> dict[str, Any] | Reason:
    """Full points from a target on, in proportion below it, nothing under a floor."""
    at = rows.index(below)
    full, none = rows[at + 1 :], rows[:at]
    if len(full) > 1 or any(row.award.of(maximum) for row in none):
        return _UNCLEAR
    if full and abs((full[0].award.of(maximum) or 0.0) - maximum) > 1e-6:
        return _too_little(full[0].award.of(maximum) or 0.0, maximum)
    target = full[0].range.low if full else below.range.high
    floor = below.range.low or 0.0
    if not target or floor >= target:
        return _UNCLEAR
    scale = 100.0 if is_percent else 1.0
    if below.award.is_proportional:
        if target != scale:
            return _UNCLEAR
        return {"kind": "threshold", "target": target, "below": "proportional"} | ({"floor": floor} if floor else {})
    course = as_line(below.award.formula, maximum) if below.award.formula else None
    shape = _shape(course, target / scale, floor / scale) if course else None
    if shape is None:
        vi = f"công thức không cho điểm tối đa khi đạt mục tiêu {target:g}"
        return vi, f"the formula does not lead to the maximum at the target {target:g}"
    return {"kind": "threshold", "target": target, "below": shape} | ({"floor": floor} if floor else {})


def _shape(course: Line, target: float, floor: float) -> str | None:
    if course.falls:
        return None
    for scale in (1.0, 100.0):  # “tỷ lệ” as a fraction, or in percent
        slope, start = course.slope * scale, course.start
        if abs(slope * target + start - 1) < 1e-6:
            if abs(start) < 1e-6:
                return "proportional"
            if abs(slope * floor + start) < 1e-6:
                return "linear"
    return None


def over_ratio(line: Line) -> dict[str, Any] | None:
    """The rule of a formula without conditions: a ratio, its complement, or a target reached in proportion."""
    if line.falls or (not line.parts and line.slope < 0):
        plain = replace(line, slope=abs(line.slope), start=0.0)
        is_whole = abs(line.start) < 1e-6 if line.parts else abs(line.start - 1) < 1e-6
        return {"kind": "complement"} if is_whole and abs(plain.slope - 1) < 1e-6 else None
    if abs(line.start) > 1e-6:
        return None
    if any(abs(line.slope * scale - 1) < 1e-6 for scale in (1.0, 100.0, 0.01)):
        return {"kind": "ratio"}
    # “Tỷ lệ/80” speaks of percent; a small factor of a share only fails to reach the maximum.
    for slope, most in ((line.slope, 100.0), (line.slope * 100, 10.0)):
        if 1 < slope <= most:
            return {"kind": "threshold", "target": round(100 / slope, 6), "below": "proportional"}
    return None
