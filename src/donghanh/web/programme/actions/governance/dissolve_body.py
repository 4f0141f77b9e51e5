"""A body comes to its end: its members leave with it."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from donghanh.errors import InputError, RefusedError
from donghanh.web.audit.log import record
from donghanh.web.organisations.models import User
from donghanh.web.programme.actions.governance.attach_paper import attach_paper
from donghanh.web.programme.actions.governance.change_body import refuse_dissolved
from donghanh.web.programme.actions.tasks.report_progress import EvidenceFacts
from donghanh.web.programme.models import Body, BodyDecision, Meeting
from donghanh.web.programme.permissions.governance import require_bodies


@transaction.atomic
def dissolve_body(
    body: Body,
    *,
    by: User,
    on: date,
    reason: str,
    decision: EvidenceFacts | None = None,
    once: UUID | str | None = None,
) -> Body:
    """The body does not exist from ``on``; whoever still sits in it leaves on the day before.

    Raises:
        InputError: no reason, a day before somebody joined, a bad paper.
        RefusedError: not the standing office; or it is dissolved, has bodies below it, or meetings to come.
    """
    require_bodies(by)
    if not reason.strip():
        raise InputError("body.reason", vi="Hãy ghi lý do giải thể.", en="Give the reason for dissolving the body.")
    body = Body.objects.select_for_update(of=("self",)).get(pk=body.pk)
    refuse_dissolved(body)
    _refuse_in_use(body)
    sitting = list(body.memberships.filter(Q(until=None) | Q(until__gte=on)))
    late = [one for one in sitting if one.since >= on]
    if late:
        raise InputError(
            "body.day",
            vi=f"Ngày giải thể {on:%d/%m/%Y} không sau ngày {late[0].name} tham gia ({late[0].since:%d/%m/%Y}).",
            en=f"The day {on:%d/%m/%Y} is not after the day {late[0].name} joined ({late[0].since:%d/%m/%Y}).",
        )
    for seat in sitting:
        seat.until = date.fromordinal(on.toordinal() - 1)
        seat.save()
    body.dissolved_on, body.version = on, body.version + 1
    body.save()
    if decision:
        attach_paper(BodyDecision(body=body, act=BodyDecision.Act.DISSOLVES), decision)
    data = {"dissolved_on": on.isoformat(), "left": len(sitting)}
    record("body.dissolved", body, by=by, reason=reason.strip(), data=data, once=once)
    return body


def _refuse_in_use(body: Body) -> None:
    part = body.parts.filter(dissolved_on=None).first()
    if part:
        raise RefusedError(
            "state.body_parts",
            vi=f"“{part}” còn trực thuộc “{body}”; hãy giải thể hoặc chuyển tổ chức đó trước.",
            en=f"“{part}” still stands below “{body}”; dissolve or move it first.",
        )
    meeting = body.meetings.filter(state__in=(Meeting.State.PLANNED, Meeting.State.CALLED)).first()
    if meeting:
        raise RefusedError(
            "state.body_meetings",
            vi=f"Cuộc họp “{meeting}” của “{body}” chưa diễn ra; hãy hủy hoặc ghi biên bản trước.",
            en=f"The meeting “{meeting}” of “{body}” is still to come; cancel it or take its minutes first.",
        )
