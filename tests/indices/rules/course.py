"""The course of a rule's points over one input, drawn from its knots and checked against the points themselves."""

import numpy as np
import pytest


def won(rule, values, maximum=20.0, peers=()):
    """Points of several subjects of a rule with one input, as a list; peers default to the subjects themselves."""
    values = np.array(values, dtype=float)
    those = values if len(peers) == 0 else np.array(peers, dtype=float)
    return rule.points({"value": values}, maximum, {"value": those}).tolist()


def follows_its_knots(rule, role, others, maximum, peers, at):
    """Whether at every position of ``at`` a straight line between the two neighbouring knots gives the points."""
    knots = rule.knots(role, others, maximum, peers)
    assert list(knots) == sorted(set(knots))

    def points(x):
        spread = {name: np.full(len(x), value) for name, value in others.items()}
        return rule.points({**spread, role: np.asarray(x, dtype=float)}, maximum, peers)

    ends = [-np.inf, *knots, np.inf]
    for x in at:
        if x in knots:
            continue
        after = int(np.searchsorted(ends, x))
        low, high = ends[after - 1], ends[after]
        low, high = (low if np.isfinite(low) else min(x, high) - 8), (high if np.isfinite(high) else max(x, low) + 8)
        if x - low < 1e-6 or high - x < 1e-6:
            continue  # too near to a knot for two places between them and it
        inside = [low + (high - low) * share for share in (0.25, 0.75)]
        first, last = points(inside)
        drawn = first + (last - first) * (x - inside[0]) / (inside[1] - inside[0])
        assert points([x])[0] == pytest.approx(drawn, rel=1e-9, abs=1e-6, nan_ok=True), (x, knots)
