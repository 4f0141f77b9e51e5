from __future__ import annotations

import pytest

from donghanh.reading.grids.cells import Cell, Place, Row, Table
from donghanh.reading.task_table.headers import find_columns, header_at, is_header_again


def _table(*rows: tuple[str, ...]) -> Table:
    return tuple(Row(Place(at, table=1), tuple(Cell(text) for text in row)) for at, row in enumerate(rows, start=1))


def _roles(*titles: str) -> list[str]:
    columns = header_at(_table(titles), 0)
    assert columns
    return [columns.role(place) for place in range(len(titles))]


@pytest.mark.parametrize(
    ("title", "role"),
    [
        ("Thời gian thực hiện nhiệm vụ", "timing"),
        ("Kinh phí thực hiện nhiệm vụ", "budget"),
        ("Kết quả thực hiện", "product"),
        ("Sản phẩm hoàn thành", "product"),
        ("Hoàn thành trước ngày", "due"),
        ("Đơn vị phối hợp thực hiện", "co_units"),
        ("Cơ quan chịu trách nhiệm", "lead"),
        ("Phân công thực hiện", "lead"),
        ("Đơn vị", "lead"),
        ("Cơ quan chủ trì/phối hợp", "units"),
        ("Lãnh đạo phụ trách", "other"),
        ("Đơn vị tính", "other"),
        ("Mức độ hoàn thành", "other"),
        ("Nguồn vốn", "budget"),
        ("Ghi chú", "note"),
        ("Yêu cầu khác", ""),
    ],
)
def test_the_first_word_known_decides(title: str, role: str) -> None:
    assert _roles("STT", "Nội dung phối hợp", "Sản phẩm", title) == ["number", "title", "product", role]


def test_a_word_that_says_little_counts_only_where_nothing_else_fits() -> None:
    assert _roles("TT", "Nhiệm vụ", "Cơ quan chủ trì", "Cơ quan ban hành") == ["number", "title", "lead", ""]


def test_a_second_column_of_tasks_is_their_content() -> None:
    assert _roles("TT", "Nhiệm vụ", "Nội dung thực hiện", "Thời gian") == ["number", "title", "content", "timing"]


@pytest.mark.parametrize(
    "titles",
    [
        ("TT", "Chỉ tiêu", "Đơn vị tính", "Năm 2026", "Cơ quan theo dõi"),
        ("ỦY BAN NHÂN DÂN TỈNH", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
        ("Nơi nhận", "TM. ỦY BAN NHÂN DÂN"),
        ("1", "Xây dựng nhiệm vụ thời gian tới", "Sở A"),
        ("Nhiệm vụ",),
    ],
)
def test_what_is_no_header(titles: tuple[str, ...]) -> None:
    assert find_columns(_table(titles)) is None


def test_a_row_of_data_is_not_taken_into_the_header() -> None:
    columns = find_columns(_table(("TT", "Nhiệm vụ", "Chủ trì"), ("1", "Họp giao ban", "Sở A")))
    assert columns and columns.end == 1


def test_a_header_is_known_again() -> None:
    table = _table(("TT", "Nhiệm vụ", "Chủ trì"), ("1", "a", "Sở A"), ("TT", "Nhiệm vụ", "Chủ trì"))
    columns = find_columns(table)
    assert columns and is_header_again(table, 2, columns) and not is_header_again(table, 1, columns)
