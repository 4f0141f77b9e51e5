"""What if: some inputs changed, everything scored again, before and after side by side."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np

from donghanh.errors import ScoreError
from donghanh.indices.definition import Edition, Item
from donghanh.indices.derive import Growth
from donghanh.indices.inputs import NOT_APPLICABLE, Entry, Inputs, carried, read_input
from donghanh.indices.rules import Choice, Parts, Values, YesNo
from donghanh.indices.score import Scores, score
from donghanh.text import fold, nearest, nfc

Peers = Literal["fixed", "trend"]
"""The other subjects keep their inputs, or move once more by what they moved since the period before."""


@dataclass(frozen=True)
class Move:
    """A subject's published value and rank at one part before and after; NaN and 0 where unknown."""

    subject: str
    code: str
    value_before: float
    value_after: float
    rank_before: int
    rank_after: int


@dataclass(frozen=True)
class WhatIf:
    """Scores before and after the change."""

    before: Scores
    after: Scores

    def move(self, subject: str, code: str | None = None) -> Move:
        """How the subject moves at a part (in total, without ``code``)."""
        code = code or self.before.edition.headline.code
        old, new = self.before.score(subject, code), self.after.score(subject, code)
        return Move(subject, code, old.published, new.published, old.rank, new.rank)

    def moves(self) -> tuple[Move, ...]:
        """How every subject moves in total, best rank after the change first."""
        found = [self.move(subject) for subject in self.before.subjects]
        return tuple(sorted(found, key=lambda one: (one.rank_after == 0, one.rank_after)))


def what_if(before: Scores, changes: Iterable[Entry], *, peers: Peers = "fixed") -> WhatIf:
    """Scores with the inputs in ``changes`` put in the place of those that are there.

    Raises:
        ScoreError: a change names a subject, item or role that there is not, or a value the rule cannot take; peers
            shall follow their trend and no earlier period is known.
    """
    listed = list(changes)
    inputs = before.inputs
    if peers == "trend":
        inputs = _moved_on(before.edition, inputs, {nfc(one.subject.strip()) for one in listed})
    return WhatIf(before, score(before.edition, with_changes(before.edition, inputs, listed)))


def with_changes(edition: Edition, inputs: Inputs, changes: Iterable[Entry]) -> Inputs:
    """The inputs with some of them changed; an empty value makes an input unknown, “n/a” puts the item aside.

    Raises:
        ScoreError: a change names a subject, item or role that there is not, or a value the rule cannot take.
    """
    rows = {subject: row for row, subject in enumerate(inputs.subjects)}
    values = dict(inputs.values)
    entries = dict(inputs.entries)
    scored = {item.code: item for item in edition.scored}
    aside = {item: rows_of.copy() for item, rows_of in inputs.not_applicable.items()}
    for stated in changes:
        subject = nfc(stated.subject.strip())
        if subject not in rows:
            vi, en = nearest(subject, rows)
            vi, en = f"Không có địa bàn “{subject}”; {vi}", f"There is no place “{subject}”; {en}"
            raise ScoreError("score.subject", vi=vi, en=en)
        number = read_input(edition, stated)
        change = replace(stated, subject=subject)
        if not change.raw.strip():  # what keeps its last value falls back to it
            kept = carried(edition, [change], inputs.earlier)
            change = next((one for one in kept if (one.item, one.role) == (change.item, change.role)), change)
            number = read_input(edition, change)
        row, key = rows[subject], (change.item, change.role)
        column = values.get(key, np.full(len(rows), np.nan)).copy()
        column[row] = np.nan if number is None else number
        values[key] = column
        entries[subject, change.item, change.role] = change
        roles = [entries.get((subject, change.item, role)) for role in scored[change.item].roles]
        outside = any(entry and fold(entry.raw.strip()) in NOT_APPLICABLE for entry in roles)
        if outside or change.item in aside:
            aside.setdefault(change.item, np.zeros(len(rows), dtype=np.bool_))[row] = outside
    changed = replace(inputs, values=values, entries=entries, not_applicable=aside)
    return replace(changed, panel={**inputs.panel, inputs.period: changed})


def _moved_on(edition: Edition, inputs: Inputs, but: set[str]) -> Inputs:
    """Every number of the subjects not in ``but`` moved by its change since the period before, within its limits."""
    if not inputs.earlier:
        vi = "Chưa có số liệu kỳ trước nên không tính được xu hướng của các địa bàn khác; hãy chọn giữ nguyên."
        en = "Without an earlier period the others have no trend; keep them fixed."
        raise ScoreError("score.trend", vi=vi, en=en)
    before = inputs.earlier[-1]
    stay = np.array([subject in but for subject in inputs.subjects])
    values = dict(inputs.values)
    for item in edition.scored:
        if item.derive is None and isinstance(item.rule, Choice | YesNo | Parts):
            continue  # an answer is no quantity that goes on growing
        if isinstance(item.derive, Growth):
            continue  # it grows as it grew
        then = before.aligned(item, inputs.subjects)
        for role in item.roles:
            if (item.code, role) in values:
                values[item.code, role] = _next(values[item.code, role], then[role], item, stay)
    moved = replace(inputs, values=values)
    return replace(moved, panel={**inputs.panel, inputs.period: moved})


def _next(now: Values, then: Values, item: Item, stay: np.ndarray) -> Values:
    change = np.where(np.isnan(now - then), 0.0, now - then)
    return np.where(stay, now, np.clip(now + change, *item.limits()))
