"""A second organisation sends a claim back: the task is in progress again, and the lead reads why."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from donghanh.errors import InputError
from donghanh.web.audit.log import record
from donghanh.web.organisations.models import User
from donghanh.web.programme.actions.tasks.waiting_claim import tell_lead, waiting_claim
from donghanh.web.programme.models import Notice, ProgressReport, Task


@transaction.atomic
def return_claim(
    report: ProgressReport, *, by: User, reason: str, at: datetime | None = None, once: UUID | str | None = None
) -> ProgressReport:
    """Return the claim with a reason.

    Raises:
        InputError: no reason.
        RefusedError: no verifier of an organisation without a hand in the task, or the claim was judged before.
    """
    report = waiting_claim(report, by=by)
    if not reason.strip():
        raise InputError(
            "claim.reason",
            vi="Trả lại báo cáo phải ghi rõ lý do để đơn vị chủ trì bổ sung.",
            en="Returning a claim needs a reason, so that the lead knows what to mend.",
        )
    report.state = ProgressReport.State.RETURNED
    report.judged_by, report.judged_at, report.reason = by, at or timezone.now(), reason.strip()
    report.save()
    report.task.state = Task.State.IN_PROGRESS
    report.task.save()
    record("task.returned", report.task, by=by, reason=report.reason, data={"report": report.pk}, once=once)
    words = {
        "vi": f"Báo cáo hoàn thành nhiệm vụ {report.task.code} bị trả lại: {report.reason}",
        "en": f"The claim on task {report.task.code} was returned: {report.reason}",
    }
    tell_lead(report, Notice.Kind.RETURNED, words=words)
    return report
