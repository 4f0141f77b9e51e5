"""The lead cannot go on before somebody else has acted, and says who."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from donghanh.errors import InputError
from donghanh.web.audit.log import record
from donghanh.web.organisations.models import User
from donghanh.web.programme.actions.tasks.locked_task import locked_task
from donghanh.web.programme.models import Task
from donghanh.web.programme.permissions.tasks import require_reporting


@transaction.atomic
def set_waiting(
    task: Task, *, by: User, waits_for: str, since: date | None = None, once: UUID | str | None = None
) -> Task:
    """The task waits on ``waits_for`` (whom, and what for) since that day; said again, the words are replaced.

    The due date stays: a waiting task can be overdue. Whoever needs more time asks for an extension.

    Raises:
        InputError: nobody is named, or the day lies ahead.
        RefusedError: not an officer of the lead, or the product is not owed.
    """
    require_reporting(by, task)
    today = timezone.localdate()
    since = since or today
    if not waits_for.strip():
        raise InputError(
            "task.waits_for",
            vi="Hãy ghi đang chờ ai, chờ việc gì; ví dụ “Bộ Công an: văn bản hướng dẫn kết nối”.",
            en="Say whom the task waits for, and for what, such as “Ministry: guidance on the connection”.",
        )
    if since > today:
        raise InputError(
            "task.waits_since",
            vi=f"Ngày bắt đầu chờ {since:%d/%m/%Y} còn ở phía trước; hãy ghi hôm nay hoặc ngày đã qua.",
            en=f"The task cannot wait since {since:%d/%m/%Y}, which lies ahead; give today or an earlier day.",
        )
    task = locked_task(task, states=Task.OPEN, vi="không chuyển sang chờ được", en="it cannot be set to waiting")
    task.state, task.waits_for, task.waits_since = Task.State.WAITING, waits_for.strip()[:300], since
    task.save()
    record("task.waiting", task, by=by, reason=task.waits_for, data={"since": since.isoformat()}, once=once)
    return task
