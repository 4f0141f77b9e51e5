"""What the task waited for has come."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from donghanh.web.audit.log import record
from donghanh.web.organisations.models import User
from donghanh.web.programme.actions.tasks.locked_task import locked_task, stop_waiting
from donghanh.web.programme.models import Task
from donghanh.web.programme.permissions.tasks import require_reporting


@transaction.atomic
def resume_task(task: Task, *, by: User, once: UUID | str | None = None) -> Task:
    """The task is in progress again. A report does the same.

    Raises:
        RefusedError: not an officer of the lead, or the task does not wait.
    """
    require_reporting(by, task)
    task = locked_task(
        task, states=(Task.State.WAITING,), vi="không có gì để tiếp tục", en="there is nothing to resume"
    )
    waited = {"waited_for": task.waits_for, "since": task.waits_since.isoformat() if task.waits_since else ""}
    task.state = Task.State.IN_PROGRESS
    stop_waiting(task)
    task.save()
    record("task.resumed", task, by=by, data=waited, once=once)
    return task
