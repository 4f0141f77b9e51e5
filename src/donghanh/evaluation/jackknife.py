"""How far chance reaches: the estimates without each place in turn, treated and comparison places apart.

Variance of an estimate: Σ over the two groups of (n-1)/n · Σ (estimate without a place - their mean)², the delete-one
jackknife of a stratified sample (Wolter, Introduction to Variance Estimation, 2nd ed. 2007, ch. 4); a whole place is
left out, so the errors of a place may hang together over time in any way. Degrees of freedom: Welch (1947) and
Satterthwaite (1946), each group with its effective number of places (Σw)²/Σw² (Kish 1965) less 1. In a balanced panel
without bases and with one start this is to the digit Welch's t test on each place's change of means.

It is the simplest method that held for every design measured (tests/evaluation/test_coverage.py: 3-30 treated of 12-60
places, 8-36 periods, autocorrelated errors; also treated places that vary twice as much, skewed errors, missing values,
bases, different starts). Of 4000 draws of such panels the usual clustered interval (CRV1 with t on G-1 degrees of
freedom) covered the effect in 87 % with 5 treated of 60, and one variance for both groups in 74 % where treated places
vary twice as much.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from donghanh.evaluation.libraries import library

Vector = NDArray[np.float64]
PLACES_A_CONTRAST = 3
"""Places of the smaller group wanted for each contrast tested jointly; with fewer the test finds what is not there."""


@dataclass(frozen=True, slots=True)
class Estimate:
    """An effect in the unit of the values, with its standard error, 95 % interval and two-sided p-value."""

    effect: float
    error: float
    degrees: float
    """Degrees of freedom of the t distribution."""
    low: float
    high: float
    p_value: float


@dataclass(frozen=True, slots=True)
class JointTest:
    """Whether several effects are all 0: F statistic, its degrees of freedom, p-value."""

    statistic: float
    contrasts: int
    degrees: float
    p_value: float


@dataclass(frozen=True)
class Group:
    """The treated or the comparison places: estimates without each of them (places × estimates), their weights."""

    without: Vector
    weights: Vector

    @property
    def covariance(self) -> Vector:
        """What this group adds to the covariance of the estimates."""
        count = len(self.without)
        apart = self.without - self.without.mean(axis=0)
        part: Vector = (count - 1) / count * apart.T @ apart
        return part

    @property
    def degrees(self) -> float:
        """Effective number of places less 1, at least 1."""
        return max(1.0, float(self.weights.sum() ** 2 / (self.weights**2).sum()) - 1)


def estimate(effect: float, groups: tuple[Group, Group], column: int = 0) -> Estimate:
    """The effect with what chance does to it, from that column of the estimates left out."""
    special = library("scipy.special")
    parts = [(float(group.covariance[column, column]), group.degrees) for group in groups]
    variance = sum(part for part, _ in parts)
    if variance == 0:
        return Estimate(effect, 0.0, float("inf"), effect, effect, float(effect == 0))
    error = variance**0.5
    degrees = variance**2 / sum(part**2 / free for part, free in parts)
    reach = float(special.stdtrit(degrees, 0.975)) * error
    p_value = 2 * float(special.stdtr(degrees, -abs(effect) / error))
    return Estimate(effect, error, degrees, effect - reach, effect + reach, p_value)


def jointly_zero(effects: Vector, groups: tuple[Group, Group]) -> JointTest | None:
    """Whether effects that follow each other in time are all 0; None where the data do not vary enough to tell.

    Neighbours are averaged until one contrast is left for every :data:`PLACES_A_CONTRAST` places of the smaller group.
    The statistic is Wald's with the covariance of both groups added, its reference the F distribution of Krishnamoorthy
    and Yu (Statistics & Probability Letters 66, 2004), which does not ask that both groups vary alike.
    """
    smaller = min(len(group.without) for group in groups)
    count = min(len(effects), max(1, (smaller - 1) // PLACES_A_CONTRAST))
    average = np.zeros((count, len(effects)))
    for row, columns in enumerate(np.array_split(np.arange(len(effects)), count)):
        average[row, columns] = 1 / len(columns)
    parts = [average @ group.covariance @ average.T for group in groups]
    whole = sum(parts)
    if np.linalg.matrix_rank(whole) < count:
        return None
    contrasts = average @ effects
    wald = float(contrasts @ np.linalg.solve(whole, contrasts))
    spread = 0.0
    for part, group in zip(parts, groups, strict=True):
        share = np.linalg.solve(whole, part)
        spread += float(np.trace(share @ share) + np.trace(share) ** 2) / group.degrees
    free = (count + count**2) / spread
    degrees = free - count + 1
    if degrees <= 0:
        return None
    statistic = wald * degrees / (free * count)
    p_value = float(library("scipy.special").fdtrc(count, degrees, statistic))
    return JointTest(statistic, count, degrees, p_value)
