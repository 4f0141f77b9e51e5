"""The tables of a Word file, cell by cell, with the numbers that Word itself draws before list paragraphs."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from donghanh.reading.grids.archives import TooLargeError
from donghanh.reading.grids.cells import CELLS_LIMIT, Cell, Place, Row, Table, tidy
from donghanh.reading.grids.list_numbers import ListNumbers

_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_WIDTH_LIMIT = 1000


def word_tables(content: bytes) -> list[Table]:
    """The tables of the body in order, those inside a cell as text of that cell.

    Raises:
        TooLargeError: a table has more cells than are read.
    """
    import docx

    document = docx.Document(io.BytesIO(content))
    numbers = ListNumbers(document)
    body = document.element.body
    found = [one for one in body.iter(f"{_WORD}tbl") if not any(True for _ in one.iterancestors(f"{_WORD}tc"))]
    return [_table(one, number, numbers) for number, one in enumerate(found, start=1)]


def _table(element: Any, number: int, numbers: ListNumbers) -> Table:
    rows = tuple(_rows(element, number, numbers))
    if rows and len(rows) * max(len(row.cells) for row in rows) > CELLS_LIMIT:
        raise TooLargeError(f"bảng {number}")
    return rows


def _rows(table: Any, number: int, numbers: ListNumbers) -> Iterator[Row]:
    above: tuple[Cell, ...] = ()
    for at, row in enumerate(table.iter(f"{_WORD}tr"), start=1):
        if next(row.iterancestors(f"{_WORD}tbl")) is not table:
            continue
        cells = [Cell()] * _number_in(row, "trPr", "gridBefore", 0)
        for cell in row.iter(f"{_WORD}tc"):
            if next(cell.iterancestors(f"{_WORD}tr")) is not row:
                continue
            merge = cell.find(f"{_WORD}tcPr/{_WORD}vMerge")
            down = merge is not None and merge.get(f"{_WORD}val", "continue") == "continue"
            text = above[len(cells)].text if down and len(cells) < len(above) else tidy(_text(cell, numbers))
            cells.append(Cell(text, down))
            cells += [Cell(text, down, across=True)] * (_number_in(cell, "tcPr", "gridSpan", 1) - 1)
            if len(cells) > _WIDTH_LIMIT:
                raise TooLargeError(f"bảng {number}")
        above = tuple(cells)
        yield Row(Place(at, table=number), above)


def _number_in(element: Any, properties: str, name: str, otherwise: int) -> int:
    found = element.find(f"{_WORD}{properties}/{_WORD}{name}")
    return min(int(found.get(f"{_WORD}val")), 100) if found is not None else otherwise


def _text(element: Any, numbers: ListNumbers) -> str:
    """The text inside, a line for each paragraph; fractions of the equation editor as (a)/(b), deletions left out."""
    tag = element.tag
    if tag in (f"{_WORD}t", f"{_MATH}t"):
        return element.text or ""
    if tag in (f"{_WORD}tab", f"{_WORD}br", f"{_WORD}cr"):
        return "\n" if tag != f"{_WORD}tab" else " "
    if tag == f"{_WORD}noBreakHyphen":
        return "-"
    if tag == f"{_MATH}f":
        top, bottom = (_text(element.find(f"{_MATH}{part}"), numbers).strip() for part in ("num", "den"))
        return f"({top})/({bottom})"
    inside = "".join(
        _text(child, numbers) for child in element if isinstance(child.tag, str) and child.tag != f"{_WORD}del"
    )
    return f"{numbers.before(element)}{inside}\n" if tag == f"{_WORD}p" else inside
