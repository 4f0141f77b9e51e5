"""Change: why a subject's score is not what it was, split by what changed.

Between two scorings up to four things change: the subject's own inputs, the edition, the inputs of the others (which
matters where a rule compares) and the subject itself, when it was merged from several. The merger is told apart first:
what its predecessors have on the merged map less what the subject had alone. The other three are given their Shapley
value: the mean, over all orders in which they could have changed one by one, of what each adds. So the parts add up to
the change exactly and no order is preferred. An input that only one of the two editions asks for is held as it is, so
its coming or going counts as change of edition; the earlier periods that a rule looks at belong to the others, what an
input has grown from to the input itself.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from itertools import permutations
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from donghanh.errors import ScoreError
from donghanh.indices.definition import Edition, Item
from donghanh.indices.derive import Average, Growth
from donghanh.indices.inputs import Inputs
from donghanh.indices.points import ranked
from donghanh.indices.rules import Points, Values
from donghanh.indices.score import Scores, score
from donghanh.indices.variants import changed

CAUSES = ("data", "edition", "peers")


@dataclass(frozen=True)
class ItemChange:
    """What a subject's points at one item changed by; None where an edition does not have the item."""

    item: Item
    before: float | None
    after: float | None
    max_before: float | None
    max_after: float | None

    @property
    def gain(self) -> float:
        """Points won or lost; what an edition does not have counts 0."""
        return (self.after or 0.0) - (self.before or 0.0)


@dataclass(frozen=True)
class Change:
    """The headline of one subject before and after, as shares of the maximum, and what each cause adds to it."""

    subject: str
    before: float
    """Of the subject itself, or the mean of its predecessors where it did not exist."""
    after: float
    merger: float
    data: float
    edition: float
    peers: float
    rank_before: int
    """0 where the subject was not ranked before."""
    rank_after: int
    items: tuple[ItemChange, ...]
    """By item, the greatest change first."""
    better: Literal["high", "low"] = "high"
    """Which end of the values is ranked first."""

    @property
    def _gain(self) -> float:
        return self.after - self.before if self.better == "high" else self.before - self.after

    @property
    def up_but_behind(self) -> bool:
        """The score got better, and yet the rank fell."""
        return self._gain > 0 and 0 < self.rank_before < self.rank_after

    @property
    def down_but_ahead(self) -> bool:
        """The score got worse, and yet the rank rose."""
        return self._gain < 0 and 0 < self.rank_after < self.rank_before


def change(before: Scores, after: Scores, subject: str, *, predecessors: Iterable[str] = ()) -> Change:
    """The change of a subject's headline from one scoring to a later one.

    ``predecessors``: the subjects of the earlier scoring that it was made of, where they are not it alone.

    Raises:
        ScoreError: the subject is not in the later scoring, or neither it nor a predecessor in the earlier one; or one
            of the two, or something between them, has no value.
    """
    new = after.total(subject)
    # What was merged is told from the scores that it was merged from; the policy of merging counts as merger.
    sides = (before.merged_from or before, after.merged_from or after)
    own = (tuple(predecessors) or before.made_of.get(subject, (subject,)), after.made_of.get(subject, (subject,)))
    start, end = (float(np.mean([side.total(one).value for one in of])) for side, of in zip(sides, own, strict=True))
    alone = before.total(subject) if subject in before.subjects else None
    first = alone.value if alone else start
    effects = _Mixed(sides, own).shapley() if not np.isnan([start, first, end, new.value]).any() else {}
    if not effects or np.isnan(list(effects.values())).any():
        vi = f"Chưa đủ điểm của “{subject}” ở cả hai kỳ để so sánh; hãy bổ sung số liệu còn thiếu."
        en = f"“{subject}” has no score in one of the two periods; add the inputs that are missing."
        raise ScoreError("score.change", vi=vi, en=en)
    return Change(
        subject,
        before=first,
        after=new.value,
        merger=(start - first) + (new.value - end),
        **effects,
        rank_before=alone.rank if alone else 0,
        rank_after=new.rank,
        items=_items(before, after, subject, own[0] if predecessors or not alone else (subject,)),
        better=after.edition.published.better,
    )


