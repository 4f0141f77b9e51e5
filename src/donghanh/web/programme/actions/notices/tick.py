"""Everything that time brings, in the order in which one leads to the next."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from donghanh.web.programme.actions.notices.escalate import escalate
from donghanh.web.programme.actions.notices.remind import remind
from donghanh.web.programme.actions.notices.send_letters import send_letters


@dataclass(frozen=True)
class Tick:
    """What one run did."""

    reminders: int
    escalated: int
    settled: int
    letters: int
    failures: tuple[str, ...]
    has_mail_server: bool


def tick(at: datetime | None = None) -> Tick:
    """Remind, escalate, then send what was said; a second run at the same time finds nothing to do."""
    at = at or timezone.now()
    reminders = remind(at)
    escalated, settled = escalate(at)
    sent = send_letters(at)
    return Tick(reminders, escalated, settled, sent.letters, sent.failures, sent.has_server)
