"""Ranks: 1 is the highest published value; equals share a rank and the next ranks are skipped (1, 2, 2, 4)."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from donghanh.indices.rules import Values


def rank(values: Values, *, tolerance: float = 0.0) -> NDArray[np.int64]:
    """The rank of each value, 0 for unknown (NaN) ones.

    Values no further than ``tolerance`` below the first of a group of equals belong to the group; a chain of small
    steps therefore does not tie its ends.
    """
    ranks = np.zeros(len(values), dtype=np.int64)
    known = np.flatnonzero(~np.isnan(values))
    if tolerance == 0:
        ascending = np.sort(values[known])
        ranks[known] = len(known) - np.searchsorted(ascending, values[known], side="right") + 1
        return ranks
    order = known[np.argsort(-values[known], kind="stable")]
    first = 0
    for position, index in enumerate(order):
        if values[order[first]] - values[index] > tolerance + 1e-12:
            first = position
        ranks[index] = first + 1
    return ranks
