from __future__ import annotations

from uuid import uuid4

import pytest
from tests.web.programme.asking import make_request

from donghanh.errors import RefusedError
from donghanh.web.programme.actions.requests.settle_request import settle_request
from donghanh.web.programme.models import Request

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("who", ["tuan", "ha"])
def test_the_asker_or_the_standing_office_says_what_came_of_it(cast, who) -> None:
    asked = make_request(cast, state="answered")
    settle_request(asked, by=getattr(cast, who), outcome="Đã bàn giao", once=uuid4())
    asked.refresh_from_db()
    assert (asked.state, asked.outcome) == (Request.State.SETTLED, "Đã bàn giao")
    assert asked.settled_by == getattr(cast, who)


@pytest.mark.parametrize(("who", "state"), [("minh", "answered"), ("tuan", "open"), ("tuan", "settled")])
def test_only_they_do_and_only_after_an_answer(cast, who, state) -> None:
    with pytest.raises(RefusedError):
        settle_request(make_request(cast, state=state), by=getattr(cast, who), outcome="Xong", once=uuid4())
