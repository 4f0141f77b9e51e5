"""V. Shortcomings and causes, as far as the records say: overdue, unassigned, sent back, set aside. Nothing else."""

from __future__ import annotations

from django.utils import timezone

from donghanh.reporting.blocks import Block, Cell, FigureRun, Heading
from donghanh.web.programme.models import Commitment
from donghanh.web.reports.facts import Facts
from donghanh.web.reports.measured import SetAside
from donghanh.web.reports.sections.wording import day, listed, nothing, say
from donghanh.web.reports.tally import Tally


def shortcomings(facts: Facts, tally: Tally, set_aside: tuple[SetAside, ...]) -> list[Block]:
    """The section's blocks."""
    found = listed([*_of_tasks(facts, tally), *_of_data(tally, set_aside)])
    causes = listed([*_reasons_given(facts), *_faults_found(tally, set_aside)])
    return [
        Heading(1, "TỒN TẠI, HẠN CHẾ VÀ NGUYÊN NHÂN"),
        Heading(2, "Tồn tại, hạn chế"),
        *(found or [nothing("Tồn tại, hạn chế")]),
        Heading(2, "Nguyên nhân theo ý kiến thẩm tra và kết quả kiểm tra dữ liệu"),
        *(causes or [nothing("Nguyên nhân")]),
    ]


def _of_tasks(facts: Facts, tally: Tally) -> list[Cell]:
    lines: list[Cell] = []
    if facts.overdue:
        late = tally.count(
            "overdue",
            (f"task/{task.pk}" for task in facts.overdue),
            "Nhiệm vụ chưa có sản phẩm và đã qua thời hạn",
            "Overdue tasks",
        )
        leads = ", ".join(dict.fromkeys(task.lead.short_name for task in facts.overdue))
        lines.append(say("{n} nhiệm vụ quá hạn, do {leads} chủ trì", n=late, leads=leads))
    agreed = [one for one in facts.commitments if one.status == Commitment.Status.AGREED]
    unassigned = [f"commitment/{one.pk}" for one in agreed if not one.task_count]
    if unassigned:
        number = tally.count(
            "unassigned", unassigned, "Nội dung đã thống nhất chưa có nhiệm vụ", "Agreed without tasks"
        )
        lines.append(say("{n} nội dung đã thống nhất chưa được giao thành nhiệm vụ", n=number))
    if facts.returned:
        ids = (f"report/{report.pk}" for report in facts.returned)
        number = tally.count("returned", ids, "Báo hoàn thành bị trả lại khi xác minh", "Claims sent back")
        lines.append(say("{n} lần báo hoàn thành bị trả lại khi xác minh", n=number))
    return lines


def _of_data(tally: Tally, set_aside: tuple[SetAside, ...]) -> list[Cell]:
    words = "Lần nạp gần nhất của tập dữ liệu “{name}” có {n} dòng bị cách ly do sai quy cách"
    return [say(words, name=one.name, n=_rows(tally, one)) for one in set_aside]


def _rows(tally: Tally, one: SetAside) -> FigureRun:
    name = {"vi": f"Số dòng bị cách ly của “{one.name}”", "en": f"Rows set aside of {one.code}"}
    rule = {"vi": "Đếm dòng bị cách ly của lần nạp gần nhất.", "en": "Counts the rows the newest load set aside."}
    return tally.keep(f"set-aside-{one.code}", one.rows, (one.load,), name, rule)


def _reasons_given(facts: Facts) -> list[Cell]:
    return [
        say(
            "Nhiệm vụ “{task}” bị trả lại ngày {day} vì: {reason}",
            task=report.task.title,
            day=day(timezone.localdate(report.judged_at) if report.judged_at else None),
            reason=report.reason.rstrip(". ;"),
        )
        for report in facts.returned
    ]


def _faults_found(tally: Tally, set_aside: tuple[SetAside, ...]) -> list[Cell]:
    words = "Tập dữ liệu “{name}” có {n} lỗi: {reason}"
    return [
        say(words, name=one.name, reason=reason, n=_of_reason(tally, one, at))
        for one in set_aside
        for at, (reason, _) in enumerate(one.reasons)
    ]


def _of_reason(tally: Tally, one: SetAside, at: int) -> FigureRun:
    reason, number = one.reasons[at]
    name = {"vi": f"Số lỗi loại “{reason}” của “{one.name}”", "en": f"Faults of kind {at + 1} in {one.code}"}
    rule = {"vi": f"Đếm lỗi loại “{reason}” của lần nạp gần nhất.", "en": "Counts the faults of this kind."}
    return tally.keep(f"faults-{one.code}-{at + 1}", number, (one.load,), name, rule)
