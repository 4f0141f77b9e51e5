"""Bodies and meetings in each state, made by the real actions."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from uuid import uuid4

from django.utils import timezone
from tests.cast import Cast, make_agreement

from donghanh.web.programme.actions.governance.call_meeting import call_meeting
from donghanh.web.programme.actions.governance.cancel_meeting import cancel_meeting
from donghanh.web.programme.actions.governance.issue_notice import issue_notice
from donghanh.web.programme.actions.governance.join_body import join_body
from donghanh.web.programme.actions.governance.plan_meeting import MeetingFacts, plan_meeting
from donghanh.web.programme.actions.governance.set_up_body import BodyFacts, set_up_body
from donghanh.web.programme.actions.governance.take_minutes import take_minutes
from donghanh.web.programme.actions.governance.write_conclusion import ConclusionFacts, write_conclusion
from donghanh.web.programme.actions.tasks.report_progress import EvidenceFacts
from donghanh.web.programme.models import Agreement, Body, Conclusion, Meeting

DECISION = EvidenceFacts(
    number="726/QĐ-UBND",
    issued_on=date(2025, 3, 3),
    issuer="UBND tỉnh Lam Giang",
    abstract="Thành lập Ban Chỉ đạo chuyển đổi số",
)
MEMBERS = (("vinh", "chair"), ("tuan", "deputy"), ("minh", "secretary"), ("huong", "member"))


def make_body(cast: Cast, *, members: bool = True, **facts: object) -> Body:
    """A steering committee of Sao Lam's agreement: vinh in the chair, tuan, minh as its secretary, huong."""
    agreement = Agreement.objects.first() or make_agreement(cast)
    given = {"kind": "steering_committee", "name": "Ban Chỉ đạo chuyển đổi số", "agreement": agreement}
    body = set_up_body(BodyFacts(**given | facts), by=cast.ha, decision=DECISION, once=uuid4())
    for name, role in MEMBERS if members else ():
        user = getattr(cast, name)
        join_body(body, by=cast.ha, name=user.full_name, user=user, role=role, since=date(2025, 3, 3), once=uuid4())
    return body


def facts(cast: Cast, starts_at: datetime | None = None, **given: object) -> MeetingFacts:
    """Tomorrow, for two hours, in room 1; minutes by ha."""
    begins = starts_at or timezone.now() + timedelta(days=1)
    usual = {
        "title": "Họp giao ban quý",
        "starts_at": begins,
        "ends_at": begins + timedelta(hours=2),
        "room": "Phòng họp số 1",
        "secretary": cast.ha,
    }
    return MeetingFacts(**usual | given)


def make_meeting(cast: Cast, state: str = "planned", body: Body | None = None, **given: object) -> Meeting:
    """A meeting in that state; one that was held was held yesterday, with one conclusion given to Sở Nội vụ."""
    is_over = state in ("held", "concluded")
    begins = timezone.now() + timedelta(days=-1 if is_over else 1)
    body = body or Body.objects.first() or make_body(cast)
    meeting = plan_meeting(body, facts(cast, **{"starts_at": begins} | given), by=cast.ha, once=uuid4())
    if state != "planned":
        meeting = call_meeting(meeting, by=cast.ha, at=begins - timedelta(days=2), once=uuid4())
    if state == "cancelled":
        return cancel_meeting(meeting, by=cast.ha, reason="Trùng lịch", once=uuid4())
    if is_over:
        present = [one.pk for one in meeting.attendances.all()[:2]]
        meeting = take_minutes(meeting, by=cast.ha, text="Các đại biểu thảo luận.", present=present, once=uuid4())
        make_conclusion(cast, meeting)
    if state == "concluded":
        day = timezone.localdate()
        meeting = issue_notice(meeting, by=cast.ha, number="12/TB-BCĐ", on=day, once=uuid4())
    return meeting


def make_conclusion(cast: Cast, meeting: Meeting, **given: object) -> Conclusion:
    """Sở Nội vụ reviews the staff by the end of June 2028."""
    usual = {"text": "Rà soát đội ngũ cán bộ", "lead": cast.home_affairs, "due_on": date(2028, 6, 30)}
    return write_conclusion(meeting, ConclusionFacts(**usual | given), by=cast.ha, once=uuid4())
