"""What an item's points are worth along its one driven input: straight pieces and jumps, read from the rule.

The rule knows where its course bends or jumps (``knots``); between two knots two probes fix the
straight line exactly, so the course is the rule itself and no sample of it.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np

from donghanh.errors import InputError
from donghanh.indices.rules import Rule, Values

Key = tuple[str, str]
"""Code of an item and role of the input that tasks move."""
Evaluate = Callable[[Mapping[Key, float]], float]
"""The headline value of the place with these inputs in place of today's."""
_BESIDE = 1e-9
"""How far past a knot a jump is set whose upper value is not reached at the knot itself, as a share of the range."""

_CHORDS = 32
"""Into how many chords a curve between two knots is cut."""


@dataclass(frozen=True)
class Course:
    """Points over one input: straight lines between ``(x, y)``, level outside them, the upper value at a jump.

    ``x`` never falls; a jump is two points of one ``x``.
    """

    today: float
    """The input as it is now."""
    x: tuple[float, ...]
    y: tuple[float, ...]

    def __call__(self, value: float) -> float:
        """The points at that input."""
        first, after = bisect_left(self.x, value), bisect_right(self.x, value)
        if after > first:
            return max(self.y[first:after])
        if first in (0, len(self.x)):
            return self.y[0 if first == 0 else -1]
        share = (value - self.x[first - 1]) / (self.x[first] - self.x[first - 1])
        return self.y[first - 1] + share * (self.y[first] - self.y[first - 1])

    def times(self, factor: float) -> Course:
        """The course in another measure: every value times ``factor``, which is not negative."""
        return replace(self, y=tuple(one * factor for one in self.y))


def course_of(
    rule: Rule,
    role: str,
    values: Mapping[str, float],
    maximum: float,
    peers: Mapping[str, Values],
    low: float,
    high: float,
) -> Course:
    """The course of a rule's points over its input ``role`` between ``low`` and ``high``, all else as it is.

    ``values`` are the place's inputs today by role, ``peers`` what the rule compares with. The range ends where the
    rule's limits for inputs do. Where the rule's course is a curve, chords stand for it.

    Raises:
        InputError: an input is not known today, or points cannot be told somewhere in the range.
    """
    for name, value in values.items():
        if not np.isfinite(value):
            raise InputError(
                "plan.unknown",
                vi=f"đầu vào “{name}” chưa có số liệu hiện trạng; hãy nhập giá trị hiện nay (0 nếu chưa có gì)",
                en=f"the input “{name}” is not known today; enter its present value (0 if there is nothing yet)",
            )

    def points(at: Sequence[float]) -> list[float]:
        arrays = {name: np.full(len(at), float(value)) for name, value in values.items()}
        return [float(one) for one in rule.points(arrays | {role: np.array(at)}, maximum, peers)]

    least, most = rule.limits(maximum)
    low, high = max(low, least), min(high, most)
    knots = rule.knots(role, values, maximum, peers)
    if rule.is_curved(role):
        edges = sorted({low, high, *(one for one in knots if low < one < high)})
        at = sorted({a + (b - a) * step / _CHORDS for a, b in pairwise(edges) for step in range(_CHORDS + 1)})
        return sampled(values[role], at, points(at))
    return course_through(points, knots, values[role], low, high)


def course_through(
    points: Callable[[Sequence[float]], Sequence[float]],
    knots: Sequence[float],
    today: float,
    low: float,
    high: float,
) -> Course:
    """The course of a function that is straight between its ``knots``.

    Raises:
        InputError: the function is not known somewhere in the range.
    """
    edges = sorted({low, high, *(one for one in knots if low < one < high)})
    xs: list[float] = []
    ys: list[float] = []
    at_edges = points(edges)
    thirds = points([a + (b - a) * share for a, b in pairwise(edges) for share in (1 / 3, 2 / 3)])
    _known([*at_edges, *thirds], low, high)
    beside = _BESIDE * (high - low)
    for place, (edge, exact) in enumerate(zip(edges, at_edges, strict=True)):
        before = 2 * thirds[2 * place - 1] - thirds[2 * place - 2] if place else exact
        after = 2 * thirds[2 * place] - thirds[2 * place + 1] if place + 1 < len(edges) else exact
        level = 1e-9 * max(1.0, abs(before), abs(after))
        if abs(before - after) <= level:
            xs, ys = [*xs, edge], [*ys, exact]
            continue
        missed = exact < max(before, after) - level  # a strict limit: the upper value begins beside the knot
        shift = 0.0 if not missed else beside if after > before else -beside
        xs, ys = [*xs, edge + shift, edge + shift], [*ys, before, after]
    return Course(today, tuple(xs), tuple(ys))


def sampled(today: float, at: Sequence[float], points: Sequence[float]) -> Course:
    """The course as chords between the points at these inputs.

    Raises:
        InputError: the points are not known at one of them.
    """
    return Course(today, tuple(at), tuple(_known(points, at[0], at[-1])))


def _known(points: Sequence[float], low: float, high: float) -> Sequence[float]:
    if not np.isfinite(points).all():
        raise InputError(
            "plan.course",
            vi=f"không tính được điểm ở mọi giá trị từ {low:g} đến {high:g}",
            en=f"points cannot be told for every value from {low:g} to {high:g}",
        )
    return points


def worth(course: Course, key: Key, evaluate: Evaluate) -> float:
    """Headline points that one point of the item is worth today: a finite difference of the whole index.

    The input moves to the nearest value in the course's range at which the points differ, by a thousandth of the range
    where they change at once. Exact where the headline adds up or averages items; for geometric and harmonic means the
    slope today. 0 where the points differ nowhere.
    """
    low, high = course.x[0], course.x[-1]
    here, step = course(course.today), (high - low) / 1000
    beside = [one for knot in course.x for one in (knot - step, knot, knot + step)]
    corners = sorted(beside, key=lambda one: (abs(one - course.today), one))
    for value in (course.today + step, course.today - step, *corners):
        moved = course(value) - here
        if low <= value <= high and abs(moved) > 1e-9:
            return (evaluate({key: value}) - evaluate({})) / moved
    return 0.0
