from __future__ import annotations

from datetime import date
from uuid import uuid4

import pytest
from django.utils import timezone
from tests.web.programme.meetings import make_meeting

from donghanh.errors import InputError, RefusedError
from donghanh.web.programme.actions.governance.issue_notice import issue_notice
from donghanh.web.programme.models import Notice

pytestmark = pytest.mark.django_db


def test_those_who_were_given_something_are_told(cast) -> None:
    meeting = make_meeting(cast, "concluded")
    assert (meeting.state, meeting.notice_number) == ("concluded", "12/TB-BCĐ")
    told = Notice.objects.get(kind=Notice.Kind.ASSIGNED)
    assert told.user == cast.minh and "Rà soát" in told.words["vi"]
    with pytest.raises(RefusedError, match=r"state\.meeting"):
        issue_notice(meeting, by=cast.ha, number="13/TB", on=timezone.localdate(), once=uuid4())


def test_a_notice_has_a_number_a_conclusion_and_no_date_before_the_meeting(cast) -> None:
    meeting, today = make_meeting(cast, "held"), timezone.localdate()
    for number, on, code in (("", today, "notice.number"), ("12/TB", date(2020, 1, 1), "notice.day")):
        with pytest.raises(InputError) as wrong:
            issue_notice(meeting, by=cast.ha, number=number, on=on, once=uuid4())
        assert wrong.value.code == code
    meeting.conclusions.all().delete()
    with pytest.raises(InputError, match=r"notice\.number"):
        issue_notice(meeting, by=cast.ha, number="12/TB", on=today, once=uuid4())
