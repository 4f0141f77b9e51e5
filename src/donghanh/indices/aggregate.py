"""Aggregation: from the points of items to the points of nodes, over all subjects at once."""

from __future__ import annotations

import numpy as np

from donghanh.indices.definition import Edition
from donghanh.indices.rules import Values


def membership(edition: Edition) -> Values:
    """Which scored items lie under which node: nodes × items, 1 or 0.

    An item reached by several ways (a foundation shared by pillars) is 1 once.
    """
    position = {item.code: column for column, item in enumerate(edition.scored)}
    members = np.zeros((len(edition.nodes), len(position)))
    for row, node in enumerate(edition.nodes):
        columns = [position[item.code] for item in edition.items_under(node.code) if item.code in position]
        members[row, columns] = 1.0
    return members


def add_up(points: Values, members: Values) -> Values:
    """Points of every node, subjects × nodes, from points of items, subjects × items.

    ``P_node = Σ P_item`` over the items under the node. An unknown (NaN) item makes the nodes above it unknown, and no
    others.
    """
    unknown = np.isnan(points)
    added = np.where(unknown, 0.0, points) @ members.T
    if unknown.any():
        added[(unknown.astype(float) @ members.T) > 0] = np.nan
    return added
