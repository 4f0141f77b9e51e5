"""An escalation ends by itself when its task is delivered, dropped or given a new date."""

from __future__ import annotations

from datetime import datetime

from django.db.models import F

from donghanh.web.programme.models import Escalation, Task


def settle_escalations(*, task: Task | None = None, at: datetime) -> int:
    """Settle what no body has to act on any more, of one task or of all; gives their number."""
    raised = Escalation.objects.filter(settled_at=None)
    if task is not None:
        raised = raised.filter(task=task)
    still_owed = {"task__state__in": Task.OPEN, "task__due_on": F("due_on")}
    settled = list(raised.exclude(**still_owed).values_list("pk", flat=True))
    return Escalation.objects.filter(pk__in=settled).update(settled_at=at) if settled else 0
