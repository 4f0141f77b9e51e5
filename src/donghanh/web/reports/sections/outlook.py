"""VI and VII. What is still open, and what the sides ask of each other."""

from __future__ import annotations

from donghanh.reporting.blocks import Block, Cell, Heading, Paragraph
from donghanh.web.programme.models import Commitment, Task
from donghanh.web.reports.facts import Facts
from donghanh.web.reports.sections.wording import ASKED, day, listed, nothing, progress, say


def outlook(facts: Facts) -> list[Block]:
    """Section VI: the firm commitments that are not verified, and what is next to be delivered of each."""
    still_open = [one for one in facts.commitments if one.status not in ASKED and not one.is_verified]
    heading = Heading(1, "PHƯƠNG HƯỚNG, NHIỆM VỤ THỜI GIAN TỚI")
    if not still_open:
        return [heading, nothing("Nội dung còn phải thực hiện")]
    lead = Paragraph(say("Tập trung hoàn thành các nội dung cam kết sau:"))
    return [heading, lead, *listed(_next(one) for one in still_open)]


def _next(one: Commitment) -> Cell:
    tasks = [task for task in one.tasks.all() if task.state in Task.OPEN]
    products = "; ".join(f"{task.product} ({task.lead.short_name}, hạn {day(task.due_on)})" for task in tasks)
    return say("Nội dung {n}: {next}", n=str(one.number), next=products or progress(one))


def requests(facts: Facts) -> list[Block]:
    """Section VII: what was asked or proposed, by whom, and where it stands."""
    asked = [one for one in facts.commitments if one.status in ASKED]
    heading = Heading(1, "KIẾN NGHỊ, ĐỀ XUẤT")
    return [heading, *(listed(_request(one) for one in asked) or [nothing("Kiến nghị, đề xuất giữa các bên")])]


def _request(one: Commitment) -> Cell:
    """A request names of whom something is asked, a proposal who made it; either way that is who would act."""
    actor = one.promisor.name if one.promisor else "hai bên"
    asked = one.status == Commitment.Status.REQUESTED
    return say(
        "{who}: {text} (nội dung {n}; tình trạng: {state})",
        who=f"Đề nghị {actor}" if asked else f"{actor[0].upper()}{actor[1:]} đề xuất",
        text=one.text.rstrip(". ;"),
        n=str(one.number),
        state=progress(one),
    )
