"""The review as a document: all sections in order, and the form in which its text is kept for the page."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from functools import cache
from typing import Any

from donghanh.provenance import Resolver
from donghanh.reporting.annex import AnnexRow
from donghanh.reporting.blocks import Block
from donghanh.reporting.definition import Document, Signature
from donghanh.web.organisations.models import Organisation
from donghanh.web.reports.facts import Facts
from donghanh.web.reports.measured import Measured
from donghanh.web.reports.models import Review
from donghanh.web.reports.sections.comparison import comparison
from donghanh.web.reports.sections.direction import direction, opening
from donghanh.web.reports.sections.measures import measures
from donghanh.web.reports.sections.outlook import outlook, requests
from donghanh.web.reports.sections.papers import papers
from donghanh.web.reports.sections.results import results
from donghanh.web.reports.sections.shortcomings import shortcomings
from donghanh.web.reports.tally import Tally
from donghanh.web.scoreboard.querysets import place_of
from donghanh.web.ui import tracing

SUBJECTS = {
    Review.Kind.MID_TERM: "Sơ kết việc thực hiện",
    Review.Kind.FINAL: "Tổng kết việc thực hiện",
}


def write(
    facts: Facts, measured: Measured, tally: Tally, *, kind: str, issuer: Organisation, number: str, dated: date | None
) -> Document:
    """The document in the sections of a review; ``number`` and ``dated`` are empty while it is a draft."""
    agreement, province = facts.agreement, facts.agreement.province
    blocks: list[Block] = [
        *opening(facts, issuer.name),
        *direction(facts, tally),
        *results(facts, tally),
        *measures(measured, tally),
        *comparison(facts, tally),
        *shortcomings(facts, tally, measured.set_aside),
        *outlook(facts),
        *requests(facts),
        *papers(facts),
    ]
    place = place_of(province.place_code) if province.place_code else None
    partners = ", ".join(partner.short_name for partner in facts.partners)
    return Document(
        kind="BÁO CÁO",
        subject=f"{SUBJECTS[Review.Kind(kind)]} {agreement.title}",
        issuer=issuer.name,
        parent_issuer=province.name,
        signature=Signature("", "GIÁM ĐỐC"),
        blocks=tuple(blocks),
        number=number,
        place=place.name if place else "",
        date=dated,
        addressees=(province.name,),
        recipients=("Như trên", *((f"Các đối tác: {partners}",) if partners else ()), "Lưu: VT"),
        notice="Dữ liệu mô phỏng: tỉnh và số liệu trong báo cáo này do dự án đặt ra" if agreement.is_simulated else "",
    )


def resolvers_with(tally: Tally) -> dict[str, Resolver]:
    """Everybody's resolvers, each figure resolved once, with those of a review that is not stored yet."""
    known: dict[str, Resolver] = {kind: cache(resolve) for kind, resolve in tracing.resolvers.items()}
    return known | {"review": tally.figure}


def as_json(document: Document, annex: tuple[AnnexRow, ...]) -> dict[str, Any]:
    """The text and the annex of sources in the form the review keeps."""
    head = {
        "kind": document.kind,
        "subject": document.subject,
        "issuer": document.issuer,
        "parent_issuer": document.parent_issuer,
        "number": f"Số: {document.number}" if document.number else "",
        "notice": document.notice,
    }
    blocks = [{"block": type(block).__name__} | asdict(block) for block in document.blocks]
    return head | {"blocks": blocks, "annex": [asdict(row) for row in annex]}
