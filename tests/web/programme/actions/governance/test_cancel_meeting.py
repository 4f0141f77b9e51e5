from __future__ import annotations

from uuid import uuid4

import pytest
from tests.web.programme.meetings import make_meeting

from donghanh.errors import InputError
from donghanh.web.programme.actions.governance.cancel_meeting import cancel_meeting
from donghanh.web.programme.models import Notice

pytestmark = pytest.mark.django_db


def test_those_invited_hear_why_and_the_sequence_goes_up(cast) -> None:
    meeting = cancel_meeting(make_meeting(cast, "called"), by=cast.ha, reason="Trùng lịch", once=uuid4())
    assert (meeting.state, meeting.reason, meeting.sequence) == ("cancelled", "Trùng lịch", 1)
    told = Notice.objects.filter(key__endswith="cancelled/1")
    assert len(told) == 4 and all("Trùng lịch" in one.words["vi"] for one in told)


def test_a_meeting_nobody_was_called_to_is_cancelled_quietly_but_with_a_reason(cast) -> None:
    meeting = make_meeting(cast, "planned")
    with pytest.raises(InputError, match=r"meeting\.reason"):
        cancel_meeting(meeting, by=cast.ha, reason=" ", once=uuid4())
    cancel_meeting(meeting, by=cast.ha, reason="Trùng lịch", once=uuid4())
    assert not Notice.objects.exists()
