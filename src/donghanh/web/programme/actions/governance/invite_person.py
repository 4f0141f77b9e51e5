"""Somebody is put on the list of the invited, or taken off it."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from donghanh.errors import InputError
from donghanh.web.audit.log import record
from donghanh.web.organisations.models import Organisation, User
from donghanh.web.programme.actions.governance.locked_meeting import OVER, TO_COME, locked_meeting
from donghanh.web.programme.actions.governance.tell_the_invited import accounts_of, when_and_where
from donghanh.web.programme.models import Attendance, Meeting, Notice
from donghanh.web.programme.notifying import notify

NOT_CONCLUDED = (*TO_COME, OVER[0])


@transaction.atomic
def invite_person(
    meeting: Meeting,
    *,
    by: User,
    name: str = "",
    position: str = "",
    organisation: Organisation | None = None,
    user: User | None = None,
    once: UUID | str | None = None,
) -> Attendance:
    """Invite a person by name, an account, or an organisation that chooses whom it sends.

    Who came without an invitation is added while the minutes are taken. A meeting already called tells them at once.

    Raises:
        InputError: neither name, account nor organisation, or on the list already.
        RefusedError: neither the standing office nor the secretary; or the conclusions are issued, or it is cancelled.
    """
    meeting = locked_meeting(meeting, by=by, states=NOT_CONCLUDED)
    organisation = organisation or (user.organisation if user else None)
    called = name.strip() or str(user or "") or (organisation.name if organisation else "")
    if not called:
        raise InputError(
            "invited.name",
            vi="Hãy ghi họ tên, chọn tài khoản hoặc chọn đơn vị được mời.",
            en="Give a name, an account or an organisation to invite.",
        )
    twice = meeting.attendances.filter(name=called, organisation=organisation).exists()
    if twice or (user and meeting.attendances.filter(user=user).exists()):
        raise InputError(
            "invited.twice",
            vi=f"{called} đã có trong danh sách mời.",
            en=f"{called} is on the list already.",
        )
    invited = Attendance.objects.create(
        meeting=meeting, name=called, position=position.strip(), organisation=organisation, user=user
    )
    if meeting.state == Meeting.State.CALLED:
        vi, en = when_and_where(meeting)
        words = {"vi": f"Mời họp “{meeting}”: {vi}", "en": f"Invitation to “{meeting}”: {en}"}
        key = f"meeting/{meeting.pk}/called/{meeting.sequence}"
        notify(accounts_of([invited]), Notice.Kind.INVITED, words=words, href=meeting.get_absolute_url(), key=key)
    record("meeting.invited", meeting, by=by, data={"name": called}, once=once)
    return invited


@transaction.atomic
def strike_off(attendance: Attendance, *, by: User, once: UUID | str | None = None) -> Meeting:
    """Take somebody off the list before the meeting.

    Raises:
        RefusedError: neither the standing office nor the secretary; or the meeting was held or cancelled.
    """
    meeting = locked_meeting(attendance.meeting, by=by, states=TO_COME)
    attendance.delete()
    record("meeting.struck_off", meeting, by=by, data={"name": attendance.name}, once=once)
    return meeting
