"""Scoring: runs the steps of an edition over all subjects and keeps what every one of them won, and of how much."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from donghanh.errors import ScoreError
from donghanh.indices.aggregate import add_up, membership
from donghanh.indices.bands import band
from donghanh.indices.definition import Band, Edition, Item, Node
from donghanh.indices.impute import impute
from donghanh.indices.inputs import Inputs
from donghanh.indices.rank import rank
from donghanh.indices.rounding import publish
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

    @cached_property
    def codes(self) -> tuple[str, ...]:
        """Codes of the parts, in the order of the arrays' columns."""
        return (*(node.code for node in self.edition.nodes), *(item.code for item in self.edition.scored))

    @property
    def subjects(self) -> tuple[str, ...]:
        """The subjects, in the order of the arrays' rows; the edition's ``whole``, if any, is the last."""
        return self.inputs.subjects

    def score(self, subject: str, code: str) -> Score:
        """What ``subject`` has at the node or item ``code``.

        Raises:
            ScoreError: no such subject among the inputs, or no such scored part in the edition.
        """
        row = _position(subject, self.subjects, "score.subject", "địa bàn", "place")
        column = _position(code, self.codes, "score.part", "nút hoặc chỉ số", "node or item")
        below = [item.code for item in self.edition.items_under(code)]
        known = {item.code: position for position, item in enumerate(self.edition.scored)}
        return Score(
            subject=subject,
            part=self.edition.by_code[code],
            won=float(self.won[row, column]),
            max=float(self.max[row, column]),
            published=float(self.published[row, column]),
            rank=int(self.ranks[row, column]),
            missing=tuple(one for one in below if one in known and self.unknown[row, known[one]]),
            to_fill=tuple(one for one in below if one not in known),
        )

    def total(self, subject: str) -> Score:
        """What ``subject`` has in total."""
        return self.score(subject, self.edition.headline.code)

    def totals(self) -> Iterator[Score]:
        """Totals from the highest to the lowest; unknown ones and the ``whole`` at the end."""
        scores = [self.total(subject) for subject in self.subjects]
        return iter(sorted(scores, key=lambda one: (one.rank == 0, one.rank)))

    def band(self, subject: str) -> Band | None:
        """The band that the published total of ``subject`` reaches."""
        return band(self.total(subject).published, self.edition.bands)


def _position(word: str, among: tuple[str, ...], code: str, vi: str, en: str) -> int:
    if word in among:
        return among.index(word)
    hint_vi, hint_en = nearest(word, among)
    raise ScoreError(code, vi=f"Không có {vi} “{word}”; {hint_vi}", en=f"There is no {en} “{word}”; {hint_en}")


def score(edition: Edition, inputs: Inputs) -> Scores:
    """The scores of all subjects by an edition in which ``check.problems`` finds nothing."""
    points, maxima, unknown = _score_items(edition, inputs)
    if edition.whole is not None:
        points, maxima, unknown = _with_whole(points, maxima, unknown)
    members = membership(edition)
    won = np.hstack([add_up(points, members), points])
    maximum = np.hstack([add_up(maxima, members), maxima])
    published = publish(won, maximum, edition.published)
    ranked = published[:-1] if edition.whole is not None else published
    ranks = np.zeros(won.shape, dtype=np.int64)
    for column in range(won.shape[1]):
        ranks[: len(ranked), column] = rank(ranked[:, column], tolerance=edition.published.tie_tolerance)
    return Scores(edition, inputs, won, maximum, published, ranks, unknown)


def _score_items(edition: Edition, inputs: Inputs) -> tuple[Values, Values, NDArray[np.bool_]]:
    shape = (len(inputs.subjects), len(edition.scored))
    points, maxima, unknown = np.zeros(shape), np.zeros(shape), np.zeros(shape, dtype=np.bool_)
    nothing = np.full(shape[0], np.nan)
    for column, item in enumerate(edition.scored):
        assert item.rule is not None and item.max is not None, "check.problems() has been heeded"
        values = {role: inputs.values.get((item.code, role), nothing) for role in item.roles}
        raw = item.rule.points(values, item.max)
        unknown[:, column] = np.isnan(raw)
        points[:, column], maxima[:, column] = impute(raw, item.max, item.missing or edition.missing)
    return points, maxima, unknown


def _with_whole(points: Values, maxima: Values, unknown: NDArray[np.bool_]) -> tuple[Values, Values, NDArray[np.bool_]]:
    """The last row, where its own inputs are not known, as the plain mean of the rows above it."""
    own = ~unknown[-1]
    mean = np.vstack([points[:-1], np.where(own, points[-1], points[:-1].mean(axis=0))])
    most = np.vstack([maxima[:-1], np.where(own, maxima[-1], maxima[:-1].mean(axis=0))])
    lacking = np.vstack([unknown[:-1], ~own & unknown[:-1].any(axis=0)])
    return mean, most, lacking
