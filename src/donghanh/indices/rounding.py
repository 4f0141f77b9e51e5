"""Publication: the one point at which values are rounded, halves up, as official tables do."""

from __future__ import annotations

import numpy as np

from donghanh.indices.definition import Published
from donghanh.indices.rules import Values


def publish(won: Values, maximum: Values, published: Published) -> Values:
    """The published value: share ``won / maximum``, percent or points, rounded; NaN where the maximum is 0."""
    with np.errstate(divide="ignore", invalid="ignore"):
        share = np.where(maximum > 0, won / maximum, np.nan)
    if published.kind == "points":
        return round_half_up(won, published.decimals)
    return round_half_up(share * 100 if published.kind == "percent" else share, published.decimals)


def round_half_up(values: Values, decimals: int) -> Values:
    """Halves away from zero, at ``decimals`` decimals.

    The binary value of a decimal half may lie a little below it (1.005 is 1.00499…); what is within 1e-9 of a half at
    that decimal counts as a half.
    """
    scale = 10.0**decimals
    return np.sign(values) * np.floor(np.abs(values) * scale + 0.5 + 1e-9) / scale + 0.0
