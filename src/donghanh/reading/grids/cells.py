"""A table as its cells, each row with its place in the file; what every reader of files gives."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from donghanh.text import fold, nfc

CELLS_LIMIT = 500_000
"""The most cells of a table that is read, filled or not."""
_COLUMN_NUMBER = re.compile(r"\(?(?:\d{1,2}|[a-z])\)?(?:\s*=.*)?")
_LEAST_COLUMNS = 3


@dataclass(frozen=True)
class Cell:
    """A cell. ``down``, ``across``: it belongs to a merged cell that began above, or to the left, and has its text."""

    text: str = ""
    down: bool = False
    across: bool = False

    @property
    def own(self) -> str:
        """The text, if the cell is where it was written."""
        return "" if self.down or self.across else self.text


@dataclass(frozen=True)
class Place:
    """Where a row stands: a row of a table of a Word file, or of a sheet; both counted from 1."""

    row: int
    table: int = 0
    sheet: str = ""

    def __str__(self) -> str:
        return f"trang {self.sheet}, hàng {self.row}" if self.sheet else f"bảng {self.table}, hàng {self.row}"

    @property
    def en(self) -> str:
        """The place in English."""
        return f"sheet {self.sheet}, row {self.row}" if self.sheet else f"table {self.table}, row {self.row}"


@dataclass(frozen=True)
class Row:
    """A row of a table; all rows of a table have the same number of cells."""

    place: Place
    cells: tuple[Cell, ...]

    @property
    def written(self) -> list[str]:
        """The texts written in this row, from left to right."""
        return [cell.own for cell in self.cells if cell.own]


Table = tuple[Row, ...]


def tidy(text: str) -> str:
    """NFC, each line without blanks at its ends and with single ones inside, no empty lines."""
    lines = (re.sub(r"[ \t\u00a0\u200b]+", " ", line).strip() for line in nfc(text).splitlines())
    return "\n".join(line for line in lines if line)


def square(table: Table) -> Table:
    """The table with rows of one length."""
    width = max(len(row.cells) for row in table)
    return tuple(replace(row, cells=row.cells + (Cell(),) * (width - len(row.cells))) for row in table)


def is_column_numbers(row: Row) -> bool:
    """A row below a header that numbers the columns: (1) (2) (3), or A B 1 2 3."""
    written = [fold(text) for text in row.written]
    return len(written) >= _LEAST_COLUMNS and all(_COLUMN_NUMBER.fullmatch(text) for text in written)
