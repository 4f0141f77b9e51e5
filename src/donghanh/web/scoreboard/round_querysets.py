"""Named questions about scoring rounds: how far each subject is, what waits for whom, which papers may be cited."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet

from donghanh.text import fold
from donghanh.web.organisations.models import Organisation, Role, User
from donghanh.web.programme.models import Evidence
from donghanh.web.programme.querysets.sight import visible_tasks
from donghanh.web.programme.querysets.tasks import of_organisation
from donghanh.web.scoreboard.models import Answer, AnswerEvidence, Round, Run
from donghanh.web.scoreboard.permissions import may_appraise, may_lead, may_see_subject
from donghanh.web.scoreboard.questions import Offices, Question, questions_of, typed
from donghanh.web.scoreboard.round_inputs import lacks

OFFERED = 50
"""Papers offered for choosing; the search finds the others."""


def listed_rounds() -> QuerySet[Round]:
    """Open rounds first, the newest first, without their snapshots' text where nobody reads it."""
    return Round.objects.select_related("lead").order_by("closed_at", "-pk")


def running(on: date) -> QuerySet[Round]:
    """The rounds that have begun and are not closed."""
    return Round.objects.filter(closed_at=None, opens_on__lte=on).select_related("lead").order_by("explanation_until")


@dataclass(frozen=True)
class Progress:
    """How far one subject is; all counts are of the items it fills in itself."""

    subject: str
    asked: int
    filled: int = 0
    submitted: int = 0
    appraised: int = 0
    in_dispute: int = 0

    @property
    def is_complete(self) -> bool:
        """Everything asked is submitted."""
        return self.submitted >= self.asked


def progress(round: Round, subjects: Iterable[str]) -> list[Progress]:
    """How far these subjects are, in their order; one question for all."""
    asked = [one.item.code for one in typed(questions_of(round, ""))]
    counted = (
        round.answers.filter(item_code__in=asked)
        .order_by()
        .values("subject")
        .annotate(
            filled=Count("pk"),
            submitted=Count("pk", filter=~Q(state=Answer.State.DRAFT)),
            appraised=Count("pk", filter=Q(state__in=Answer.JUDGED)),
            in_dispute=Count("pk", filter=Q(state__in=Answer.IN_DISPUTE)),
        )
    )
    found = {one["subject"]: one for one in counted}
    nothing: dict[str, int | str] = {}
    return [Progress(**({"subject": one, "asked": len(asked)} | found.get(one, nothing))) for one in subjects]


def visible_subjects(round: Round, user: User, offices: Offices) -> list[str]:
    """The subjects whose files the person sees."""
    if user.role in (Role.STANDING_OFFICE, Role.LEADER, Role.VERIFIER) or may_lead.test(user, round):
        return list(round.subjects)
    return [one for one in round.subjects if may_see_subject(user, round, one, offices)]


def waiting_for(round: Round, user: User, offices: Offices) -> list[tuple[Question, Answer]]:
    """The answers that wait for this person's verdict, the oldest submission first."""
    items = {item.code: item for item in round.definition.scored}
    waiting = round.answers.filter(state__in=Answer.WAITING).select_related("stated_by")
    pairs = [
        (Question(round, one.subject, items[one.item_code]), one) for one in waiting.order_by("submitted_at", "pk")
    ]
    return [(asked, one) for asked, one in pairs if may_appraise(user, asked, offices, one)]


@dataclass(frozen=True)
class OwnItem:
    """One item that an office has to fill in."""

    question: Question
    answer: Answer | None
    due: date
    coordinators: str
    lacking: str
    """``value``, ``evidence``, or empty where nothing is."""

    @property
    def is_open(self) -> bool:
        """Something is still to be filled in."""
        return bool(self.lacking) and (self.answer is None or self.answer.state == Answer.State.DRAFT)


def own_items(round: Round, organisation: Organisation, offices: Offices) -> list[OwnItem]:
    """The items an office is responsible for, by subject and in the edition's order."""
    given = any(one.organisation_id == organisation.pk for one in offices.assignments.values())
    if not given and all(item.owner != organisation.code for item in round.definition.scored):
        return []
    answers = {(one.subject, one.item_code): one for one in round.answers.all()}
    proven = set(
        AnswerEvidence.objects.filter(answer__round=round, removed_at=None).values_list("answer_id", flat=True)
    )
    found = []
    for subject in round.subjects:
        for question in typed(questions_of(round, subject)):
            if offices.responsible(question) == organisation:
                key = (subject, question.item.code)
                answer, assignment = answers.get(key), offices.assignments.get(key)
                lacking = lacks(question.item, answer, is_proven=bool(answer and answer.pk in proven))
                due = assignment.due(round) if assignment else round.self_scoring_until
                found.append(OwnItem(question, answer, due, assignment.coordinators if assignment else "", lacking))
    return found


def unassigned(round: Round, subject: str, offices: Offices) -> list[Question]:
    """The items of a file that are on no office's list."""
    return [one for one in typed(questions_of(round, subject)) if offices.responsible(one) is None]


def papers_offered(
    round: Round, subject: str, user: User, words: str = ""
) -> list[tuple[str, Evidence | AnswerEvidence]]:
    """Papers the platform holds that may be cited again, each with its key: of this file, then of tasks one sees.

    Without ``words`` only the tasks of the person's organisation are looked through.
    """
    wanted = fold(words).split()
    own = AnswerEvidence.objects.filter(answer__round=round, answer__subject=subject, removed_at=None)
    tasks = visible_tasks(user) if wanted else of_organisation(visible_tasks(user), user.organisation)
    others = Evidence.objects.filter(report__task__in=tasks).order_by("-issued_on", "-pk")
    found = [*((f"a{one.pk}", one) for one in own), *((f"e{one.pk}", one) for one in others)]
    distinct: dict[tuple[str, str], tuple[str, Evidence | AnswerEvidence]] = {}
    for key, one in found:
        said = fold(f"{one.number} {one.issuer} {one.abstract}")
        if all(word in said for word in wanted):
            distinct.setdefault((one.number, one.issuer), (key, one))
    return list(distinct.values())[:OFFERED]


def previous(question: Question) -> tuple[Run, dict[str, str]] | None:
    """The newest scoring of an earlier period that has inputs of the item for the subject, and those inputs."""
    round = question.round
    runs = Run.objects.filter(index_code=round.index_code, period__lt=round.period).order_by("-period", "-pk")
    codes = {question.item.code, *question.item.was}
    for run in runs[:3]:
        known: dict[str, str] = {}
        for entry in run.pinned.entries:
            # An appraised entry stands after the stated one and takes its place.
            if entry.subject == question.subject and entry.item in codes and entry.raw:
                known[entry.role] = entry.raw
        if known:
            return run, known
    return None
