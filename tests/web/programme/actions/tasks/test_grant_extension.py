from __future__ import annotations

from datetime import date
from uuid import uuid4

import pytest
from django.utils import timezone
from tests.cast import make_claim, make_task

from donghanh.errors import RefusedError
from donghanh.web.programme.actions.tasks.ask_extension import ask_extension
from donghanh.web.programme.actions.tasks.grant_extension import grant_extension
from donghanh.web.programme.models import Body, Escalation, Extension, Notice

pytestmark = pytest.mark.django_db
LATER = date(2028, 9, 30)


def test_the_due_date_moves_the_body_above_need_not_act_and_the_lead_is_told(cast) -> None:
    task = make_task(cast, due_on=date(2026, 3, 31))
    body = Body.objects.create(province=cast.province, kind="subcommittee", name="Phân ban")
    Escalation.objects.create(task=task, body=body, due_on=task.due_on, raised_at=timezone.now())
    extension = ask_extension(task, by=cast.tuan, due_on=LATER, reason="a", once=uuid4())
    grant_extension(extension, by=cast.ha, answer="Đồng ý", once=uuid4())
    task.refresh_from_db()
    assert (task.due_on, task.version) == (LATER, 2)
    assert Escalation.objects.get().settled_at is not None
    assert "30/09/2028" in Notice.objects.get(user=cast.tuan, kind=Notice.Kind.ANSWERED).words["vi"]


def test_an_answer_is_given_once_and_by_the_standing_office(cast) -> None:
    extension = ask_extension(make_task(cast), by=cast.tuan, due_on=LATER, reason="a", once=uuid4())
    with pytest.raises(RefusedError):
        grant_extension(extension, by=cast.tuan)
    grant_extension(extension, by=cast.ha, once=uuid4())
    with pytest.raises(RefusedError):
        grant_extension(extension, by=cast.ha, once=uuid4())


def test_nobody_grants_what_they_asked_for_themselves(cast) -> None:
    extension = ask_extension(make_task(cast, lead=cast.science), by=cast.ha, due_on=LATER, reason="a", once=uuid4())
    with pytest.raises(RefusedError):
        grant_extension(extension, by=cast.ha)


def test_a_delivered_task_is_not_extended(cast) -> None:
    task = make_task(cast)
    extension = ask_extension(task, by=cast.tuan, due_on=LATER, reason="a", once=uuid4())
    make_claim(cast, task)
    with pytest.raises(RefusedError):
        grant_extension(extension, by=cast.ha, once=uuid4())
    assert Extension.objects.get().state == Extension.State.ASKED


@pytest.mark.django_db(transaction=True)
def test_of_two_answers_at_once_one_counts(cast, at_once) -> None:
    extension = ask_extension(make_task(cast), by=cast.tuan, due_on=LATER, reason="a", once=uuid4())
    results = at_once(lambda: grant_extension(extension, by=cast.ha, once=uuid4()))
    assert sorted(type(one).__name__ for one in results) == ["Extension", "RefusedError"]
