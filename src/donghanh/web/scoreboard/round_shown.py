"""Rounds as rows of a page: the file of a subject, one item with all that is known of it, the gaps."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from donghanh.indices.definition import Item
from donghanh.indices.explain import explain_part, rule_words
from donghanh.indices.inputs import Entry
from donghanh.indices.rules import Choice
from donghanh.indices.score import Scores
from donghanh.measures import MEASURES, rounded
from donghanh.text import say_number
from donghanh.web.audit.log import events_about
from donghanh.web.scoreboard.models import Answer, Appraisal, Round
from donghanh.web.scoreboard.questions import Offices, Question, questions_of, subject_name
from donghanh.web.scoreboard.round_inputs import (
    Inputs,
    compares,
    is_complete,
    is_outside,
    measured_of,
    role_name,
    round_scores,
    verdicts,
)
from donghanh.web.scoreboard.round_querysets import previous
from donghanh.web.scoreboard.shown import outline, points
from donghanh.web.ui.environment import said

_TONES = {
    Answer.State.DRAFT: "grey",
    Answer.State.SUBMITTED: "blue",
    Answer.State.RETURNED: "red",
    Answer.State.EXPLAINED: "amber",
    Answer.State.RECOGNISED: "green",
    Answer.State.ADJUSTED: "amber",
}


def stage(round: Round, on: date) -> tuple[str, str]:
    """What the round is at on that day, and the tone in which to say it."""
    if not round.is_open:
        return _("closed"), "grey"
    if on < round.opens_on:
        return _("not begun"), "grey"
    if on <= round.self_scoring_until:
        return _("self-scoring"), "blue"
    if on <= round.appraisal_until:
        return _("appraisal"), "amber"
    if on <= round.explanation_until:
        return _("explanation"), "amber"
    return _("to be closed"), "red"


def days_left(round: Round, on: date) -> dict[str, Any]:
    """The next deadline in words, its day, and how many days are left; negative when the last one has passed."""
    name, day = round.next_deadline(on)
    return {"label": deadline_names()[name], "day": day, "days": (day - on).days}


def deadline_names() -> dict[str, str]:
    """What the days of a round are called, by field."""
    return {
        "opens_on": _("Opens on"),
        "self_scoring_until": _("Self-scoring until"),
        "appraisal_until": _("Appraisal until"),
        "explanation_until": _("Explanations until"),
    }


def deadline_changes(round: Round) -> list[dict[str, Any]]:
    """How its days were changed since it was opened, the newest first: by whom, from what to what, why."""
    names = deadline_names()
    return [
        {
            "at": event.at,
            "by": event.actor_name,
            "reason": event.reason,
            "days": [
                (names[field], date.fromisoformat(before), date.fromisoformat(after))
                for field, (before, after) in event.data["changed"].items()
            ],
        }
        for event in events_about(round).filter(action="round.deadlines")
    ]


def state_of(question: Question, answer: Answer | None) -> tuple[str, str]:
    """How far an item is, and the tone in which to say it."""
    if question.is_measured:
        return _("measured"), "blue"
    if question.is_survey:
        return (_("survey value entered"), "green") if answer and answer.inputs else (_("survey awaited"), "grey")
    if answer is None:
        return _("not filled in"), "grey"
    if answer.state == Answer.State.DRAFT and not is_complete(question.item, answer.inputs):
        return _("draft, value lacking"), "amber"
    return answer.get_state_display(), _TONES[Answer.State(answer.state)]


def input_words(item: Item, inputs: Inputs) -> str:
    """What was stated, as a person reads it."""
    if not inputs:
        return ""
    if is_outside(inputs):
        return _("does not apply")
    told = {role: _raw_words(item, role, inputs[role]) for role in item.roles if role in inputs}
    if list(told) == ["value"]:
        return told["value"]
    return "; ".join(f"{said(role_name(item, role))}: {words}" for role, words in told.items())


def _raw_words(item: Item, role: str, raw: str) -> str:
    if isinstance(item.rule, Choice) and not item.derive:
        return next((said(dict(one.name)) for one in item.rule.options if one.code == raw), raw)
    measure = item.inputs[role].measure if role in item.inputs else None
    if measure not in MEASURES:
        return raw
    language = get_language() or "vi"
    suffix = MEASURES[measure].suffix["vi" if language.startswith("vi") else "en"]
    try:
        return say_number(item.read(raw), language) + suffix
    except ValueError:
        return raw


def signed(gap: float | None) -> str:
    """A gap with its sign; nothing where there is none to tell."""
    if gap is None or math.isnan(gap):
        return ""
    return f"+{points(gap)}" if gap > 0 else points(gap)


@dataclass(frozen=True)
class Filed:
    """One subject's file as it stands: answers, verdicts and both scores."""

    round: Round
    subject: str
    answers: Mapping[str, Answer]
    verdicts: Mapping[int, Appraisal]
    measured: tuple[Entry, ...]
    stated: Scores
    final: Scores

    def won(self, scores: Scores, code: str) -> float | None:
        """Points at a part; None where the subject has no values there."""
        if self.subject not in scores.subjects:
            return None
        return scores.score(self.subject, code).won

    def row(self, question: Question) -> dict[str, Any]:
        """One item: state, value, both points and the gap; points only where a value stands behind them."""
        code = question.item.code
        answer = self.answers.get(code)
        state, tone = state_of(question, answer)
        figures = [one for one in self.measured if one.item == code and one.subject == self.subject]
        inputs: Inputs = answer.inputs if answer else {}
        has_value = bool(figures) or (bool(inputs) and is_complete(question.item, inputs))
        verdict = self.verdicts.get(answer.pk) if answer else None
        is_final = verdict is not None or question.is_survey
        own = self.won(self.stated, code) if has_value else None
        final = self.won(self.final, code) if figures or (has_value and is_final) else None
        gap = own - final if own is not None and final is not None and verdict is not None else None
        return {
            "question": question,
            "item": question.item,
            "answer": answer,
            "state": state,
            "tone": tone,
            "figures": [{"name": role_name(question.item, one.role), "entry": one} for one in figures],
            "words": input_words(question.item, inputs),
            "max": points(question.item.max),
            "own": points(own),
            "final": points(final),
            "gap": signed(float(rounded(gap, 2))) if gap is not None else "",
            "verdict": verdict,
        }


