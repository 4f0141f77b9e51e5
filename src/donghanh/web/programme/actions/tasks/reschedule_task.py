"""The dates of a task are moved, with the reason; what depends on it may be moved along."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db import transaction

from donghanh.errors import InputError, RefusedError
from donghanh.web.audit.log import record
from donghanh.web.organisations.models import User
from donghanh.web.programme.editing import changes, refuse_stale
from donghanh.web.programme.models import Task
from donghanh.web.programme.permissions.tasks import require_planning
from donghanh.web.programme.querysets.roadmap import binding_links, spans
from donghanh.web.programme.schedule import Span, carried


@transaction.atomic
def reschedule_task(
    task: Task,
    *,
    by: User,
    starts_on: date | None,
    due_on: date,
    reason: str,
    moves_followers: bool = False,
    version: int | None = None,
    once: UUID | str | None = None,
) -> list[Task]:
    """Move the task, and on ``moves_followers`` every open task that would begin too early; gives all that moved.

    Raises:
        InputError: no reason, or a due date before the start.
        ChangedMeanwhile: somebody moved or edited it after ``version`` was read.
        RefusedError: not the standing office, or the task is delivered or dropped.
    """
    require_planning(by)
    if not reason.strip():
        raise InputError("task.reason", vi="Hãy ghi lý do đổi lịch.", en="Give the reason for moving the task.")
    task = Task.objects.select_for_update(of=("self",)).select_related("lead", "commitment").get(pk=task.pk)
    refuse_stale(task, version, {"starts_on": starts_on, "due_on": due_on})
    along = followers_of(task, Span(starts_on, due_on)) if moves_followers else {}
    followers = Task.objects.select_for_update(of=("self",)).select_related("lead").filter(pk__in=along)
    moved = [(task, Span(starts_on, due_on)), *((one, along[one.pk]) for one in followers.order_by("pk"))]
    restored = [move(one, Span(one.starts_on, one.due_on), new) for one, new in moved]
    done = []
    for one, new in moved:
        data = {"moved": restored} if one == task else {"moved_with": task.code}
        if put(one, new, by=by, reason=reason, data=data, once=once if one == task else None):
            done.append(one)
    return done


def followers_of(task: Task, new: Span) -> dict[int, Span]:
    """The open tasks that would begin too early if the task had the span ``new``, and where they would go."""
    links = binding_links(task.commitment.agreement_id)
    now = spans({one.before for one in links} | {one.after for one in links} | {task.pk}) | {task.pk: new}
    movable = set(Task.objects.filter(pk__in=now, state__in=Task.OPEN).values_list("pk", flat=True))
    return carried(now, links, task.pk, movable=movable)


def put(
    task: Task, new: Span, *, by: User, reason: str, data: dict[str, object], once: UUID | str | None = None
) -> bool:
    """Give the locked task its new dates; milestones not yet reached go with a task that is moved as a whole.
    False: it has these dates already. Part of the actions that move tasks, never called by a view.

    Raises:
        InputError: a due date before the start.
        RefusedError: the task is delivered or dropped.
    """
    changed = changes(task, {"starts_on": new.starts_on, "due_on": new.due_on})
    if not changed:
        return False
    if task.state not in Task.OPEN:
        raise RefusedError(
            "state.task",
            vi=f"Nhiệm vụ {task.code} đang ở trạng thái “{task.get_state_display()}” nên không đổi lịch.",
            en=f"Task {task.code} is “{task.get_state_display()}”, so it is not moved.",
        )
    if new.starts_on and new.due_on < new.starts_on:
        raise InputError(
            "task.dates",
            vi=f"Hạn {new.due_on:%d/%m/%Y} trước ngày bắt đầu {new.starts_on:%d/%m/%Y}; hãy sửa một trong hai.",
            en=f"The due date {new.due_on:%d/%m/%Y} is before the start {new.starts_on:%d/%m/%Y}; mend one of them.",
        )
    shift = new.due_on - task.due_on
    if Span(task.starts_on, task.due_on).later(shift.days) == new:
        for milestone in task.milestones.filter(reached_on__isnull=True):
            milestone.due_on += shift
            milestone.save()
    task.starts_on, task.due_on, task.version = new.starts_on, new.due_on, task.version + 1
    task.save()
    told = data | {"version": task.version, "changed": changed}
    record("task.rescheduled", task, by=by, reason=reason.strip(), data=told, once=once)
    return True


def move(task: Task, old: Span, new: Span) -> list[str]:
    """As the log keeps it, so that it can be taken back: the task, first day and due date before and after."""
    days = (old.starts_on, old.due_on, new.starts_on, new.due_on)
    return [str(task.pk), *(one.isoformat() if one else "" for one in days)]
