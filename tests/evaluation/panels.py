"""Panels with a known effect: places and periods of their own, errors that hang together over time."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from donghanh.evaluation.panel import Observation, Panel, panel
from donghanh.periods import Period

FIRST = Period(2024, "month", 1)


def month(at: int) -> Period:
    """The month ``at`` months after the first."""
    return Period(2024 + at // 12, "month", at % 12 + 1)


@dataclass(frozen=True)
class Design:
    """How a panel is drawn; ``starts`` are the different starts, shared out among the treated places in turn."""

    treated: int
    places: int
    periods: int
    starts: tuple[int, ...]
    noisier: float = 1.0
    skewed: bool = False
    missing: float = 0.0
    weights: float = 0.0
    """Standard deviation of the logarithm of the bases."""

    def start(self, row: int) -> int:
        return self.starts[row % len(self.starts)]

    def active(self) -> np.ndarray:
        found = np.zeros((self.places, self.periods))
        for row in range(self.treated):
            found[row, self.start(row) :] = 1
        return found

    def known(self) -> np.ndarray:
        """Which cells have a value; the first and last period of every place does."""
        found = np.random.default_rng(11).uniform(size=(self.places, self.periods)) >= self.missing
        found[:, [0, -1]] = True
        return found

    def bases(self) -> np.ndarray:
        return np.exp(self.weights * np.random.default_rng(12).normal(size=self.places))

    def draw(self, draws: int, *, effect: float = 0.0, seed: int = 1, rho: float = 0.6) -> np.ndarray:
        """Values, draws × places × periods; a place's errors follow each other with correlation ``rho``."""
        rng = np.random.default_rng(seed)
        shape = (draws, self.places, self.periods)
        shocks = rng.exponential(size=shape) - 1 if self.skewed else rng.normal(size=shape)
        errors = shocks.copy()
        errors[..., 0] /= np.sqrt(1 - rho**2)
        for at in range(1, self.periods):
            errors[..., at] += rho * errors[..., at - 1]
        errors[:, : self.treated] *= self.noisier
        errors /= np.sqrt(self.bases())[:, np.newaxis]
        common = rng.normal(size=(draws, 1, self.periods)).cumsum(axis=2)
        return errors + 3 * rng.normal(size=(draws, self.places, 1)) + common + effect * self.active()

    def panel(self, values: np.ndarray) -> Panel:
        """One draw as a panel."""
        known, bases = self.known(), self.bases()
        rows = [
            Observation(f"p{row:02d}", month(at), float(values[row, at]), float(bases[row]) if self.weights else None)
            for row in range(self.places)
            for at in range(self.periods)
            if known[row, at]
        ]
        return panel(
            rows,
            treated={f"p{row:02d}": month(self.start(row)) for row in range(self.treated)},
            comparisons=[f"p{row:02d}" for row in range(self.treated, self.places)],
        )


DESIGNS = {
    "3 of 12": Design(3, 12, 8, (4,)),
    "5 of 20": Design(5, 20, 8, (4,)),
    "5 of 60": Design(5, 60, 8, (4,)),
    "5 of 20, long": Design(5, 20, 36, (24,)),
    "10 of 20": Design(10, 20, 12, (8,)),
    "10 of 40": Design(10, 40, 24, (12,)),
    "15 of 20": Design(15, 20, 12, (6,)),
    "15 of 30": Design(15, 30, 12, (8,)),
    "30 of 60, long": Design(30, 60, 36, (24,)),
    "treated vary more": Design(5, 30, 12, (8,), noisier=2.0),
    "treated vary less": Design(10, 30, 12, (8,), noisier=0.5),
    "skewed": Design(8, 24, 12, (8,), skewed=True),
    "missing values": Design(8, 24, 12, (8,), missing=0.15),
    "bases": Design(8, 24, 12, (8,), weights=0.6),
    "three starts": Design(9, 30, 15, (5, 8, 11)),
    "all at once": Design(9, 30, 15, (5, 8, 11), noisier=1.5, missing=0.1, weights=0.4),
}
