"""Named questions about tasks."""

from __future__ import annotations

from datetime import date

from django.db.models import Case, CharField, OuterRef, Q, QuerySet, Subquery, Value, When

from donghanh.text import fold
from donghanh.web.organisations.models import Organisation
from donghanh.web.programme.models import ProgressReport, Task
from donghanh.web.programme.standing import RULES

DELIVERED = (Task.State.CLAIMED, Task.State.VERIFIED)


def listed(tasks: QuerySet[Task]) -> QuerySet[Task]:
    """With all that a row of the task list shows, in a fixed number of queries."""
    last_claim = ProgressReport.objects.filter(task=OuterRef("pk"), is_claim=True).order_by("-written_at", "-pk")
    return tasks.select_related("lead", "commitment__agreement").annotate(
        last_claim_state=Subquery(last_claim.values("state")[:1]),
        was_returned=Q(state=Task.State.IN_PROGRESS, last_claim_state=ProgressReport.State.RETURNED),
    )


def overdue(tasks: QuerySet[Task], *, on: date) -> QuerySet[Task]:
    """Tasks whose product is still owed on that day though the due date has passed."""
    return tasks.filter(state__in=Task.OPEN, due_on__lt=on)


def with_standing(tasks: QuerySet[Task], *, on: date) -> QuerySet[Task]:
    """Adds ``standing_now`` and ``light_now``: what ``standing.standing`` and ``standing.light`` say of each row."""

    def first(answer: str) -> Case:
        whens = [When(rule.where(on), then=Value(getattr(rule, answer).value)) for rule in RULES]
        return Case(*whens, output_field=CharField())

    return tasks.annotate(standing_now=first("standing"), light_now=first("light"))


def of_organisation(tasks: QuerySet[Task], organisation: Organisation) -> QuerySet[Task]:
    """Tasks the organisation leads or shares in."""
    # One set of keys from two indexes: with "leads it or shares in it" every task would be looked at.
    led = Task.objects.filter(lead=organisation).order_by().values("pk")
    shared = Task.co_organisations.through.objects.filter(organisation=organisation).order_by().values("task")
    return tasks.filter(pk__in=led.union(shared))


def waiting_for_verification(tasks: QuerySet[Task]) -> QuerySet[Task]:
    """Tasks with a claim that nobody judged yet."""
    return tasks.filter(state=Task.State.CLAIMED)


def independent_of(tasks: QuerySet[Task], organisation: Organisation) -> QuerySet[Task]:
    """Tasks the organisation had no hand in: it neither leads them, shares in them nor wrote the waiting claim."""
    # Sets of keys, not a look-up for every task: each is read once.
    shared = Task.co_organisations.through.objects.filter(organisation=organisation).values("task")
    wrote = ProgressReport.objects.filter(
        is_claim=True, state=ProgressReport.State.SUBMITTED, written_by__organisation=organisation
    ).values("task")
    return tasks.exclude(lead=organisation).exclude(pk__in=shared).exclude(pk__in=wrote)


def matching(tasks: QuerySet[Task], words: str) -> QuerySet[Task]:
    """Tasks whose code, title, product or lead holds every word, diacritics and tone placing aside."""
    for word in fold(words).split():
        tasks = tasks.filter(search_text__contains=word)
    return tasks


def returned_to(organisation: Organisation) -> QuerySet[Task]:
    """Listed tasks the organisation leads whose last claim a verifier sent back; by due date."""
    led = listed(Task.objects.filter(lead=organisation, state=Task.State.IN_PROGRESS))
    return led.filter(last_claim_state=ProgressReport.State.RETURNED).order_by("due_on", "pk")
