"""A commitment becomes work with a lead, a due date and a product."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.db import transaction

from donghanh.errors import InputError, RefusedError
from donghanh.text import nearest
from donghanh.web.audit.log import record
from donghanh.web.organisations.models import Organisation, User
from donghanh.web.programme.indicators import indicators
from donghanh.web.programme.models import Agreement, Commitment, Task
from donghanh.web.programme.permissions.tasks import require_planning
from donghanh.web.programme.querysets.agreements import possible_leads


@transaction.atomic
def create_task(
    commitment: Commitment,
    *,
    by: User,
    title: str,
    product: str,
    lead: Organisation,
    due_on: date,
    starts_on: date | None = None,
    co_organisations: Sequence[Organisation] = (),
    indicator_code: str = "",
    once: UUID | str | None = None,
) -> Task:
    """Give the work to ``lead``.

    Raises:
        InputError: no title or product, a due date before the start, a lead from outside the agreement, an indicator
            no pack declares.
        RefusedError: not the standing office, or the agreement is closed.
    """
    require_planning(by)
    _check(title, product, starts_on, due_on, indicator_code.strip())
    # Locked so that two tasks made at once do not get the same number.
    commitment = Commitment.objects.select_for_update().get(pk=commitment.pk)
    agreement = commitment.agreement
    if agreement.state == Agreement.State.CLOSED:
        raise RefusedError(
            "state.agreement",
            vi=f"Thỏa thuận “{agreement}” đã kết thúc nên không giao thêm nhiệm vụ.",
            en=f"The agreement “{agreement}” is closed, so it takes no further tasks.",
        )
    strangers = {lead, *co_organisations} - set(possible_leads(agreement))
    if strangers:
        named = ", ".join(sorted(str(one) for one in strangers))
        raise InputError(
            "task.organisation",
            vi=f"{named} không thuộc bên nào của thỏa thuận và không phải là sở, ngành, địa phương.",
            en=f"{named} stands on neither side of the agreement and is no department or commune.",
        )
    task = Task.objects.create(
        commitment=commitment,
        code=f"{commitment.number}.{commitment.tasks.count() + 1}",
        title=title.strip(),
        product=product.strip(),
        lead=lead,
        starts_on=starts_on,
        due_on=due_on,
        indicator_code=indicator_code.strip(),
    )
    task.co_organisations.set(one for one in co_organisations if one != lead)
    record("task.created", task, by=by, data={"lead": lead.code, "due_on": due_on.isoformat()}, once=once)
    return task


def _check(title: str, product: str, starts_on: date | None, due_on: date, indicator_code: str) -> None:
    if not title.strip() or not product.strip():
        raise InputError(
            "task.words",
            vi="Nhiệm vụ cần có tên và sản phẩm phải giao.",
            en="A task needs a title and a product to deliver.",
        )
    if starts_on and due_on < starts_on:
        raise InputError(
            "task.dates",
            vi=f"Hạn {due_on:%d/%m/%Y} trước ngày bắt đầu {starts_on:%d/%m/%Y}; hãy sửa một trong hai.",
            en=f"The due date {due_on:%d/%m/%Y} is before the start {starts_on:%d/%m/%Y}; mend one of them.",
        )
    if indicator_code and indicator_code not in indicators():
        vi, en = nearest(indicator_code, indicators())
        raise InputError(
            "task.indicator",
            vi=f"Không có chỉ số “{indicator_code}”: {vi}",
            en=f"There is no indicator “{indicator_code}”: {en}",
        )
