"""VIII. The evidence papers, as they are cited."""

from __future__ import annotations

from donghanh.reporting.blocks import Block, Heading, Table
from donghanh.web.reports.facts import Facts
from donghanh.web.reports.sections.wording import day, fixed, nothing


def papers(facts: Facts) -> list[Block]:
    """The papers by date of issue, each with the task it proves."""
    heading = Heading(1, "DANH MỤC VĂN BẢN MINH CHỨNG")
    if not facts.evidence:
        return [heading, nothing("Văn bản minh chứng")]
    rows = tuple(
        (
            fixed(str(at)),
            fixed(paper.number),
            fixed(day(paper.issued_on)),
            fixed(paper.issuer),
            fixed(f"{paper.abstract}{f' ({paper.section})' if paper.section else ''}"),
            fixed(f"{paper.report.task.code} {paper.report.task.title}"),
        )
        for at, paper in enumerate(facts.evidence, start=1)
    )
    header = ("TT", "Số, ký hiệu", "Ngày", "Cơ quan ban hành", "Trích yếu", "Nhiệm vụ")
    return [heading, Table(header, rows, (0.06, 0.16, 0.145, 0.165, 0.25, 0.22))]
