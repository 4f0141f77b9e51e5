"""Scoring: runs the steps of an edition over all subjects and keeps what every one of them won, and of how much."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from donghanh.errors import ScoreError
from donghanh.indices.aggregate import PeersOf, aggregate
from donghanh.indices.bands import band
from donghanh.indices.definition import Band, Edition, Item, Node, Published
from donghanh.indices.inputs import Inputs
from donghanh.indices.points import item_points, pooled, ranked
from donghanh.indices.rank import rank
from donghanh.indices.rounding import in_measure, publish
from donghanh.indices.rules import Values
from donghanh.text import nearest


@dataclass(frozen=True)
class Score:
    """What one subject has at one node or item. NaN and rank 0 where it is unknown."""

    subject: str
    part: Node | Item
    won: float
    max: float
    """The maximum that counts for this subject: less than the part's own where items were left out."""
    published: float
    """As published: rounded, in the edition's measure."""
    rank: int
    missing: tuple[str, ...]
    """Codes of the items at or below the part whose inputs are not known."""
    outside: tuple[str, ...]
    """Codes of the items at or below the part that do not apply to the subject."""
    to_fill: tuple[str, ...]
    """Codes of the rows at or below the part that wait for the official annex; they count for nothing."""

    @property
    def value(self) -> float:
        """Share won, ``won / max``; NaN where nothing counts."""
        return self.won / self.max if self.max > 0 else float("nan")

    @property
    def lost(self) -> float:
        """Points that could have been won and were not."""
        return self.max - self.won


@dataclass(frozen=True)
class Scores:
    """Arrays of subjects × parts, where the parts are the nodes and then the scored items (``codes``)."""

    edition: Edition
    inputs: Inputs
    won: Values
    max: Values
    published: Values
    ranks: NDArray[np.int64]
    unknown: NDArray[np.bool_]
    """Subjects × scored items: whether the item's inputs are not known."""
    applies: NDArray[np.bool_]
    """Subjects × scored items: whether the item applies to the subject."""
    made_of: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Of merged subjects, those they were scored from."""
    merged_from: Scores | None = field(default=None, repr=False)
    """The scores of those."""

    @cached_property
    def codes(self) -> tuple[str, ...]:
        """Codes of the parts, in the order of the arrays' columns."""
        return tuple(part.code for part in self.edition.counted)

    @property
    def subjects(self) -> tuple[str, ...]:
        """The subjects, in the order of the arrays' rows; the edition's ``whole``, if any, is the last."""
        return self.inputs.subjects

    @cached_property
    def _rows(self) -> Mapping[str, int]:
        return {subject: row for row, subject in enumerate(self.subjects)}

    @cached_property
    def _columns(self) -> Mapping[str, int]:
        return {code: column for column, code in enumerate(self.codes)}

    def score(self, subject: str, code: str) -> Score:
        """What ``subject`` has at the node or item ``code``.

        Raises:
            ScoreError: no such subject among the inputs, or no such scored part in the edition.
        """
        row = _position(subject, self._rows, "score.subject", "địa bàn", "place")
        column = _position(code, self._columns, "score.part", "nút hoặc chỉ số", "node or item")
        below, first = [item.code for item in self.edition.items_under(code)], len(self.edition.nodes)
        known = {one: self._columns[one] - first for one in below if one in self._columns}
        return Score(
            subject=subject,
            part=self.edition.by_code[code],
            won=float(self.won[row, column]),
            max=float(self.max[row, column]),
            published=float(self.published[row, column]),
            rank=int(self.ranks[row, column]),
            missing=tuple(one for one in below if one in known and self.unknown[row, known[one]]),
            outside=tuple(one for one in below if one in known and not self.applies[row, known[one]]),
            to_fill=tuple(one for one in below if one not in known),
        )

    def total(self, subject: str) -> Score:
        """What ``subject`` has in total."""
        return self.score(subject, self.edition.headline.code)

    def totals(self) -> Iterator[Score]:
        """Totals from the highest to the lowest; unknown ones and the ``whole`` at the end."""
        scores = [self.total(subject) for subject in self.subjects]
        return iter(sorted(scores, key=lambda one: (one.rank == 0, one.rank)))

    def band(self, subject: str, code: str | None = None) -> Band | None:
        """The band that the total of ``subject`` reaches, or what it has at the node ``code``."""
        node = self.edition.by_code[code] if code else self.edition.headline
        if not isinstance(node, Node):
            return None
        one = self.score(subject, node.code)
        bands = node.bands or (self.edition.bands if node is self.edition.headline else ())
        count = int((self.ranks[:, self.codes.index(node.code)] > 0).sum())
        return band(one.published, bands, rank=one.rank, ranked=count, better=self.edition.published.better)


