"""Bands: the level that a published value, or its rank, reaches."""

from __future__ import annotations

import math
from collections.abc import Sequence

from donghanh.indices.definition import Band


def band(value: float, bands: Sequence[Band], *, rank: int = 0, ranked: int = 0, better: str = "high") -> Band | None:
    """The first band, from the best down, whose condition holds; None below all of them, or when the value is NaN.

    ``rank`` (0: none) and the number of subjects ``ranked`` decide bands by rank; where low values are better,
    ``at_least`` is the most that a value may be.
    """
    if math.isnan(value):
        return None
    return next((one for one in bands if _reached(one, value, rank, ranked, better)), None)


def _reached(one: Band, value: float, rank: int, ranked: int, better: str) -> bool:
    if one.at_least is not None:
        return value >= one.at_least if better == "high" else value <= one.at_least
    if rank == 0:
        return False
    if one.rank_at_most is not None:
        return rank <= one.rank_at_most
    # Multiplied out and not divided: 29 of 100 are 29 %, and 0.29 × 100 is a little less than 29.
    return rank * 100 <= (one.top_percent or 0) * ranked + 1e-9
