"""What is done for the simulated agreement: tasks, reports with evidence, judgements."""

from __future__ import annotations

from django.db import transaction

from donghanh.errors import InputError
from donghanh.text import fold
from donghanh.web.demo.content import Programme, ReportEntry, TaskEntry
from donghanh.web.organisations.models import Organisation, User
from donghanh.web.programme.actions.tasks.accept_claim import accept_claim
from donghanh.web.programme.actions.tasks.create_task import create_task
from donghanh.web.programme.actions.tasks.report_progress import EvidenceFacts, report_progress
from donghanh.web.programme.actions.tasks.return_claim import return_claim
from donghanh.web.programme.models import Agreement, Commitment, Task


def build_tasks(agreement: Agreement, entry: Programme, *, office: User, verifier: User) -> None:
    """The tasks that are missing, each with its reports; a task that is there is left as its people made it."""
    known = set(Task.objects.filter(commitment__agreement=agreement).values_list("title", flat=True))
    commitments = list(agreement.commitments.all())
    organisations = {one.code: one for one in Organisation.objects.filter(is_simulated=True)}
    for one in entry.tasks:
        if one.title not in known:
            _build_task(one, _commitment(one, commitments), organisations, office=office, verifier=verifier)


def _commitment(entry: TaskEntry, commitments: list[Commitment]) -> Commitment:
    found = [one for one in commitments if fold(entry.commitment) in fold(one.text)]
    if len(found) != 1:
        raise InputError(
            "demo.commitment",
            vi=f"“{entry.commitment}” có trong {len(found)} cam kết; sửa demo/programme.yaml để chỉ khớp một.",
            en=f"“{entry.commitment}” stands in {len(found)} commitments; mend demo/programme.yaml to match just one.",
        )
    return found[0]


@transaction.atomic
def _build_task(
    entry: TaskEntry,
    commitment: Commitment,
    organisations: dict[str, Organisation],
    *,
    office: User,
    verifier: User,
) -> None:
    task = create_task(
        commitment,
        by=office,
        title=entry.title,
        product=entry.product,
        lead=organisations[entry.lead],
        starts_on=entry.starts_on,
        due_on=entry.due_on,
        co_organisations=[organisations[code] for code in entry.together_with],
        indicator_code=entry.indicator,
    )
    author = User.objects.filter(organisation=task.lead).order_by("pk")[:1].get()
    for report in entry.reports:
        _build_report(task, report, author=author, verifier=verifier)


def _build_report(task: Task, entry: ReportEntry, *, author: User, verifier: User) -> None:
    papers = [EvidenceFacts(**one.model_dump()) for one in entry.evidence]
    report = report_progress(task, by=author, text=entry.text, is_claim=entry.claim, evidence=papers)
    if entry.accept is not None:
        accept_claim(report, by=verifier, reason=entry.accept)
    elif entry.send_back is not None:
        return_claim(report, by=verifier, reason=entry.send_back)
