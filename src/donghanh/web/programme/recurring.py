"""When the product of a recurring task is due again."""

from __future__ import annotations

from calendar import monthrange
from datetime import date

from donghanh.web.programme.models import Task

MONTHS = {
    Task.Recurrence.MONTHLY: 1,
    Task.Recurrence.QUARTERLY: 3,
    Task.Recurrence.HALF_YEARLY: 6,
    Task.Recurrence.YEARLY: 12,
}


def due_again(due_on: date, recurrence: str) -> date:
    """The due date one period later: the same day of the month, the last day where the month has no such day.

    The last day of a month is followed by the last day of a month, so that 30 June moves to 30 September and then to
    31 December.
    """
    year, month = divmod(due_on.year * 12 + due_on.month - 1 + MONTHS[Task.Recurrence(recurrence)], 12)
    last = monthrange(year, month + 1)[1]
    was_last = due_on.day == monthrange(due_on.year, due_on.month)[1]
    return date(year, month + 1, last if was_last else min(due_on.day, last))


def following_due(task: Task) -> date | None:
    """The due date after the present one; None where it is due once, or recurs no longer."""
    if not task.recurrence:
        return None
    following = due_again(task.due_on, task.recurrence)
    return None if task.recurs_until is not None and following > task.recurs_until else following
