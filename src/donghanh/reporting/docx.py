"""A document as a Word file in which every figure links to the annex that says where it comes from."""

from __future__ import annotations

import io
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

import docx
from docx.document import Document as WordFile
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Length, Mm, Pt
from docx.table import Table as WordTable
from docx.text.paragraph import Paragraph as WordParagraph

from donghanh.provenance import Step
from donghanh.reporting.annex import AnnexRow, annex
from donghanh.reporting.blocks import Block, Cell, FigureRun, Heading, Listed, Paragraph, Table
from donghanh.reporting.definition import Document
from donghanh.reporting.inline import add_back_link, add_declared, add_runs
from donghanh.reporting.layout import SMALL, TEXT_WIDTH, WIDE_TEXT_WIDTH, prepare, start_wide_section
from donghanh.reporting.letterhead import write_foot, write_head
from donghanh.reporting.stable import write_stable

_ANNEX_HEADER = ("Số", "Số liệu", "Giá trị", "Tính đến", "Nguồn", "Mã số liệu")
_ANNEX_WIDTHS = (0.05, 0.22, 0.1, 0.1, 0.31, 0.22)


def write_docx(document: Document, steps: Mapping[str, Step], path: Path) -> None:
    """The document at ``path``; equal documents and chains give equal bytes.

    Raises:
        TraceError: a figure has no chain in ``steps``, or is printed with another value than its chain gives.
    """
    rows = annex(document, steps)
    file = docx.Document()
    prepare(file)
    _set_properties(file, document)
    write_head(file, document)
    _Writer(file, document).write()
    write_foot(file, document)
    if rows:
        _write_annex(file, document, rows)
    content = io.BytesIO()
    file.save(content)
    write_stable(content.getvalue(), path)


def _set_properties(file: WordFile, document: Document) -> None:
    day = document.date
    moment = datetime(day.year, day.month, day.day) if day else datetime(2020, 3, 5)  # noqa: DTZ001 - no clock
    properties = file.core_properties
    properties.title, properties.author = f"{document.kind} {document.subject}"[:255], document.issuer[:255]
    properties.created = properties.modified = moment
    properties.last_modified_by, properties.comments, properties.revision = "", "", 1
    properties.language = "vi-VN"


class _Writer:
    """Writes the blocks, and knows the numbers of headings and figures."""

    def __init__(self, file: WordFile, document: Document) -> None:
        self.file = file
        self.document = document
        self.numbers = document.figures()
        self.seen: set[str] = set()
        self.headings = _Numbering()

    def write(self) -> None:
        for block in self.document.blocks:
            self._write_block(block)

    def _write_block(self, block: Block) -> None:
        if isinstance(block, Heading):
            paragraph = self.file.add_paragraph(style=f"Heading {block.level}")
            add_declared(paragraph, self.headings.next(block.level) + " ")
            add_declared(paragraph, block.text)
        elif isinstance(block, Paragraph):
            self._write_text(block.runs)
        elif isinstance(block, Listed):
            self._write_text(("- ", *block.runs))
        else:
            self._write_table(block)

    def _write_text(self, runs: Cell) -> None:
        paragraph = self.file.add_paragraph()
        paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
        paragraph.paragraph_format.first_line_indent = Mm(10)
        add_runs(paragraph, runs, self.numbers, self.seen)

    def _write_table(self, block: Table) -> None:
        if block.caption:
            caption = self.file.add_paragraph()
            caption.paragraph_format.keep_with_next = True
            caption.alignment = WD_ALIGN_PARAGRAPH.CENTER
            add_declared(caption, block.caption, italic=True)
        table = _add_table(self.file, block.header, block.widths, TEXT_WIDTH)
        for row in block.rows:
            cells = table.add_row().cells
            for cell, runs in zip(cells, row, strict=True):
                _tight(cell.paragraphs[0])
                add_runs(cell.paragraphs[0], runs, self.numbers, self.seen)
                _shrink(cell.paragraphs[0])
                if runs and all(isinstance(run, FigureRun) for run in runs):
                    cell.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.CENTER
        self.file.add_paragraph().paragraph_format.space_after = Pt(0)


class _Numbering:
    """I., 1., a): each level begins again under a new heading above it."""

    def __init__(self) -> None:
        self.at = [0, 0, 0]

    def next(self, level: int) -> str:
        self.at[level - 1] += 1
        self.at[level:] = [0] * (3 - level)
        number = self.at[level - 1]
        return (_roman(number) + ".", f"{number}.", "abcdđeghiklmnopqrstuvxy"[(number - 1) % 23] + ")")[level - 1]


def _roman(number: int) -> str:
    text = ""
    for value, letters in ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")):
        while number >= value:
            text, number = text + letters, number - value
    return text


def _write_annex(file: WordFile, document: Document, rows: tuple[AnnexRow, ...]) -> None:
    start_wide_section(file)
    for words, bold in (("Phụ lục", True), ("NGUỒN SỐ LIỆU", True)):
        paragraph = file.add_paragraph()
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        add_declared(paragraph, words, bold=bold)
    paragraph = file.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    number = document.number or "…"
    add_declared(paragraph, f"(Kèm theo {document.kind.capitalize()} số {number} của {document.issuer})", italic=True)
    table = _add_table(file, _ANNEX_HEADER, _ANNEX_WIDTHS, WIDE_TEXT_WIDTH)
    for row in rows:
        added = table.add_row()
        added._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
        cells = added.cells
        add_back_link(cells[0].paragraphs[0], row.number)
        for cell, text in zip(cells[1:], (row.name, row.value, row.as_of, row.source, row.id), strict=True):
            add_declared(cell.paragraphs[0], text)
        for cell in cells:
            _tight(cell.paragraphs[0])
            _shrink(cell.paragraphs[0], Pt(11))


def _add_table(file: WordFile, header: tuple[str, ...], widths: tuple[float, ...], width: Length) -> WordTable:
    table: WordTable = file.add_table(rows=1, cols=len(header), style="Table Grid")
    table.alignment, table.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    for column, share in zip(table.columns, widths, strict=True):
        column.width = Length(int(width * share))
    for cell, words, share in zip(table.rows[0].cells, header, widths, strict=True):
        cell.width = Length(int(width * share))
        paragraph = cell.paragraphs[0]
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        _tight(paragraph)
        add_declared(paragraph, words, bold=True, size=SMALL)
    properties = table.rows[0]._tr.get_or_add_trPr()
    repeat = OxmlElement("w:tblHeader")
    repeat.set(qn("w:val"), "true")
    properties.append(repeat)
    return table


def _tight(paragraph: WordParagraph) -> None:
    paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(2)
    paragraph.paragraph_format.line_spacing = 1.0


def _shrink(paragraph: WordParagraph, size: Pt = SMALL) -> None:
    for element in paragraph._p.iter(qn("w:r")):
        properties = element.get_or_add_rPr()
        if properties.find(qn("w:sz")) is None:
            properties.sz_val = size
