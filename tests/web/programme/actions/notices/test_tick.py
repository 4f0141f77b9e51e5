from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from tests.cast import make_task

from donghanh.web.programme.actions.notices.tick import tick
from donghanh.web.programme.models import Body, Notice

pytestmark = pytest.mark.django_db
HANOI = ZoneInfo("Asia/Ho_Chi_Minh")


def test_a_second_run_finds_nothing_to_do(cast) -> None:
    at = datetime(2026, 7, 10, 8, tzinfo=HANOI)
    make_task(cast, due_on=date(2026, 6, 30))
    Body.objects.create(province=cast.province, kind="steering_committee", name="Ban Chỉ đạo")
    first = tick(at)
    assert (first.reminders, first.escalated) == (1, 1)
    count = Notice.objects.count()
    second = tick(at)
    assert (second.reminders, second.escalated, second.settled, second.letters) == (0, 0, 0, 0)
    assert Notice.objects.count() == count
