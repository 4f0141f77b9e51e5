"""Those who owe a product are reminded before and after its due date."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone

from donghanh.web.organisations.models import User
from donghanh.web.programme.models import Agreement, Notice, Task
from donghanh.web.programme.querysets.people import WORKING

BEFORE = (14, 3, 0)
AFTER = (1, 7, 30)
FORGOTTEN = 60
"""So many days after the due date nobody is reminded for the first time: old records entered late stay silent."""


def occasion(due_on: date, on: date) -> int | None:
    """The latest reminder whose day has come: 14, 3 or 0 days before the due date, or -1, -7, -30 after it.

    The latest, not the one of exactly that day, so that nothing is lost when the machine stood still, or when a task
    was handed out a week before it is due.
    """
    left = (due_on - on).days
    if left >= 0:
        return min((days for days in BEFORE if days >= left), default=None)
    return None if -left > FORGOTTEN else -max(days for days in AFTER if days <= -left)


def remind(at: datetime) -> int:
    """Raise the notices whose day has come and that were not raised yet; gives their number."""
    on = timezone.localdate(at)
    owed = Task.objects.filter(
        state__in=Task.OPEN, due_on__gte=on - timedelta(days=FORGOTTEN), due_on__lte=on + timedelta(days=max(BEFORE))
    ).exclude(commitment__agreement__state=Agreement.State.CLOSED)
    people = _people()
    wanted = [
        notice
        for task in owed.only("pk", "code", "title", "due_on", "lead_id", "officer_id").order_by("due_on", "pk")
        for notice in _notices(task, people, on, at)
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


def _notices(task: Task, people: dict[int | None, dict[int, User]], on: date, at: datetime) -> Iterator[Notice]:
    when = occasion(task.due_on, on)
    if when is None:
        return
    officers = people[task.lead_id]
    if task.officer_id in officers:
        officers = {task.officer_id: officers[task.officer_id]}
    kind = Notice.Kind.DUE_SOON if when >= 0 else Notice.Kind.OVERDUE
    key = f"task/{task.pk}/due/{task.due_on:%Y%m%d}/{when}"
    for pk in officers:
        yield Notice(user_id=pk, kind=kind, words=_words(task, on), href=task.get_absolute_url(), key=key, raised_at=at)


def _words(task: Task, on: date) -> dict[str, str]:
    left = (task.due_on - on).days
    if left > 0:
        vi, en = f"còn {left} ngày", f"{left} days left"
    elif left == 0:
        vi, en = "hôm nay", "today"
    else:
        vi, en = f"quá hạn {-left} ngày", f"{-left} days late"
    return {
        "vi": f"Nhiệm vụ {task.code} “{task.title}” có hạn {task.due_on:%d/%m/%Y} ({vi}).",
        "en": f"Task {task.code} “{task.title}” is due on {task.due_on:%d/%m/%Y} ({en}).",
    }


def _told(notices: Iterable[Notice]) -> set[tuple[int, str]]:
    keys = sorted({one.key for one in notices})
    told: set[tuple[int, str]] = set()
    for start in range(0, len(keys), 500):
        asked = Notice.objects.filter(key__in=keys[start : start + 500])
        told |= set(asked.values_list("user_id", "key"))
    return told
