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
    stale, morning = moment(on - timedelta(days=FRESH_DAYS)), moment(on, 7)
    # The plan of several years was entered as if each task were handed out on the day it starts.
    ahead = Notice.objects.filter(raised_at__gt=morning)
    ahead.filter(kind=Notice.Kind.ASSIGNED).update(raised_at=stale, read_at=stale)
    ahead.update(raised_at=morning)
    Notice.objects.filter(raised_at__lt=stale, read_at=None).update(read_at=stale)
    tick(at=min(timezone.now(), morning))
