"""Money for a task in one year from one source: planned, and what was spent of it."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from donghanh.errors import InputError
from donghanh.web.audit.log import record
from donghanh.web.organisations.models import User
from donghanh.web.programme.models import BudgetLine, Task
from donghanh.web.programme.permissions.roadmap import require_keeping_plan
from donghanh.web.programme.permissions.tasks import require_planning

MOST = 10**15
"""In đồng; a slip of the hand beyond it is more than the country's budget."""


@transaction.atomic
def set_budget_line(
    task: Task,
    *,
    by: User,
    year: int,
    source: str,
    planned: int,
    spent: int | None = None,
    once: UUID | str | None = None,
) -> BudgetLine:
    """Store the line of that year and source, in đồng; the one that was there is replaced.

    The lead enters what was spent; what is planned is the standing office's.

    Raises:
        InputError: an unknown source, an odd year, an amount below zero or too large.
        RefusedError: neither the standing office nor the lead, or the lead would plan.
    """
    require_keeping_plan(by, task)
    _check(year, source, planned, spent)
    task = Task.objects.select_for_update(of=("self",)).select_related("lead").get(pk=task.pk)
    line = task.budget_lines.filter(year=year, source=source).first() or BudgetLine(
        task=task, year=year, source=source, planned=-1
    )
    if line.planned != planned:
        require_planning(by)
    before = [line.planned, line.spent] if line.pk else None
    line.planned, line.spent = planned, spent
    line.save()
    told = {"year": year, "source": source, "before": before, "after": [planned, spent]}
    record("task.budget_set", task, by=by, data=told, once=once)
    return line


def _check(year: int, source: str, planned: int, spent: int | None) -> None:
    if source not in BudgetLine.Source.values:
        raise InputError(
            "budget.source",
            vi=f"Không có nguồn kinh phí “{source}”; hãy chọn trong danh sách.",
            en=f"There is no source of money “{source}”; choose one of the list.",
        )
    if not 1990 <= year <= 2100:
        raise InputError(
            "budget.year", vi=f"Năm {year} không hợp lệ; hãy nhập 1990–2100.", en=f"Year {year}: give 1990 to 2100."
        )
    for amount in (planned, spent or 0):
        if not 0 <= amount <= MOST:
            raise InputError(
                "budget.amount",
                vi=f"Số tiền {amount} đồng không hợp lệ; hãy nhập từ 0 đến {MOST} đồng.",
                en=f"{amount} đồng is no possible amount; give 0 to {MOST}.",
            )
