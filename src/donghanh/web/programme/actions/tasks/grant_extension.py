"""The standing office gives a task more time."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from donghanh.errors import RefusedError
from donghanh.web.audit.log import record
from donghanh.web.organisations.models import User
from donghanh.web.programme.actions.notices.settle_escalations import settle_escalations
from donghanh.web.programme.actions.tasks.waiting_extension import tell_lead, waiting_extension
from donghanh.web.programme.editing import changes
from donghanh.web.programme.models import Extension, Task


@transaction.atomic
def grant_extension(
    extension: Extension, *, by: User, answer: str = "", at: datetime | None = None, once: UUID | str | None = None
) -> Extension:
    """The due date moves to the day asked for; what was escalated for the old one is settled.

    Raises:
        RefusedError: not another person of the standing office, it was answered before, or the task is not open any
            more or is due later already.
    """
    at = at or timezone.now()
    extension = waiting_extension(extension, by=by)
    task = extension.task
    if task.state not in Task.OPEN or task.due_on >= extension.due_on:
        raise RefusedError(
            "state.task",
            vi=f"Nhiệm vụ {task.code} đang ở trạng thái “{task.get_state_display()}”, hạn {task.due_on:%d/%m/%Y}, "
            "nên không còn gì để gia hạn; hãy trả lời không đồng ý.",
            en=f"Task {task.code} is “{task.get_state_display()}” and due on {task.due_on:%d/%m/%Y}, so there is "
            "nothing to extend; refuse the request instead.",
        )
    extension.state = Extension.State.GRANTED
    extension.judged_by, extension.judged_at, extension.answer = by, at, answer.strip()
    extension.save()
    changed = changes(task, {"due_on": extension.due_on})
    task.due_on, task.version = extension.due_on, task.version + 1
    task.save()
    settle_escalations(task=task, at=at)
    told = {"extension": extension.pk, "version": task.version, "changed": changed}
    record("task.extension_granted", task, by=by, reason=extension.answer, data=told, once=once)
    words = {
        "vi": f"Nhiệm vụ {task.code} được gia hạn đến {task.due_on:%d/%m/%Y}.",
        "en": f"Task {task.code} was extended to {task.due_on:%d/%m/%Y}.",
    }
    tell_lead(extension, words=words, at=at)
    return extension
