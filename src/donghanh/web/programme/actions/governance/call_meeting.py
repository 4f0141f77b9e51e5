"""The invitations to a meeting go out."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from donghanh.errors import InputError, RefusedError
from donghanh.web.audit.log import record
from donghanh.web.organisations.models import User
from donghanh.web.programme.actions.governance.locked_meeting import locked_meeting
from donghanh.web.programme.actions.governance.tell_the_invited import tell_the_invited, when_and_where
from donghanh.web.programme.models import Meeting


@transaction.atomic
def call_meeting(meeting: Meeting, *, by: User, at: datetime | None = None, once: UUID | str | None = None) -> Meeting:
    """Tell everybody invited.

    Raises:
        InputError: nobody is invited.
        RefusedError: neither the standing office nor the secretary; it was called before, or it is over.
    """
    meeting = locked_meeting(meeting, by=by, states=(Meeting.State.PLANNED,))
    if meeting.ends_at <= (at or timezone.now()):
        raise RefusedError(
            "state.meeting_over",
            vi=f"Cuộc họp “{meeting}” đã qua; hãy sửa thời gian hoặc ghi biên bản.",
            en=f"The meeting “{meeting}” is over; change its time or take its minutes.",
        )
    invited = meeting.attendances.count()
    if not invited:
        raise InputError(
            "meeting.nobody",
            vi="Chưa có ai trong danh sách mời; hãy thêm người dự trước khi gửi giấy mời.",
            en="Nobody is on the list; add those to invite before sending.",
        )
    meeting.state = Meeting.State.CALLED
    meeting.save()
    vi, en = when_and_where(meeting)
    words = {"vi": f"Mời họp “{meeting}”: {vi}", "en": f"Invitation to “{meeting}”: {en}"}
    tell_the_invited(meeting, words, occasion="called", by=by, at=at)
    record("meeting.called", meeting, by=by, data={"invited": invited}, once=once)
    return meeting
