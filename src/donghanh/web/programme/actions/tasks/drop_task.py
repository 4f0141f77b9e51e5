"""A task is given up, with the reason; it no longer counts."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from donghanh.errors import InputError
from donghanh.web.audit.log import record
from donghanh.web.organisations.models import User
from donghanh.web.programme.actions.notices.settle_escalations import settle_escalations
from donghanh.web.programme.actions.tasks.locked_task import locked_task, stop_waiting
from donghanh.web.programme.models import Task
from donghanh.web.programme.notifying import settle_notices
from donghanh.web.programme.permissions.tasks import require_planning


@transaction.atomic
def drop_task(task: Task, *, by: User, reason: str, at: datetime | None = None, once: UUID | str | None = None) -> Task:
    """Drop the task.

    Raises:
        InputError: no reason.
        RefusedError: not the standing office; or the task is verified, dropped, or claimed (judge the claim first).
    """
    require_planning(by)
    if not reason.strip():
        raise InputError("task.reason", vi="Hãy ghi lý do dừng nhiệm vụ.", en="Give the reason for dropping the task.")
    task = locked_task(task, states=Task.OPEN, vi="không dừng được", en="it cannot be dropped")
    task.state = Task.State.DROPPED
    stop_waiting(task)
    task.save()
    settle_escalations(task=task, at=at or timezone.now())
    for about in ("due", "milestone"):
        settle_notices(f"task/{task.pk}/{about}/", at=at or timezone.now())
    record("task.dropped", task, by=by, reason=reason.strip(), once=once)
    return task
