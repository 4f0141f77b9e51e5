"""A second organisation accepts what was claimed: the task is verified, or due again one period later."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from donghanh.web.audit.log import record
from donghanh.web.organisations.models import User
from donghanh.web.programme.actions.tasks.waiting_claim import tell_lead, waiting_claim
from donghanh.web.programme.editing import changes
from donghanh.web.programme.models import Notice, ProgressReport, Task
from donghanh.web.programme.recurring import following_due


@transaction.atomic
def accept_claim(
    report: ProgressReport, *, by: User, reason: str = "", at: datetime | None = None, once: UUID | str | None = None
) -> ProgressReport:
    """Accept the claim; ``reason`` may say what was seen. A recurring task goes on with its next due date.

    Raises:
        RefusedError: no verifier of an organisation without a hand in the task, or the claim was judged before.
    """
    report = waiting_claim(report, by=by)
    report.state = ProgressReport.State.ACCEPTED
    report.judged_by, report.judged_at, report.reason = by, at or timezone.now(), reason.strip()
    report.save()
    task, following = report.task, following_due(report.task)
    data: dict[str, object] = {"report": report.pk}
    if following is None:
        task.state = Task.State.VERIFIED
    else:
        data |= {"version": task.version + 1, "changed": changes(task, {"due_on": following})}
        task.state, task.due_on, task.version = Task.State.IN_PROGRESS, following, task.version + 1
    task.save()
    record("task.accepted", task, by=by, reason=report.reason, data=data, once=once)
    again = (
        (f" Hạn tiếp theo: {following:%d/%m/%Y}.", f" It is due again on {following:%d/%m/%Y}.")
        if following
        else ("", "")
    )
    words = {
        "vi": f"Báo cáo hoàn thành nhiệm vụ {task.code} được chấp nhận.{again[0]}",
        "en": f"The claim on task {task.code} was accepted.{again[1]}",
    }
    tell_lead(report, Notice.Kind.ANSWERED, words=words)
    return report
