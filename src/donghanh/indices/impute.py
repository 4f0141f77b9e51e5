"""Missing values: what an item counts for a subject of whom its inputs are not known."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from donghanh.indices.definition import MissingPolicy
from donghanh.indices.rules import Values


def impute(
    points: Values, maximum: float, policy: MissingPolicy, *, compared: NDArray[np.bool_] | None = None
) -> tuple[Values, Values]:
    """Points and maximum of one item for every subject, where NaN points mean "not known".

    - ``zero``: 0 points of the full maximum;
    - ``exclude``: 0 points of 0, so that the rest is scaled up to stand for the whole;
    - ``block``: NaN points, which make every node above unknown;
    - ``mean``, ``median``: of the points of the subjects that are known (of those ``compared``, where given); unknown
      while nobody is;
    - ``last``: the inputs were carried forward before; what is still not known counts 0.
    """
    unknown = np.isnan(points)
    maxima = np.full(len(points), maximum)
    if policy == "exclude":
        maxima[unknown] = 0.0
    if policy in ("mean", "median"):
        known = points[~unknown if compared is None else ~unknown & compared]
        middle = np.nan if known.size == 0 else np.mean(known) if policy == "mean" else np.median(known)
        return np.where(unknown, middle, points), maxima
    if policy == "block":
        return points, maxima
    return np.where(unknown, 0.0, points), maxima
