"""What the changes of a task's state have in common: the row is locked, and its state is one of those that allow it."""

from __future__ import annotations

from collections.abc import Collection

from donghanh.errors import RefusedError
from donghanh.web.programme.models import Task


def locked_task(task: Task, *, states: Collection[str], vi: str, en: str) -> Task:
    """The task as it is now, locked until the end of the transaction; ``vi`` and ``en`` end "so it …".

    Raises:
        RefusedError: the task is in another state.
    """
    locked = Task.objects.select_for_update(of=("self",)).select_related("lead", "officer").get(pk=task.pk)
    if locked.state not in states:
        raise RefusedError(
            "state.task",
            vi=f"Nhiệm vụ {locked.code} đang ở trạng thái “{locked.get_state_display()}” nên {vi}.",
            en=f"Task {locked.code} is “{locked.get_state_display()}”, so {en}.",
        )
    return locked


def stop_waiting(task: Task) -> None:
    """The task waits on nobody any more; the log keeps on whom it waited. The caller saves."""
    task.waits_for, task.waits_since = "", None
