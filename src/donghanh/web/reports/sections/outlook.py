"""VI and VII. What is still open, and what the sides ask of each other."""

from __future__ import annotations

from donghanh.reporting.blocks import Block, Cell, Heading, Listed, Paragraph
from donghanh.web.programme.models import Commitment, Task
from donghanh.web.reports.facts import Facts
from donghanh.web.reports.sections.wording import ASKED, day, nothing, progress, say


def outlook(facts: Facts) -> list[Block]:
    """Section VI: the firm commitments that are not verified, and what is next to be delivered of each."""
    still_open = [one for one in facts.commitments if one.status not in ASKED and not one.is_verified]
    heading = Heading(1, "PHƯƠNG HƯỚNG, NHIỆM VỤ THỜI GIAN TỚI")
    if not still_open:
        return [heading, nothing("Nội dung còn phải thực hiện")]
    lead = Paragraph(say("Tập trung hoàn thành các nội dung cam kết sau:"))
    return [heading, lead, *(Listed(_next(one)) for one in still_open)]


def _next(one: Commitment) -> Cell:
    tasks = [task for task in one.tasks.all() if task.state in Task.OPEN]
    products = "; ".join(f"{task.product} ({task.lead.short_name}, hạn {day(task.due_on)})" for task in tasks)
    return say("Nội dung {n}: {next};", n=str(one.number), next=products or progress(one))


def requests(facts: Facts) -> list[Block]:
    """Section VII: what was asked or proposed, by whom, and where it stands."""
    asked = [one for one in facts.commitments if one.status in ASKED]
    heading = Heading(1, "KIẾN NGHỊ, ĐỀ XUẤT")
    return [heading, *([Listed(_request(one)) for one in asked] or [nothing("Kiến nghị, đề xuất giữa các bên")])]


def _request(one: Commitment) -> Cell:
    return say(
        "{who} {verb} (nội dung {n}): {text}. Tình trạng: {state};",
        who=one.promisor.name if one.promisor else "Hai bên",
        verb=ASKED[Commitment.Status(one.status)],
        n=str(one.number),
        text=one.text.rstrip(". ;"),
        state=progress(one),
    )
