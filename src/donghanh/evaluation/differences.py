"""Difference in differences: how much more the treated places changed than the comparison places.

The effect is the coefficient of "treated and started" in a regression on places and periods (:mod:`stacks`), its
interval that of :mod:`jackknife`, clustered by place.
"""

from __future__ import annotations

from dataclasses import dataclass

from donghanh.evaluation.jackknife import Estimate, estimate
from donghanh.evaluation.panel import Panel
from donghanh.evaluation.stacks import effect, left_out, stacked


@dataclass(frozen=True, slots=True)
class Differences:
    """The mean effect over treated places and periods since their start, in the unit of the values."""

    estimate: Estimate
    treated: int
    comparisons: int
    periods_before: int
    periods_after: int


def differences(panel: Panel) -> Differences:
    """The effect with its 95 % interval.

    Raises:
        InputError: fewer than two treated or two comparison places, or none in the same periods; the extra ``stats``
            is not installed.
    """
    frame = stacked(panel)
    found = estimate(float(effect(frame)[0]), left_out(panel, frame, effect))
    return Differences(found, len(panel.treated), len(panel.comparisons), panel.periods_before, panel.periods_after)
