from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from uuid import uuid4

import pytest
from tests.cast import make_agreement
from tests.web.programme.meetings import facts, make_body

from donghanh.errors import InputError, RefusedError
from donghanh.web.programme.actions.governance.leave_body import leave_body
from donghanh.web.programme.actions.governance.plan_meeting import plan_meeting
from donghanh.web.programme.models import Meeting, Notice

pytestmark = pytest.mark.django_db


def test_the_members_of_that_day_are_on_the_list_in_order_of_rank_and_nobody_is_told(cast) -> None:
    body = make_body(cast)
    leave_body(body.memberships.get(user=cast.huong), by=cast.ha, until=date(2026, 1, 1), once=uuid4())
    meeting = plan_meeting(body, facts(cast), by=cast.ha, once=uuid4())
    assert [one.user for one in meeting.attendances.all()] == [cast.vinh, cast.tuan, cast.minh]
    assert meeting.state == Meeting.State.PLANNED
    assert not Notice.objects.exists()


def test_a_meeting_may_be_entered_for_a_day_long_past(cast) -> None:
    past = facts(cast).starts_at - timedelta(days=400)
    assert plan_meeting(make_body(cast), facts(cast, past), by=cast.ha, once=uuid4()).starts_at == past


def test_what_is_missing_or_cannot_be_is_named(cast) -> None:
    body, other = make_body(cast), make_body(cast, name="Tổ thư ký")
    strange = make_agreement(cast, title="Thỏa thuận khác", partners=[cast.sao_lam])
    good = facts(cast)
    for change, code in (
        ({"title": " "}, "meeting.title"),
        ({"ends_at": good.starts_at}, "meeting.hours"),
        ({"room": "", "link": ""}, "meeting.place"),
        ({"agreement": strange}, "meeting.agreement"),
        ({"chair": other.memberships.first()}, "meeting.chair"),
    ):
        with pytest.raises(InputError) as wrong:
            plan_meeting(body, replace(good, **change), by=cast.ha, once=uuid4())
        assert wrong.value.code == code


def test_the_secretary_of_the_body_plans_too_others_do_not(cast) -> None:
    body = make_body(cast)
    assert plan_meeting(body, facts(cast), by=cast.minh, once=uuid4()).pk
    with pytest.raises(RefusedError, match="forbidden"):
        plan_meeting(body, facts(cast), by=cast.huong, once=uuid4())
