from __future__ import annotations

from datetime import date, timedelta

from tests.cast import make_task

from donghanh.web.demo.reminders import FRESH_DAYS, build_reminders
from donghanh.web.demo.running import moment
from donghanh.web.programme.models import Body, Escalation, Notice

DAY = date(2026, 6, 30)


def test_old_notices_are_read_and_the_day_brings_its_reminders_and_escalations_once(cast) -> None:
    task = make_task(cast, due_on=DAY - timedelta(days=10), at=moment(DAY - timedelta(days=60)))
    make_task(cast, due_on=DAY + timedelta(days=90), at=moment(DAY + timedelta(days=30)))
    Body.objects.create(agreement=task.commitment.agreement, kind=Body.Kind.OPERATING_BOARD, name="Ban Điều hành")
    build_reminders(on=DAY)
    assert Escalation.objects.get().task == task
    assert not Notice.objects.filter(raised_at__lt=moment(DAY - timedelta(days=FRESH_DAYS)), read_at=None).exists()
    assert Notice.objects.filter(kind=Notice.Kind.OVERDUE, read_at=None).exists()
    assert not Notice.objects.filter(raised_at__gt=moment(DAY, 7)).exists()
    before = Notice.objects.count()
    build_reminders(on=DAY)
    assert Notice.objects.count() == before
