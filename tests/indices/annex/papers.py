"""Annexes as tests write them: Word files and workbooks with merged cells, in the layouts that decisions have."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

import docx
import xlsxwriter

TITLES = (
    "STT",
    "Chỉ số",
    "Điểm tối đa",
    "Cách xác định và tính điểm",
    "Tài liệu kiểm chứng",
    "Nguồn thu thập dữ liệu",
    "Đơn vị phối hợp xác minh số liệu",
)
RATIO = "a = Số xã có tổ công nghệ số;\nb = Tổng số xã;\n- Tỷ lệ = a/b;\n- Điểm = Tỷ lệ*Điểm tối đa"
MEETINGS = "4 cuộc: 20 điểm\n3 cuộc: 15 điểm\nCòn lại: 0 điểm"
ROWS: tuple[tuple[str, ...], ...] = (
    ("1", "Nhận thức số", "30", "", "", "", ""),
    ("1.1", "Ban Chỉ đạo họp", "20", MEETINGS, "- Biên bản;\n- Giấy mời", "Sở KH&CN", "VP"),
    ("1.2", "Chuyên mục riêng", "10", "Có: điểm tối đa; Không: 0 điểm", "Ảnh chụp", "Sở KH&CN", "VP"),
    ("2", "Hạ tầng số", "12,5", "", "", "", ""),
    ("2.1", "Tổ công nghệ số", "10", RATIO, "Quyết định", "Xã", "Sở KH&CN"),
    ("2.2", "Chất lượng theo Hội đồng", "2,5", "Hội đồng đánh giá", "Phiếu", "Hội đồng", "Sở KH&CN"),
)  # fmt: skip
Merge = tuple[int, int, int, int]
"""First row and column, last row and column, from 0."""


def word(*tables: Sequence[Sequence[str]], merges: Sequence[Sequence[Merge]] = ()) -> bytes:
    """A Word file with a title, these tables and a signature; ``merges`` of each table."""
    document = docx.Document()
    document.add_paragraph("PHỤ LỤC. BỘ CHỈ SỐ CHUYỂN ĐỔI SỐ")
    for at, rows in enumerate(tables):
        table = document.add_table(rows=len(rows), cols=len(rows[0]))
        for row, texts in zip(table.rows, rows, strict=True):
            for cell, text in zip(row.cells, texts, strict=True):
                cell.text = text
        for top, left, bottom, right in merges[at] if at < len(merges) else ():
            table.cell(top, left).merge(table.cell(bottom, right)).text = rows[top][left]
        document.add_paragraph("")
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def workbook(sheets: dict[str, Sequence[Sequence[Any]]], merges: dict[str, Sequence[Merge]] | None = None) -> bytes:
    """A workbook with these sheets; numbers stay numbers."""
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
