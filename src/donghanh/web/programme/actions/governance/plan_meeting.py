"""A meeting of a body is planned; its members of that day are put on the list of the invited."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from donghanh.errors import InputError
from donghanh.web.audit.log import record
from donghanh.web.organisations.models import User
from donghanh.web.programme.actions.governance.change_body import refuse_dissolved
from donghanh.web.programme.models import Agreement, Attendance, Body, Meeting, Membership
from donghanh.web.programme.permissions.governance import require_planning_meetings
from donghanh.web.programme.querysets.governance import agreements_steered, holding, in_order_of_rank


@dataclass(frozen=True)
class MeetingFacts:
    """When, where, about what, and who leads it; instants are aware."""

    title: str
    starts_at: datetime
    ends_at: datetime
    secretary: User | None = None
    room: str = ""
    link: str = ""
    agreement: Agreement | None = None
    chair: Membership | None = None


@transaction.atomic
def plan_meeting(
    body: Body, facts: MeetingFacts, *, by: User, with_members: bool = True, once: UUID | str | None = None
) -> Meeting:
    """Store the meeting; nobody is told before it is called.

    Raises:
        InputError: no title, an end not after the beginning, neither room nor link, an agreement the body does not
            steer, a chair who is no member.
        RefusedError: neither the standing office nor the body's secretary, or the body is dissolved.
    """
    require_planning_meetings(by, body)
    refuse_dissolved(body)
    check_meeting(body, facts)
    meeting = Meeting.objects.create(body=body, **stored(facts))
    if with_members:
        day = timezone.localdate(facts.starts_at)
        seats = in_order_of_rank(holding(body.memberships, on=day))
        Attendance.objects.bulk_create(
            Attendance(
                meeting=meeting,
                name=seat.name,
                position=seat.position,
                organisation=seat.organisation,
                user=seat.user,
            )
            for seat in seats
        )
    data = {"body": body.pk, "starts_at": facts.starts_at.isoformat()}
    record("meeting.planned", meeting, by=by, data=data, once=once)
    return meeting


def stored(facts: MeetingFacts) -> dict[str, object]:
    """The facts as fields of the model."""
    return {**facts.__dict__, "title": facts.title.strip(), "room": facts.room.strip(), "link": facts.link.strip()}


def check_meeting(body: Body, facts: MeetingFacts) -> None:
    """What holds for a new meeting and for a changed one.

    Raises:
        InputError: see :func:`plan_meeting`.
    """
    if not facts.title.strip():
        raise InputError("meeting.title", vi="Hãy ghi nội dung cuộc họp.", en="Say what the meeting is about.")
    if facts.ends_at <= facts.starts_at:
        start, end = timezone.localtime(facts.starts_at), timezone.localtime(facts.ends_at)
        raise InputError(
            "meeting.hours",
            vi=f"Giờ kết thúc {end:%H:%M %d/%m/%Y} phải sau giờ bắt đầu {start:%H:%M %d/%m/%Y}.",
            en=f"The end {end:%H:%M %d/%m/%Y} must be after the beginning {start:%H:%M %d/%m/%Y}.",
        )
    if not (facts.room.strip() or facts.link.strip()):
        raise InputError(
            "meeting.place",
            vi="Hãy ghi phòng họp, hoặc đường dẫn nếu họp trực tuyến.",
            en="Give the room, or the link if the meeting is online.",
        )
    if facts.agreement and not agreements_steered(body).filter(pk=facts.agreement.pk).exists():
        raise InputError(
            "meeting.agreement",
            vi=f"“{body}” không điều hành thỏa thuận “{facts.agreement}”.",
            en=f"“{body}” does not steer the agreement “{facts.agreement}”.",
        )
    if facts.chair and facts.chair.body_id != body.pk:
        raise InputError(
            "meeting.chair",
            vi=f"{facts.chair.name} không phải là thành viên của “{body}”.",
            en=f"{facts.chair.name} is no member of “{body}”.",
        )
