from __future__ import annotations

from collections.abc import Sequence

import pytest
from tests.indices.annex.papers import TITLES, Merge, word

from donghanh.indices.annex.columns import COLUMNS, column_of, find_columns, is_header_again
from donghanh.reading.grids.cells import Table, is_column_numbers
from donghanh.reading.grids.files import read_tables


def _table(*rows: Sequence[str], merges: Sequence[Merge] = ()) -> Table:
    return read_tables(word(rows, merges=[merges]))[0]


@pytest.mark.parametrize(
    ("title", "column"),
    [
        *zip(TITLES, COLUMNS, strict=True),
        ("TT", "number"),
        ("Chỉ số/Chỉ số thành phần", "name"),
        ("TIÊU CHÍ ĐÁNH GIÁ", "name"),
        ("Chi so danh gia", "name"),
        ("Thang điểm", "max"),
        ("Điểm\nchuẩn", "max"),
        ("Điểm Tối đa", "max"),
        ("Cách chấm điểm", "method"),
        ("Hướng dẫn chấm điểm", "method"),
        ("Phương pháp tính", "method"),
        ("Tài liệu chứng minh", "evidence"),
        ("Hồ sơ minh chứng", "evidence"),
        ("Nguồn dữ liệu", "source"),
        ("Đơn vị thẩm định", "verified"),
        ("Điểm tự chấm", None),
        ("Điểm thẩm định", None),
        ("Tự đánh giá", None),
        ("Ghi chú", None),
        ("", None),
    ],
)
def test_a_column_is_known_by_its_title(title: str, column: str | None) -> None:
    assert column_of(title) == column


def test_the_order_of_columns_is_free_and_further_ones_are_passed_over() -> None:
    found = find_columns(
        _table(("Cách tính điểm", "Điểm tự chấm", "Tiêu chí", "Điểm tối đa", "STT"), ("a", "b", "c", "d", "e"))
    )
    assert found is not None
    assert {column: places[0] for column, places in found.at.items()} == {"method": 0, "name": 2, "max": 3, "number": 4}


def test_a_header_of_two_merged_rows_and_a_row_of_column_numbers() -> None:
    table = _table(
        ("STT", "Tiêu chí", "Điểm", "", "", "Cách tính điểm"),
        ("", "", "Tự chấm", "Tối đa", "Thẩm định", ""),
        ("(1)", "(2)", "(3)", "(4)", "(5)", "(6)"),
        ("1", "Họp", "", "10", "", "Có: 10; không: 0"),
        merges=[(0, 0, 1, 0), (0, 1, 1, 1), (0, 2, 0, 4), (0, 5, 1, 5)],
    )
    found = find_columns(table)
    assert found is not None
    assert (found.at["max"], found.end) == ((3,), 3)
    assert is_column_numbers(table[2]) and not is_column_numbers(table[3])


def test_a_header_is_found_below_titles_and_again_on_the_next_page() -> None:
    table = _table(("PHỤ LỤC", *[""] * 6), TITLES, ("1", "Họp", "10", "Có: 10", "", "", ""), TITLES)
    found = find_columns(table)
    assert found is not None
    assert found.end == 2
    assert [is_header_again(row, found) for row in table[2:]] == [False, True]


@pytest.mark.parametrize(
    "rows",
    [
        [("Nơi nhận", "Chức vụ"), ("a", "b")],
        [("STT", "Chỉ số", "Điểm tối đa"), ("1", "a", "5")],
        [("STT", "Nội dung", "Đơn vị phối hợp"), ("1", "a", "b")],
    ],
)
def test_other_tables_have_no_such_header(rows: list[tuple[str, ...]]) -> None:
    assert find_columns(_table(*rows)) is None
