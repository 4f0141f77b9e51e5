"""Two registered agreements are linked: the later continues the earlier."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from donghanh.errors import InputError
from donghanh.web.audit.log import record
from donghanh.web.organisations.models import User
from donghanh.web.programme.models import Agreement
from donghanh.web.programme.permissions.agreements import require_documents


@transaction.atomic
def link_successor(
    agreement: Agreement, *, by: User, successor: Agreement, once: UUID | str | None = None
) -> Agreement:
    """``successor`` takes over from ``agreement``.

    Raises:
        InputError: the same agreement, one of another province, one that continues another already, or a circle.
        RefusedError: not the standing office.
    """
    require_documents(by)
    # Both rows are locked in one order, so that two people linking the pair both ways do not wait for each other.
    locked = {
        one.pk: one
        for one in Agreement.objects.select_for_update().order_by("pk").filter(pk__in=[agreement.pk, successor.pk])
    }
    agreement, successor = locked[agreement.pk], locked[successor.pk]
    _check(agreement, successor)
    successor.predecessor = agreement
    successor.save()
    record("agreement.succeeded", agreement, by=by, data={"successor": successor.code}, once=once)
    return successor


def _check(agreement: Agreement, successor: Agreement) -> None:
    before, earlier = {successor.pk}, agreement
    while earlier is not None and earlier.pk not in before:
        before.add(earlier.pk)
        earlier = earlier.predecessor
    if earlier is not None or agreement.province_id != successor.province_id:
        raise InputError(
            "agreement.successor",
            vi=f"“{successor}” không thể kế tiếp “{agreement}”: hai thỏa thuận phải khác nhau, cùng một tỉnh và không "
            "nối vòng.",
            en=f"“{successor}” cannot follow “{agreement}”: they must differ, be of one province and form no circle.",
        )
    if successor.predecessor_id not in (None, agreement.pk):
        raise InputError(
            "agreement.predecessor",
            vi=f"“{successor}” đã kế tiếp “{successor.predecessor}”.",
            en=f"“{successor}” continues “{successor.predecessor}” already.",
        )
