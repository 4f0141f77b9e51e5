from __future__ import annotations

from uuid import uuid4

import pytest
from tests.web.programme.asking import make_request

from donghanh.errors import RefusedError
from donghanh.web.programme.actions.requests.answer_request import answer_request
from donghanh.web.programme.models import RequestAnswer

pytestmark = pytest.mark.django_db


def test_the_stored_state_decides_not_the_one_somebody_read_before(cast) -> None:
    stale = make_request(cast)
    answer_request(stale, by=cast.ha, verdict="accepted", text="Đồng ý", once=uuid4())
    with pytest.raises(RefusedError):
        answer_request(stale, by=cast.ha, verdict="refused", text="Không", once=uuid4())


@pytest.mark.django_db(transaction=True)
def test_of_two_answers_at_once_one_is_taken(cast, at_once) -> None:
    asked = make_request(cast)
    results = at_once(lambda: answer_request(asked, by=cast.ha, verdict="accepted", text="Đồng ý", once=uuid4()))
    assert sum(isinstance(one, RefusedError) for one in results) == 1
    assert RequestAnswer.objects.count() == 1
