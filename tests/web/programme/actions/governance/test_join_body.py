from __future__ import annotations

from datetime import date
from uuid import uuid4

import pytest
from tests.web.programme.meetings import make_body

from donghanh.errors import InputError
from donghanh.web.programme.actions.governance.join_body import join_body

pytestmark = pytest.mark.django_db
DAY = date(2026, 1, 1)


def test_an_account_brings_its_name_and_organisation(cast) -> None:
    seat = join_body(make_body(cast, members=False), by=cast.ha, name="", user=cast.minh, since=DAY, once=uuid4())
    assert (seat.name, seat.organisation, seat.role) == ("Trần Văn Minh", cast.home_affairs, "member")


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"name": ""}, "member.name"),
        ({"name": "Ông Mẫu", "role": "x"}, "member.name"),
        ({"name": "Ông Mẫu", "role": "chair"}, "member.chair"),
    ],
)
def test_a_seat_needs_a_name_and_a_role_and_a_body_has_one_chair(cast, given, code) -> None:
    with pytest.raises(InputError) as wrong:
        join_body(make_body(cast), by=cast.ha, since=DAY, once=uuid4(), **given)
    assert wrong.value.code == code


def test_nobody_sits_twice_and_a_decision_is_about_this_body(cast) -> None:
    body, other = make_body(cast), make_body(cast, name="Tổ thư ký", members=False)
    with pytest.raises(InputError, match=r"member\.twice"):
        join_body(body, by=cast.ha, name="", user=cast.minh, since=DAY, once=uuid4())
    with pytest.raises(InputError, match=r"member\.decision"):
        decision = other.decisions.get()
        join_body(body, by=cast.ha, name="Bà Mẫu", decision=decision, since=DAY, once=uuid4())
