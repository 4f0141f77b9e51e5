from __future__ import annotations

from datetime import date
from uuid import uuid4

import pytest
from tests.cast import make_task

from donghanh.web.programme.actions.tasks.ask_extension import ask_extension
from donghanh.web.programme.actions.tasks.refuse_extension import refuse_extension
from donghanh.web.programme.models import Notice

pytestmark = pytest.mark.django_db


def test_the_officer_in_charge_is_told_where_one_is_named(cast) -> None:
    task = make_task(cast)
    other = type(cast.tuan).objects.create(
        username="khoa", full_name="Lê Khoa", organisation=cast.sao_lam, role=cast.tuan.role
    )
    task.officer = other
    task.save()
    extension = ask_extension(task, by=cast.tuan, due_on=date(2028, 9, 30), reason="a", once=uuid4())
    refuse_extension(extension, by=cast.ha, answer="không", once=uuid4())
    assert [one.user for one in Notice.objects.filter(kind=Notice.Kind.ANSWERED)] == [other]
