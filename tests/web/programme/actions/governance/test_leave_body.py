from __future__ import annotations

from datetime import date, timedelta
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.web.programme.meetings import make_body

from donghanh.errors import InputError, RefusedError
from donghanh.web.programme.actions.governance.leave_body import change_role, leave_body
from donghanh.web.programme.models import Membership
from donghanh.web.programme.querysets.governance import holding

pytestmark = pytest.mark.django_db


def test_a_member_sits_until_the_last_day(cast) -> None:
    body = make_body(cast)
    seat = leave_body(body.memberships.get(user=cast.huong), by=cast.ha, until=date(2026, 6, 30), once=uuid4())
    assert seat.holds(date(2026, 6, 30)) and not seat.holds(date(2026, 7, 1))
    with pytest.raises(RefusedError, match=r"state\.member"):
        leave_body(seat, by=cast.ha, until=date(2026, 8, 1), once=uuid4())


def test_a_new_role_begins_when_the_old_one_ends_and_both_stay_known(cast) -> None:
    body = make_body(cast)
    seat = body.memberships.get(user=cast.huong)
    new = change_role(seat, by=cast.ha, role="deputy", since=date(2026, 7, 1), once=uuid4())
    assert (new.name, new.role, new.organisation) == (seat.name, "deputy", cast.finance)
    for day, role in ((date(2026, 6, 30), "member"), (date(2026, 7, 1), "deputy")):
        assert holding(body.memberships.filter(user=cast.huong), on=day).get().role == role


def test_the_same_role_or_a_day_before_the_first_is_refused(cast) -> None:
    seat = make_body(cast).memberships.get(user=cast.huong)
    with pytest.raises(InputError, match=r"member\.role"):
        change_role(seat, by=cast.ha, role="member", since=date(2026, 7, 1), once=uuid4())
    with pytest.raises(InputError, match=r"member\.until"):
        leave_body(seat, by=cast.ha, until=date(2020, 1, 1), once=uuid4())


@given(first=st.dates(), length=st.integers(0, 400), other=st.dates())
def test_a_seat_holds_exactly_from_its_first_to_its_last_day(first: date, length: int, other: date) -> None:
    last = min(date.max, first + timedelta(days=min(length, (date.max - first).days)))
    seat = Membership(since=first, until=last)
    assert seat.holds(first) and seat.holds(last)
    assert seat.holds(other) == (first <= other <= last)
