"""What every action on a meeting begins with: permission, the lock, and the states in which it may be done."""

from __future__ import annotations

from collections.abc import Collection

from donghanh.errors import RefusedError
from donghanh.web.organisations.models import User
from donghanh.web.programme.models import Meeting
from donghanh.web.programme.permissions.governance import require_running

TO_COME = (Meeting.State.PLANNED, Meeting.State.CALLED)
"""States in which the meeting can still be changed."""
OVER = (Meeting.State.HELD, Meeting.State.CONCLUDED)
"""States in which its conclusions are worked on."""


def locked_meeting(meeting: Meeting, *, by: User, states: Collection[str]) -> Meeting:
    """The meeting's row, locked, if ``by`` may change it now; call it inside the action's transaction.

    Raises:
        RefusedError: neither the standing office nor the secretary, or the meeting is in another state.
    """
    meeting = Meeting.objects.select_for_update(of=("self",)).select_related("body", "secretary").get(pk=meeting.pk)
    require_running(by, meeting)
    if meeting.state not in states:
        raise RefusedError(
            "state.meeting",
            vi=f"Cuộc họp “{meeting}” đang ở trạng thái “{meeting.get_state_display()}” nên không làm được việc này.",
            en=f"The meeting “{meeting}” is “{meeting.get_state_display()}”, so this cannot be done.",
        )
    return meeting
