"""The notice of conclusions goes out: from now on they stand, and whoever was given something is told."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from donghanh.errors import InputError
from donghanh.web.audit.log import record
from donghanh.web.organisations.models import User
from donghanh.web.programme.actions.governance.locked_meeting import locked_meeting
from donghanh.web.programme.models import Meeting, Notice
from donghanh.web.programme.notifying import notify
from donghanh.web.programme.querysets.people import officers_of


@transaction.atomic
def issue_notice(
    meeting: Meeting,
    *,
    by: User,
    number: str,
    on: date,
    at: datetime | None = None,
    once: UUID | str | None = None,
) -> Meeting:
    """Close the list of conclusions under the notice's number and date.

    Raises:
        InputError: no number, no conclusion, or a date before the meeting.
        RefusedError: neither the standing office nor the secretary; or the minutes are not taken, or it is out already.
    """
    meeting = locked_meeting(meeting, by=by, states=(Meeting.State.HELD,))
    conclusions = list(meeting.conclusions.select_related("lead"))
    if not number.strip() or not conclusions:
        raise InputError(
            "notice.number",
            vi="Thông báo cần có số, ký hiệu và ít nhất một kết luận.",
            en="A notice needs its number and at least one conclusion.",
        )
    held_on = timezone.localdate(meeting.starts_at)
    if on < held_on:
        raise InputError(
            "notice.day",
            vi=f"Ngày thông báo {on:%d/%m/%Y} trước ngày họp {held_on:%d/%m/%Y}.",
            en=f"The notice's date {on:%d/%m/%Y} is before the meeting on {held_on:%d/%m/%Y}.",
        )
    meeting.state, meeting.notice_number, meeting.notice_on = Meeting.State.CONCLUDED, number.strip(), on
    meeting.version += 1
    meeting.save()
    for one in conclusions:
        if one.lead:
            words = {
                "vi": f"Kết luận {one.number}, thông báo {meeting.notice_number}: {one.text[:300]}",
                "en": f"Conclusion {one.number}, notice {meeting.notice_number}: {one.text[:300]}",
            }
            key = f"meeting/{meeting.pk}/conclusion/{one.number}"
            href = meeting.get_absolute_url()
            notify(officers_of([one.lead]), Notice.Kind.ASSIGNED, words=words, href=href, key=key, at=at)
    data = {"number": meeting.notice_number, "conclusions": len(conclusions), "version": meeting.version}
    record("meeting.notice_issued", meeting, by=by, data=data, once=once)
    return meeting
