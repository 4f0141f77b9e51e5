"""A move is taken back, for the task and all that was moved along."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext

from donghanh.errors import RefusedError
from donghanh.web.audit.log import events_about
from donghanh.web.audit.models import Event
from donghanh.web.organisations.models import User
from donghanh.web.programme.actions.tasks.reschedule_task import put
from donghanh.web.programme.models import Task
from donghanh.web.programme.permissions.tasks import require_planning
from donghanh.web.programme.schedule import Span


def last_move(task: Task) -> Event | None:
    """The entry of the last move that began at this task, if it can be taken back."""
    event = events_about(task).filter(action="task.rescheduled").first()
    return event if event and event.data.get("moved") else None


@transaction.atomic
def undo_reschedule(task: Task, *, by: User, once: UUID | str | None = None) -> list[Task]:
    """Give every task of the last move the dates it had before; gives them.

    Raises:
        RefusedError: not the standing office, no move to take back, or one of the tasks was moved again since.
    """
    require_planning(by)
    event = last_move(task)
    if event is None:
        raise RefusedError(
            "state.move",
            vi=f"Nhiệm vụ {task.code} không có lần đổi lịch nào để hoàn tác.",
            en=f"Task {task.code} has no move to take back.",
        )
    rows = {int(pk): (_span(*dates[:2]), _span(*dates[2:])) for pk, *dates in event.data["moved"]}
    tasks = Task.objects.select_for_update(of=("self",)).select_related("lead").filter(pk__in=rows).order_by("pk")
    tasks = sorted(tasks, key=lambda one: one != task)  # the form's token goes with the first
    for one in tasks:
        if Span(one.starts_on, one.due_on) != rows[one.pk][1]:
            raise RefusedError(
                "state.move",
                vi=f"Nhiệm vụ {one.code} đã được đổi lịch lần nữa nên không hoàn tác; hãy đặt lại ngày bằng tay.",
                en=f"Task {one.code} was moved again since, so the move cannot be taken back; set the dates by hand.",
            )
    reason = gettext("Taken back: %(reason)s") % {"reason": event.reason}
    for one in tasks:
        put(
            one,
            rows[one.pk][0],
            by=by,
            reason=reason,
            data={"undoes": event.number},
            once=once if one == task else None,
        )
    return tasks


def _span(starts_on: str, due_on: str) -> Span:
    return Span(date.fromisoformat(starts_on) if starts_on else None, date.fromisoformat(due_on))
