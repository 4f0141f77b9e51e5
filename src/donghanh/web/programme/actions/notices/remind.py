"""Those who owe a product are reminded before and after its due date, and of the milestones on the way to it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone

from donghanh.web.organisations.models import User
from donghanh.web.programme.models import Agreement, Milestone, Notice, Task
from donghanh.web.programme.querysets.people import WORKING

BEFORE = (14, 3, 0)
AFTER = (1, 7, 30)
BEFORE_MILESTONE = (7,)
AFTER_MILESTONE = (1,)
FORGOTTEN = 60
"""So many days after the due date nobody is reminded for the first time: old records entered late stay silent."""


def occasion(due_on: date, on: date, before: Sequence[int] = BEFORE, after: Sequence[int] = AFTER) -> int | None:
    """The latest reminder whose day has come: of a task 14, 3 or 0 days before the due date, or -1, -7, -30 after it.

    The latest, not the one of exactly that day, so that nothing is lost when the machine stood still, or when a task
    was handed out a week before it is due.
    """
    left = (due_on - on).days
    if left >= 0:
        return min((days for days in before if days >= left), default=None)
    return None if -left > FORGOTTEN else -max(days for days in after if days <= -left)


def remind(at: datetime) -> int:
    """Raise the notices whose day has come and that were not raised yet; gives their number."""
    on = timezone.localdate(at)
    since = on - timedelta(days=FORGOTTEN)
    running = Task.objects.filter(state__in=Task.OPEN).exclude(commitment__agreement__state=Agreement.State.CLOSED)
    tasks = running.filter(due_on__range=(since, on + timedelta(days=max(BEFORE))))
    coming = (since, on + timedelta(days=max(BEFORE_MILESTONE)))
    milestones = Milestone.objects.filter(task__in=running, reached_on=None, due_on__range=coming)
    people = _people()
    wanted = [
        notice
        for task in tasks.only("pk", "code", "title", "due_on", "lead_id", "officer_id").order_by("due_on", "pk")
        for notice in _of_task(task, people, on, at)
    ]
    wanted += [
        notice
        for one in milestones.select_related("task").order_by("due_on", "pk")
        for notice in _of_milestone(one, people, on, at)
    ]
    told = _told(wanted)
    new = [one for one in wanted if (one.user_id, one.key) not in told]
    with transaction.atomic():
        Notice.objects.bulk_create(new, batch_size=500, ignore_conflicts=True)
    return len(new)


def _people() -> dict[int | None, dict[int, User]]:
    """The officers of each organisation, by key."""
    of: dict[int | None, dict[int, User]] = defaultdict(dict)
    for one in User.objects.filter(role__in=WORKING, is_active=True).only("pk", "organisation_id", "is_active"):
        of[one.organisation_id][one.pk] = one
    return of


def _of_task(task: Task, people: dict[int | None, dict[int, User]], on: date, at: datetime) -> Iterator[Notice]:
    when = occasion(task.due_on, on)
    if when is not None:
        words = {
            "vi": f"Nhiệm vụ {task.code} “{task.title}” có hạn {task.due_on:%d/%m/%Y} ({_left(task.due_on, on)[0]}).",
            "en": f"Task {task.code} “{task.title}” is due on {task.due_on:%d/%m/%Y} ({_left(task.due_on, on)[1]}).",
        }
        key = f"task/{task.pk}/due/{task.due_on:%Y%m%d}/{when}"
        yield from _to_officers(task, people, words, when=when, key=key, at=at)


def _of_milestone(
    one: Milestone, people: dict[int | None, dict[int, User]], on: date, at: datetime
) -> Iterator[Notice]:
    when = occasion(one.due_on, on, BEFORE_MILESTONE, AFTER_MILESTONE)
    if when is not None:
        vi, en = _left(one.due_on, on)
        words = {
            "vi": f"Mốc “{one.title}” của nhiệm vụ {one.task.code} phải đạt ngày {one.due_on:%d/%m/%Y} ({vi}).",
            "en": f"Milestone “{one.title}” of task {one.task.code} is due on {one.due_on:%d/%m/%Y} ({en}).",
        }
        key = f"task/{one.task_id}/milestone/{one.pk}/{one.due_on:%Y%m%d}/{when}"
        yield from _to_officers(one.task, people, words, when=when, key=key, at=at)


def _to_officers(
    task: Task,
    people: dict[int | None, dict[int, User]],
    words: dict[str, str],
    *,
    when: int,
    key: str,
    at: datetime,
) -> Iterator[Notice]:
    officers = people[task.lead_id]
    if task.officer_id in officers:
        officers = {task.officer_id: officers[task.officer_id]}
    kind = Notice.Kind.DUE_SOON if when >= 0 else Notice.Kind.OVERDUE
    for pk in officers:
        yield Notice(user_id=pk, kind=kind, words=words, href=task.get_absolute_url(), key=key, raised_at=at)


def _left(due_on: date, on: date) -> tuple[str, str]:
    left = (due_on - on).days
    if left > 0:
        return f"còn {left} ngày", f"{left} days left"
    if left == 0:
        return "hôm nay", "today"
    return f"quá hạn {-left} ngày", f"{-left} days late"


def _told(notices: Iterable[Notice]) -> set[tuple[int, str]]:
    keys = sorted({one.key for one in notices})
    told: set[tuple[int, str]] = set()
    for start in range(0, len(keys), 500):
        asked = Notice.objects.filter(key__in=keys[start : start + 500])
        told |= set(asked.values_list("user_id", "key"))
    return told
