from __future__ import annotations

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.utils import timezone
from tests.web.programme.asking import make_request

from donghanh.errors import InputError, RefusedError
from donghanh.web.programme.actions.requests.answer_request import answer_request
from donghanh.web.programme.actions.requests.repeat_request import repeat_request
from donghanh.web.programme.models import Request

pytestmark = pytest.mark.django_db


def test_asking_again_opens_it_until_the_new_day_and_keeps_the_first_answer(cast) -> None:
    asked = make_request(cast, state="answered")
    first_due, again = asked.due_on, timezone.localdate() + timedelta(days=30)
    repeat_request(asked, by=cast.tuan, reason="Chưa nêu diện tích", due_on=again, once=uuid4())
    answer_request(asked, by=cast.ha, verdict="accepted", text="500 m²", once=uuid4())
    asked.refresh_from_db()
    assert [(one.due_on, bool(one.asked_again)) for one in asked.answers.all()] == [(first_due, True), (again, False)]
    assert (asked.state, asked.due_on) == (Request.State.ANSWERED, again)


@pytest.mark.parametrize(("reason", "due_on"), [(" ", date(2099, 1, 1)), ("Thiếu", date(2020, 1, 1))])
def test_it_needs_a_reason_and_a_day_ahead(cast, reason, due_on) -> None:
    asked = make_request(cast, state="answered")
    with pytest.raises(InputError):
        repeat_request(asked, by=cast.tuan, reason=reason, due_on=due_on, once=uuid4())


@pytest.mark.parametrize(("who", "state"), [("minh", "answered"), ("tuan", "open"), ("tuan", "settled")])
def test_only_the_asker_does_and_only_after_an_answer(cast, who, state) -> None:
    asked = make_request(cast, state=state)
    with pytest.raises(RefusedError):
        repeat_request(asked, by=getattr(cast, who), reason="Thiếu", due_on=date(2099, 1, 1), once=uuid4())
