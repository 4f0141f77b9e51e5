"""A person becomes a member of a body."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db import transaction

from donghanh.errors import InputError
from donghanh.web.audit.log import record
from donghanh.web.organisations.models import Organisation, User
from donghanh.web.programme.actions.governance.change_body import refuse_dissolved
from donghanh.web.programme.models import Body, BodyDecision, Membership
from donghanh.web.programme.permissions.governance import require_bodies


@transaction.atomic
def join_body(
    body: Body,
    *,
    by: User,
    name: str,
    since: date,
    role: str = Membership.Role.MEMBER,
    position: str = "",
    organisation: Organisation | None = None,
    user: User | None = None,
    decision: BodyDecision | None = None,
    once: UUID | str | None = None,
) -> Membership:
    """Give the person a seat from ``since``; an account brings its organisation where none is named.

    Raises:
        InputError: no name, no such role, a second chair or a second seat of the person on that day, a decision about
            another body.
        RefusedError: not the standing office, or the body is dissolved.
    """
    require_bodies(by)
    body = Body.objects.select_for_update(of=("self",)).get(pk=body.pk)
    refuse_dissolved(body)
    organisation = organisation or (user.organisation if user else None)
    seat = Membership(
        body=body,
        name=name.strip() or str(user or ""),
        position=position.strip(),
        organisation=organisation,
        user=user,
        role=role,
        since=since,
        decision=decision,
    )
    check_seat(seat)
    seat.save()
    record("body.joined", body, by=by, data={"name": seat.name, "role": role, "since": since.isoformat()}, once=once)
    return seat


def check_seat(seat: Membership) -> None:
    """What holds for a new seat and for a changed one.

    Raises:
        InputError: see :func:`join_body`.
    """
    if not seat.name or seat.role not in Membership.Role.values:
        raise InputError("member.name", vi="Hãy ghi họ tên và vai trò.", en="Give the name and the role.")
    if seat.decision and seat.decision.body_id != seat.body_id:
        raise InputError(
            "member.decision",
            vi=f"Quyết định {seat.decision.number} không phải của “{seat.body}”.",
            en=f"The decision {seat.decision.number} is not about “{seat.body}”.",
        )
    # A seat without an end meets every other that is not over when it begins.
    others = [one for one in seat.body.memberships.exclude(pk=seat.pk) if one.until is None or one.until >= seat.since]
    chair = next((one for one in others if one.role == seat.role == Membership.Role.CHAIR), None)
    if chair:
        raise InputError(
            "member.chair",
            vi=f"{chair.name} đang là trưởng; hãy ghi ngày thôi giữ vai trò trước {seat.since:%d/%m/%Y}.",
            en=f"{chair.name} is the chair; enter the end of that seat before {seat.since:%d/%m/%Y} first.",
        )
    same = next((one for one in others if (one.user_id and one.user_id == seat.user_id) or _same(one, seat)), None)
    if same:
        raise InputError(
            "member.twice",
            vi=f"{seat.name} đã là thành viên từ {same.since:%d/%m/%Y}; hãy đổi vai trò thay vì thêm lần nữa.",
            en=f"{seat.name} is a member since {same.since:%d/%m/%Y}; change the role instead of adding a second seat.",
        )


def _same(one: Membership, seat: Membership) -> bool:
    return (one.name, one.organisation_id) == (seat.name, seat.organisation_id)
