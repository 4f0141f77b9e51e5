"""II. Results by content of the agreement: each commitment with who owes it, what is claimed, what is verified."""

from __future__ import annotations

from django.utils import timezone

from donghanh.reporting.blocks import Block, Cell, FigureRun, Heading, Paragraph, Table
from donghanh.web.organisations.models import Organisation
from donghanh.web.programme.models import Commitment, ProgressReport, Task
from donghanh.web.programme.querysets.tasks import DELIVERED
from donghanh.web.reports.facts import Facts
from donghanh.web.reports.sections.wording import NOTHING_RECORDED, day, ended, fixed, nothing, say
from donghanh.web.reports.tally import Tally

_HEADER = ("TT", "Nội dung cam kết", "Bên cam kết", "Chủ trì", "Thời hạn", "Báo xong", "Xác minh", "Minh chứng")
NAMED_COMMUNES, NAMED_PARTS = 3, 5
"""More of them are counted, not named."""
_WIDTHS = (0.06, 0.25, 0.11, 0.13, 0.145, 0.085, 0.085, 0.135)


def results(facts: Facts, tally: Tally) -> list[Block]:
    """The section's blocks."""
    heading = Heading(1, "KẾT QUẢ THỰC HIỆN THEO NỘI DUNG THỎA THUẬN")
    if not facts.commitments:
        return [heading, nothing("Nội dung cam kết")]
    rows = tuple(_row(one, tally) for one in facts.commitments)
    told = [block for one in facts.commitments for block in _told(one, tally)]
    return [
        heading,
        Heading(2, "Kết quả chung"),
        Paragraph(_totals(facts, tally)),
        Table(_HEADER, rows, _WIDTHS, "Kết quả thực hiện các nội dung cam kết"),
        Heading(2, "Kết quả cụ thể theo báo cáo của các đơn vị"),
        *(told or [nothing("Báo cáo tiến độ của các đơn vị")]),
    ]


def _totals(facts: Facts, tally: Tally) -> Cell:
    claimed = [one for one in facts.commitments if one.is_claimed]
    verified = [one for one in facts.commitments if one.is_verified]
    return say(
        "Thỏa thuận có {all} nội dung cam kết. Đến ngày {day}, {claimed} nội dung được đơn vị chủ trì báo hoàn thành, "
        "trong đó {verified} nội dung đã được một đơn vị khác xác minh.",
        day=day(facts.as_of),
        all=tally.count("commitments", _ids(facts.commitments), "Nội dung cam kết của thỏa thuận", "Commitments"),
        claimed=tally.count("claimed", _ids(claimed), "Nội dung có mọi nhiệm vụ báo hoàn thành", "Commitments claimed"),
        verified=tally.count(
            "verified", _ids(verified), "Nội dung có mọi nhiệm vụ đã được xác minh", "Commitments verified"
        ),
    )


def _ids(commitments: list[Commitment] | tuple[Commitment, ...]) -> list[str]:
    return [f"commitment/{one.pk}" for one in commitments]


def _row(one: Commitment, tally: Tally) -> tuple[Cell, ...]:
    tasks = [task for task in one.tasks.all() if task.state != Task.State.DROPPED]
    due = max((task.due_on for task in tasks), default=None)
    standing = [report for task in tasks for report in task.reports.all() if _stands(report)]
    papers = dict.fromkeys(paper.number for report in standing for paper in report.evidence.all())
    return (
        fixed(str(one.number)),
        fixed(one.text),
        fixed(one.promisor.short_name if one.promisor else "Hai bên"),
        fixed(_leads(tasks) or "chưa giao"),
        fixed(day(due) if due else "–"),
        _of(tally, one, tasks, "delivered", "Nhiệm vụ báo hoàn thành", DELIVERED),
        _of(tally, one, tasks, "verified", "Nhiệm vụ đã được xác minh", (Task.State.VERIFIED,)),
        fixed("; ".join(papers) or "–"),
    )


def _leads(tasks: list[Task]) -> str:
    """Who leads; communes are counted where there are more than a reader wants to be told by name."""
    leads = {task.lead_id: task.lead for task in tasks}.values()
    communes = [one for one in leads if one.kind == Organisation.Kind.COMMUNE]
    if len(communes) <= NAMED_COMMUNES:
        return "; ".join(one.short_name for one in leads)
    others = [one.short_name for one in leads if one.kind != Organisation.Kind.COMMUNE]
    return "; ".join([*others, f"{len(communes)} xã, phường"])


