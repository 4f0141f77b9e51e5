"""The quality check of an agreement as an official document to take into the negotiation."""

from __future__ import annotations

from django.utils.translation import override

from donghanh.reporting.blocks import Block, Heading, Paragraph, Table, Text
from donghanh.reporting.definition import Document, Signature
from donghanh.web.programme.models import Agreement
from donghanh.web.programme.quality import PARTS, Clause, checked, missing_by_part, share_complete
from donghanh.web.ui.environment import number

BLANK = "……………………………………"


def quality_document(agreement: Agreement) -> Document:
    """Every clause with what it lacks and the wording to fill in; number, date and signature are left open."""
    with override("vi"):
        clauses = checked(agreement)
        return Document(
            kind="PHIẾU RÀ SOÁT",
            subject=f"Nội dung cam kết của {agreement.title}",
            issuer=agreement.province.name,
            signature=Signature(BLANK, "", BLANK),
            blocks=tuple(_blocks(clauses)),
            number="        /PRS",
            recipients=("Các bên của thỏa thuận", "Lưu: VT"),
            notice="Dữ liệu mô phỏng" if agreement.is_simulated else "",
        )


def _blocks(clauses: list[Clause]) -> list[Block]:
    complete = share_complete(clauses)
    lacking = [one for one in clauses if one.gaps]
    summary = (
        f"Đã rà soát {len(clauses)} cam kết; {len(clauses) - len(lacking)} cam kết đủ {len(PARTS)} nội dung "
        f"(tỷ lệ đầy đủ {number(complete, 1)}%)."
    )
    blocks: list[Block] = [Heading(1, "Kết quả chung"), Paragraph((Text(summary),)), _counts(clauses)]
    blocks.append(Heading(1, "Cam kết còn thiếu và câu chữ đề xuất để điền"))
    for one in lacking:
        commitment = one.commitment
        place = f" ({commitment.content})" if commitment.content else ""
        blocks.append(Paragraph((Text(f"Cam kết {commitment.number}{place}: ", bold=True), Text(commitment.text))))
        blocks.append(_wordings(one))
    if not lacking:
        blocks.append(Paragraph(("Không có cam kết nào thiếu nội dung.",)))
    return blocks


def _counts(clauses: list[Clause]) -> Table:
    rows = tuple(((Text(str(name).capitalize()),), (Text(str(count)),)) for name, count in missing_by_part(clauses))
    return Table(("Nội dung phải có", "Số cam kết còn thiếu"), rows, (0.7, 0.3))


def _wordings(clause: Clause) -> Table:
    rows = tuple(((Text(str(gap.name).capitalize()),), (Text(gap.wording + "."),)) for gap in clause.gaps)
    return Table(("Còn thiếu", "Câu chữ đề xuất"), rows, (0.3, 0.7))
