from __future__ import annotations

from datetime import date
from uuid import uuid4

import pytest
from tests.web.programme.meetings import DECISION, make_body, make_meeting

from donghanh.errors import InputError, RefusedError
from donghanh.web.programme.actions.governance.dissolve_body import dissolve_body

pytestmark = pytest.mark.django_db
DAY = date(2026, 7, 1)


def test_the_members_leave_on_the_day_before_and_the_decision_is_kept(cast) -> None:
    body = dissolve_body(make_body(cast), by=cast.ha, on=DAY, reason="Sáp nhập", decision=DECISION, once=uuid4())
    assert body.dissolved_on == DAY
    assert {one.until for one in body.memberships.all()} == {date(2026, 6, 30)}
    assert [one.act for one in body.decisions.all()] == ["set_up", "dissolves"]


def test_a_body_with_bodies_below_it_or_meetings_to_come_stays(cast) -> None:
    root = make_body(cast)
    part = make_body(cast, name="Tổ giúp việc", parent=root, members=False)
    with pytest.raises(RefusedError, match=r"state\.body_parts"):
        dissolve_body(root, by=cast.ha, on=DAY, reason="Sáp nhập", once=uuid4())
    make_meeting(cast, body=part)
    with pytest.raises(RefusedError, match=r"state\.body_meetings"):
        dissolve_body(part, by=cast.ha, on=DAY, reason="Sáp nhập", once=uuid4())


def test_it_needs_a_reason_and_a_day_after_everybody_joined(cast) -> None:
    body = make_body(cast)
    with pytest.raises(InputError, match=r"body\.reason"):
        dissolve_body(body, by=cast.ha, on=DAY, reason=" ", once=uuid4())
    with pytest.raises(InputError, match=r"body\.day"):
        dissolve_body(body, by=cast.ha, on=date(2025, 3, 3), reason="Sáp nhập", once=uuid4())
