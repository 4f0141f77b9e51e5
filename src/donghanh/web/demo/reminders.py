"""What the people of the demo find in their notices: the last two weeks, and what the clock brings today."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone

from donghanh.web.demo.running import moment
from donghanh.web.programme.actions.notices.tick import tick
from donghanh.web.programme.models import Escalation, Notice

FRESH_DAYS = 14
"""Older notices count as read: the history was entered at once, and nobody would have left them for months."""


@transaction.atomic
def build_reminders(*, on: date) -> None:
    """Remind and escalate as of that day, unless it was done."""
    if Escalation.objects.exists():
        return
    stale = moment(on - timedelta(days=FRESH_DAYS))
    Notice.objects.filter(raised_at__lt=stale, read_at=None).update(read_at=stale)
    tick(at=min(timezone.now(), moment(on, 7)))
