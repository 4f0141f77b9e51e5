from __future__ import annotations

from datetime import UTC, datetime

import pytest
from tests.web.programme.meetings import make_meeting

from donghanh.web.programme.actions.governance.tell_the_invited import tell_the_invited, when_and_where
from donghanh.web.programme.models import Notice

pytestmark = pytest.mark.django_db


def test_whoever_tells_is_not_told_and_nobody_is_told_twice(cast) -> None:
    meeting = make_meeting(cast)
    for _time in range(2):
        tell_the_invited(meeting, {"vi": "a", "en": "b"}, occasion="called", by=cast.vinh)
    assert sorted(one.user.username for one in Notice.objects.all()) == ["huong", "minh", "tuan"]


def test_the_hour_is_vietnamese_and_a_meeting_without_a_room_is_online(cast) -> None:
    begins = datetime(2027, 3, 2, 1, 30, tzinfo=UTC)
    here = make_meeting(cast, starts_at=begins, ends_at=begins.replace(hour=3))
    assert when_and_where(here)[0] == "08:30 ngày 02/03/2027, Phòng họp số 1"
    here.room = ""
    assert when_and_where(here)[1] == "08:30 on 02/03/2027, online"