class _Mixed:
    """Scorings with some of the three taken from before (side 0) and the others from after (side 1)."""

    def __init__(self, sides: tuple[Scores, Scores], own: tuple[tuple[str, ...], tuple[str, ...]]) -> None:
        self.sides, self.own = sides, own
        self.editions = tuple(_grown(side.edition) for side in sides)
        self.same = _matches(*(side.edition for side in sides))
        self.known: dict[tuple[int, int, int], float] = {}

    def shapley(self) -> dict[str, float]:
        """What each cause adds, over all orders."""
        gains = dict.fromkeys(CAUSES, 0.0)
        orders = list(permutations(CAUSES))
        for order in orders:
            state = dict.fromkeys(CAUSES, 0)
            here = self.value(**state)
            for cause in order:
                state[cause] = 1
                there = self.value(**state)
                gains[cause] += (there - here) / len(orders)
                here = there
        return gains

    def value(self, *, data: int, edition: int, peers: int) -> float:
        """The mean headline share of the subject's rows, each of the three from before (0) or after (1)."""
        key = (data, edition, peers)
        if key not in self.known:
            inputs, own = self._inputs(data, edition, peers)
            scores = score(self.editions[edition], inputs)
            column = scores.codes.index(scores.edition.headline.code)
            won, top = scores.won[own, column], scores.max[own, column]
            self.known[key] = float(np.mean(won / top)) if (top > 0).all() else float("nan")
        return self.known[key]

    def _inputs(self, data: int, edition: int, peers: int) -> tuple[Inputs, list[int]]:
        """Inputs of one edition, and which of their rows are the subject's."""
        mine, others = self._rows(data), self._others(edition, peers)
        is_whole = not ranked(self.sides[data].edition, self.sides[data].inputs)[mine].all()
        blocks = [(peers, others), (data, mine)] if is_whole else [(data, mine), (peers, others)]
        if is_whole and self.sides[edition].edition.whole:
            blocks[0] = (peers, others[:-1])
        period = self.sides[peers].inputs.period
        panel = {at: one for at, one in self._past(edition, peers).items() if at != period}
        mixed = self._taken(edition, [(side, at, self.sides[side].inputs) for side, at in blocks], period, panel)
        panel[period] = mixed
        start = len(mixed.subjects) - len(mine) if is_whole else 0
        return mixed, list(range(start, start + len(mine)))

    def _past(self, edition: int, peers: int) -> dict[str, Inputs]:
        """The periods beside which the others are seen, as inputs of the edition."""
        found: dict[str, Inputs] = {}
        for period, one in self.sides[peers].inputs.panel.items():
            there = ranked(self.sides[peers].edition, one)
            rows = [*np.flatnonzero(there).tolist(), *self._whole(edition, peers, len(there))]
            found[period] = self._taken(edition, [(peers, rows, one)], period, found)
        return found

    def _taken(
        self, edition: int, blocks: list[tuple[int, list[int], Inputs]], period: str, panel: dict[str, Inputs]
    ) -> Inputs:
        """Blocks of rows, each of one side's inputs, one below the other; row −1 is one of whom nothing is known."""
        values: dict[tuple[str, str], Values] = {}
        aside: dict[str, NDArray[np.bool_]] = {}
        for item in self.editions[edition].scored:
            for role in item.roles:
                taken = [
                    np.append(self._column(edition, side, item, role, one), np.nan)[at] for side, at, one in blocks
                ]
                values[item.code, role] = np.concatenate(taken)
            outside = [np.append(self._aside(edition, side, item, one), False)[at] for side, at, one in blocks]
            aside[item.code] = np.concatenate(outside)
        subjects = tuple("" if row < 0 else one.subjects[row] for _, at, one in blocks for row in at)
        return Inputs(subjects, values, {}, aside, period, panel)

    def _rows(self, side: int) -> list[int]:
        return [self.sides[side].subjects.index(one) for one in self.own[side]]

    def _others(self, edition: int, side: int) -> list[int]:
        own = set(self._rows(side))
        there = ranked(self.sides[side].edition, self.sides[side].inputs)
        return [
            *(row for row in np.flatnonzero(there).tolist() if row not in own),
            *self._whole(edition, side, len(there)),
        ]

    def _whole(self, edition: int, side: int, count: int) -> list[int]:
        """The row of the whole territory, where the edition has one: the last of the side, or −1 where it has none."""
        if self.sides[edition].edition.whole is None:
            return []
        return [-1 if self.sides[side].edition.whole is None else count - 1]

    def _counterpart(self, edition: int, side: int, item: Item) -> tuple[int, Item]:
        """Where the item's inputs of that side are; its own side's, where the other edition does not ask for them."""
        if edition == side:
            return side, item
        other = self.same[edition].get(item.code)
        return (edition, item) if other is None else (side, other)

    def _column(self, edition: int, side: int, item: Item, role: str, inputs: Inputs) -> Values:
        """An item's inputs for the subjects of ``inputs``, which are of that side; growths and averages worked out."""
        at, asked = self._counterpart(edition, side, item)
        held = inputs if at == side else self._of_period(at, side, inputs)
        if held is None:
            return np.full(len(inputs.subjects), np.nan)
        derive = next(one.derive for one in self.sides[edition].edition.scored if one.code == item.code)
        if isinstance(derive, Growth | Average):
            past = [one.aligned(asked, held.subjects) for one in held.earlier]
            column = derive.value(held.column(asked), past)
        else:
            column = held.values.get((asked.code, role), np.full(len(held.subjects), np.nan))
        if isinstance(item.rule, Points) and asked.max and item.max:
            column = column * (item.max / asked.max)  # points are of the maximum there was
        return column if at == side else self._lined_up(at, side, column, held, inputs, np.nan)

    def _aside(self, edition: int, side: int, item: Item, inputs: Inputs) -> NDArray[np.bool_]:
        at, asked = self._counterpart(edition, side, item)
        held = inputs if at == side else self._of_period(at, side, inputs)
        outside = held.not_applicable.get(asked.code) if held else None
        if held is None or outside is None:
            return np.zeros(len(inputs.subjects), dtype=np.bool_)
        return outside if at == side else self._lined_up(at, side, outside, held, inputs, False)

    def _of_period(self, at: int, side: int, inputs: Inputs) -> Inputs | None:
        """The inputs of the other side beside those: its own for its scored period, else of the same period."""
        if inputs is self.sides[side].inputs:
            return self.sides[at].inputs
        return self.sides[at].inputs.panel.get(inputs.period)

    def _lined_up(
        self, at: int, side: int, values: np.ndarray, held: Inputs, inputs: Inputs, empty: float | bool
    ) -> np.ndarray:
        """The values of side ``at`` for the subjects of ``side``, by name; of a merged place those of its parts."""
        where = {subject: row for row, subject in enumerate(held.subjects)}
        parts = [where[one] for one in self.own[at] if one in where]
        remade = set(self.own[0]) != set(self.own[1])
        lined = []
        for subject in inputs.subjects:
            if remade and parts and subject in self.own[side]:
                lined.append(values[parts].all() if values.dtype == np.bool_ else values[parts].mean())
            else:
                lined.append(values[where[subject]] if subject in where else empty)
        return np.array(lined)


