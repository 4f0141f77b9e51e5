"""What is inside a workbook before it is opened: how large it would become, and the cells in error.

A workbook is a compressed archive; a few kilobytes can ask for more memory than any machine has, and the
reader then takes the whole process down. It also passes over cells such as #N/A as if they were empty. So
the parts are looked through first, piece by piece, trusting none of the sizes that the archive claims.
"""

from __future__ import annotations

import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal
from xml.etree import ElementTree
from xml.parsers import expat

from donghanh.lake.sources.headers import load_error

CELLS = 20_000_000
"""The most cells one sheet may span, filled or not; each takes 32 bytes in the reader's memory."""
INFLATED = 1 << 30
"""The most bytes that the parts of a workbook may come to."""
_CHUNK, _OVERLAP = 1 << 20, 1 << 14
_FAR = re.compile(rb"""\br\s*=\s*["']([A-Za-z]{2,}[0-9]+|[A-Za-z]?[0-9]{6,})["']""")
_IN_ERROR = re.compile(
    rb"""<(?:\w+:)?c\b(?=[^>]*\br=["']([A-Z]+)([0-9]+)["'])[^>]*\bt=["']e["'][^>]*>"""
    rb"""(?:<(?:\w+:)?f\b[^>]*(?:/>|>[^<]*</(?:\w+:)?f>))?(?:<(?:\w+:)?v>([^<]*))?"""
)
_NEAR_ROWS, _NEAR_COLUMNS = 99_999, 26
"""Cells that :data:`_FAR` does not look for."""


@dataclass
class Extent:
    """How far a sheet reaches, and its cells in error: (row, column) from 0 → text. ``merged``: as calamine says it."""

    rows: int = 0
    columns: int = 0
    errors: dict[tuple[int, int], str] = field(default_factory=dict)
    merged: list[tuple[tuple[int, int], tuple[int, int]]] = field(default_factory=list)

    def reach(self, rows: int, columns: int) -> None:
        """The sheet reaches at least so far."""
        self.rows, self.columns = max(self.rows, rows), max(self.columns, columns)


def kind_of_archive(path: Path) -> Literal["xlsx", "xlsb", "ods"] | None:
    """``xlsx``, ``xlsb`` or ``ods`` by what the archive holds; None for any other archive or a broken one."""
    try:
        with zipfile.ZipFile(path) as archive:
            names = set(archive.namelist())
            if "xl/workbook.xml" in names or "xl/workbook.bin" in names:
                return "xlsx" if "xl/workbook.xml" in names else "xlsb"
            is_ods = "content.xml" in names and b"spreadsheet" in archive.read("mimetype")[:80]
            return "ods" if is_ods else None
    except (zipfile.BadZipFile, KeyError, OSError, NotImplementedError, RuntimeError, zlib.error):
        return None


def survey(path: Path, kind: str, file_name: str) -> dict[str, Extent]:
    """The extent of the sheets by name, or by part where nothing is wrong with them (xlsb: always).

    Raises:
        LoadError: the workbook is broken, or would become larger than ``CELLS`` or ``INFLATED`` allow.
    """
    budget = [INFLATED]
    try:
        with zipfile.ZipFile(path) as archive:
            if kind == "ods":
                found = _survey_ods(_inflated(path, archive.getinfo("content.xml"), budget, file_name))
            else:
                found = _survey_excel(path, archive, kind, budget, file_name)
    except (zipfile.BadZipFile, KeyError, zlib.error, struct.error, expat.ExpatError, ElementTree.ParseError) as wrong:
        raise broken(file_name) from wrong
    for sheet, extent in found.items():
        if extent.rows * extent.columns > CELLS:
            raise load_error(
                "too-large",
                f"{file_name}: trang tính “{sheet}” trải trên {extent.rows} dòng × {extent.columns} cột, quá giới hạn "
                f"{CELLS} ô; hãy xoá các ô ở xa bảng, hoặc lưu lại thành CSV UTF-8",
                f"{file_name}: the sheet “{sheet}” spans {extent.rows} rows × {extent.columns} columns, more than "
                f"{CELLS} cells; delete the cells far from the table, or save it as CSV UTF-8",
            )
    return found


