from __future__ import annotations

import io
from datetime import date

from tests.indices.annex.papers import workbook

from donghanh.reading.grids.files import read_tables
from donghanh.reading.grids.sheets import whole_number


def test_a_workbook_has_its_own_row_numbers_and_decimal_commas() -> None:
    content = workbook({"PL": [[], [1.5, 20.0, "x"], ["y", "", ""], ["", "", "z"]]}, {"PL": [(2, 0, 3, 1)]})
    (table,) = read_tables(content)
    assert [str(row.place) for row in table] == ["trang PL, hàng 2", "trang PL, hàng 3", "trang PL, hàng 4"]
    assert table[0].written == ["1,5", "20", "x"]
    assert table[2].cells[1].text == "y"
    assert table[2].written == ["z"]


def test_hidden_sheets_are_left_out() -> None:
    import xlsxwriter

    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    book.add_worksheet("seen").write(0, 0, "a")
    hidden = book.add_worksheet("hidden")
    hidden.write(0, 0, "b")
    hidden.hide()
    book.close()
    assert [table[0].written for table in read_tables(buffer.getvalue())] == [["a"]]


def test_days_are_written_as_vietnamese_papers_do() -> None:
    import xlsxwriter

    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    sheet = book.add_worksheet("a")
    sheet.write_datetime(0, 0, date(2026, 6, 30), book.add_format({"num_format": "dd/mm/yyyy"}))
    sheet.write_datetime(0, 1, date(2026, 12, 1), book.add_format({"num_format": "mm/yyyy"}))
    book.close()
    assert read_tables(buffer.getvalue())[0][0].written == ["30/06/2026", "12/2026"]


def test_the_row_after_nine_is_ten_again() -> None:
    assert [whole_number(*pair) for pair in (("1.9", "1.1"), ("1.19", "1.2"), ("1.8", "1.1"), ("2.9", "1.1"))] == [
        "1.10",
        "1.20",
        "1.1",
        "1.1",
    ]
