"""The same regressions written out with NumPy; estimates are linear in the values, so one projection serves all draws.

An independent second reading of :mod:`donghanh.evaluation.stacks`; ``test_coverage`` holds the two together.
"""

from __future__ import annotations

import numpy as np
from tests.evaluation.panels import Design


def projection(design: Design, without: int | None = None, relatives: tuple[int, ...] = ()) -> np.ndarray:
    """What each known cell (places × periods, flattened) counts in each estimate, with one place left out.

    Estimates are the mean effect, or with ``relatives`` the effect of each of these periods before or after the start.
    """
    known, bases = design.known(), design.bases()
    cells, units, moments, relative, pilots = [], [], [], [], []
    for stack, start in enumerate(sorted(set(design.starts[: design.treated]))):
        for row in range(design.places):
            pilot = row < design.treated
            if row == without or (pilot and design.start(row) != start):
                continue
            for at in np.flatnonzero(known[row]):
                cells.append(row * design.periods + at)
                units.append(stack * design.places + row)
                moments.append(stack * design.periods + at)
                relative.append(at - start)
                pilots.append(pilot)
    relative, pilots = np.array(relative), np.array(pilots)
    if relatives:
        every = [one for one in np.unique(relative[pilots]) if one != -1]
        wanted = np.stack([pilots & (relative == one) for one in every], axis=1)
        chosen = [every.index(one) for one in relatives]
    else:
        wanted, chosen = (pilots & (relative >= 0))[:, np.newaxis], [0]
    units, moments = (np.unique(codes, return_inverse=True)[1] for codes in (units, moments))
    dummies = np.hstack([np.eye(codes.max() + 1)[codes] for codes in (units, moments)])
    weights = bases[np.array(cells) // design.periods][:, np.newaxis]
    wanted = wanted.astype(float)
    # Frisch, Waugh and Lovell: what the fixed effects leave of each wanted column.
    left = wanted - dummies @ (np.linalg.pinv(dummies.T @ (weights * dummies)) @ (dummies.T @ (weights * wanted)))
    rows = np.linalg.solve(left.T @ (weights * left), (weights * left).T)[chosen]
    found = np.zeros((len(chosen), known.size))
    np.add.at(found, (slice(None), np.array(cells)), rows)
    return found
