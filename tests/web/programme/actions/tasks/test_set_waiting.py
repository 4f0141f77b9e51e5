from __future__ import annotations

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.utils import timezone
from tests.cast import make_claim, make_task

from donghanh.errors import InputError, RefusedError
from donghanh.web.programme.actions.tasks.set_waiting import set_waiting
from donghanh.web.programme.models import Task

pytestmark = pytest.mark.django_db


def test_a_waiting_task_says_whom_it_waits_for_and_since_when(cast) -> None:
    task = set_waiting(make_task(cast), by=cast.tuan, waits_for=" Bộ Công an ", since=date(2026, 6, 1), once=uuid4())
    assert (task.state, task.waits_for, task.waits_since) == (Task.State.WAITING, "Bộ Công an", date(2026, 6, 1))
    again = set_waiting(task, by=cast.tuan, waits_for="Sở Tài chính", once=uuid4())
    assert (again.waits_for, again.waits_since) == ("Sở Tài chính", timezone.localdate())


@pytest.mark.parametrize(
    ("waits_for", "since", "code"),
    [(" ", None, "task.waits_for"), ("Bộ", timezone.localdate() + timedelta(days=2), "task.waits_since")],
)
def test_nobody_and_a_day_ahead_are_refused(cast, waits_for, since, code) -> None:
    with pytest.raises(InputError) as caught:
        set_waiting(make_task(cast), by=cast.tuan, waits_for=waits_for, since=since)
    assert caught.value.code == code


def test_only_the_lead_says_so_and_only_while_it_owes_the_product(cast) -> None:
    task = make_task(cast)
    with pytest.raises(RefusedError):
        set_waiting(task, by=cast.minh, waits_for="Bộ")
    make_claim(cast, task)
    with pytest.raises(RefusedError, match=r"1\.1"):
        set_waiting(task, by=cast.tuan, waits_for="Bộ")