def _of(tally: Tally, one: Commitment, tasks: list[Task], key: str, vi: str, states: tuple[str, ...]) -> Cell:
    """So many of the commitment's tasks: "2/3"."""
    if not tasks:
        return fixed("–")
    done = sum(task.state in states for task in tasks)
    name = {"vi": f"{vi}, nội dung {one.number}", "en": f"Tasks {key}, commitment {one.number}"}
    rule = {
        "vi": f"{vi} trên tổng số nhiệm vụ của nội dung (trừ nhiệm vụ đã dừng).",
        "en": f"Tasks {key} of all the commitment's tasks (but the dropped).",
    }
    ids = tuple(f"task/{task.pk}" for task in tasks)
    return (tally.keep(f"{key}-{one.number}", f"{done}/{len(tasks)}", ids, name, rule, "text"),)


def _stands(report: ProgressReport) -> bool:
    return report.state != ProgressReport.State.RETURNED


def _told(commitment: Commitment, tally: Tally) -> list[Block]:
    """What the leads wrote: of each task the latest report that was not sent back; work handed to many is counted."""
    tasks = list(commitment.tasks.all())
    many = _handed_to_many(tasks)
    told = [
        Paragraph(_sentence(task, report))
        for task in tasks
        if task.project_id not in many and (report := next((one for one in task.reports.all() if _stands(one)), None))
    ]
    told += [Paragraph(_together(project, parts, tally)) for project, parts in many.items() if any(map(_begun, parts))]
    return [Heading(3, f"Nội dung {commitment.number}: {_shortened(commitment.text)}"), *told] if told else []


def _handed_to_many(tasks: list[Task]) -> dict[int, list[Task]]:
    """The parts of each project that has more of them than a reader wants to be told one by one."""
    parts: dict[int, list[Task]] = {}
    for task in tasks:
        if task.project_id and task.state != Task.State.DROPPED:
            parts.setdefault(task.project_id, []).append(task)
    return {project: some for project, some in parts.items() if len(some) > NAMED_PARTS}


def _begun(task: Task) -> bool:
    return any(_stands(one) for one in task.reports.all())


def _together(project: int, parts: list[Task], tally: Tally) -> Cell:
    def count(key: str, some: list[Task], vi: str, en: str) -> FigureRun:
        return tally.count(f"{key}-{project}", (f"task/{one.pk}" for one in some), f"{vi}: {parts[0].title}", en)

    delivered = [one for one in parts if one.state in DELIVERED]
    verified = [one for one in parts if one.state == Task.State.VERIFIED]
    return say(
        "Nhiệm vụ “{task}” được giao thành {all} phần cho các đơn vị: {delivered} phần đã báo hoàn thành, trong đó "
        "{verified} phần đã được xác minh.",
        task=parts[0].title,
        all=count("parts", parts, "Phần việc đã giao", "Parts handed out"),
        delivered=count("parts-delivered", delivered, "Phần việc báo hoàn thành", "Parts claimed"),
        verified=count("parts-verified", verified, "Phần việc đã được xác minh", "Parts verified"),
    )


def _shortened(text: str) -> str:
    return text.rstrip(". ;") if len(text) <= 160 else text[:160].rsplit(" ", 1)[0] + " …"


def _sentence(task: Task, report: ProgressReport) -> Cell:
    papers = [f"{paper.number} ngày {day(paper.issued_on)} của {paper.issuer}" for paper in report.evidence.all()]
    accepted = report.state == ProgressReport.State.ACCEPTED
    return say(
        "Nhiệm vụ “{task}” ({lead}, báo cáo ngày {day}): {text} Kết quả {state}. Minh chứng: {papers}.",
        task=task.title,
        lead=task.lead.short_name,
        day=day(timezone.localdate(report.written_at)),
        text=ended(FigureRun(f"report/{report.pk}", report.text)),
        state="đã được xác minh" if accepted else "chưa được xác minh",
        papers="; ".join(papers) or NOTHING_RECORDED,
    )
