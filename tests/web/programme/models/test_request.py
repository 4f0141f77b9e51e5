from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from tests.web.programme.asking import make_request

from donghanh.web.programme.models import Request

pytestmark = pytest.mark.django_db


def test_the_database_keeps_one_addressee_and_one_number(cast) -> None:
    asked = make_request(cast)
    for wrong in ({"addressee_outside": "Bộ"}, {"addressed_to": None}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Request.objects.filter(pk=asked.pk).update(**wrong)
    second = make_request(cast)
    with pytest.raises(IntegrityError), transaction.atomic():
        Request.objects.filter(pk=second.pk).update(number=asked.number)


def test_the_addressee_is_named_inside_and_outside(cast) -> None:
    assert make_request(cast).addressee == str(cast.province)
    assert make_request(cast, by=cast.ha, addressee_outside="Bộ KH&CN").addressee == "Bộ KH&CN"


def test_it_is_overdue_from_the_day_after_while_it_waits(cast) -> None:
    asked = make_request(cast)
    assert not asked.is_overdue(asked.due_on) and asked.is_overdue(asked.due_on + timedelta(days=1))
    asked.state = Request.State.ANSWERED
    assert not asked.is_overdue(asked.due_on + timedelta(days=1))
