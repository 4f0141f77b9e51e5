"""Bands: the level a published total reaches."""

from __future__ import annotations

from collections.abc import Sequence

from donghanh.indices.definition import Band


def band(value: float, bands: Sequence[Band]) -> Band | None:
    """The highest band whose ``at_least`` the value reaches; None below all of them, or when it is NaN."""
    reached = [one for one in bands if value >= one.at_least]
    return max(reached, key=lambda one: one.at_least, default=None)
