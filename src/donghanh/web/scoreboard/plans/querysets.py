"""Named questions about plans: those of a run, what a task may change, where a plan's tasks may go."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Count, QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from donghanh.indices.definition import Item
from donghanh.text import say_number
from donghanh.web.programme.models import Agreement, Commitment
from donghanh.web.programme.querysets.agreements import in_effect
from donghanh.web.scoreboard.models import CandidateTask, PlanDraft, PlanQuestion, PlanResult, Run
from donghanh.web.scoreboard.round_inputs import role_name
from donghanh.web.ui.environment import said


@dataclass(frozen=True)
class Driven:
    """An input that tasks may change, as it is today."""

    item: Item
    role: str
    now: float

    @property
    def key(self) -> str:
        """How a form names it."""
        return f"{self.item.code}:{self.role}"

    @property
    def name(self) -> str:
        """The item, and the input where the item has several."""
        own = said(dict(self.item.name))
        return own if len(self.item.roles) == 1 else f"{own}: {said(role_name(self.item, self.role))}"

    @property
    def now_text(self) -> str:
        """Its present value, or that there is none."""
        return _("not known") if math.isnan(self.now) else say_number(self.now, get_language() or "vi")


def driven_inputs(run: Run, place: str) -> Mapping[tuple[str, str], Driven]:
    """Every input of the items that win points, by item and role, in the edition's order."""
    inputs = run.pinned.scores.inputs
    row = inputs.subjects.index(place)
    found = {}
    for item in run.pinned.edition.scored:
        for role in item.roles if item.max or item.bonus else ():
            values = inputs.values.get((item.code, role))
            found[item.code, role] = Driven(item, role, math.nan if values is None else float(values[row]))
    return found


def questions_of_run(run: Run) -> QuerySet[PlanQuestion]:
    """The questions asked of a run, newest first, with the number of their candidates."""
    return run.plan_questions.select_related("created_by__organisation").annotate(tasks=Count("candidates"))


def question_of(pk: int) -> PlanQuestion:
    """The question of that number, or the page not found."""
    return get_object_or_404(PlanQuestion.objects.select_related("run__created_by", "created_by"), pk=pk)


def candidate_of(pk: int) -> CandidateTask:
    """The candidate of that number, or the page not found."""
    return get_object_or_404(CandidateTask.objects.select_related("question__run", "lead"), pk=pk)


def result_of(pk: int) -> PlanResult:
    """The plan of that number, or the page not found."""
    return get_object_or_404(PlanResult.objects.select_related("question__run", "created_by__organisation"), pk=pk)


def draft_of(pk: int) -> PlanDraft:
    """The draft of that number, or the page not found."""
    related = ("result__question__run", "commitment__agreement__province", "commitment__promisor", "task")
    return get_object_or_404(PlanDraft.objects.select_related(*related), pk=pk)


def two_results(question: PlanQuestion, asked: list[str]) -> list[PlanResult]:
    """The two plans asked for, else the last two, the earlier first.

    Raises:
        Http404: there are no two, or one that was asked for is none of this question's.
    """
    found = list(question.results.all())
    chosen = [one for one in found if str(one.number) in asked] if asked else found[:2]
    if len(chosen) != 2:
        raise Http404("ban")
    return sorted(chosen, key=lambda one: one.number)


def open_commitments() -> QuerySet[Commitment]:
    """The commitments that take tasks: those in effect of agreements that are not closed."""
    listed = in_effect(Commitment.objects.exclude(agreement__state=Agreement.State.CLOSED)).select_related("agreement")
    return listed.order_by("agreement__title", "number")
