"""A member leaves a body, or goes on in it with another role."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

from django.db import transaction

from donghanh.errors import InputError, RefusedError
from donghanh.web.audit.log import record
from donghanh.web.organisations.models import User
from donghanh.web.programme.actions.governance.join_body import check_seat
from donghanh.web.programme.models import BodyDecision, Membership
from donghanh.web.programme.permissions.governance import require_bodies


@transaction.atomic
def leave_body(
    seat: Membership, *, by: User, until: date, reason: str = "", once: UUID | str | None = None
) -> Membership:
    """``until`` is the last day.

    Raises:
        InputError: a last day before the first.
        RefusedError: not the standing office, or the seat has ended.
    """
    seat = _open_seat(seat, by)
    _end(seat, until)
    data = {"name": seat.name, "until": until.isoformat()}
    record("body.left", seat.body, by=by, reason=reason.strip(), data=data, once=once)
    return seat


@transaction.atomic
def change_role(
    seat: Membership,
    *,
    by: User,
    role: str,
    since: date,
    decision: BodyDecision | None = None,
    once: UUID | str | None = None,
) -> Membership:
    """End the seat on the day before ``since`` and open another in the new role: who was what when stays known.

    Raises:
        InputError: the same role, a day not after the first of the old seat, a second chair.
        RefusedError: not the standing office, or the seat has ended.
    """
    seat = _open_seat(seat, by)
    if role == seat.role:
        raise InputError(
            "member.role",
            vi=f"{seat.name} đã giữ vai trò “{seat.get_role_display()}”; hãy chọn vai trò khác.",
            en=f"{seat.name} is “{seat.get_role_display()}” already; choose another role.",
        )
    _end(seat, since - timedelta(days=1))
    new = Membership(
        body=seat.body,
        name=seat.name,
        position=seat.position,
        organisation=seat.organisation,
        user=seat.user,
        role=role,
        since=since,
        decision=decision,
    )
    check_seat(new)
    new.save()
    data = {"name": seat.name, "from": seat.role, "to": role, "since": since.isoformat()}
    record("body.role_changed", seat.body, by=by, data=data, once=once)
    return new


def _open_seat(seat: Membership, by: User) -> Membership:
    require_bodies(by)
    seat = Membership.objects.select_for_update(of=("self",)).select_related("body").get(pk=seat.pk)
    if seat.until is not None:
        raise RefusedError(
            "state.member",
            vi=f"{seat.name} đã thôi tham gia từ sau ngày {seat.until:%d/%m/%Y}.",
            en=f"{seat.name} left after {seat.until:%d/%m/%Y} already.",
        )
    return seat


def _end(seat: Membership, until: date) -> None:
    if until < seat.since:
        raise InputError(
            "member.until",
            vi=f"Ngày cuối {until:%d/%m/%Y} trước ngày {seat.name} tham gia ({seat.since:%d/%m/%Y}).",
            en=f"The last day {until:%d/%m/%Y} is before the day {seat.name} joined ({seat.since:%d/%m/%Y}).",
        )
    seat.until = until
    seat.save()
