from __future__ import annotations

from datetime import timedelta

import pytest
from tests.cast import make_agreement
from tests.web.programme.asking import make_request

from donghanh.web.programme.models import Agreement, Request
from donghanh.web.programme.permissions.requests import may_answer_request
from donghanh.web.programme.querysets.requests import (
    answering_for,
    linkable_tasks,
    overdue_requests,
    possible_addressees,
    running_requests,
    to_answer_by,
    visible_requests,
)

pytestmark = pytest.mark.django_db

PEOPLE = ("ha", "minh", "huong", "tuan", "tam", "yen", "vinh")


@pytest.mark.parametrize("who", PEOPLE)
def test_what_a_person_is_asked_to_answer_is_what_they_may_answer(cast, who) -> None:
    person = getattr(cast, who)
    make_request(cast)
    make_request(cast, by=cast.minh, addressed_to=cast.sao_lam)
    make_request(cast, addressed_to=cast.finance)
    make_request(cast, by=cast.ha, addressee_outside="Bộ KH&CN")
    may = {one.pk for one in Request.objects.all() if may_answer_request.test(person, one)}
    assert set(to_answer_by(person).values_list("pk", flat=True)) == may


def test_an_answer_is_overdue_the_day_after_it_was_due_and_only_while_it_is_owed(cast) -> None:
    open_one, _answered = make_request(cast), make_request(cast, state="answered")
    assert not overdue_requests(Request.objects.all(), on=open_one.due_on).exists()
    late = open_one.due_on + timedelta(days=1)
    assert overdue_requests(Request.objects.all(), on=late).get() == open_one
    assert open_one.is_overdue(late) and not _answered.is_overdue(late)
    assert running_requests(Request.objects.all()).count() == 2


@pytest.mark.parametrize("state", ["negotiating", "closed"])
def test_nothing_is_owed_before_an_agreement_is_signed_or_after_its_end(cast, state) -> None:
    asked = make_request(cast)
    Agreement.objects.update(state=state)
    asked = Request.objects.get()
    late = asked.due_on + timedelta(days=1)
    assert not asked.is_overdue(late) and not overdue_requests(Request.objects.all(), on=late).exists()


def test_a_partner_sees_only_requests_of_its_agreements(cast) -> None:
    make_request(cast)
    seen = [visible_requests(getattr(cast, who)).count() for who in PEOPLE]
    assert seen == [1, 1, 1, 1, 0, 1, 1]


def test_a_request_goes_to_a_party_or_a_department_and_is_answered_by_its_officers(cast) -> None:
    known = set(possible_addressees(make_agreement(cast)))
    assert known == {cast.province, cast.science, cast.home_affairs, cast.finance, cast.sao_lam}
    assert [set(answering_for(one)) for one in (None, cast.province, cast.sao_lam)] == [
        {cast.ha},
        {cast.ha},
        {cast.tuan},
    ]


def test_only_tasks_of_its_agreement_can_be_linked(cast) -> None:
    assert not linkable_tasks(make_request(cast)).exists()