def filed(round: Round, subject: str) -> Filed:
    """The file of a subject; a closed round shows what its runs hold."""
    listed = round.answers.filter(subject=subject).select_related("stated_by__organisation", "submitted_by")
    judged = verdicts(round, "" if round.is_open and compares(round.definition) else subject)
    answers = {one.item_code: one for one in listed}
    if round.self_run is not None and round.final_run is not None:
        entries = round.final_run.pinned.entries
        measured = tuple(one for one in entries if one.subject == subject and one.figure)
        return Filed(
            round, subject, answers, judged, measured, round.self_run.pinned.scores, round.final_run.pinned.scores
        )
    measured = measured_of(round, subject)
    stated = round_scores(round, subject, measured)
    final = round_scores(round, subject, measured, appraised=judged)
    return Filed(round, subject, answers, judged, measured, stated, final)


def file_rows(file: Filed) -> list[dict[str, Any]]:
    """The tree of the edition with the file's rows; a shared part stands under its first parent only."""
    asked = {one.item.code: one for one in questions_of(file.round, file.subject)}
    rows: list[dict[str, Any]] = []
    for part in outline(file.round.definition):
        code = part["part"].code
        if part["is_node"]:
            rows.append(
                part | {"own": points(file.won(file.stated, code)), "final": points(file.won(file.final, code))}
            )
        elif code in asked:
            rows.append(part | file.row(asked[code]))
    return rows


def item_shown(file: Filed, question: Question, offices: Offices) -> dict[str, Any]:
    """Everything a person filling in or judging one item wants to know of it."""
    item = question.item
    earlier = previous(question)
    judge = offices.appraiser(question)
    row = file.row(question)
    answer = row["answer"]
    explained = None
    if row["own"] != "–":
        explained = explain_part(file.stated, file.stated.score(file.subject, item.code))
    return row | {
        "rule": rule_words(item),
        "explained": explained,
        "judge": judge,
        "responsible": offices.responsible(question),
        "assignment": offices.assignments.get((question.subject, item.code)),
        "subject_name": subject_name(file.round, file.subject, offices),
        "inputs_named": [(role_name(item, role), _unit(item, role)) for role in item.roles],
        "previous": {"run": earlier[0], "words": input_words(item, earlier[1])} if earlier else None,
        "papers": answer.papers.filter(removed_at=None).select_related("evidence") if answer else [],
        "turns": _turns(question, answer) if answer else [],
    }


def _unit(item: Item, role: str) -> str:
    measure = item.inputs[role].measure if role in item.inputs else None
    return said(MEASURES[measure].name) if measure in MEASURES else ""


def _turns(question: Question, answer: Answer) -> list[dict[str, Any]]:
    """Verdicts and explanations in the order in which they came."""
    verdicts = answer.appraisals.select_related("appraised_by__organisation")
    replies = answer.explanations.select_related("explained_by__organisation")
    turns = [
        {
            "at": one.appraised_at,
            "by": one.appraised_by,
            "title": one.get_verdict_display(),
            "tone": {"recognised": "green", "adjusted": "amber", "returned": "red"}[one.verdict],
            "words": input_words(question.item, one.inputs) if one.verdict == Appraisal.Verdict.ADJUSTED else "",
            "text": one.reason,
        }
        for one in verdicts
    ]
    turns += [
        {
            "at": one.explained_at,
            "by": one.explained_by,
            "title": _("explanation"),
            "tone": "blue",
            "words": "",
            "text": one.text,
        }
        for one in replies
    ]
    return sorted(turns, key=lambda turn: turn["at"])