def _position(word: str, among: Mapping[str, int], code: str, vi: str, en: str) -> int:
    if word in among:
        return among[word]
    hint_vi, hint_en = nearest(word, among)
    raise ScoreError(code, vi=f"Không có {vi} “{word}”; {hint_vi}", en=f"There is no {en} “{word}”; {hint_en}")


def score(edition: Edition, inputs: Inputs, *, frame: Inputs | None = None) -> Scores:
    """The scores of all subjects by an edition in which ``check.problems`` finds nothing.

    ``frame``: the inputs with which comparing rules compare, where they are not ``inputs`` themselves.
    """
    items = item_points(edition, inputs, frame=frame)
    parts = aggregate(
        edition,
        list(items.points),
        list(items.maxima),
        known=~items.unknown,
        applies=items.applies,
        peers=NodePeers(edition, frame or inputs).of(inputs),
    )
    won, maximum = np.array(parts.won).T, np.array(parts.max).T
    published, ranks = standing(edition, won, maximum, ranked(edition, inputs))
    return Scores(edition, inputs, won, maximum, published, ranks, items.unknown.T, items.applies.T)


def upward(published: Values, edition: Edition) -> Values:
    """Published values turned so that the highest is the best."""
    return published if edition.published.better == "high" else -published


def shown(part: Node | Item, won: Values, maximum: Values, published: Published, *, exact: bool = False) -> Values:
    """A part's published values (those before rounding, if ``exact``); NaN where it has a maximum and is left out."""
    counts = (part.max or 0.0) > 0 and not (isinstance(part, Item) and part.bonus)
    value = (in_measure if exact else publish)(won, maximum, published, part.max)
    return np.where(maximum == 0, np.nan, value) if counts else value


def standing(edition: Edition, won: Values, maximum: Values, compared: NDArray[np.bool_]) -> _Standing:
    """Published values and ranks of subjects × parts; subjects not ``compared`` have the rank 0."""

    def columns(*, exact: bool) -> Values:
        parts = enumerate(edition.counted)
        told = [shown(part, won[:, i], maximum[:, i], edition.published_as(part), exact=exact) for i, part in parts]
        return np.column_stack(told)

    published = columns(exact=False)
    decisive = columns(exact=True) if edition.published.rank_by == "exact" else published
    ranks = np.zeros(won.shape, dtype=np.int64)
    ranks[compared] = rank(upward(decisive[compared], edition).T, tolerance=edition.published.tie_tolerance).T
    return published, ranks


_Standing = tuple[Values, NDArray[np.int64]]


class NodePeers:
    """What the rules of nodes compare with: what the node comes to for the subjects of a frame, period by period."""

    def __init__(self, edition: Edition, frame: Inputs) -> None:
        self._edition, self._frame = edition, frame
        self._panel: dict[str, Inputs] = {}
        for period, one in frame.panel.items():
            self._panel[period] = frame if period == frame.period else replace(one, panel=self._panel)
        self._before: dict[tuple[str, str], Values] = {}

    def of(self, inputs: Inputs) -> PeersOf:
        """The peers of subjects with these inputs: those of the frame, or themselves where they are the frame."""

        def peers(node: Node, own: Values) -> dict[str, Values]:
            pool = node.rule.pool if node.rule else None
            if pool is None:
                return {}
            known = any(one is inputs for one in self._panel.values())
            around = inputs if known else self._frame
            found = [
                (own if one is inputs else self._made(node, one))[rows]
                for one, rows in pooled(self._edition, around, pool)
            ]
            return {"value": np.concatenate(found)}

        return peers

    def _made(self, node: Node, inputs: Inputs) -> Values:
        """What the node comes to, before its rule; it asks only for nodes that are made before it, so it ends."""
        known = self._panel.get(inputs.period, inputs)
        key = known.period, node.code
        if key not in self._before:
            items = item_points(self._edition, known)
            made = aggregate(
                self._edition,
                list(items.points),
                list(items.maxima),
                known=~items.unknown,
                applies=items.applies,
                peers=self.of(known),
                until=node.code,
            )
            self._before[key] = made.before[node.code]
        return self._before[key]
