"""An agreement comes into force, or is closed, or is opened again, with the reason."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from donghanh.errors import InputError, RefusedError
from donghanh.web.audit.log import record
from donghanh.web.organisations.models import User
from donghanh.web.programme.models import Agreement
from donghanh.web.programme.permissions.agreements import require_documents


@transaction.atomic
def change_agreement_state(
    agreement: Agreement, *, by: User, state: str, reason: str, once: UUID | str | None = None
) -> Agreement:
    """Put the agreement into ``state``.

    Raises:
        InputError: no such state, or no reason.
        RefusedError: not the standing office, or the agreement is in that state already.
    """
    require_documents(by)
    if state not in Agreement.State.values:
        known = ", ".join(Agreement.State.values)
        raise InputError(
            "agreement.state",
            vi=f"Không có trạng thái “{state}”; các trạng thái có: {known}.",
            en=f"There is no state “{state}”; known: {known}.",
        )
    if not reason.strip():
        raise InputError("agreement.reason", vi="Hãy ghi lý do đổi trạng thái.", en="Give the reason for the change.")
    agreement = Agreement.objects.select_for_update().get(pk=agreement.pk)
    before = agreement.state
    if before == state:
        raise RefusedError(
            "state.same",
            vi=f"Thỏa thuận “{agreement}” đã ở trạng thái “{agreement.get_state_display()}”.",
            en=f"The agreement “{agreement}” is “{agreement.get_state_display()}” already.",
        )
    agreement.state = state
    agreement.save()
    record(
        "agreement.state_changed",
        agreement,
        by=by,
        reason=reason.strip(),
        data={"from": before, "to": state},
        once=once,
    )
    return agreement
