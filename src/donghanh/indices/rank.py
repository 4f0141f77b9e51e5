"""Ranks: 1 is the highest published value; equals share a rank and the next ranks are skipped (1, 2, 2, 4)."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from donghanh.indices.rules import Values


def rank(values: Values, *, tolerance: float = 0.0) -> NDArray[np.int64]:
    """The rank of each value along the last axis, 0 for unknown (NaN) ones.

    Values no further than ``tolerance`` below the first of a group of equals belong to the group; a chain of small
    steps therefore does not tie its ends.
    """
    order = np.argsort(-values, axis=-1, kind="stable")
    falling = np.take_along_axis(values, order, axis=-1)
    if tolerance == 0:
        begins = np.ones(values.shape, dtype=np.bool_)
        begins[..., 1:] = falling[..., 1:] != falling[..., :-1]
        first = np.maximum.accumulate(np.where(begins, np.arange(values.shape[-1]), 0), axis=-1)
    else:
        first = _first_within(falling, tolerance)
    ranks = np.empty(values.shape, dtype=np.int64)
    np.put_along_axis(ranks, order, np.where(np.isnan(falling), 0, first + 1), axis=-1)
    return ranks


def _first_within(falling: Values, tolerance: float) -> NDArray[np.int64]:
    """For each value of a falling row the position of the first of its group, going down place by place."""
    first = np.zeros(falling.shape, dtype=np.int64)
    leader = falling[..., :1]
    for position in range(1, falling.shape[-1]):
        here = falling[..., position : position + 1]
        apart = leader - here > tolerance + 1e-12
        first[..., position : position + 1] = np.where(apart, position, first[..., position - 1 : position])
        leader = np.where(apart, here, leader)
    return first
