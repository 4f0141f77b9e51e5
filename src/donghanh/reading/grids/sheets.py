"""The visible sheets of a workbook as tables."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import date, datetime

from donghanh.reading.grids.archives import TooLargeError
from donghanh.reading.grids.cells import CELLS_LIMIT, Cell, Place, Row, Table, tidy
from donghanh.reading.grids.month_cells import month_cells


def sheet_tables(content: bytes) -> Iterator[Table]:
    """The visible sheets, without their empty rows.

    Raises:
        TooLargeError: a sheet spans more cells than are read.
    """
    from python_calamine import CalamineWorkbook, SheetVisibleEnum

    months: dict[str, set[tuple[int, int]]] | None = None
    with CalamineWorkbook.from_filelike(io.BytesIO(content)) as book:
        for about in book.sheets_metadata:
            if about.visible != SheetVisibleEnum.Visible:
                continue
            sheet = book.get_sheet_by_name(about.name)
            if sheet.total_height * sheet.total_width > CELLS_LIMIT:
                raise TooLargeError(about.name)
            values = sheet.to_python(skip_empty_area=False)
            firsts = [
                (at, place) for at, row in enumerate(values) for place, value in enumerate(row) if _is_first(value)
            ]
            if firsts and months is None:
                months = month_cells(content)
            of_months = (months or {}).get(about.name, set()).intersection(firsts)
            written = [
                [Cell(tidy(_shown(value, is_month=(at, place) in of_months))) for place, value in enumerate(row)]
                for at, row in enumerate(values)
            ]
            for (top, left), (bottom, right) in sheet.merged_cell_ranges or ():
                for at in range(top, min(bottom + 1, len(written))):
                    for column in range(left, min(right + 1, len(written[at]))):
                        if (at, column) != (top, left):
                            written[at][column] = Cell(written[top][left].text, at > top, column > left)
            rows = (Row(Place(at, sheet=about.name), tuple(row)) for at, row in enumerate(written, start=1))
            yield tuple(row for row in rows if row.written or any(cell.down for cell in row.cells))


def _is_first(value: object) -> bool:
    return isinstance(value, date) and value.day == 1


def _shown(value: object, *, is_month: bool = False) -> str:
    """A typed value as it is printed: a decimal comma, so that 2.125 is not taken for thousands; days as dd/mm/yyyy."""
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else f"{value:.6f}".rstrip("0").replace(".", ",")
    if isinstance(value, date) and not (isinstance(value, datetime) and (value.hour or value.minute)):
        return f"{value:%m/}{value.year:04d}" if is_month else f"{value:%d/%m/}{value.year:04d}"
    return str(value)


def whole_number(before: str, number: str) -> str:
    """The number of a row, whole again: a workbook that holds 1.10 as a number shows 1.1, but after 1.9 it is 1.10."""
    head, dot, last = number.rpartition(".")
    told = before.rpartition(".")
    if dot and told[0] == head and last.isdigit() and told[2].isdigit() and int(told[2]) + 1 == int(last) * 10:
        return f"{head}.{int(last) * 10}"
    return number
