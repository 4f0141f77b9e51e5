from __future__ import annotations

import unicodedata

from donghanh.reading.grids.cells import Cell, Place, Row, is_column_numbers, square, tidy


def _row(*texts: str) -> Row:
    return Row(Place(1, table=1), tuple(Cell(text) for text in texts))


def test_tidy_text_is_composed_and_has_no_empty_lines() -> None:
    assert tidy(unicodedata.normalize("NFD", "  Tỷ  lệ \n\n\t a/b ")) == "Tỷ lệ\na/b"


def test_a_merged_cell_is_written_once() -> None:
    row = Row(Place(3, sheet="PL"), (Cell("a"), Cell("a", across=True), Cell("b", down=True)))
    assert row.written == ["a"]
    assert (str(row.place), row.place.en) == ("trang PL, hàng 3", "sheet PL, row 3")


def test_rows_of_a_table_are_made_as_long_as_the_longest() -> None:
    assert [len(row.cells) for row in square((_row("a"), _row("a", "b", "c")))] == [3, 3]


def test_a_row_that_numbers_the_columns_is_known() -> None:
    assert is_column_numbers(_row("(1)", "(2)", "(3)", "(4)=(2)+(3)"))
    assert is_column_numbers(_row("A", "B", "1", "2"))
    assert not is_column_numbers(_row("1", "Nhiệm vụ", "2026"))
    assert not is_column_numbers(_row("1", "2"))
