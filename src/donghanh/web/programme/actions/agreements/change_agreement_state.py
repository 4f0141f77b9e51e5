"""An agreement takes one step of its life, with the reason."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from donghanh.errors import InputError, RefusedError
from donghanh.web.audit.log import record
from donghanh.web.organisations.models import User
from donghanh.web.programme.models import Agreement
from donghanh.web.programme.permissions.agreements import require_documents
from donghanh.web.programme.quality import gaps_of
from donghanh.web.programme.querysets.agreements import unfinished_tasks

State = Agreement.State


@transaction.atomic
def change_agreement_state(
    agreement: Agreement,
    *,
    by: User,
    state: str,
    reason: str,
    signed_on: date | None = None,
    once: UUID | str | None = None,
) -> Agreement:
    """Put the agreement into ``state``, one of :data:`Agreement.STEPS`; ``signed_on`` goes with the signing.

    Signing in spite of gaps is the parties' right: their number goes into the log. A signed agreement is closed only
    when each of its tasks is verified, dropped, or of a commitment that a successor carries on.

    Raises:
        InputError: no such state, no reason, or a signing without its day or on a day to come.
        RefusedError: not the standing office, no such step from where it stands, or unfinished tasks.
    """
    require_documents(by)
    _check(state, reason)
    agreement = Agreement.objects.select_for_update().get(pk=agreement.pk)
    before = agreement.state
    _check_step(agreement, state)
    data: dict[str, object] = {"from": before, "to": state}
    if state == State.SIGNED:
        agreement.signed_on = _day_of_signing(signed_on or agreement.signed_on)
        data |= {"signed_on": agreement.signed_on.isoformat(), "gaps": len(gaps_of(agreement))}
    if before == State.CLOSING and state == State.CLOSED:
        _refuse_unfinished(agreement)
    agreement.state = state
    agreement.save()
    record("agreement.state_changed", agreement, by=by, reason=reason.strip(), data=data, once=once)
    return agreement


def _check(state: str, reason: str) -> None:
    if state not in State.values:
        known = ", ".join(State.values)
        raise InputError(
            "agreement.state",
            vi=f"Không có trạng thái “{state}”; các trạng thái có: {known}.",
            en=f"There is no state “{state}”; known: {known}.",
        )
    if not reason.strip():
        raise InputError("agreement.reason", vi="Hãy ghi lý do đổi trạng thái.", en="Give the reason for the change.")


def _check_step(agreement: Agreement, state: str) -> None:
    now = State(agreement.state)
    if now == state:
        raise RefusedError(
            "state.same",
            vi=f"Thỏa thuận “{agreement}” đã ở trạng thái “{now.label}”.",
            en=f"The agreement “{agreement}” is “{now.label}” already.",
        )
    if state not in Agreement.STEPS[now]:
        possible = ", ".join(f"“{one.label}”" for one in Agreement.STEPS[now])
        raise RefusedError(
            "state.step",
            vi=f"Thỏa thuận “{agreement}” đang “{now.label}” nên chưa chuyển sang “{State(state).label}” được; "
            f"các bước có thể: {possible}.",
            en=f"The agreement “{agreement}” is “{now.label}” and cannot become “{State(state).label}” at once; "
            f"possible: {possible}.",
        )


def _day_of_signing(signed_on: date | None) -> date:
    if signed_on is None:
        raise InputError(
            "agreement.signed_on",
            vi="Hãy ghi ngày ký thỏa thuận (ngày/tháng/năm).",
            en="Give the day of signing (day/month/year).",
        )
    if signed_on > timezone.localdate():
        raise InputError(
            "agreement.signed_on",
            vi=f"Ngày ký {signed_on:%d/%m/%Y} chưa đến; hãy ghi đúng ngày hai bên đã ký.",
            en=f"The day of signing {signed_on:%d/%m/%Y} is still to come; give the day on which both sides signed.",
        )
    return signed_on


def _refuse_unfinished(agreement: Agreement) -> None:
    left = unfinished_tasks(agreement)
    if left:
        codes = ", ".join(left.values_list("code", flat=True)[:8])
        raise RefusedError(
            "state.unfinished",
            vi=f"Còn {left.count()} nhiệm vụ chưa xong ({codes}). Hãy xác minh, dừng, hoặc chuyển cam kết sang thỏa "
            "thuận kế tiếp rồi mới kết thúc.",
            en=f"{left.count()} tasks are unfinished ({codes}). Verify them, drop them, or carry their commitments "
            "over to a successor before closing.",
        )
