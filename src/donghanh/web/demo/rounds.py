"""The open scoring round of the demo province: what communes stated, what was found of it, one explanation."""

from __future__ import annotations

from datetime import timedelta
from typing import Literal

from django.utils import timezone

from donghanh.indices.definition import Edition
from donghanh.paths import demo_folder
from donghanh.web.demo import content
from donghanh.web.demo.content import Content, Paper
from donghanh.web.organisations.models import Organisation, User
from donghanh.web.scoreboard.actions.appraise_answer import appraise_answer
from donghanh.web.scoreboard.actions.assign_items import assign_items
from donghanh.web.scoreboard.actions.explain_answer import explain_answer
from donghanh.web.scoreboard.actions.keeping_papers import PaperFacts
from donghanh.web.scoreboard.actions.open_round import Deadlines, open_round
from donghanh.web.scoreboard.actions.state_answer import state_answer
from donghanh.web.scoreboard.actions.submit_answers import submit_answers
from donghanh.web.scoreboard.editions import edition_of, pack_inputs
from donghanh.web.scoreboard.models import Round


class VerdictEntry(Content):
    """A verdict, and what the subject replied."""

    item: str
    by: str
    verdict: Literal["recognised", "adjusted", "returned"]
    inputs: dict[str, str] = {}
    reason: str = ""
    explain: str = ""
    papers: list[Paper] = []


class AssignmentEntry(Content):
    """Items or groups of one subject's file that an office fills in, due so many days after the demo is built."""

    subject: str
    items: list[str]
    office: str
    due: int
    coordinators: str = ""


class FileEntry(Content):
    """What one subject stated: the pack's values for it, of ``only`` some items where they are named."""

    subject: str
    by: str
    only: list[str] = []
    papers: dict[str, Paper] = {}
    notes: dict[str, str] = {}
    submit: bool = False
    verdicts: list[VerdictEntry] = []


class Days(Content):
    """The days of the round, counted from the day the demo is built."""

    opens_on: int
    self_scoring_until: int
    appraisal_until: int
    explanation_until: int


class RoundEntry(Content):
    """``round.yaml``."""

    index: str
    edition: str
    period: str
    name: str
    lead: str
    days: Days
    assignments: list[AssignmentEntry] = []
    files: list[FileEntry]


def build_round(*, by: User) -> None:
    """Open it and fill it in, unless there is a round already."""
    if Round.objects.exists():
        return
    told = content.read(RoundEntry, demo_folder() / "round.yaml")
    edition = edition_of(told.index, told.edition)
    today = timezone.localdate()
    days = {name: today + timedelta(days=count) for name, count in told.days.model_dump().items()}
    lead = Organisation.objects.get(code=told.lead)
    round = open_round(edition, by=by, lead=lead, period=told.period, name=told.name, deadlines=Deadlines(**days))
    for one in told.assignments:
        given = {"subject": one.subject, "items": one.items, "coordinators": one.coordinators}
        office = Organisation.objects.get(code=one.office)
        assign_items(round, by=by, organisation=office, due_on=today + timedelta(days=one.due), **given)
    stated = _stated(edition)
    for entry in told.files:
        _build_file(round, entry, stated.get(entry.subject, {}))


def _stated(edition: Edition) -> dict[str, dict[str, dict[str, str]]]:
    """What the pack says that communes stated of themselves: by subject, item and role."""
    found: dict[str, dict[str, dict[str, str]]] = {}
    for one in pack_inputs(edition):
        found.setdefault(one.subject, {}).setdefault(one.item, {})[one.role] = one.raw
    return found


def _build_file(round: Round, entry: FileEntry, stated: dict[str, dict[str, str]]) -> None:
    officer = User.objects.get(username=entry.by)
    for item, inputs in stated.items():
        if not entry.only or item in entry.only:
            papers = [_facts(entry.papers[item])] if item in entry.papers else []
            note = entry.notes.get(item, "")
            state_answer(round, by=officer, subject=entry.subject, item=item, inputs=inputs, note=note, papers=papers)
    if entry.submit:
        submit_answers(round, by=officer, subject=entry.subject)
    for one in entry.verdicts:
        answer = round.answers.get(subject=entry.subject, item_code=one.item)
        judge = User.objects.get(username=one.by)
        appraise_answer(
            answer, by=judge, verdict=one.verdict, seen=answer.version, inputs=one.inputs, reason=one.reason
        )
        if one.explain:
            explain_answer(answer, by=officer, text=one.explain, papers=[_facts(paper) for paper in one.papers])


def _facts(paper: Paper) -> PaperFacts:
    return PaperFacts(**paper.model_dump())
