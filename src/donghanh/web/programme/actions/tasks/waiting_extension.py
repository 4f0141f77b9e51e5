"""What granting and refusing more time have in common."""

from __future__ import annotations

from datetime import datetime

from donghanh.errors import RefusedError
from donghanh.web.organisations.models import User
from donghanh.web.programme.models import Extension, Notice, Task
from donghanh.web.programme.notifying import notify, settle_notices
from donghanh.web.programme.permissions.tasks import require_extending
from donghanh.web.programme.querysets.people import responsible_for


def waiting_extension(extension: Extension, *, by: User) -> Extension:
    """The request, locked with its task, if ``by`` may answer it now; call it inside the answering transaction.

    Raises:
        RefusedError: not another person of the standing office, or it was answered before.
    """
    task = Task.objects.select_for_update(of=("self",)).select_related("lead", "officer").get(pk=extension.task_id)
    extension = Extension.objects.select_related("asked_by").get(pk=extension.pk)
    extension.task = task
    require_extending(by, extension)
    if extension.state != Extension.State.ASKED:
        raise RefusedError(
            "state.extension",
            vi=f"Đề nghị gia hạn nhiệm vụ {task.code} đã được trả lời: {extension.get_state_display()}.",
            en=f"The request to extend task {task.code} was answered before: {extension.get_state_display()}.",
        )
    return extension


def tell_lead(extension: Extension, *, words: dict[str, str], at: datetime) -> None:
    """The lead reads the answer; nobody else need give one."""
    settle_notices(f"extension/{extension.pk}/asked", at=at)
    task, key = extension.task, f"extension/{extension.pk}/answered"
    notify(responsible_for(task), Notice.Kind.ANSWERED, words=words, href=task.get_absolute_url(), key=key, at=at)
