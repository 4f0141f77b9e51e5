"""The standing office does not give a task more time, and says why."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from donghanh.errors import InputError
from donghanh.web.audit.log import record
from donghanh.web.organisations.models import User
from donghanh.web.programme.actions.tasks.waiting_extension import tell_lead, waiting_extension
from donghanh.web.programme.models import Extension


@transaction.atomic
def refuse_extension(
    extension: Extension, *, by: User, answer: str, at: datetime | None = None, once: UUID | str | None = None
) -> Extension:
    """The due date stays.

    Raises:
        InputError: no reason.
        RefusedError: not another person of the standing office, or it was answered before.
    """
    at = at or timezone.now()
    extension = waiting_extension(extension, by=by)
    task = extension.task
    if not answer.strip():
        raise InputError(
            "extension.answer",
            vi="Không đồng ý gia hạn thì phải ghi rõ lý do.",
            en="Refusing more time needs a reason.",
        )
    extension.state = Extension.State.REFUSED
    extension.judged_by, extension.judged_at, extension.answer = by, at, answer.strip()
    extension.save()
    asked = {"due_on": extension.due_on.isoformat()}
    record("task.extension_refused", task, by=by, reason=extension.answer, data=asked, once=once)
    words = {
        "vi": f"Nhiệm vụ {task.code} không được gia hạn; hạn vẫn là {task.due_on:%d/%m/%Y}.",
        "en": f"Task {task.code} was not extended; it is still due on {task.due_on:%d/%m/%Y}.",
    }
    tell_lead(extension, words=words, at=at)
    return extension
