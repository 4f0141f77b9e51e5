from __future__ import annotations

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.utils import timezone
from tests.cast import make_claim, make_task

from donghanh.errors import InputError, RefusedError
from donghanh.web.programme.actions.tasks.ask_extension import ask_extension
from donghanh.web.programme.models import Extension, Notice

pytestmark = pytest.mark.django_db


def test_the_due_date_holds_until_the_standing_office_answers(cast) -> None:
    task = make_task(cast)
    extension = ask_extension(task, by=cast.tuan, due_on=date(2028, 9, 30), reason=" chờ ", once=uuid4())
    task.refresh_from_db()
    assert task.due_on == extension.due_on_before == date(2028, 6, 30)
    assert (extension.state, extension.reason) == (Extension.State.ASKED, "chờ")
    notice = Notice.objects.get(kind=Notice.Kind.TO_JUDGE)
    assert (notice.user, notice.kind) == (cast.ha, Notice.Kind.TO_JUDGE)
    assert "30/09/2028" in notice.words["vi"]


def test_one_request_waits_at_a_time(cast) -> None:
    task = make_task(cast)
    ask_extension(task, by=cast.tuan, due_on=date(2028, 9, 30), reason="a", once=uuid4())
    with pytest.raises(RefusedError, match="30/09/2028"):
        ask_extension(task, by=cast.tuan, due_on=date(2028, 12, 31), reason="b", once=uuid4())


@pytest.mark.parametrize("days", [-3, 0])
def test_the_new_day_is_later_than_the_old_one_and_than_today(cast, days) -> None:
    today = timezone.localdate()
    for due_on in (today + timedelta(days=90), today - timedelta(days=90)):
        task = make_task(cast, due_on=due_on)
        with pytest.raises(InputError):
            ask_extension(task, by=cast.tuan, due_on=max(due_on, today) + timedelta(days=days), reason="a")


def test_no_reason_no_lead_and_a_delivered_product_are_refused(cast) -> None:
    task = make_task(cast)
    with pytest.raises(InputError):
        ask_extension(task, by=cast.tuan, due_on=date(2028, 9, 30), reason=" ")
    with pytest.raises(RefusedError):
        ask_extension(task, by=cast.ha, due_on=date(2028, 9, 30), reason="a")
    make_claim(cast, task)
    with pytest.raises(RefusedError):
        ask_extension(task, by=cast.tuan, due_on=date(2028, 9, 30), reason="a")
