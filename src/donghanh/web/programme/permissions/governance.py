"""Who sees bodies and meetings, who manages them, who answers an invitation."""

from __future__ import annotations

import rules
from django.utils import timezone

from donghanh.web.organisations.models import Role, User
from donghanh.web.organisations.permissions import has_role, require
from donghanh.web.programme.models import Attendance, Body, Meeting, Membership
from donghanh.web.programme.querysets.governance import holding, invited_to, visible_bodies, visible_meetings

may_manage_bodies = has_role(Role.STANDING_OFFICE)


@rules.predicate
def may_see_body(user: User, body: Body) -> bool:
    """A partner sees the bodies of its agreements and those it has a member in."""
    return user.is_authenticated and visible_bodies(user).filter(pk=body.pk).exists()


@rules.predicate
def may_see_meeting(user: User, meeting: Meeting) -> bool:
    """A partner sees the meetings it was called to."""
    return user.is_authenticated and visible_meetings(user).filter(pk=meeting.pk).exists()


@rules.predicate
def may_plan_meeting(user: User, body: Body) -> bool:
    """The standing office, and whoever is the body's secretary today."""
    if may_manage_bodies.test(user):
        return True
    if not (user.is_authenticated and user.is_active):
        return False
    seats = holding(body.memberships.filter(role=Membership.Role.SECRETARY), on=timezone.localdate())
    return seats.filter(user=user).exists()


@rules.predicate
def may_run_meeting(user: User, meeting: Meeting) -> bool:
    """The standing office, and whoever takes the minutes."""
    if may_manage_bodies.test(user):
        return True
    return bool(user.is_authenticated and user.is_active and meeting.secretary_id == user.pk)


@rules.predicate
def may_answer(user: User, attendance: Attendance) -> bool:
    """The person invited, anybody of an organisation invited without a name, and whoever runs the meeting."""
    if not user.is_authenticated or not user.is_active:
        return False
    return invited_to(user).filter(pk=attendance.pk).exists() or may_run_meeting.test(user, attendance.meeting)


def require_bodies(user: User) -> None:
    """Refuse whoever may not set up and change bodies."""
    vi = "Chỉ cán bộ cơ quan thường trực được lập, sửa tổ chức điều hành và thành viên."
    require(may_manage_bodies, user, vi=vi, en="Only officers of the standing office set up and change bodies.")


def require_body_sight(user: User, body: Body) -> None:
    """Refuse whoever may not see the body."""
    vi = "Chỉ các bên của thỏa thuận, đơn vị có thành viên và cơ quan của tỉnh được xem tổ chức này."
    en = "Only the parties of the agreement, those with a member in it and offices of the province see this body."
    require(may_see_body, user, body, vi=vi, en=en)


def require_meeting_sight(user: User, meeting: Meeting) -> None:
    """Refuse whoever may not see the meeting."""
    vi = "Chỉ đơn vị được mời và cơ quan của tỉnh được xem cuộc họp này."
    require(
        may_see_meeting, user, meeting, vi=vi, en="Only those invited and offices of the province see this meeting."
    )


def require_planning_meetings(user: User, body: Body) -> None:
    """Refuse whoever may not plan meetings of the body."""
    vi = f"Chỉ cán bộ cơ quan thường trực hoặc thư ký của “{body}” được lập cuộc họp."
    en = f"Only the standing office or the secretary of “{body}” plans its meetings."
    require(may_plan_meeting, user, body, vi=vi, en=en)


def require_running(user: User, meeting: Meeting) -> None:
    """Refuse whoever may not change the meeting."""
    name = f" ({meeting.secretary})" if meeting.secretary else ""
    vi = f"Chỉ cán bộ cơ quan thường trực hoặc thư ký cuộc họp{name} được làm việc này."
    en = f"Only the standing office or the secretary of the meeting{name} may do this."
    require(may_run_meeting, user, meeting, vi=vi, en=en)


def require_answering(user: User, attendance: Attendance) -> None:
    """Refuse whoever may not answer the invitation."""
    vi = f"Chỉ người được mời ({attendance.name}) hoặc thư ký cuộc họp được trả lời giấy mời này."
    en = f"Only the person invited ({attendance.name}) or the secretary of the meeting answers this invitation."
    require(may_answer, user, attendance, vi=vi, en=en)