def _grown(edition: Edition) -> Edition:
    """The edition with growths taken as inputs that are had already."""
    items = tuple(
        item.model_copy(update={"derive": None}) if isinstance(item.derive, Growth | Average) else item
        for item in edition.items
    )
    return changed(edition, items=items)


def _matches(before: Edition, after: Edition) -> tuple[dict[str, Item], dict[str, Item]]:
    """By side and code of an item the item of the other side that asks for the same inputs."""
    earlier = {item.code: item for item in before.scored}
    for item in before.scored:
        for code in item.was:
            earlier.setdefault(code, item)
    renumbered = {code for item in after.scored for code in item.was if code != item.code}
    backward = {item.code: old for item in after.scored if (old := _match(item, earlier, renumbered))}
    forward: dict[str, Item] = {}
    for item in after.scored:
        if item.code in backward:
            forward.setdefault(backward[item.code].code, item)
    return forward, backward


def _match(item: Item, earlier: Mapping[str, Item], renumbered: Collection[str]) -> Item | None:
    """By what it says it was; else by its own code, unless another item says that it was that one."""
    codes = (*item.was, *(() if item.code in renumbered else (item.code,)))
    found = (earlier[code] for code in codes if code in earlier)
    return next((one for one in found if set(one.roles) == set(item.roles)), None)


def _items(before: Scores, after: Scores, subject: str, made_of: tuple[str, ...]) -> tuple[ItemChange, ...]:
    _, matched = _matches(before.edition, after.edition)
    found = []
    for item in after.edition.scored:
        new, old = after.score(subject, item.code), matched.get(item.code)
        then = [before.score(one, old.code) for one in made_of] if old else []
        found.append(
            ItemChange(item, _mean([one.won for one in then]), new.won, _mean([one.max for one in then]), new.max)
        )
    kept = {item.code for item in matched.values()}
    for item in before.edition.scored:
        if item.code not in kept:
            then = [before.score(one, item.code) for one in made_of]
            found.append(
                ItemChange(item, _mean([one.won for one in then]), None, _mean([one.max for one in then]), None)
            )
    return tuple(sorted(found, key=lambda one: -abs(one.gain)))


def _mean(numbers: list[float]) -> float | None:
    return float(np.mean(numbers)) if numbers else None
