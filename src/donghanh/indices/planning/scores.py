"""The plan of one place: what its tasks can reach, worked out from the scores of an edition as they stand.

The other places stay as they are, and so do the bounds between which a rule compares: a value beyond the best of today
counts as the best.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from donghanh.errors import InputError
from donghanh.indices.definition import Item
from donghanh.indices.inputs import Inputs
from donghanh.indices.planning.course import Course, Evaluate, Key, course_of, course_through
from donghanh.indices.planning.model import Options
from donghanh.indices.planning.plan import Plan, plan, reaches
from donghanh.indices.planning.tasks import Candidates
from donghanh.indices.points import peers_of, ranked, raw_points
from donghanh.indices.rounding import in_measure
from donghanh.indices.rules import Values
from donghanh.indices.score import Scores, score
from donghanh.text import nearest

_CHORDS = 64
"""Into how many chords a course is cut where values are derived or treated before the rule."""


def plan_for(scores: Scores, subject: str, candidates: Candidates, options: Options | None = None) -> Plan:
    """The plan of ``subject``, from its inputs and those of the others in ``scores``.

    Raises:
        ScoreError: the subject is not among the scores.
        InputError: a task changes an item or input that there is not, or one whose present value is not known; the
            subject has no total today.
    """
    total = scores.total(subject)
    if np.isnan(total.won):
        lacking = ", ".join(total.missing) or "–"
        vi = f"“{subject}” chưa tính được điểm vì thiếu: {lacking}; hãy bổ sung trước khi lập kế hoạch."
        raise InputError("plan.today", vi=vi, en=f"“{subject}” has no total today, for want of: {lacking}.")
    place = _Place(scores, subject)
    courses = {key: place.course(key, falls, rises) for key, (falls, rises) in reaches(candidates).items()}
    return plan(candidates, courses, place.evaluate(), options)


class _Place:
    """One subject, scored alone within the frame of all."""

    def __init__(self, scores: Scores, subject: str) -> None:
        whole = scores.edition
        self.subject = subject
        # Without the territory around the places: a single row would be taken for it.
        self.edition = whole.model_copy(update={"whole": None})
        panel = {at: _rows(one, np.flatnonzero(ranked(whole, one))) for at, one in scores.inputs.panel.items()}
        self.frame = replace(_rows(scores.inputs, np.flatnonzero(ranked(whole, scores.inputs))), panel=panel)
        self.own = replace(_rows(scores.inputs, np.array([scores.subjects.index(subject)])), panel=panel)

    def item(self, key: Key) -> Item:
        """The item of a driven input."""
        code, role = key
        item = self.edition.by_code.get(code)
        scored = [one.code for one in self.edition.scored]
        if not isinstance(item, Item) or code not in scored:
            vi, en = nearest(code, scored)
            raise InputError("plan.item", vi=f"không có chỉ số “{code}”; {vi}", en=f"there is no item “{code}”; {en}")
        if role not in item.roles:
            vi, en = nearest(role, item.roles)
            vi, en = f"“{code}” không có đầu vào “{role}”; {vi}", f"“{code}” has no input “{role}”; {en}"
            raise InputError("plan.item", vi=vi, en=en)
        return item

    def course(self, key: Key, falls: float, rises: float) -> Course:
        """The item's points as its input moves from ``today + falls`` to ``today + rises``."""
        item, role = self.item(key), key[1]
        assert item.rule is not None and item.max is not None
        today = {one: float(values[0]) for one, values in self.own.column(item).items()}
        unknown = [one for one, value in today.items() if np.isnan(value)]
        if unknown:
            vi = f"“{item.name['vi']}” ({item.code}) của {self.subject} chưa có giá trị hiện nay ({', '.join(unknown)})"
            vi += "; hãy nhập trước khi lập kế hoạch, ghi 0 nếu chưa có gì"
            en = f"“{item.name['en']}” ({item.code}) of {self.subject} has no present value ({', '.join(unknown)})"
            raise InputError("plan.unknown", vi=vi, en=f"{en}; enter it first, 0 if there is nothing yet")
        low, high = item.limits()
        low, high = max(today[role] + falls, low), min(today[role] + rises, high)
        if not low < high:
            return Course(today[role], (today[role],), (self._points(item, role, np.array([today[role]]))[0],))
        if item.derive is None and not item.treat:
            peers = peers_of(self.edition, item, self.frame, item.rule.pool) if item.rule.pool else {}
            return course_of(item.rule, role, today, item.max, peers, low, high)
        knots = np.linspace(low, high, _CHORDS + 1)[1:-1].tolist()
        return course_through(lambda at: self._points(item, role, np.array(at)).tolist(), knots, today[role], low, high)

    def _points(self, item: Item, role: str, at: Values) -> Values:
        """The item's points at several values of one input, all else as it is."""
        copies = _rows(self.own, np.zeros(len(at), dtype=np.int64))
        values = {**copies.values, (item.code, role): at}
        return raw_points(self.edition, item, replace(copies, values=values), self.frame)

    def evaluate(self) -> Evaluate:
        """The headline in the edition's measure, before rounding, with some inputs replaced."""
        head = [part.code for part in self.edition.counted].index(self.edition.headline.code)

        def headline(changes: Mapping[Key, float]) -> float:
            moved = {key: np.array([_within(self.item(key), value)]) for key, value in changes.items()}
            inputs = replace(self.own, values={**self.own.values, **moved})
            found = score(self.edition, inputs, frame=self.frame)
            total = self.edition.headline
            how = self.edition.published_as(total)
            shown = in_measure(found.won[:, head], found.max[:, head], how, total.max)
            return float(shown[0]) if self.edition.published.better == "high" else -float(shown[0])

        return headline


def _within(item: Item, value: float) -> float:
    low, high = item.limits()
    return min(max(value, low), high)


def _rows(inputs: Inputs, rows: np.ndarray) -> Inputs:
    return replace(
        inputs,
        subjects=tuple(inputs.subjects[row] for row in rows),
        values={key: values[rows] for key, values in inputs.values.items()},
        not_applicable={code: aside[rows] for code, aside in inputs.not_applicable.items()},
    )
