"""Sensitivity: how much a ranking hangs on choices that could have been made otherwise.

Monte Carlo draws weights, normalisation, aggregation and the treatment of missing values at once and scores every
subject under each draw; Sobol effects say which of the choices matters (first-order: alone; total: with all it does
together with others). Method: OECD/JRC Handbook on Constructing Composite Indicators (2008), step 7. The same seed
gives the same bits: the arithmetic is element by element and the generator is NumPy's Philox.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from donghanh.errors import ScoreError
from donghanh.indices.aggregate import aggregate
from donghanh.indices.definition import Edition, Item, Node
from donghanh.indices.inputs import Inputs
from donghanh.indices.points import item_points, ranked
from donghanh.indices.rank import rank
from donghanh.indices.rules import Values
from donghanh.indices.score import NodePeers, score, shown, upward
from donghanh.indices.variants import Choices, Uncertainty, choices, variant

CHUNK = 65_536
"""Draws × subjects scored at once; bounds memory at some 60 MB for every node of 100 parts."""


@dataclass(frozen=True)
class Sensitivity:
    """The ranks of every subject under every draw."""

    subjects: tuple[str, ...]
    nominal: NDArray[np.int64]
    """The rank by the edition as it is."""
    ranks: NDArray[np.int64]
    """Draws × subjects; 0 where a draw gives no value."""
    values: Values
    """Published values, draws × subjects."""

    @cached_property
    def intervals(self) -> NDArray[np.float64]:
        """Subjects × (5th percentile, median, 95th percentile) of the rank; NaN where no draw gives one."""
        known = np.where(self.ranks > 0, self.ranks, np.nan)
        found = np.full((len(self.subjects), 3), np.nan)
        some = ~np.isnan(known).all(axis=0)
        found[some] = np.nanpercentile(known[:, some], (5, 50, 95), axis=0, method="nearest").T
        return found

    @property
    def shift(self) -> float:
        """Mean over draws and subjects of how far a rank lies from the nominal one."""
        both = (self.ranks > 0) & (self.nominal > 0)
        moved = np.abs(self.ranks - self.nominal)[both]
        return float(moved.mean()) if moved.size else float("nan")

    @property
    def without_value(self) -> float:
        """Share of draws × subjects that gave no value (a geometric mean of values below 0, say)."""
        return float((self.ranks == 0).mean())


@dataclass(frozen=True)
class Effect:
    """How much of the variance of the mean rank shift (or of one subject's value) comes from one choice."""

    code: str
    """The code of a node whose weight moves, or ``rule``, ``mean``, ``missing``."""
    first: float
    total: float
    first_margin: float
    """Half the 95 % confidence interval."""
    total_margin: float


def sensitivity(
    edition: Edition, inputs: Inputs, uncertainty: Uncertainty, *, draws: int = 1000, seed: int = 1
) -> Sensitivity:
    """Score every subject ``draws`` times: every stated weight times a factor uniform in 1 ± ``uncertainty.weights``
    (in a sum, every item's points and maximum), and each of the other choices drawn with equal chance.

    Raises:
        ScoreError: a choice that nothing in the edition depends on; fewer than one draw.
    """
    if draws < 1:
        raise ScoreError("score.draws", vi=f"Số lần thử {draws} phải từ 1.", en=f"{draws} draws: at least 1 is wanted.")
    ways = choices(edition, inputs, uncertainty)
    generator = np.random.Generator(np.random.Philox(seed))
    spread = uncertainty.weights
    factors = generator.uniform(1 - spread, 1 + spread, (draws, len(edition.counted)))
    picked = {name: generator.integers(0, len(among), draws) for name, among in ways.by_name.items()}
    values = _drawn(edition, inputs, ways, picked, factors)
    base = score(edition, inputs)
    rows = np.flatnonzero(ranked(edition, inputs))
    nominal = base.ranks[rows, base.codes.index(edition.headline.code)]
    return Sensitivity(tuple(inputs.subjects[row] for row in rows), nominal, _ranks(edition, values), values)


def effects(
    edition: Edition,
    inputs: Inputs,
    uncertainty: Uncertainty,
    *,
    subject: str | None = None,
    base: int = 256,
    seed: int = 1,
) -> tuple[Effect, ...]:
    """First-order and total Sobol effects of each choice, from ``base × (choices + 2)`` scorings, greatest total first.

    On the mean shift in rank from the edition as it is; or, with ``subject``, on that subject's value. Weights move by
    the nodes that hold items, all items of one together. ``base`` is a power of 2.

    Raises:
        ScoreError: as :func:`sensitivity`; no such subject; ``base`` is no power of 2.
    """
    # Imported here: SALib takes two seconds to import (pandas, scipy.stats), which every other command would wait for.
    from SALib.analyze import sobol as sobol_analysis
    from SALib.sample import sobol as sobol_sample

    if base < 2 or base & (base - 1):
        raise ScoreError("score.draws", vi=f"{base} phải là lũy thừa của 2.", en=f"{base} must be a power of 2.")
    ways = choices(edition, inputs, uncertainty)
    groups = weight_groups(edition) if uncertainty.weights > 0 else {}
    names = [*groups, *ways.by_name]
    if not names:
        return ()
    problem = {"num_vars": len(names), "names": names, "bounds": [[0.0, 1.0]] * len(names)}
    sample = sobol_sample.sample(problem, base, calc_second_order=False, seed=seed)
    factors = np.ones((len(sample), len(edition.counted)))
    for column, members in enumerate(groups.values()):
        drawn = 1 + uncertainty.weights * (2 * sample[:, column] - 1)
        factors[:, list(members)] = drawn[:, np.newaxis]
    picked = {
        name: np.minimum((sample[:, len(groups) + i] * len(among)).astype(np.int64), len(among) - 1)
        for i, (name, among) in enumerate(ways.by_name.items())
    }
    values = _drawn(edition, inputs, ways, picked, factors)
    output = _output(edition, inputs, values, subject)
    if output.std() < 1e-12:
        return tuple(Effect(name, 0.0, 0.0, 0.0, 0.0) for name in names)
    found = sobol_analysis.analyze(problem, output, calc_second_order=False, seed=seed + 1)  # 0 would be none
    told = [
        Effect(name, *(float(found[key][i]) for key in ("S1", "ST", "S1_conf", "ST_conf")))
        for i, name in enumerate(names)
    ]
    return tuple(sorted(told, key=lambda one: -one.total))


def weight_groups(edition: Edition) -> dict[str, tuple[int, ...]]:
    """The parts whose weights move together: by node that holds items, the node itself and its items."""
    position = {part.code: i for i, part in enumerate(edition.counted)}
    groups: dict[str, tuple[int, ...]] = {}
    taken: set[str] = set()
    for node in edition.nodes:
        own = [part for part in edition.children(node.code) if isinstance(part, Item) and part.code in position]
        fresh = [item.code for item in own if item.code not in taken and item.max]
        taken.update(fresh)
        if fresh and node.parents:
            members = [node.code, *fresh] if _adds_up(node) else [node.code]
            groups[node.code] = tuple(position[code] for code in members)
        elif fresh:  # items directly under the total weigh each for themselves
            groups |= {code: (position[code],) for code in fresh}
    return groups


def _adds_up(node: Node) -> bool:
    return node.aggregate.method == "sum"


def _output(edition: Edition, inputs: Inputs, values: Values, subject: str | None) -> Values:
    base = score(edition, inputs)
    rows = np.flatnonzero(ranked(edition, inputs))
    if subject is not None:
        base.total(subject)  # refuses a subject that there is not
        among = [inputs.subjects[row] for row in rows]
        if subject not in among:
            vi = f"“{subject}” gồm mọi địa bàn nên không xếp hạng; hãy chọn một địa bàn."
            raise ScoreError("score.subject", vi=vi, en=f"“{subject}” holds all places and is not ranked; name one.")
        return np.nan_to_num(values[:, among.index(subject)])
    nominal = base.ranks[rows, base.codes.index(edition.headline.code)]
    moved: Values = np.abs(_ranks(edition, values) - nominal)[:, nominal > 0].mean(axis=1)
    return moved


def _ranks(edition: Edition, values: Values) -> NDArray[np.int64]:
    return rank(upward(values, edition), tolerance=edition.published.tie_tolerance)


def _drawn(
    edition: Edition, inputs: Inputs, ways: Choices, picked: dict[str, NDArray[np.int64]], factors: Values
) -> Values:
    """Published totals of the ranked subjects, draws × subjects."""
    rows = ranked(edition, inputs)
    values = np.empty((len(factors), int(rows.sum())))
    at_once = max(1, CHUNK // len(rows))
    combined = np.stack([picked[name] for name in ways.by_name]) if ways.by_name else np.zeros((1, len(factors)), int)
    for combination in np.unique(combined, axis=1).T:
        chosen = np.flatnonzero((combination == combined.T).all(axis=1))
        other = variant(edition, ways, combination) if ways.by_name else edition
        for start in range(0, len(chosen), at_once):
            some = chosen[start : start + at_once]
            values[some] = _totals(other, inputs, factors[some])[:, rows]
    return values


def _totals(edition: Edition, inputs: Inputs, factors: Values) -> Values:
    items = item_points(edition, inputs)
    parts = aggregate(
        edition,
        list(items.points),
        list(items.maxima),
        known=~items.unknown,
        applies=items.applies,
        peers=NodePeers(edition, inputs).of(inputs),
        factors=factors,
    )
    head = [node.code for node in edition.nodes].index(edition.headline.code)
    exact = edition.published.rank_by == "exact"
    how = edition.published_as(edition.headline)
    return shown(edition.headline, parts.won[head], parts.max[head], how, exact=exact)
