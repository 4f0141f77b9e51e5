"""A line of money was a mistake."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from donghanh.web.audit.log import record
from donghanh.web.organisations.models import User
from donghanh.web.programme.models import BudgetLine
from donghanh.web.programme.permissions.tasks import require_planning


@transaction.atomic
def remove_budget_line(line: BudgetLine, *, by: User, once: UUID | str | None = None) -> None:
    """Take the line away; the log keeps what it said.

    Raises:
        RefusedError: not the standing office.
    """
    require_planning(by)
    told = {"year": line.year, "source": line.source, "before": [line.planned, line.spent]}
    record("task.budget_removed", line.task, by=by, data=told, once=once)
    line.delete()
