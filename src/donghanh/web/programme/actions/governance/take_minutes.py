"""The course of a meeting is written down: who came, what was said. The meeting is held."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from donghanh.errors import InputError, RefusedError
from donghanh.web.audit.log import record
from donghanh.web.organisations.models import User
from donghanh.web.programme.actions.governance.invite_person import NOT_CONCLUDED
from donghanh.web.programme.actions.governance.locked_meeting import locked_meeting
from donghanh.web.programme.editing import changes, refuse_stale
from donghanh.web.programme.models import Meeting


@transaction.atomic
def take_minutes(
    meeting: Meeting,
    *,
    by: User,
    text: str,
    present: Collection[int],
    number: str = "",
    version: int | None = None,
    at: datetime | None = None,
    once: UUID | str | None = None,
) -> Meeting:
    """Keep the minutes; ``present`` are the keys of the attendances of those who came, all others were absent.

    Written again, they replace what stood there, until the conclusions are issued.

    Raises:
        ChangedMeanwhile: somebody else wrote them after ``version`` was read.
        InputError: no words.
        RefusedError: neither the standing office nor the secretary; the meeting has not begun, is cancelled, or its
            conclusions are issued.
    """
    meeting = locked_meeting(meeting, by=by, states=NOT_CONCLUDED)
    if (at or timezone.now()) < meeting.starts_at:
        start = timezone.localtime(meeting.starts_at)
        raise RefusedError(
            "state.meeting_ahead",
            vi=f"Cuộc họp “{meeting}” bắt đầu lúc {start:%H:%M %d/%m/%Y}; chưa thể ghi biên bản.",
            en=f"The meeting “{meeting}” begins at {start:%H:%M %d/%m/%Y}; its minutes cannot be taken yet.",
        )
    if not text.strip():
        raise InputError("minutes.text", vi="Hãy ghi diễn biến cuộc họp.", en="Write down the course of the meeting.")
    wanted = {"minutes": text.strip(), "minutes_number": number.strip()}
    refuse_stale(meeting, version, wanted)
    changed = {name: len(pair[1]) for name, pair in changes(meeting, wanted).items()}
    for attendance in meeting.attendances.all():
        attendance.was_present = attendance.pk in present
        attendance.save()
    meeting.minutes, meeting.minutes_number = text.strip(), number.strip()
    meeting.state = Meeting.State.HELD
    meeting.version += 1
    meeting.save()
    data = {"version": meeting.version, "changed": changed, "present": len(set(present))}
    record("meeting.minutes_taken", meeting, by=by, data=data, once=once)
    return meeting
