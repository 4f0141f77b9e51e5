"""Reproduction: do published results follow from the published inputs?"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

from donghanh.indices.score import Scores
from donghanh.text import nfc


@dataclass(frozen=True)
class Difference:
    """A published value beside the one scored."""

    subject: str
    published: float
    scored: float
    """Before rounding, in the edition's measure; NaN where it cannot be scored."""

    @property
    def off(self) -> float:
        """How far the two are apart."""
        return abs(self.scored - self.published)


@dataclass(frozen=True)
class Reproduction:
    """All of one table, the greatest difference first (what cannot be scored before it)."""

    differences: tuple[Difference, ...]
    tolerance: float

    @property
    def holds(self) -> bool:
        """Whether every published value is had again within the tolerance."""
        return all(one.off <= self.tolerance for one in self.differences)

    @property
    def within(self) -> int:
        """How many are."""
        return sum(one.off <= self.tolerance for one in self.differences)


def reproduce(
    scores: Scores, published: Mapping[str, float], *, code: str | None = None, tolerance: float | None = None
) -> Reproduction:
    """Published values of a part (the total, without ``code``) by subject, each beside the one scored.

    ``tolerance``: half a unit of the edition's last published decimal, where it is not said.

    Raises:
        ScoreError: no such part, or a subject of the published table is not among the inputs.
    """
    part = code or scores.edition.headline.code
    shown = scores.edition.published
    scale = {"share": 1.0, "percent": 100.0, "points": math.nan}[shown.kind]
    found = []
    for subject, value in published.items():
        one = scores.score(nfc(subject.strip()), part)
        found.append(Difference(one.subject, value, one.won if shown.kind == "points" else one.value * scale))
    allowed = 0.5 * 10.0**-shown.decimals + 1e-9 if tolerance is None else tolerance
    order = sorted(found, key=lambda one: (not math.isnan(one.off), -one.off if not math.isnan(one.off) else 0.0))
    return Reproduction(tuple(order), allowed)
