from __future__ import annotations

import pytest

from donghanh.reading.grids.cells import Cell, Place, Row
from donghanh.reading.task_table.headers import Columns
from donghanh.reading.task_table.lines import Line, number_and_title, read_lines

COLUMNS = Columns({"number": (0,), "title": (1,), "lead": (2,)}, ("TT", "Nhiệm vụ", "Chủ trì"), ("", "", ""), 1)


def _row(*texts: str, at: int = 2) -> Row:
    return Row(Place(at, table=1), tuple(Cell(text) for text in texts))


@pytest.mark.parametrize(
    ("cells", "number", "title"),
    [
        (("1.", "Họp", ""), "1", "Họp"),
        (("(2)", "Họp", ""), "2", "Họp"),
        (("1,1", "Họp", ""), "1.1", "Họp"),
        (("II.3", "Họp", ""), "II.3", "Họp"),
        (("NV01", "Họp", ""), "NV01", "Họp"),
        (("a)", "Họp", ""), "a", "Họp"),
        (("", "3. Họp", "Sở A"), "3", "Họp"),
        (("I. Hạ tầng số", "", ""), "I", "Hạ tầng số"),
        (("Phần II. Hạ tầng", "", ""), "II", "Hạ tầng"),
        (("", "5 nhiệm vụ chính", ""), "", "5 nhiệm vụ chính"),
    ],
)
def test_the_number_wherever_it_stands(cells: tuple[str, ...], number: str, title: str) -> None:
    assert number_and_title(_row(*cells), COLUMNS) == (number, title)


def _read(*rows: tuple[str, ...]) -> tuple[list[Line], int]:
    lines: list[Line] = []
    unread = list(read_lines([_row(*cells, at=at) for at, cells in enumerate(rows, start=2)], COLUMNS, lines))
    return lines, len(unread)


def test_bullets_without_units_are_parts_of_the_task_and_with_units_tasks() -> None:
    lines, _ = _read(("1", "Họp", "Sở A"), ("", "- chuẩn bị tài liệu", ""), ("", "- Mời đại biểu", "Sở B"))
    assert [line.title for line in lines] == ["Họp chuẩn bị tài liệu", "Mời đại biểu"]


@pytest.mark.parametrize("words", ["Tổng cộng", "Tổng số:", "CỘNG", "Cộng (I+II)"])
def test_totals_are_passed_over(words: str) -> None:
    assert _read(("1", "Họp", "Sở A"), ("", words, ""))[1] == 0
    assert len(_read(("1", "Tổng kết chương trình", "Sở A"), ("2", "Tổng hợp báo cáo", "Sở B"))[0]) == 2


def test_what_stands_below_the_table_is_told() -> None:
    lines, unread = _read(("1", "Họp", "Sở A"), ("Ghi chú: số liệu tạm tính", "", ""), ("", "dòng sau", ""))
    assert len(lines) == 1 and unread == 2
