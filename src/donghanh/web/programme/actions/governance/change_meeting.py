"""Time, place or subject of a meeting to come is changed; the invited hear of it, their calendars too."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from donghanh.web.audit.log import record
from donghanh.web.organisations.models import User
from donghanh.web.programme.actions.governance.locked_meeting import TO_COME, locked_meeting
from donghanh.web.programme.actions.governance.plan_meeting import MeetingFacts, check_meeting, stored
from donghanh.web.programme.actions.governance.tell_the_invited import tell_the_invited, when_and_where
from donghanh.web.programme.editing import changes, refuse_stale
from donghanh.web.programme.models import Meeting

HEARD = {"title", "starts_at", "ends_at", "room", "link"}
"""What the invited must hear of."""


@transaction.atomic
def change_meeting(
    meeting: Meeting,
    facts: MeetingFacts,
    *,
    by: User,
    version: int | None = None,
    at: datetime | None = None,
    once: UUID | str | None = None,
) -> Meeting:
    """Store the new facts; a meeting already called goes up in ``sequence`` and the invited are told.

    Raises:
        ChangedMeanwhile: somebody else changed it after ``version`` was read.
        InputError: see :func:`plan_meeting.check_meeting`.
        RefusedError: neither the standing office nor the secretary; or the meeting was held or cancelled.
    """
    meeting = locked_meeting(meeting, by=by, states=TO_COME)
    check_meeting(meeting.body, facts)
    wanted = stored(facts)
    refuse_stale(meeting, version, wanted)
    changed = changes(meeting, wanted)
    for name, value in wanted.items():
        setattr(meeting, name, value)
    is_news = meeting.state == Meeting.State.CALLED and bool(HEARD & set(changed))
    meeting.sequence += is_news
    meeting.version += 1
    meeting.save()
    if is_news:
        vi, en = when_and_where(meeting)
        words = {"vi": f"Thay đổi cuộc họp “{meeting}”: {vi}", "en": f"Changed meeting “{meeting}”: {en}"}
        tell_the_invited(meeting, words, occasion="changed", by=by, at=at)
    data = {"version": meeting.version, "changed": changed}
    record("meeting.changed", meeting, by=by, data=data, once=once)
    return meeting
