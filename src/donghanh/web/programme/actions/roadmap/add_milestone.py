"""A day within a task on which something must be there."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db import transaction

from donghanh.errors import InputError
from donghanh.web.audit.log import record
from donghanh.web.organisations.models import User
from donghanh.web.programme.models import Milestone, Task
from donghanh.web.programme.permissions.roadmap import require_keeping_plan


@transaction.atomic
def add_milestone(task: Task, *, by: User, title: str, due_on: date, once: UUID | str | None = None) -> Milestone:
    """Add the milestone.

    Raises:
        InputError: no title, or a day outside the task.
        RefusedError: neither the standing office nor the lead.
    """
    require_keeping_plan(by, task)
    if not title.strip():
        raise InputError("milestone.title", vi="Hãy ghi nội dung của mốc.", en="Say what must be there on that day.")
    if due_on > task.due_on or (task.starts_on and due_on < task.starts_on):
        first = f"{task.starts_on:%d/%m/%Y}" if task.starts_on else "…"
        raise InputError(
            "milestone.day",
            vi=f"Mốc {due_on:%d/%m/%Y} nằm ngoài thời gian của nhiệm vụ ({first} – {task.due_on:%d/%m/%Y}).",
            en=f"The milestone {due_on:%d/%m/%Y} lies outside the task ({first} – {task.due_on:%d/%m/%Y}).",
        )
    milestone = Milestone.objects.create(task=task, title=title.strip(), due_on=due_on)
    record(
        "task.milestone_added",
        task,
        by=by,
        data={"milestone": milestone.title, "due_on": due_on.isoformat()},
        once=once,
    )
    return milestone
