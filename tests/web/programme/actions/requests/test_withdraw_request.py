from __future__ import annotations

from uuid import uuid4

import pytest
from tests.web.programme.asking import make_request

from donghanh.errors import RefusedError
from donghanh.web.programme.actions.requests.withdraw_request import withdraw_request
from donghanh.web.programme.models import Request

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("state", ["open", "answered"])
def test_a_running_request_is_withdrawn_with_the_reason(cast, state) -> None:
    asked = withdraw_request(make_request(cast, state=state), by=cast.tuan, reason="Không cần nữa", once=uuid4())
    assert (asked.state, asked.outcome) == (Request.State.WITHDRAWN, "Không cần nữa")


@pytest.mark.parametrize(("who", "state"), [("minh", "open"), ("tuan", "settled")])
def test_not_by_others_and_not_when_it_is_settled(cast, who, state) -> None:
    with pytest.raises(RefusedError):
        withdraw_request(make_request(cast, state=state), by=getattr(cast, who), reason="Thôi", once=uuid4())
