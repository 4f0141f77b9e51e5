"""From a figure of the programme down to the paper and the words it rests on. No names of persons anywhere."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from donghanh.errors import TraceError
from donghanh.provenance import Derivation, Figure, Source
from donghanh.web.organisations.models import User
from donghanh.web.programme.models import Agreement, Commitment, Evidence, ProgressReport, Task
from donghanh.web.programme.querysets.agreements import claimed, in_effect, verified, with_progress
from donghanh.web.programme.querysets.sight import visible_agreements

COUNTS: dict[str, tuple[dict[str, str], dict[str, str], Callable[[QuerySet[Commitment]], QuerySet[Commitment]]]] = {
    "commitments": (
        {"vi": "Số cam kết", "en": "Commitments"},
        {
            "vi": "Đếm các cam kết của thỏa thuận, trừ cam kết đã bị bãi bỏ",
            "en": "The agreement's commitments without those struck out, counted",
        },
        lambda commitments: commitments,
    ),
    "claimed": (
        {"vi": "Số cam kết đã báo hoàn thành", "en": "Commitments claimed"},
        {
            "vi": "Đếm các cam kết có nhiệm vụ mà mọi nhiệm vụ (trừ nhiệm vụ đã dừng) đã báo hoàn thành",
            "en": "Commitments with tasks, all of which (but the dropped) are claimed or verified, counted",
        },
        claimed,
    ),
    "verified": (
        {"vi": "Số cam kết đã được xác minh", "en": "Commitments verified"},
        {
            "vi": "Đếm các cam kết có nhiệm vụ và mọi nhiệm vụ (trừ nhiệm vụ đã dừng) được một đơn vị khác xác minh",
            "en": "Commitments with tasks, all of which (but the dropped) a second organisation verified, counted",
        },
        verified,
    ),
}
LISTED = 50
"""Inputs named in a figure; the rest are counted."""


def _unknown(figure_id: str) -> TraceError:
    return TraceError(
        "trace.unknown",
        vi=f"Không có số liệu “{figure_id}”. Hãy mở lại từ trang có số liệu đó.",
        en=f"There is no figure “{figure_id}”. Open it again from the page that shows it.",
    )


def _key(figure_id: str) -> int | None:
    key = figure_id.partition("/")[2]
    return int(key) if key.isascii() and key.isdecimal() and len(key) < 19 else None


def is_public_count(figure_id: str) -> bool:
    """All counts but of what is claimed, and none of a draft: the public is shown what is verified."""
    code = figure_id.removeprefix("agreement/").partition("/")[0]
    return not figure_id.endswith("/claimed") and not _drafts().filter(code=code).exists()


def is_public_commitment(figure_id: str) -> bool:
    """Every commitment but those of drafts."""
    key = _key(figure_id)
    return key is None or not _drafts().filter(commitments=key).exists()


def _drafts() -> QuerySet[Agreement]:
    return Agreement.objects.filter(state=Agreement.State.DRAFT)


def may_follow_count(user: User, figure_id: str) -> bool:
    """Whether the person may open a count: not one of an agreement it may not see."""
    code = figure_id.removeprefix("agreement/").partition("/")[0]
    return not Agreement.objects.filter(code=code).exclude(pk__in=visible_agreements(user)).exists()


def may_follow(user: User, figure_id: str) -> bool:
    """Whether the person may open this commitment, task, report or paper: not one of an agreement it may not see."""
    rows, agreement = {
        "commitment": (Commitment.objects, "agreement"),
        "task": (Task.objects, "commitment__agreement"),
        "report": (ProgressReport.objects, "task__commitment__agreement"),
        "evidence": (Evidence.objects, "report__task__commitment__agreement"),
    }[figure_id.partition("/")[0]]
    hidden = rows.exclude(**{f"{agreement}__in": visible_agreements(user)})
    return not hidden.filter(pk=_key(figure_id)).exists()


def _found(rows: QuerySet[Any], figure_id: str) -> Any:
    key = _key(figure_id)
    found = None if key is None else rows.filter(pk=key).first()
    if found is None:
        raise _unknown(figure_id)
    return found


def resolve_agreement(figure_id: str) -> Figure:
    """``agreement/<code>/commitments|claimed|verified``."""
    code, _slash, count = figure_id.removeprefix("agreement/").partition("/")
    agreement = Agreement.objects.filter(code=code).defer("spans").first()
    if agreement is None or count not in COUNTS:
        raise _unknown(figure_id)
    name, rule, counted = COUNTS[count]
    keys = list(counted(in_effect(agreement.commitments.order_by("number"))).values_list("pk", flat=True))
    return Figure(
        id=figure_id,
        name={language: f"{words}: {agreement.title}" for language, words in name.items()},
        value=len(keys),
        measure="count",
        derivation=Derivation(rule, tuple(f"commitment/{key}" for key in keys[:LISTED]), len(keys)),
        period=agreement.period or None,
        as_of=timezone.localdate(),
    )


def resolve_commitment(figure_id: str) -> Figure:
    """``commitment/<id>``: whether it is verified, from its tasks; its words from the document.

    The public opens it, so what is only claimed shows in the tasks below, which ask for a sign-in.
    """
    rows = with_progress(Commitment.objects.select_related("agreement__document", "promisor"), on=timezone.localdate())
    commitment = _found(rows, figure_id)
    keys = list(commitment.tasks.exclude(state=Task.State.DROPPED).values_list("pk", flat=True))
    state = "đã được xác minh" if commitment.is_verified else "chưa được xác minh" if keys else "chưa giao nhiệm vụ"
    return Figure(
        id=figure_id,
        name={
            "vi": f"Cam kết {commitment.number}: {commitment.text}",
            "en": f"Commitment {commitment.number}: {commitment.text}",
        },
        value=state,
        measure="text",
        derivation=Derivation(
            {
                "vi": "Trạng thái tính từ các nhiệm vụ của cam kết (trừ nhiệm vụ đã dừng)",
                "en": "The state is computed from the commitment's tasks (but the dropped)",
            },
            tuple(f"task/{key}" for key in keys[:LISTED]),
            len(keys),
            (_words(commitment),),
        ),
        period=commitment.agreement.period or None,
        as_of=timezone.localdate(),
    )


def _words(commitment: Commitment) -> Source:
    agreement, document = commitment.agreement, commitment.agreement.document
    label = agreement.source_title or agreement.title
    details = {"Bên cam kết": str(commitment.promisor or "hai bên")}
    reference = agreement.source_url or (f"sha256:{document.sha256}" if document else label)
    if document and commitment.span_start is not None:
        details["Nguyên văn"] = document.text[commitment.span_start : commitment.span_end]
        details["Vị trí trong văn bản"] = f"ký tự {commitment.span_start}-{commitment.span_end}"
    return Source("document", {"vi": label, "en": label}, reference, details)


def resolve_task(figure_id: str) -> Figure:
    """``task/<id>``: its state from its reports."""
    task = _found(Task.objects.select_related("lead"), figure_id)
    keys = list(task.reports.values_list("pk", flat=True))
    due = f"{task.due_on:%d/%m/%Y}"
    return Figure(
        id=figure_id,
        name={"vi": f"Nhiệm vụ {task.code}: {task.title}", "en": f"Task {task.code}: {task.title}"},
        value=str(task.get_state_display()),
        measure="text",
        derivation=Derivation(
            {
                "vi": f"Theo báo cáo của {task.lead} và kết quả xác minh; sản phẩm: {task.product}; hạn {due}",
                "en": f"By the reports of {task.lead} and their judgement; product: {task.product}; due {due}",
            },
            tuple(f"report/{key}" for key in keys[:LISTED]),
            len(keys),
        ),
        as_of=timezone.localdate(),
    )


def resolve_report(figure_id: str) -> Figure:
    """``report/<id>``: what the lead's organisation said, who judged it, and the papers."""
    rows = ProgressReport.objects.select_related("task", "written_by__organisation", "judged_by__organisation")
    report = _found(rows, figure_id)
    keys = list(report.evidence.values_list("pk", flat=True))
    author = report.written_by.organisation
    judged = {"vi": "", "en": ""}
    if report.judged_by and report.judged_at:
        judge, day = report.judged_by.organisation, f"{timezone.localtime(report.judged_at):%d/%m/%Y}"
        judged = {"vi": f"; {judge} xác minh ngày {day}", "en": f"; judged by {judge} on {day}"}
    return Figure(
        id=figure_id,
        name={"vi": f"Báo cáo nhiệm vụ {report.task.code}", "en": f"Report on task {report.task.code}"},
        value=report.text,
        measure="text",
        derivation=Derivation(
            {
                "vi": f"{author} báo cáo ngày {timezone.localtime(report.written_at):%d/%m/%Y}{judged['vi']}",
                "en": f"Reported by {author} on {timezone.localtime(report.written_at):%d/%m/%Y}{judged['en']}",
            },
            tuple(f"evidence/{key}" for key in keys),
            len(keys),
        ),
        as_of=timezone.localtime(report.written_at),
    )


def resolve_evidence(figure_id: str) -> Figure:
    """``evidence/<id>``: where the chain ends, a paper."""
    paper = _found(Evidence.objects.all(), figure_id)
    details = {
        "Số": paper.number,
        "Ngày": f"{paper.issued_on:%d/%m/%Y}",
        "Nơi ban hành": paper.issuer,
        "Trích yếu": paper.abstract,
    }
    if paper.section:
        details["Mục, trang"] = paper.section
    return Figure(
        id=figure_id,
        name={"vi": f"Minh chứng {paper.number}", "en": f"Evidence {paper.number}"},
        value=paper.abstract,
        measure="text",
        derivation=Derivation(
            {"vi": "Văn bản do đơn vị báo cáo viện dẫn", "en": "A paper cited by the reporting organisation"},
            sources=(Source("document", {"vi": paper.abstract, "en": paper.abstract}, paper.number, details),),
        ),
        as_of=paper.issued_on,
    )