def broken(file_name: str) -> Exception:
    """The refusal of a workbook that cannot be read."""
    return load_error(
        "workbook",
        f"{file_name} bị hỏng hoặc không trọn vẹn; hãy mở bằng Excel hoặc LibreOffice, lưu lại rồi nạp tệp mới",
        f"{file_name} is damaged or incomplete; open it in Excel or LibreOffice, save it again and load the new file",
    )


def _inflated(path: Path, part: zipfile.ZipInfo, budget: list[int], file_name: str) -> Iterator[bytes]:
    """The bytes of a part as they really are; ``budget`` holds how many are left for the whole workbook."""
    with path.open("rb") as file:
        file.seek(part.header_offset)
        head = file.read(30)
        name, extra = struct.unpack("<HH", head[26:30])
        file.seek(name + extra, 1)
        left, inflate = part.compress_size, zlib.decompressobj(-zlib.MAX_WBITS)
        stored = part.compress_type == zipfile.ZIP_STORED
        while left > 0:
            piece = file.read(min(_CHUNK, left))
            if not piece:
                raise zipfile.BadZipFile
            left -= len(piece)
            while piece:
                out = piece if stored else inflate.decompress(piece, _CHUNK)
                piece = b"" if stored else inflate.unconsumed_tail
                budget[0] -= len(out)
                if budget[0] < 0:
                    raise _bomb(file_name)
                yield out


def _bomb(file_name: str) -> Exception:
    return load_error(
        "too-large",
        f"{file_name} giải nén ra hơn {INFLATED >> 20} MB; hãy bỏ hình ảnh và định dạng thừa, hoặc lưu thành CSV UTF-8",
        f"{file_name} unpacks to more than {INFLATED >> 20} MB; remove pictures and formats, or save it as CSV UTF-8",
    )


def _survey_excel(
    path: Path, archive: zipfile.ZipFile, kind: str, budget: list[int], file_name: str
) -> dict[str, Extent]:
    parts = {one.filename: one for one in archive.infolist()}
    found: dict[str, Extent] = {}
    for name, part in parts.items():
        if not name.startswith("xl/") or not name.endswith((".xml", ".bin")):
            continue
        pieces = _inflated(path, part, budget, file_name)
        if not name.startswith("xl/worksheets/"):
            for _ in pieces:  # only to count: shared strings and styles are kept in memory whole
                pass
            continue
        extent = _survey_bin(b"".join(pieces)) if kind == "xlsb" else _survey_xml(pieces)
        found[name] = extent
    # The names cost as much as all the rest of a small workbook, and are needed only for what is wrong with a sheet.
    if kind == "xlsx" and any(one.errors or one.rows for one in found.values()):
        names = _sheet_names(archive)
        return {names.get(part, part): extent for part, extent in found.items()}
    return found


def _sheet_names(archive: zipfile.ZipFile) -> dict[str, str]:
    """Part → name of the sheet."""
    links = ElementTree.fromstring(archive.read("xl/_rels/workbook.xml.rels"))
    targets = {one.get("Id"): one.get("Target", "") for one in links}
    names = {}
    for sheet in ElementTree.fromstring(archive.read("xl/workbook.xml")).findall(".//{*}sheet"):
        link = next((value for name, value in sheet.items() if name.endswith("}id")), None)
        target = targets.get(link, "")
        names[target.lstrip("/") if target.startswith("/") else f"xl/{target}"] = sheet.get("name", "")
    return names


