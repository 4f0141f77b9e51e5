"""A CSV file as one table, as Excel writes it: UTF-8 or UTF-16, parted by commas, semicolons or tabs."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from donghanh.reading.grids.archives import TooLargeError
from donghanh.reading.grids.cells import CELLS_LIMIT, Cell, Place, Row, Table, tidy

_MARKS = ";\t,"


def delimited_tables(content: bytes) -> Iterator[Table]:
    """The table of the file, without its empty rows.

    Raises:
        UnicodeDecodeError: another encoding.
        TooLargeError: more cells than are read.
    """
    wide = content[:2] in (b"\xff\xfe", b"\xfe\xff")
    text = content.decode("utf-16" if wide else "utf-8-sig")
    rows = []
    cells = 0
    for at, values in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text)), start=1):
        cells += len(values)
        if cells > CELLS_LIMIT:
            raise TooLargeError
        row = Row(Place(at, table=1), tuple(Cell(tidy(value)) for value in values))
        if row.written:
            rows.append(row)
    if rows and max(len(row.cells) for row in rows) * len(rows) > CELLS_LIMIT:
        raise TooLargeError
    yield tuple(rows)


def _delimiter(text: str) -> str:
    """The mark that most rows have, in one number; titles and sentences hold commas in changing numbers."""

    def steady(mark: str) -> tuple[int, int]:
        counts = [len(row) for row in csv.reader(io.StringIO(text[:100_000], newline=""), delimiter=mark) if row]
        usual = max(set(counts), key=counts.count, default=1)
        return (counts.count(usual) if usual > 1 else 0, usual)

    return max(_MARKS, key=steady)
