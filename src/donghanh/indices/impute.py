"""Missing values: what an item counts for a subject of whom its inputs are not known."""

from __future__ import annotations

import numpy as np

from donghanh.indices.definition import MissingPolicy
from donghanh.indices.rules import Values


def impute(points: Values, maximum: float, policy: MissingPolicy) -> tuple[Values, Values]:
    """Points and maximum of one item for every subject, where NaN points mean "not known".

    - ``zero``: 0 points of the full maximum;
    - ``exclude``: 0 points of 0, so that the rest is scaled up to stand for the whole;
    - ``block``: NaN points, which make every node above unknown.
    """
    unknown = np.isnan(points)
    maxima = np.full(len(points), maximum)
    if policy == "block":
        return points, maxima
    if policy == "exclude":
        maxima[unknown] = 0.0
    return np.where(unknown, 0.0, points), maxima
