"""From what was typed in a round to the engine's entries: inputs read and checked, scored live, cited with papers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Literal

import numpy as np

from donghanh.errors import ScoreError
from donghanh.indices import explain
from donghanh.indices.definition import Edition, Item
from donghanh.indices.inputs import NOT_APPLICABLE, Entry, gather
from donghanh.indices.rules import Choice, ReadingError, YesNo
from donghanh.indices.score import Scores, score
from donghanh.text import fold, nearest, say_number
from donghanh.web.scoreboard.editions import measured_entries
from donghanh.web.scoreboard.models import Answer, AnswerEvidence, Appraisal, Round
from donghanh.web.scoreboard.questions import Question, questions_of

Inputs = Mapping[str, str]
"""Raw inputs by role."""
OUTSIDE = "n/a"
"""What is kept for every role of an item that does not apply to the subject."""


def is_outside(inputs: Inputs) -> bool:
    """The item was said not to apply to the subject."""
    return any(fold(raw.strip()) in NOT_APPLICABLE for raw in inputs.values())


def is_complete(item: Item, inputs: Inputs) -> bool:
    """Every input the rule needs is there, or the item does not apply."""
    return is_outside(inputs) or all(inputs.get(role, "").strip() for role in item.roles)


def lacks(item: Item, answer: Answer | None, *, is_proven: bool) -> Literal["", "value", "evidence"]:
    """What keeps an item from being submitted: its value or the papers wanted; a note that says why stands for both."""
    if answer is not None and answer.note:
        return ""
    if answer is None or not is_complete(item, answer.inputs):
        return "value"
    return "evidence" if item.evidence and not is_proven else ""


def role_name(item: Item, role: str) -> dict[str, str]:
    """What an input is called, as the label of its field; the value of a question is its answer."""
    if isinstance(item.rule, YesNo | Choice) and role not in item.inputs:
        return {"vi": "Trả lời", "en": "Answer"}
    names = {language: explain.role_name(item, role, language) for language in ("vi", "en")}
    return {language: name[:1].upper() + name[1:] for language, name in names.items()}


def checked(item: Item, given: Inputs) -> dict[str, str]:
    """The inputs that hold something, each readable and allowed by the item's rule.

    Raises:
        ScoreError: no such input, or a value that the rule cannot read or allow; names item, value and what is wanted.
    """
    kept = {role: raw.strip() for role, raw in given.items() if raw.strip()}
    if is_outside(kept):
        return dict.fromkeys(item.roles, OUTSIDE)
    for role, raw in kept.items():
        if role not in item.roles:
            vi, en = nearest(role, item.roles)
            raise _wrong(item, role, raw, f"không có đầu vào “{role}”; {vi}", f"no input “{role}”; {en}")
        try:
            number = item.read(raw)
        except ReadingError as error:
            raise _wrong(item, role, raw, error.vi, error.en) from error
        low, high = item.limits()
        if not low <= number <= high:
            raise _wrong(item, role, raw, f"cần {_between(low, high, 'vi')}", f"wanted: {_between(low, high, 'en')}")
    return kept


def _between(low: float, high: float, language: str) -> str:
    least, most = say_number(low, language), say_number(high, language) if np.isfinite(high) else ""
    if language == "vi":
        return f"số từ {least} đến {most}" if most else f"số từ {least} trở lên"
    return f"a number from {least} to {most}" if most else f"a number of at least {least}"


def _wrong(item: Item, role: str, raw: str, vi: str, en: str) -> ScoreError:
    name = role_name(item, role)
    return ScoreError(
        "score.value",
        vi=f"“{item.name['vi']}”, {name['vi']}: giá trị “{raw}” chưa đúng: {vi}.",
        en=f"“{item.name['en']}”, {name['en']}: the value “{raw}” is wrong: {en}.",
    )


def verdicts(round: Round, subject: str = "") -> dict[int, Appraisal]:
    """By answer: the newest appraisal that says which inputs count; a mere return leaves the one before it standing."""
    found = Appraisal.objects.filter(answer__round=round).exclude(verdict=Appraisal.Verdict.RETURNED)
    found = found.filter(answer__subject=subject) if subject else found
    return {one.answer_id: one for one in found.select_related("appraised_by__organisation").order_by("pk")}


def citations(round: Round) -> dict[int, str]:
    """By answer: the papers it cites, as officials cite them."""
    found: dict[int, list[str]] = {}
    for paper in AnswerEvidence.objects.filter(answer__round=round, removed_at=None):
        found.setdefault(paper.answer_id, []).append(paper.citation)
    return {answer: "; ".join(papers) for answer, papers in found.items()}


def stated_entries(
    round: Round,
    answers: Iterable[Answer],
    appraised: Mapping[int, Appraisal] | None = None,
    cited: Mapping[int, str] | None = None,
) -> list[Entry]:
    """What was typed in, as entries: survey values, self-scores and, where ``appraised`` is given, what was recognised.

    Every item asked has an entry for every subject, so that a subject without answers is scored too; an answer nobody
    recognised stands in the appraised channel as not known.
    """
    known = {(one.subject, one.item_code): one for one in answers}
    entries: list[Entry] = []
    for subject in round.subjects:
        for question in questions_of(round, subject):
            if question.is_measured:
                continue
            answer = known.get((subject, question.item.code))
            entries += _entries(round, question, answer, appraised, cited or {})
    return entries


def _entries(
    round: Round,
    question: Question,
    answer: Answer | None,
    appraised: Mapping[int, Appraisal] | None,
    cited: Mapping[int, str],
) -> list[Entry]:
    source = _source(round, answer, cited)
    stated = answer.inputs if answer else {}
    channel: Literal["", "self"] = "" if question.is_survey else "self"
    found = _of_roles(question, stated, channel, source)
    if appraised is not None and not question.is_survey:
        verdict = appraised.get(answer.pk) if answer else None
        said = f"{source} · {verdict.appraised_by.organisation}: {verdict.get_verdict_display()}" if verdict else source
        found += _of_roles(question, verdict.inputs if verdict else {}, "appraised", said)
    return found


def _of_roles(
    question: Question, inputs: Inputs, channel: Literal["", "self", "appraised"], source: str
) -> list[Entry]:
    return [
        Entry(question.subject, question.item.code, inputs.get(role, ""), role, source=source or None, channel=channel)
        for role in question.item.roles
    ]


def _source(round: Round, answer: Answer | None, cited: Mapping[int, str]) -> str:
    if answer is None:
        return ""
    papers = cited.get(answer.pk, "")
    return papers or f"{round.name}, {answer.stated_by} ({answer.stated_by.organisation})"


def compares(edition: Edition) -> bool:
    """Whether the points of one subject depend on the values of others."""
    policies = {item.missing or edition.missing for item in edition.scored}
    ruled = (item for item in edition.scored if item.rule is not None)
    return bool(policies & {"mean", "median"}) or any(item.rule.pool or item.treat for item in ruled if item.rule)


def round_scores(
    round: Round, subject: str, measured: Iterable[Entry], *, appraised: Mapping[int, Appraisal] | None = None
) -> Scores:
    """The scores as they stand, by what is stated or, with ``appraised``, by what is recognised.

    Others' answers are read only where the edition compares subjects with each other. ``measured`` are the entries of
    :func:`measured_of`.
    """
    everybody = compares(round.definition)
    answers = round.answers.all() if everybody else round.answers.filter(subject=subject)
    listed = answers.select_related("stated_by__organisation")
    entries = [one for one in stated_entries(round, listed, appraised) if everybody or one.subject == subject]
    return score(round.definition, gather(round.definition, [*measured, *entries]))


def measured_of(round: Round, subject: str) -> tuple[Entry, ...]:
    """What the lake knows of a subject now, or of all where they are compared; each with the id of its figure."""
    return measured_entries(round.definition, round.period, None if compares(round.definition) else subject)
