"""Plans as tests write them: a table of tasks in a Word file or a workbook, in the layouts that offices use."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

import docx
import xlsxwriter

Rows = Sequence[Sequence[str]]
Merge = tuple[int, int, int, int]
"""First row and column, last row and column, from 0."""

TITLES = ("STT", "Nội dung nhiệm vụ", "Cơ quan chủ trì", "Cơ quan phối hợp", "Thời gian hoàn thành", "Sản phẩm")
DATA_HUB = ("1", "Xây dựng kho dữ liệu dùng chung", "Sở KH&CN", "Các sở, ban, ngành", "Quý II/2026", "Kho dữ liệu")
TRAINING = ("2", "Tập huấn kỹ năng số", "Sở Nội vụ", "UBND các xã, phường", "Thường xuyên", "Lớp tập huấn")


def word(*tables: Rows, merges: Sequence[Sequence[Merge]] = (), letterhead: bool = False) -> bytes:
    """A Word file with these tables; ``letterhead``: the two tables without lines that frame a Vietnamese paper."""
    document = docx.Document()
    if letterhead:
        _frame(
            document,
            "ỦY BAN NHÂN DÂN\nTỈNH LÂM GIANG",
            "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc",
        )
    document.add_paragraph("PHỤ LỤC\nDANH MỤC NHIỆM VỤ TRIỂN KHAI KẾ HOẠCH")
    for at, rows in enumerate(tables):
        table = document.add_table(rows=len(rows), cols=max(len(row) for row in rows))
        for row, texts in zip(table.rows, rows, strict=True):
            for cell, text in zip(row.cells, texts, strict=False):
                cell.text = text
        for top, left, bottom, right in merges[at] if at < len(merges) else ():
            table.cell(top, left).merge(table.cell(bottom, right)).text = rows[top][left]
        document.add_paragraph("")
    if letterhead:
        _frame(document, "Nơi nhận:\n- Như trên;\n- Lưu: VT.", "TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH")
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _frame(document: docx.document.Document, left: str, right: str) -> None:
    cells = document.add_table(rows=1, cols=2).rows[0].cells
    cells[0].text, cells[1].text = left, right


def workbook(sheets: dict[str, Rows], merges: dict[str, Sequence[Merge]] | None = None) -> bytes:
    """A workbook with these sheets."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    for name, rows in sheets.items():
        sheet = book.add_worksheet(name)
        for at, row in enumerate(rows):
            sheet.write_row(at, 0, row)
        for top, left, bottom, right in (merges or {}).get(name, ()):
            sheet.merge_range(top, left, bottom, right, rows[top][left])
    book.close()
    return buffer.getvalue()


def separated(rows: Rows) -> bytes:
    """A CSV file as Excel saves it in Việt Nam."""
    buffer = io.StringIO()
    csv.writer(buffer, delimiter=";").writerows(rows)
    return buffer.getvalue().encode("utf-8-sig")
