from __future__ import annotations

from datetime import date
from uuid import uuid4

import pytest
from django.utils import timezone
from tests.cast import make_claim, make_task

from donghanh.web.programme.actions.notices.settle_escalations import settle_escalations
from donghanh.web.programme.actions.tasks.drop_task import drop_task
from donghanh.web.programme.models import Body, Escalation, Task

pytestmark = pytest.mark.django_db


@pytest.fixture
def raised(cast) -> Escalation:
    """An overdue task before a body."""
    task = make_task(cast, due_on=date(2026, 3, 31))
    body = Body.objects.create(province=cast.province, kind="subcommittee", name="Phân ban")
    return Escalation.objects.create(task=task, body=body, due_on=task.due_on, raised_at=timezone.now())


def test_what_is_still_owed_stays_before_the_body(cast, raised) -> None:
    assert settle_escalations(at=timezone.now()) == 0
    assert Escalation.objects.get().settled_at is None


@pytest.mark.parametrize("what", ["claim", "drop", "new date"])
def test_delivery_dropping_and_a_new_date_settle_it(cast, raised, what) -> None:
    if what == "claim":
        make_claim(cast, raised.task)
    elif what == "drop":
        drop_task(raised.task, by=cast.ha, reason="thôi", once=uuid4())
    else:
        Task.objects.update(due_on=date(2028, 3, 31))
        assert settle_escalations(task=raised.task, at=timezone.now()) == 1
    assert Escalation.objects.get().settled_at is not None
    assert settle_escalations(at=timezone.now()) == 0
