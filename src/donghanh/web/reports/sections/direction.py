"""Opening and section I: the agreement, its bodies, its people, its papers."""

from __future__ import annotations

from donghanh.reporting.blocks import Block, Heading, Paragraph
from donghanh.web.programme.models import Body, Participant
from donghanh.web.reports.facts import Facts
from donghanh.web.reports.sections.wording import NOTHING_RECORDED, day, fixed, listed, nothing, say
from donghanh.web.reports.tally import Tally


def opening(facts: Facts, issuer: str) -> list[Block]:
    """What the report rests on and the day its figures are of."""
    agreement = facts.agreement
    source = f" ({agreement.source_title})" if agreement.source_title else ""
    return [
        Paragraph(say("Căn cứ {title}{source};", title=agreement.title, source=source)),
        Paragraph(
            say("Căn cứ báo cáo tiến độ, văn bản minh chứng của các cơ quan, đơn vị và kết quả xác minh trên hệ thống;")
        ),
        Paragraph(
            say(
                "{issuer} báo cáo kết quả thực hiện thỏa thuận, số liệu tính đến hết ngày {day}, như sau:",
                issuer=issuer,
                day=day(facts.as_of),
            )
        ),
    ]


def direction(facts: Facts, tally: Tally) -> list[Block]:
    """Section I."""
    return [
        Heading(1, "CÔNG TÁC CHỈ ĐẠO, TỔ CHỨC THỰC HIỆN"),
        Heading(2, "Ký kết và thời gian thực hiện"),
        Paragraph(say("{words}", words=_signing(facts))),
        Heading(2, "Tổ chức chỉ đạo, điều hành"),
        *_bodies(facts),
        Heading(2, "Thành phần ký kết, chủ trì"),
        *_people(facts),
        Heading(2, "Văn bản triển khai"),
        _papers(facts, tally),
    ]


def _signing(facts: Facts) -> str:
    agreement = facts.agreement
    partners = ", ".join(partner.name for partner in facts.partners) or f"đối tác ({NOTHING_RECORDED})"
    signed = f"được ký ngày {day(agreement.signed_on)}" if agreement.signed_on else f"(ngày ký {NOTHING_RECORDED})"
    period = f", thực hiện trong giai đoạn {agreement.period}" if agreement.period else ""
    vision = f", tầm nhìn đến năm {agreement.vision_year}" if agreement.vision_year else ""
    return f"Thỏa thuận {signed} giữa {agreement.province.name} và {partners}{period}{vision}."


def _bodies(facts: Facts) -> list[Block]:
    return listed(fixed(_body(one)) for one in facts.bodies) or [nothing("Việc thành lập tổ chức chỉ đạo, điều hành")]


def _body(one: Body) -> str:
    head = f", người đứng đầu: {one.head}" if one.head else ""
    return f"{one.name[:1].upper()}{one.name[1:]}{head}"


def _people(facts: Facts) -> list[Block]:
    acting = [one for one in facts.participants if one.act in (Participant.Act.SIGNATORY, Participant.Act.CHAIR)]
    return listed(fixed(_person(one)) for one in acting) or [nothing("Người ký kết, chủ trì")]


def _person(one: Participant) -> str:
    position = ", ".join(part for part in (one.role, one.organisation_name) if part)
    act = "người ký" if one.act == Participant.Act.SIGNATORY else "chủ trì"
    return f"{one.name}{f', {position}' if position else ''} ({act})"


def _papers(facts: Facts, tally: Tally) -> Block:
    if not facts.evidence:
        return nothing("Văn bản triển khai do các đơn vị cung cấp")
    ids = (f"evidence/{paper.pk}" for paper in facts.evidence)
    vi = "Văn bản minh chứng kèm các báo cáo không bị trả lại"
    number = tally.count("papers", ids, vi, "Papers with the reports that were not sent back")
    return Paragraph(say("Các đơn vị đã cung cấp {n} văn bản làm minh chứng, có danh mục ở cuối báo cáo.", n=number))
