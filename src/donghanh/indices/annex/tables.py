"""The tables of a Word file or a workbook, cell by cell, each row with its place in the file."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from donghanh.errors import InputError
from donghanh.indices.annex.numbers import tidy

LIMIT = 20 * 1024 * 1024
"""Bytes of the largest file that is read; the longest annex stays far below."""
_UNPACKED_LIMIT = 200 * 1024 * 1024
_CELLS_LIMIT = 500_000
_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_OLD_CONTAINER = b"\xd0\xcf\x11\xe0"


class AnnexError(InputError):
    """A file that no annex table can be read from."""


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


def read_tables(source: Path | bytes, name: str = "") -> list[Table]:
    """The tables of a file, in order; ``name`` is for messages and is taken from a path.

    Raises:
        AnnexError: too large, empty, damaged, encrypted, or neither .docx nor .xlsx.
    """
    name = name or (source.name if isinstance(source, Path) else "tệp")
    if isinstance(source, Path) and source.stat().st_size > LIMIT:
        raise _fault("large", name)
    content = source.read_bytes() if isinstance(source, Path) else source
    if len(content) > LIMIT:
        raise _fault("large", name)
    kind = _kind(content, name)
    try:
        tables = _word_tables(content) if kind == "docx" else _sheets(content)
    except AnnexError:
        raise
    except Exception as wrong:  # the readers raise many kinds for a broken part
        raise _fault("damaged", name) from wrong
    return [_square(table) for table in tables if table]


def _kind(content: bytes, name: str) -> str:
    if not content.strip(b" \t\r\n\0"):
        raise _fault("empty", name)
    if content.startswith(_OLD_CONTAINER):
        raise _fault("locked" if "EncryptedPackage".encode("utf-16-le") in content else "old", name)
    if not content.startswith(b"PK\x03\x04"):
        raise _fault("pdf" if b"%PDF-" in content[:1024] else "kind", name)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = set(archive.namelist())
            unpacked = sum(entry.file_size for entry in archive.infolist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as wrong:
        raise _fault("damaged", name) from wrong
    if unpacked > _UNPACKED_LIMIT or len(names) > 5000:
        raise _fault("large", name)
    for part, kind in (("word/document.xml", "docx"), ("xl/workbook.xml", "xlsx")):
        if part in names:
            return kind
    raise _fault("kind", name)


def _square(table: Table) -> Table:
    width = max(len(row.cells) for row in table)
    return tuple(replace(row, cells=row.cells + (Cell(),) * (width - len(row.cells))) for row in table)


def _word_tables(content: bytes) -> list[Table]:
    import docx

    body = docx.Document(io.BytesIO(content)).element.body
    found = [one for one in body.iter(f"{_WORD}tbl") if not any(True for _ in one.iterancestors(f"{_WORD}tc"))]
    return [tuple(_word_rows(table, number)) for number, table in enumerate(found, start=1)]


def _word_rows(table: Any, number: int) -> Iterator[Row]:
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
            text = above[len(cells)].text if down and len(cells) < len(above) else tidy(_text(cell))
            cells.append(Cell(text, down))
            cells += [Cell(text, down, across=True)] * (_number_in(cell, "tcPr", "gridSpan", 1) - 1)
        above = tuple(cells)
        yield Row(Place(at, table=number), above)


def _number_in(element: Any, properties: str, name: str, otherwise: int) -> int:
    found = element.find(f"{_WORD}{properties}/{_WORD}{name}")
    return min(int(found.get(f"{_WORD}val")), 100) if found is not None else otherwise


def _text(element: Any) -> str:
    """The text inside, a line for each paragraph; fractions of the equation editor as (a)/(b), deletions left out."""
    tag = element.tag
    if tag in (f"{_WORD}t", f"{_MATH}t"):
        return element.text or ""
    if tag in (f"{_WORD}tab", f"{_WORD}br", f"{_WORD}cr"):
        return "\n" if tag != f"{_WORD}tab" else " "
    if tag == f"{_MATH}f":
        top, bottom = (_text(element.find(f"{_MATH}{part}")).strip() for part in ("num", "den"))
        return f"({top})/({bottom})"
    inside = "".join(_text(child) for child in element if isinstance(child.tag, str) and child.tag != f"{_WORD}del")
    return f"{inside}\n" if tag == f"{_WORD}p" else inside


def _sheets(content: bytes) -> list[Table]:
    from python_calamine import CalamineWorkbook, SheetVisibleEnum

    tables = []
    with CalamineWorkbook.from_filelike(io.BytesIO(content)) as book:
        for about in book.sheets_metadata:
            if about.visible != SheetVisibleEnum.Visible:
                continue
            sheet = book.get_sheet_by_name(about.name)
            if sheet.total_height * sheet.total_width > _CELLS_LIMIT:
                raise _fault("large", about.name)
            written = [[Cell(tidy(_shown(value))) for value in row] for row in sheet.to_python(skip_empty_area=False)]
            for (top, left), (bottom, right) in sheet.merged_cell_ranges or ():
                for at in range(top, min(bottom + 1, len(written))):
                    for column in range(left, min(right + 1, len(written[at]))):
                        if (at, column) != (top, left):
                            written[at][column] = Cell(written[top][left].text, at > top, column > left)
            rows = (Row(Place(at, sheet=about.name), tuple(row)) for at, row in enumerate(written, start=1))
            tables.append(tuple(row for row in rows if row.written or any(cell.down for cell in row.cells)))
    return tables


def _shown(value: object) -> str:
    """A typed value as it is printed: a decimal comma, so that 2.125 is not taken for thousands."""
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else f"{value:.6f}".rstrip("0").replace(".", ",")
    return str(value)


_SAVE_VI = "Hãy mở tệp và lưu lại dạng .docx hoặc .xlsx."
_SAVE_EN = "Open it and save it as .docx or .xlsx."
_MESSAGES = {
    "damaged": (f"Tệp {{name}} bị hỏng, không mở được. {_SAVE_VI}", f"The file {{name}} is damaged. {_SAVE_EN}"),
    "empty": ("Tệp {name} không có nội dung.", "The file {name} is empty."),
    "kind": (
        f"Tệp {{name}} không phải tệp Word (.docx) hay Excel (.xlsx). {_SAVE_VI}",
        f"The file {{name}} is neither a Word file (.docx) nor a workbook (.xlsx). {_SAVE_EN}",
    ),
    "large": (
        "{name} quá lớn so với một phụ lục. Hãy chỉ giữ lại bảng chỉ số rồi lưu lại.",
        "{name} is too large for an annex. Keep only the table of indicators and save it again.",
    ),
    "locked": (
        "Tệp {name} được bảo vệ bằng mật khẩu. Hãy bỏ mật khẩu (Tệp > Thông tin > Bảo vệ) rồi làm lại.",
        "The file {name} is protected by a password. Remove it (File > Info > Protect) and try again.",
    ),
    "old": (
        f"Tệp {{name}} ở định dạng Word hoặc Excel cũ (.doc, .xls). {_SAVE_VI}",
        f"The file {{name}} is in the old format of Word or Excel (.doc, .xls). {_SAVE_EN}",
    ),
    "pdf": (
        "Tệp {name} là PDF, dù tên tệp ghi khác. Hãy dùng bản .docx hoặc .xlsx của phụ lục.",
        "The file {name} is a PDF, whatever its name says. Use the annex as .docx or .xlsx.",
    ),
}


def _fault(code: str, name: str) -> AnnexError:
    vi, en = _MESSAGES[code]
    return AnnexError(f"annex.{code}", vi=vi.format(name=name), en=en.format(name=name))
