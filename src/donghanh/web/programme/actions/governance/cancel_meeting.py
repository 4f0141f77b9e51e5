"""A meeting to come is called off; the invited hear why, and their calendars drop it."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from donghanh.errors import InputError
from donghanh.web.audit.log import record
from donghanh.web.organisations.models import User
from donghanh.web.programme.actions.governance.locked_meeting import TO_COME, locked_meeting
from donghanh.web.programme.actions.governance.tell_the_invited import tell_the_invited, when_and_where
from donghanh.web.programme.models import Meeting


@transaction.atomic
def cancel_meeting(
    meeting: Meeting, *, by: User, reason: str, at: datetime | None = None, once: UUID | str | None = None
) -> Meeting:
    """Cancel it; whoever was invited is told.

    Raises:
        InputError: no reason.
        RefusedError: neither the standing office nor the secretary; or it was held or cancelled.
    """
    meeting = locked_meeting(meeting, by=by, states=TO_COME)
    if not reason.strip():
        raise InputError("meeting.reason", vi="Hãy ghi lý do hủy cuộc họp.", en="Give the reason for cancelling.")
    was_called = meeting.state == Meeting.State.CALLED
    meeting.state, meeting.reason = Meeting.State.CANCELLED, reason.strip()
    meeting.sequence += 1
    meeting.save()
    if was_called:
        vi, en = when_and_where(meeting)
        words = {"vi": f"Hủy cuộc họp “{meeting}” ({vi}): {reason}", "en": f"Cancelled: “{meeting}” ({en}): {reason}"}
        tell_the_invited(meeting, words, occasion="cancelled", by=by, at=at)
    record("meeting.cancelled", meeting, by=by, reason=meeting.reason, once=once)
    return meeting
