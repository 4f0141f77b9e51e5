"""What accepting and returning have in common: the claim must wait, and the judge must be independent."""

from __future__ import annotations

from django.utils import timezone

from donghanh.errors import RefusedError
from donghanh.web.organisations.models import User
from donghanh.web.programme.models import Notice, ProgressReport, Task
from donghanh.web.programme.notifying import notify, settle_notices
from donghanh.web.programme.permissions.tasks import require_judging
from donghanh.web.programme.querysets.people import responsible_for


def waiting_claim(report: ProgressReport, *, by: User) -> ProgressReport:
    """The claim, locked with its task, if ``by`` may judge it now; call it inside the judging transaction.

    Raises:
        RefusedError: no verifier of an organisation without a hand in the task, or the claim was judged before.
    """
    task = Task.objects.select_for_update(of=("self",)).select_related("lead", "officer").get(pk=report.task_id)
    report = ProgressReport.objects.select_related("written_by").get(pk=report.pk)
    report.task = task
    require_judging(by, report)
    if not report.is_claim or report.state != ProgressReport.State.SUBMITTED or task.state != Task.State.CLAIMED:
        raise RefusedError(
            "state.claim",
            vi=f"Báo cáo của nhiệm vụ {task.code} không còn chờ xác minh (trạng thái: {report.get_state_display()}).",
            en=f"The report on task {task.code} no longer waits to be judged (state: {report.get_state_display()}).",
        )
    return report


def tell_lead(report: ProgressReport, kind: Notice.Kind, *, words: dict[str, str]) -> None:
    """The lead and whoever wrote the claim read what became of it; nobody else need judge it."""
    task = report.task
    settle_notices(f"task/{task.pk}/claim/{report.pk}", at=report.judged_at or timezone.now())
    told = responsible_for(task) | User.objects.filter(pk=report.written_by_id)
    key = f"task/{task.pk}/judged/{report.pk}"
    notify(told.distinct(), kind, words=words, href=task.get_absolute_url(), key=key, at=report.judged_at)
