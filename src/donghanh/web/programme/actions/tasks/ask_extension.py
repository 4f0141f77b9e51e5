"""The lead asks for more time."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from donghanh.errors import InputError, RefusedError
from donghanh.web.audit.log import record
from donghanh.web.organisations.models import User
from donghanh.web.programme.actions.tasks.locked_task import locked_task
from donghanh.web.programme.models import Extension, Notice, Task
from donghanh.web.programme.notifying import notify
from donghanh.web.programme.permissions.tasks import require_reporting
from donghanh.web.programme.querysets.people import standing_officers


@transaction.atomic
def ask_extension(
    task: Task, *, by: User, due_on: date, reason: str, at: datetime | None = None, once: UUID | str | None = None
) -> Extension:
    """Ask the standing office to move the due date to ``due_on``; until it answers, the old one holds.

    Raises:
        InputError: no reason, or a day that is not later than the due date and today.
        RefusedError: not an officer of the lead, the product is not owed, or an earlier request waits.
    """
    require_reporting(by, task)
    at = at or timezone.now()
    if not reason.strip():
        raise InputError("extension.reason", vi="Hãy ghi lý do xin gia hạn.", en="Give the reason for more time.")
    task = locked_task(task, states=Task.OPEN, vi="không xin gia hạn được", en="its due date cannot be extended")
    earliest = max(task.due_on, timezone.localdate(at))
    if due_on <= earliest:
        raise InputError(
            "extension.day",
            vi=f"Hạn mới {due_on:%d/%m/%Y} phải sau ngày {earliest:%d/%m/%Y}.",
            en=f"The new due date {due_on:%d/%m/%Y} must be after {earliest:%d/%m/%Y}.",
        )
    if waiting := task.extensions.filter(state=Extension.State.ASKED).first():
        raise RefusedError(
            "state.extension",
            vi=f"Đã có đề nghị gia hạn đến {waiting.due_on:%d/%m/%Y} chờ trả lời.",
            en=f"A request for time until {waiting.due_on:%d/%m/%Y} already waits for its answer.",
        )
    extension = Extension.objects.create(
        task=task, asked_by=by, asked_at=at, due_on_before=task.due_on, due_on=due_on, reason=reason.strip()
    )
    record("task.extension_asked", task, by=by, reason=extension.reason, data={"due_on": due_on.isoformat()}, once=once)
    words = {
        "vi": f"{task.lead} xin gia hạn nhiệm vụ {task.code} từ {task.due_on:%d/%m/%Y} đến {due_on:%d/%m/%Y}.",
        "en": f"{task.lead} asks to extend task {task.code} from {task.due_on:%d/%m/%Y} to {due_on:%d/%m/%Y}.",
    }
    judges = standing_officers().exclude(pk=by.pk)
    key = f"extension/{extension.pk}/asked"
    notify(judges, Notice.Kind.TO_JUDGE, words=words, href=task.get_absolute_url(), key=key, at=at)
    return extension
