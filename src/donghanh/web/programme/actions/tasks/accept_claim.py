"""A second organisation accepts what was claimed: the task is verified."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.utils import timezone

from donghanh.web.audit.log import record
from donghanh.web.organisations.models import User
from donghanh.web.programme.actions.tasks.waiting_claim import waiting_claim
from donghanh.web.programme.models import ProgressReport, Task


@transaction.atomic
def accept_claim(
    report: ProgressReport, *, by: User, reason: str = "", once: UUID | str | None = None
) -> ProgressReport:
    """Accept the claim; ``reason`` may say what was seen.

    Raises:
        RefusedError: no verifier of an organisation without a hand in the task, or the claim was judged before.
    """
    report = waiting_claim(report, by=by)
    report.state = ProgressReport.State.ACCEPTED
    report.judged_by, report.judged_at, report.reason = by, timezone.now(), reason.strip()
    report.save()
    report.task.state = Task.State.VERIFIED
    report.task.save()
    record("task.accepted", report.task, by=by, reason=report.reason, data={"report": report.pk}, once=once)
    return report
