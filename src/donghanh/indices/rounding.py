"""Publication: the one point at which values are rounded, halves up, as official tables do."""

from __future__ import annotations

import numpy as np

from donghanh.indices.definition import Published
from donghanh.indices.rules import Values


def in_measure(won: Values, maximum: Values, published: Published, whole: float | None = None) -> Values:
    """The value before rounding: share ``won / maximum``, percent or points; NaN where the maximum is 0.

    Points are ``won / maximum × whole`` where the edition rescales them; ``whole`` is the part's full maximum.
    """
    if published.kind == "points" and not (published.rescaled and whole):
        return won
    with np.errstate(divide="ignore", invalid="ignore"):
        share = np.where(maximum > 0, won / maximum, np.nan)
    if published.kind == "points":
        return share * (whole or 0.0)
    return share * 100 if published.kind == "percent" else share


def publish(won: Values, maximum: Values, published: Published, whole: float | None = None) -> Values:
    """The published value: that of :func:`in_measure`, rounded."""
    return round_half_up(in_measure(won, maximum, published, whole), published.decimals)


def round_half_up(values: Values, decimals: int) -> Values:
    """Halves away from zero, at ``decimals`` decimals.

    The binary value of a decimal half may lie a little below it (1.005 is 1.00499…); what is within 1e-9 of a half at
    that decimal, or within the last bits of a large number, counts as a half.
    """
    scale = 10.0**decimals
    scaled = np.abs(values) * scale
    slack = 1e-9 + 4 * np.finfo(float).eps * scaled
    return np.sign(values) * np.floor(scaled + 0.5 + slack) / scale + 0.0
