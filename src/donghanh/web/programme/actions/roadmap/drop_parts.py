"""Work given to many units is taken back, as far as nobody began it."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from donghanh.errors import InputError, RefusedError
from donghanh.web.audit.log import record
from donghanh.web.organisations.models import User
from donghanh.web.programme.models import Task
from donghanh.web.programme.permissions.tasks import require_planning


@transaction.atomic
def drop_parts(project: Task, *, by: User, reason: str, once: UUID | str | None = None) -> list[Task]:
    """Drop every part that was not started, and the project itself when none of its parts is left; gives the parts.

    Raises:
        InputError: no reason.
        RefusedError: not the standing office, or every part was begun.
    """
    require_planning(by)
    if not reason.strip():
        raise InputError("task.reason", vi="Hãy ghi lý do dừng nhiệm vụ.", en="Give the reason for dropping the tasks.")
    parts = project.parts.select_for_update(of=("self",)).select_related("lead")
    parts = list(parts.filter(state=Task.State.NOT_STARTED).order_by("pk"))
    if not parts:
        raise RefusedError(
            "state.parts",
            vi=f"Dự án {project.code} không có phần nào chưa bắt đầu; hãy dừng từng nhiệm vụ kèm lý do.",
            en=f"Project {project.code} has no part that was not started; drop the tasks one by one.",
        )
    for part in parts:
        part.state = Task.State.DROPPED
        part.save()
        record("task.dropped", part, by=by, reason=reason.strip(), data={"project": project.code})
    project = Task.objects.select_for_update(of=("self",)).select_related("lead").get(pk=project.pk)
    is_empty = not project.parts.exclude(state=Task.State.DROPPED).exists()
    if is_empty and project.state == Task.State.NOT_STARTED:
        project.state = Task.State.DROPPED
        project.save()
    told = {"parts": [part.code for part in parts], "with_project": project.state == Task.State.DROPPED}
    record("task.parts_dropped", project, by=by, reason=reason.strip(), data=told, once=once)
    return parts
