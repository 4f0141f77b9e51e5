"""The list of tasks: its filters and the order of its rows, quick over a hundred thousand tasks."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db.models import F, Q, QuerySet, Value
from django.db.models.functions import Coalesce

from donghanh.web.organisations.models import User
from donghanh.web.programme.models import Task
from donghanh.web.programme.querysets.tasks import (
    listed,
    matching,
    of_organisation,
    overdue,
    waiting_for_verification,
    with_standing,
)
from donghanh.web.programme.standing import Light, Standing

_STATES: dict[str, tuple[str, ...]] = {
    Standing.NOT_STARTED: (Task.State.NOT_STARTED,),
    Standing.IN_PROGRESS: (Task.State.IN_PROGRESS,),
    Standing.RECURRING: (Task.State.IN_PROGRESS,),
    Standing.WAITING: (Task.State.WAITING,),
    Standing.OVERDUE: Task.OPEN,
    Standing.CLAIMED: (Task.State.CLAIMED,),
    Standing.VERIFIED: (Task.State.VERIFIED,),
    Standing.KEPT_UP: (Task.State.VERIFIED,),
    Standing.DROPPED: (Task.State.DROPPED,),
}
"""The states in which a task can stand so: the index of states narrows before the rules are applied to each row."""


def narrowed(tasks: QuerySet[Task], wanted: Mapping[str, Any], *, user: User, on: date) -> QuerySet[Task]:
    """The tasks that fit the filter (``forms.lists.TaskFilter``); a value nobody offers narrows nothing."""
    tasks = _shown(tasks, wanted.get("show") or "", user, on)
    if unit := wanted.get("unit"):
        tasks = tasks.filter(lead=unit)
    if agreement := wanted.get("agreement"):
        tasks = tasks.filter(commitment__agreement=agreement)
    if content := wanted.get("content"):
        tasks = tasks.filter(commitment__content=content)
    if project := wanted.get("project"):
        tasks = tasks.filter(Q(project=project) | Q(pk=project.pk))
    if officer := wanted.get("officer"):
        tasks = tasks.filter(officer=officer)
    if wanted.get("due_from"):
        tasks = tasks.filter(due_on__gte=wanted["due_from"])
    if wanted.get("due_to"):
        tasks = tasks.filter(due_on__lte=wanted["due_to"])
    return matching(_standing(tasks, wanted.get("state") or "", wanted.get("light") or "", on), wanted.get("q") or "")


def _shown(tasks: QuerySet[Task], shown: str, user: User, on: date) -> QuerySet[Task]:
    if shown == "mine" and user.organisation:
        return of_organisation(tasks, user.organisation)
    if shown == "me":
        return tasks.filter(officer=user.pk)
    if shown == "overdue":
        return overdue(tasks, on=on)
    if shown == "waiting":
        return waiting_for_verification(tasks)
    return tasks


def _standing(tasks: QuerySet[Task], standing: str, light: str, on: date) -> QuerySet[Task]:
    if standing == Standing.OVERDUE:
        tasks, standing = overdue(tasks, on=on), ""
    elif standing in _STATES:
        tasks = tasks.filter(state__in=_STATES[standing])
    if light == Light.RED:
        tasks, light = overdue(tasks, on=on), ""
    if standing or light:
        tasks = with_standing(tasks, on=on)
    if standing:
        tasks = tasks.filter(standing_now=standing)
    return tasks.filter(light_now=light) if light else tasks


def in_order(tasks: QuerySet[Task], *, searching: bool) -> QuerySet[Task]:
    """By due date. A search must not walk the index of due dates: that reads the whole table in random order."""
    first = Coalesce(F("due_on"), Value(date.max)) if searching else F("due_on")
    return tasks.order_by(first, "pk")


def rows(tasks: QuerySet[Task]) -> QuerySet[Task]:
    """What a row of the list shows, without the long columns of the records beside it."""
    return listed(tasks).only(
        "code",
        "title",
        "state",
        "starts_on",
        "due_on",
        "recurrence",
        "is_kept_up",
        "waits_for",
        "waits_since",
        "lead__short_name",
        "commitment__agreement__title",
        "commitment__agreement__code",
    )
