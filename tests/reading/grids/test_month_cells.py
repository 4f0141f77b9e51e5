from __future__ import annotations

import io
from datetime import date

import pytest
import xlsxwriter

from donghanh.reading.grids.month_cells import month_cells


def _book(code: str) -> bytes:
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    book.add_worksheet("Trang & 1")
    sheet = book.add_worksheet("b")
    sheet.write_datetime(1, 27, date(2026, 6, 1), book.add_format({"num_format": code}))
    book.close()
    return buffer.getvalue()


@pytest.mark.parametrize("code", ["mm/yyyy", "mmm-yy", '"Tháng "m/yyyy', "[$-42A]mm/yyyy;@"])
def test_a_format_without_a_day_is_a_month(code: str) -> None:
    assert month_cells(_book(code)) == {"Trang & 1": set(), "b": {(1, 27)}}


@pytest.mark.parametrize("code", ["dd/mm/yyyy", "0.00", "hh:mm", "General"])
def test_other_formats_are_none(code: str) -> None:
    assert not any(month_cells(_book(code)).values())
