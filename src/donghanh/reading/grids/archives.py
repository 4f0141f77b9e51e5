"""What is inside a Word file or a workbook before it is opened: its kind, and how large it would become.

A few kilobytes can ask for more memory than any machine has (a cell at XFD1048576 is enough), and the reader
of workbooks then takes the whole process down. So the parts are looked through first, piece by piece.
"""

from __future__ import annotations

import io
import re
import zipfile

from donghanh.reading.grids.cells import CELLS_LIMIT

_UNPACKED_LIMIT = 120 * 1024 * 1024
_RATIO_LIMIT, _RATIO_FROM = 200, 4_000_000
"""How tightly a part may be packed, once it is larger than this."""
_PARTS_LIMIT = 5000
_PIECE, _OVERLAP = 1 << 20, 64
_REFERENCE = re.compile(rb"""\br\s*=\s*["']([A-Za-z]{0,3})(\d{1,9})["']""")
_KINDS = (("word/document.xml", "docx"), ("xl/workbook.xml", "xlsx"))


class TooLargeError(Exception):
    """What a file holds is more than is read; the text says where, if it can."""


def office_kind(content: bytes) -> str | None:
    """``docx``, ``xlsx`` or None for any other archive.

    Raises:
        TooLargeError: more would be unpacked, or a sheet would span more cells, than is read.
        zipfile.BadZipFile: broken, or the parts are not of the sizes that the archive claims.
    """
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        entries = archive.infolist()
        tight = any(
            entry.file_size > _RATIO_FROM and entry.file_size > _RATIO_LIMIT * max(entry.compress_size, 1)
            for entry in entries
        )
        if tight or len(entries) > _PARTS_LIMIT or sum(entry.file_size for entry in entries) > _UNPACKED_LIMIT:
            raise TooLargeError
        names = {entry.filename for entry in entries}
        kind = next((kind for part, kind in _KINDS if part in names), None)
        if kind == "xlsx":
            for entry in entries:
                if entry.filename.startswith("xl/") and entry.filename.endswith((".xml", ".rels")):
                    _measure(archive, entry.filename)
    return kind


def _measure(archive: zipfile.ZipFile, part: str) -> None:
    """Read a part to its end, which also checks its size, and refuse a sheet that reaches too far."""
    is_sheet = part.startswith("xl/worksheets/")
    rows = columns = 0
    with archive.open(part) as stream:
        rest = b""
        while piece := stream.read(_PIECE):
            if not is_sheet:
                continue
            for letters, digits in _REFERENCE.findall(rest + piece):
                rows = max(rows, int(digits))
                columns = max(columns, _column(letters))
            rest = piece[-_OVERLAP:]
    if rows * max(columns, 1) > CELLS_LIMIT:
        raise TooLargeError(f"{rows} × {columns}")


def _column(letters: bytes) -> int:
    """The number of a column: A is 1, AA is 27."""
    at = 0
    for letter in letters.upper():
        at = at * 26 + letter - 64
    return at
