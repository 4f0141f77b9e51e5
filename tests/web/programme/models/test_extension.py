from __future__ import annotations

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone
from tests.cast import make_task

from donghanh.web.programme.models import Body, Escalation, Extension

pytestmark = pytest.mark.django_db


def test_one_request_for_more_time_waits_at_a_time(cast) -> None:
    task = make_task(cast)
    given = {"task": task, "asked_by": cast.tuan, "asked_at": timezone.now(), "due_on_before": task.due_on}
    first = Extension.objects.create(**given, due_on=date(2028, 9, 30), reason="chờ")
    assert str(first) == f"{task.code}: 30/09/2028"
    with pytest.raises(IntegrityError), transaction.atomic():
        Extension.objects.create(**given, due_on=date(2028, 10, 31), reason="chờ nữa")


def test_a_missed_date_is_put_before_a_body_once(cast) -> None:
    task = make_task(cast)
    body = Body.objects.create(agreement=task.commitment.agreement, kind="operating_board", name="Ban Điều hành")
    given = {"task": task, "body": body, "due_on": task.due_on, "raised_at": timezone.now()}
    assert str(Escalation.objects.create(**given)) == f"{task.code} → Ban Điều hành"
    with pytest.raises(IntegrityError), transaction.atomic():
        Escalation.objects.create(**given)
