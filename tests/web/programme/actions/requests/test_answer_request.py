from __future__ import annotations

from uuid import uuid4

import pytest
from tests.cast import MINUTES
from tests.web.programme.asking import make_request

from donghanh.errors import InputError, RefusedError
from donghanh.web.programme.actions.requests.answer_request import answer_request
from donghanh.web.programme.models import Notice, Request, RequestAnswer

pytestmark = pytest.mark.django_db


def test_the_addressee_answers_with_papers_and_the_asker_is_told(cast) -> None:
    asked = make_request(cast, by=cast.minh, addressed_to=cast.sao_lam)
    answer = answer_request(asked, by=cast.tuan, verdict="partly", text="Được một phần", papers=[MINUTES], once=uuid4())
    asked.refresh_from_db()
    assert asked.state == Request.State.ANSWERED
    assert (answer.due_on, answer.papers.count()) == (asked.due_on, 1)
    assert Notice.objects.filter(user=cast.minh, kind=Notice.Kind.ANSWERED).count() == 1


@pytest.mark.parametrize("given", [{}, {"addressee_outside": "Bộ KH&CN"}])
def test_the_standing_office_answers_for_the_committee_and_for_authorities_outside(cast, given) -> None:
    asked = make_request(cast, by=cast.ha if given else cast.tuan, **given)
    answer_request(asked, by=cast.ha, verdict="accepted", text="Theo công văn 12", once=uuid4())
    assert RequestAnswer.objects.get().answered_by == cast.ha


@pytest.mark.parametrize("who", ["tuan", "minh", "tam", "yen", "vinh"])
def test_nobody_else_answers(cast, who) -> None:
    asked = make_request(cast)
    with pytest.raises(RefusedError):
        answer_request(asked, by=getattr(cast, who), verdict="accepted", text="Đồng ý", once=uuid4())
    assert not RequestAnswer.objects.exists()


@pytest.mark.parametrize(("verdict", "text"), [("accepted", " "), ("", "Đồng ý")])
def test_an_answer_says_something(cast, verdict, text) -> None:
    with pytest.raises(InputError):
        answer_request(make_request(cast), by=cast.ha, verdict=verdict, text=text, once=uuid4())


def test_an_answered_request_is_not_answered_twice(cast) -> None:
    asked = make_request(cast, state="answered")
    with pytest.raises(RefusedError, match="trạng thái"):
        answer_request(asked, by=cast.ha, verdict="accepted", text="Đồng ý", once=uuid4())