def _survey_xml(pieces: Iterator[bytes]) -> Extent:
    extent, tail = Extent(_NEAR_ROWS, _NEAR_COLUMNS), b""
    is_far = False
    for piece in pieces:
        text = tail + piece
        for far in _FAR.finditer(text):
            is_far = True
            extent.reach(*_cell(far.group(1).upper()))
        if b't="e"' in text or b"t='e'" in text:
            for wrong in _IN_ERROR.finditer(text):
                row, column = _cell(wrong.group(1) + wrong.group(2))
                said = (wrong.group(3) or b"").decode("utf-8", "replace")
                extent.errors[row - 1, column - 1] = said or extent.errors.get((row - 1, column - 1), "#ERROR")
        tail = text[-_OVERLAP:]
    return extent if is_far else Extent(errors=extent.errors)


def _cell(reference: bytes) -> tuple[int, int]:
    """Row and column, from 1, of a reference such as b"AB12"; a row's own number has no letters."""
    letters = reference.rstrip(b"0123456789")
    column = 0
    for letter in letters:
        column = column * 26 + letter - 64
    return int(reference[len(letters) :]), max(column, 1)


def _survey_bin(data: bytes) -> Extent:
    """The records of a binary sheet: 0 is a row, 1 to 11 are cells."""
    extent, at, row = Extent(), 0, 0
    while at < len(data):
        kind = data[at]
        at += 1
        if kind & 0x80:
            kind |= data[at] << 8
            at += 1
        size = shift = 0
        while True:
            byte = data[at]
            at += 1
            size |= (byte & 0x7F) << shift
            shift += 7
            if not byte & 0x80 or shift > 21:
                break
        if kind == 0:
            (row,) = struct.unpack_from("<I", data, at)
        elif kind <= 11:
            (column,) = struct.unpack_from("<I", data, at)
            extent.reach(row + 1, column + 1)
        at += size
    return extent


def _survey_ods(pieces: Iterator[bytes]) -> dict[str, Extent]:
    reader = _OdsReader()
    for piece in pieces:
        reader.parser.Parse(piece, False)
    reader.parser.Parse(b"", True)
    return reader.sheets


class _OdsReader:
    """Walks the cells of content.xml; repeated cells and rows count as often as they are repeated, if filled."""

    def __init__(self) -> None:
        self.sheets: dict[str, Extent] = {}
        self._sheet, self._row, self._column, self._repeated, self._is_filled = Extent(), 0, 0, 1, False
        self._wrong: tuple[int, int] | None = None
        self.parser = expat.ParserCreate()
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._say
        self.parser.StartDoctypeDeclHandler = self._refuse

    def _refuse(self, *_: object) -> None:
        raise zipfile.BadZipFile  # no office writes a document type; it could only hold an entity attack

    def _start(self, name: str, given: dict[str, str]) -> None:
        if name == "table:table":
            self._sheet = self.sheets[given.get("table:name", "")] = Extent()
            self._row = 0
        elif name == "table:table-row":
            self._repeated, self._column, self._is_filled = int(given.get("table:number-rows-repeated", 1)), 0, False
        elif name in ("table:table-cell", "table:covered-table-cell"):
            self._cell(given)

    def _cell(self, given: dict[str, str]) -> None:
        times = int(given.get("table:number-columns-repeated", 1))
        down, right = int(given.get("table:number-rows-spanned", 1)), int(given.get("table:number-columns-spanned", 1))
        if down > 1 or right > 1:
            last = (self._row + down - 1, self._column + right - 1)
            self._sheet.merged.append(((self._row, self._column), last))
        if any(name.startswith("office:") for name in given):
            self._is_filled = True
            self._sheet.reach(0, self._column + times)
        if given.get("calcext:value-type") == "error":
            self._wrong = (self._row, self._column)
            self._sheet.errors[self._wrong] = ""
        self._column += times

    def _say(self, text: str) -> None:
        if self._wrong is not None:
            self._sheet.errors[self._wrong] += text.strip()

    def _end(self, name: str) -> None:
        if name in ("table:table-cell", "table:covered-table-cell"):
            self._wrong = None
        elif name == "table:table-row":
            self._row += self._repeated
            if self._is_filled:
                self._sheet.reach(self._row, 0)
