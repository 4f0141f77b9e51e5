"""What Decree 30/2020/NĐ-CP puts above and below the text: national title, issuer, title, signature, recipients."""

from __future__ import annotations

from docx.document import Document as WordFile
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Length, Mm, Pt
from docx.table import Table as WordTable
from docx.table import _Cell
from docx.text.paragraph import Paragraph as WordParagraph

from donghanh.reporting.definition import Document, Signature
from donghanh.reporting.inline import add_declared
from donghanh.reporting.layout import BODY, RECIPIENTS, SMALL

_LEFT, _RIGHT = Mm(73), Mm(92)
_MOTTO_LINE, _ISSUER_LINE, _SUBJECT_LINE = Mm(63), Mm(24), Mm(40)


def write_head(file: WordFile, document: Document) -> None:
    """Issuer and number at the left, national title and date at the right; kind, subject, addressees below."""
    left, right = _two_columns(file)
    if document.parent_issuer:
        _centred(left, document.parent_issuer.upper(), size=Pt(13))
    _centred(left, document.issuer.upper(), bold=True, size=Pt(13))
    _line(left.add_paragraph(), _LEFT, _ISSUER_LINE)
    _centred(left, f"Số: {document.number or f'        /{document.symbol}-'}", size=Pt(13))
    _centred(right, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", bold=True, size=SMALL)
    _centred(right, "Độc lập - Tự do - Hạnh phúc", bold=True, size=Pt(13))
    _line(right.add_paragraph(), _RIGHT, _MOTTO_LINE)
    if document.is_dated:
        _centred(right, _place_and_date(document), italic=True, size=Pt(13))
    _write_title(file, document)


def _place_and_date(document: Document) -> str:
    place = f"{document.place}, " if document.place else ""
    if document.date is None:
        return f"{place}ngày      tháng      năm          "
    day, month = document.date.day, document.date.month
    # the decree wants 0 before days under 10 and before months 1 and 2
    return f"{place}ngày {day:02d} tháng {month:0{2 if month < 3 else 1}d} năm {document.date.year}"


def _write_title(file: WordFile, document: Document) -> None:
    kind = file.add_paragraph()
    kind.paragraph_format.space_before = Pt(14)
    _centre(kind, document.kind.upper(), bold=True)
    _centre(file.add_paragraph(), document.subject, bold=True)
    _line(file.add_paragraph(), Mm(165), _SUBJECT_LINE)
    if document.notice:
        _centre(file.add_paragraph(), document.notice, italic=True)
    if document.addressees:
        addressed = file.add_paragraph()
        addressed.paragraph_format.space_before = Pt(6)
        _centre(addressed, "Kính gửi: " + "; ".join(document.addressees) + ".")


def write_foot(file: WordFile, document: Document) -> None:
    """Recipients at the left, signature at the right; with a secretary both sign and the recipients stand below."""
    _stay_with_signature(file)
    left, right = _two_columns(file)
    _sign(right, document.signature)
    if document.secretary is None:
        _write_recipients(left, document.recipients)
        return
    _sign(left, document.secretary)
    _write_recipients(_two_columns(file)[0], document.recipients)


def _write_recipients(cell: _Cell, recipients: tuple[str, ...]) -> None:
    heading = cell.paragraphs[0]
    if recipients:
        add_declared(heading, "Nơi nhận:", bold=True, italic=True, size=SMALL)
    for position, recipient in enumerate(recipients):
        line = cell.add_paragraph()
        line.paragraph_format.space_before = line.paragraph_format.space_after = Pt(0)
        end = "." if position == len(recipients) - 1 else ";"
        add_declared(line, f"- {recipient}{end}", size=RECIPIENTS)


def _sign(cell: _Cell, signature: Signature) -> None:
    for words in (signature.authority, signature.title):
        if words:
            _centred(cell, words.upper(), bold=True, size=BODY)
    room = cell.add_paragraph()
    room.paragraph_format.space_after = Pt(64)
    if signature.name:
        _centred(cell, signature.name, bold=True, size=BODY)


def _stay_with_signature(file: WordFile) -> None:
    """The last lines of the text go with the signature: it never stands on a page of its own."""
    gap = file.add_paragraph()
    gap.paragraph_format.space_before = gap.paragraph_format.space_after = Pt(0)
    for paragraph in file.paragraphs[-3:]:
        paragraph.paragraph_format.keep_with_next = True


def _two_columns(file: WordFile) -> tuple[_Cell, _Cell]:
    table: WordTable = file.add_table(rows=1, cols=2)
    table.autofit = False
    for column, width in zip(table.columns, (_LEFT, _RIGHT), strict=True):
        column.width = column.cells[0].width = width
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    _without_margins(table)
    left, right = table.rows[0].cells
    return left, right


def _without_margins(table: WordTable) -> None:
    margins = OxmlElement("w:tblCellMar")
    for side in ("left", "right"):
        margin = OxmlElement(f"w:{side}")
        margin.set(qn("w:w"), "0")
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    table._tbl.tblPr.append(margins)


def _centred(cell: _Cell, text: str, *, bold: bool = False, italic: bool = False, size: Pt) -> None:
    first = cell.paragraphs[0]
    paragraph = first if not first.runs and len(cell.paragraphs) == 1 else cell.add_paragraph()
    paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(0)
    _centre(paragraph, text, bold=bold, italic=italic, size=size)


def _centre(
    paragraph: WordParagraph, text: str, *, bold: bool = False, italic: bool = False, size: Pt | None = None
) -> None:
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    add_declared(paragraph, text, bold=bold, italic=italic, size=size)


def _line(paragraph: WordParagraph, within: Length, length: Length) -> None:
    """A horizontal line of that length in the middle, as the border of an empty paragraph."""
    spacing = paragraph.paragraph_format
    spacing.left_indent = spacing.right_indent = Length((within - length) // 2)
    spacing.space_before, spacing.space_after, spacing.line_spacing = Pt(0), Pt(4), Pt(3)
    borders, top = OxmlElement("w:pBdr"), OxmlElement("w:bottom")
    for key, value in (("val", "single"), ("sz", "6"), ("space", "0"), ("color", "000000")):
        top.set(qn(f"w:{key}"), value)
    borders.append(top)
    properties = paragraph._p.get_or_add_pPr()
    properties.insert_element_before(
        borders, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:rPr", "w:sectPr", "w:pPrChange"
    )
