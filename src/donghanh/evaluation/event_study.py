"""Event study: the effect in each period before and after the start, relative to the last period before it.

Before the start the effects should be 0: if they are not, the treated places were on another path already and their
difference later says little. The joint test of that is :func:`jackknife.jointly_zero`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

import numpy as np

from donghanh.evaluation.jackknife import Estimate, Group, JointTest, Vector, estimate, jointly_zero
from donghanh.evaluation.panel import Panel
from donghanh.evaluation.stacks import coefficients, left_out, stacked
from donghanh.periods import Period

REFERENCE = -1
_NAME = re.compile(r"relative::(-?\d+):pilot")


@dataclass(frozen=True, slots=True)
class Moment:
    """A point of the plot."""

    relative: int
    """Periods since the start: 0 is the first treated period, -1 the last before it."""
    period: Period | None
    """The calendar period, where all places started together."""
    places: int
    """Treated places with a value there."""
    estimate: Estimate | None
    """None at the reference, whose effect is 0 by construction, and where too few places have a value."""


@dataclass(frozen=True)
class EventStudy:
    """Moments in order of time, and the joint test that the effects before the start are 0."""

    moments: tuple[Moment, ...]
    before: JointTest | None
    """None with fewer than two periods before the start."""


def event_study(panel: Panel) -> EventStudy:
    """The effect of each period relative to the last one before the start.

    Raises:
        InputError: fewer than two treated or two comparison places; the extra ``stats`` is not installed.
    """
    frame = stacked(panel)
    effects = _effects(frame)
    relatives = sorted(effects)

    def fit(rows: Any) -> Vector:
        found = _effects(rows)
        return np.array([found.get(relative, np.nan) for relative in relatives])

    groups = left_out(panel, frame, fit)
    sure = [i for i in range(len(relatives)) if not any(np.isnan(group.without[:, i]).any() for group in groups)]
    estimates = {relatives[i]: estimate(effects[relatives[i]], groups, i) for i in sure}
    early = [i for i in sure if relatives[i] < REFERENCE]
    test = None
    if early:
        chosen = tuple(Group(group.without[:, early], group.weights) for group in groups)
        test = jointly_zero(np.array([effects[relatives[i]] for i in early]), (chosen[0], chosen[1]))
    return EventStudy(_moments(panel, estimates), test)


def _effects(frame: Any) -> dict[int, float]:
    found = coefficients(frame, f"i(relative, pilot, ref={REFERENCE})")
    return {int(match[1]): value for name, value in found.items() if (match := _NAME.fullmatch(name))}


def _moments(panel: Panel, estimates: dict[int, Estimate]) -> tuple[Moment, ...]:
    counts: dict[int, int] = {}
    for place, start in panel.starts.items():
        began = panel.periods.index(start)
        for at, period in enumerate(panel.periods):
            counts[at - began] = counts.get(at - began, 0) + ((place, period) in panel.values)
    together = panel.periods_before if len(panel.cohorts) == 1 else None
    return tuple(
        Moment(
            relative,
            None if together is None else panel.periods[together + relative],
            counts[relative],
            estimates.get(relative),
        )
        for relative in sorted(counts)
    )
