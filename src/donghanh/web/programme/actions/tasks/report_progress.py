"""The lead says what was done, and may claim that the product is delivered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.core.files import File
from django.db import transaction
from django.utils import timezone

from donghanh.errors import InputError
from donghanh.web.audit.log import record
from donghanh.web.organisations.models import User
from donghanh.web.programme.actions.notices.settle_escalations import settle_escalations
from donghanh.web.programme.actions.tasks.locked_task import locked_task, stop_waiting
from donghanh.web.programme.files import check_attachment
from donghanh.web.programme.models import Evidence, Notice, ProgressReport, Task
from donghanh.web.programme.notifying import notify, settle_notices
from donghanh.web.programme.permissions.tasks import require_reporting
from donghanh.web.programme.querysets.people import judges_of


@dataclass(frozen=True)
class EvidenceFacts:
    """A paper as officials cite it."""

    number: str
    issued_on: date
    issuer: str
    abstract: str
    section: str = ""
    file: File | None = None


@transaction.atomic
def report_progress(
    task: Task,
    *,
    by: User,
    text: str,
    is_claim: bool = False,
    evidence: Sequence[EvidenceFacts] = (),
    at: datetime | None = None,
    once: UUID | str | None = None,
) -> ProgressReport:
    """Store the report; a claim makes the task *claimed*, any other report *in progress*; it ends any waiting.

    Raises:
        InputError: no words, a claim without evidence, evidence without number, issuer or abstract, a bad file.
        RefusedError: not an officer of the lead, or the task is claimed, verified or dropped already.
    """
    require_reporting(by, task)
    _check(text, is_claim, evidence)
    task = locked_task(task, states=Task.OPEN, vi="không nhận báo cáo", en="it takes no report")
    at = at or timezone.now()
    report = ProgressReport.objects.create(
        task=task, written_by=by, written_at=at, text=text.strip(), is_claim=is_claim, due_on=task.due_on
    )
    task.state = Task.State.CLAIMED if is_claim else Task.State.IN_PROGRESS
    stop_waiting(task)
    task.save()
    papers = [one.number for one in evidence]
    action = "task.claimed" if is_claim else "task.progress_reported"
    record(action, task, by=by, data={"report": report.pk, "evidence": papers}, once=once)
    for one in evidence:
        _keep(one, report)
    if is_claim:
        _hand_on(report)
    return report


def _hand_on(report: ProgressReport) -> None:
    """The bodies above need not act any more, nobody need be reminded; those who may judge are told."""
    task = report.task
    settle_notices(f"task/{task.pk}/due/", at=report.written_at)
    settle_escalations(task=task, at=report.written_at)
    words = {
        "vi": f"{task.lead} báo đã hoàn thành nhiệm vụ {task.code}: {task.product}. Báo cáo chờ xác minh.",
        "en": f"{task.lead} claims that task {task.code} is delivered: {task.product}. The claim waits to be verified.",
    }
    key = f"task/{task.pk}/claim/{report.pk}"
    judges = judges_of(task).exclude(organisation=report.written_by.organisation_id)
    notify(judges, Notice.Kind.TO_JUDGE, words=words, href=task.get_absolute_url(), key=key, at=report.written_at)


def _keep(facts: EvidenceFacts, report: ProgressReport) -> None:
    paper = Evidence(
        report=report,
        number=facts.number.strip(),
        issued_on=facts.issued_on,
        issuer=facts.issuer.strip(),
        abstract=facts.abstract.strip(),
        section=facts.section.strip(),
    )
    if facts.file is not None:
        paper.file_name = (facts.file.name or "").replace("\\", "/").rpartition("/")[2][-255:]
        paper.file = facts.file
    paper.save()


def _check(text: str, is_claim: bool, evidence: Sequence[EvidenceFacts]) -> None:
    if not text.strip():
        raise InputError("report.text", vi="Hãy ghi việc đã làm.", en="Say what was done.")
    if is_claim and not evidence:
        raise InputError(
            "report.evidence",
            vi="Báo cáo đã hoàn thành sản phẩm phải kèm ít nhất một minh chứng (số, ngày, nơi ban hành, trích yếu).",
            en="A claim of delivery needs at least one paper of evidence (number, date, issuer, abstract).",
        )
    for one in evidence:
        if not (one.number.strip() and one.issuer.strip() and one.abstract.strip()):
            raise InputError(
                "report.paper",
                vi=f"Minh chứng “{one.number or one.abstract}” thiếu số, nơi ban hành hoặc trích yếu.",
                en=f"The evidence “{one.number or one.abstract}” lacks its number, issuer or abstract.",
            )
        if one.file is not None:
            check_attachment(one.file)
