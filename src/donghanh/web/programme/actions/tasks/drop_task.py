"""A task is given up, with the reason; it no longer counts."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from donghanh.errors import InputError, RefusedError
from donghanh.web.audit.log import record
from donghanh.web.organisations.models import User
from donghanh.web.programme.models import Task
from donghanh.web.programme.permissions.tasks import require_planning


@transaction.atomic
def drop_task(task: Task, *, by: User, reason: str, once: UUID | str | None = None) -> Task:
    """Drop the task.

    Raises:
        InputError: no reason.
        RefusedError: not the standing office; or the task is verified, dropped, or claimed (judge the claim first).
    """
    require_planning(by)
    if not reason.strip():
        raise InputError("task.reason", vi="Hãy ghi lý do dừng nhiệm vụ.", en="Give the reason for dropping the task.")
    task = Task.objects.select_for_update(of=("self",)).select_related("lead").get(pk=task.pk)
    if task.state not in Task.OPEN:
        raise RefusedError(
            "state.task",
            vi=f"Nhiệm vụ {task.code} đang ở trạng thái “{task.get_state_display()}” nên không dừng được.",
            en=f"Task {task.code} is “{task.get_state_display()}”, so it cannot be dropped.",
        )
    task.state = Task.State.DROPPED
    task.save()
    record("task.dropped", task, by=by, reason=reason.strip(), once=once)
    return task
