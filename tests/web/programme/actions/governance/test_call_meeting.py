from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from tests.web.programme.meetings import facts, make_body, make_meeting

from donghanh.errors import InputError, RefusedError
from donghanh.web.programme.actions.governance.call_meeting import call_meeting
from donghanh.web.programme.actions.governance.plan_meeting import plan_meeting
from donghanh.web.programme.models import Notice

pytestmark = pytest.mark.django_db


def test_everybody_invited_with_an_account_is_told_once_with_time_and_place(cast) -> None:
    meeting = make_meeting(cast, "called")
    notices = Notice.objects.filter(kind=Notice.Kind.INVITED)
    assert {one.user for one in notices} == {cast.vinh, cast.tuan, cast.minh, cast.huong}
    assert "Phòng họp số 1" in notices[0].words["vi"]
    with pytest.raises(RefusedError, match=r"state\.meeting"):
        call_meeting(meeting, by=cast.ha, once=uuid4())


def test_nobody_on_the_list_or_a_meeting_that_is_over_cannot_be_called(cast) -> None:
    body = make_body(cast)
    with pytest.raises(InputError, match=r"meeting\.nobody"):
        call_meeting(plan_meeting(body, facts(cast), by=cast.ha, with_members=False, once=uuid4()), by=cast.ha)
    past = plan_meeting(body, facts(cast, facts(cast).starts_at - timedelta(days=30)), by=cast.ha, once=uuid4())
    with pytest.raises(RefusedError, match=r"state\.meeting_over"):
        call_meeting(past, by=cast.ha, once=uuid4())
    assert call_meeting(past, by=cast.ha, at=past.starts_at - timedelta(days=3), once=uuid4()).state == "called"
