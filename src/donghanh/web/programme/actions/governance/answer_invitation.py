"""Whoever was invited says whether they come."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from donghanh.errors import InputError, RefusedError
from donghanh.web.audit.log import record
from donghanh.web.organisations.models import User
from donghanh.web.programme.models import Attendance, Meeting
from donghanh.web.programme.permissions.governance import require_answering


@transaction.atomic
def answer_invitation(
    attendance: Attendance, *, by: User, answer: str, note: str = "", once: UUID | str | None = None
) -> Attendance:
    """Store the answer; it may be changed until the meeting is held.

    Raises:
        InputError: no such answer, or somebody is sent who is not named.
        RefusedError: not the person invited nor the secretary; or the meeting is not called, or is over.
    """
    attendance = Attendance.objects.select_for_update(of=("self",)).select_related("meeting").get(pk=attendance.pk)
    require_answering(by, attendance)
    meeting = attendance.meeting
    if meeting.state != Meeting.State.CALLED:
        raise RefusedError(
            "state.invitation",
            vi=f"Cuộc họp “{meeting}” đang ở trạng thái “{meeting.get_state_display()}” nên không nhận trả lời.",
            en=f"The meeting “{meeting}” is “{meeting.get_state_display()}”, so it takes no answers.",
        )
    if answer not in Attendance.Answer.values or answer == Attendance.Answer.NONE:
        raise InputError("invitation.answer", vi="Hãy chọn câu trả lời.", en="Choose an answer.")
    if answer == Attendance.Answer.SENDS and not note.strip():
        raise InputError("invitation.whom", vi="Hãy ghi họ tên người dự thay.", en="Say who comes instead.")
    attendance.answer, attendance.answer_note = answer, note.strip()
    attendance.save()
    record("meeting.answered", meeting, by=by, data={"name": attendance.name, "answer": answer}, once=once)
    return attendance
