"""From a source to a table of raw text: a copy below the lake's folder, its titles, its rows.

The copy is made in one pass that also hashes it, so that what is checked is what is stored, whatever
happens to the source meanwhile. What kind of source it is decides who reads it: ``delimited`` text.
"""

from __future__ import annotations

import codecs
import hashlib
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import duckdb

from donghanh.errors import LoadError
from donghanh.lake import delimited
from donghanh.lake.definition import Dataset
from donghanh.lake.delimited import LineEnds, Shape
from donghanh.lake.headers import Header, load_error

__all__ = ["SMALL", "Header", "Shape", "Staged", "read_header", "read_rows", "small_rows", "staged"]

SMALL = 1 << 20
"""The most bytes of a staged file that :func:`small_rows` takes."""
_CHUNK = 1 << 20
_SIGNATURES = {
    b"PK\x03\x04": ("tệp Excel hoặc tệp nén", "an Excel file or an archive"),
    b"\xd0\xcf\x11\xe0": ("tệp Excel hoặc Word cũ", "an old Excel or Word file"),
    b"%PDF": ("tệp PDF", "a PDF file"),
}


@dataclass(frozen=True)
class Staged:
    """A copy of the source, and what is known of it."""

    path: Path
    file_name: str
    sha256: str
    is_plain: bool
    """No blank line and only line feeds between lines: DuckDB's row count is the spreadsheet's."""


@contextmanager
def staged(source: Path, folder: Path, *, file_name: str | None = None, sheet: str | None = None) -> Iterator[Staged]:
    """A checked copy of ``source`` in ``folder``, removed on leaving. ``sheet``: the one to read of a workbook.

    Raises:
        LoadError: the file is missing, empty, binary, or not in a Unicode encoding.
    """
    name = file_name or source.name
    try:
        opened = source.open("rb")
    except OSError as wrong:
        raise load_error(
            "file", f"Không mở được tệp {name}: {wrong.strerror}", f"Cannot open {name}: {wrong.strerror}"
        ) from wrong
    with opened, tempfile.NamedTemporaryFile("wb", prefix="load-", suffix=".csv", dir=folder) as copy:
        digest = hashlib.sha256()
        ends = LineEnds()
        for chunk in _decoded(opened, digest, name):
            ends.feed(chunk)
            copy.write(chunk)
        copy.flush()
        if copy.tell() == 0:
            raise load_error("empty", f"Tệp {name} rỗng", f"The file {name} is empty")
        yield Staged(Path(copy.name), name, digest.hexdigest(), ends.are_plain)


def _decoded(source: IO[bytes], digest: hashlib._Hash, name: str) -> Iterator[bytes]:
    head = source.read(4)
    source.seek(0)
    for signature, (vi, en) in _SIGNATURES.items():
        if head.startswith(signature):
            vi, en = f"{name} là {vi}; hãy lưu lại thành CSV UTF-8", f"{name} is {en}; save it as CSV UTF-8"
            raise load_error("binary", vi, en)
    sixteen = head[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
    decoder = codecs.getincrementaldecoder("utf-16" if sixteen else "utf-8-sig")()
    line = 1
    while True:
        chunk = source.read(_CHUNK)
        digest.update(chunk)
        if b"\0" in chunk and not sixteen:
            raise load_error(
                "binary",
                f"{name} không phải tệp văn bản (có byte 0); hãy lưu lại thành CSV UTF-8",
                f"{name} is not a text file (it holds zero bytes); save it as CSV UTF-8",
            )
        try:
            text = decoder.decode(chunk, final=not chunk)
        except UnicodeDecodeError as wrong:
            raise _not_unicode(name, line + chunk[: wrong.start].count(b"\n"), wrong) from wrong
        line += chunk.count(b"\n")
        yield text.encode()
        if not chunk:
            return


def _not_unicode(name: str, line: int, wrong: UnicodeDecodeError) -> LoadError:
    byte = f"0x{wrong.object[wrong.start]:02X}" if isinstance(wrong.object, bytes) else "?"
    return load_error(
        "encoding",
        f"{name} không phải UTF-8: dòng {line} có byte {byte} (có thể là bảng mã Windows-1258, TCVN3 hoặc VNI); "
        "mở bằng Excel và lưu lại dạng “CSV UTF-8”",
        f"{name} is not UTF-8: line {line} holds byte {byte} (perhaps Windows-1258, TCVN3 or VNI); "
        "open it in Excel and save it as “CSV UTF-8”",
    )


def read_header(copy: Staged, dataset: Dataset, *, mapping: Mapping[str, str] | None = None) -> Header:
    """Find the titles and match them with the dataset's columns.

    ``mapping`` assigns titles of the file to columns, as a person chose; a title assigned to "" is ignored.

    Raises:
        LoadError: a column is missing (the nearest title is named), or a title stands twice.
    """
    return delimited.read_header(copy.path, copy.file_name, dataset, mapping)


def read_rows(cursor: duckdb.DuckDBPyConnection, copy: Staged, header: Header, table: str = "raw") -> Shape:
    """Fill the temporary table (f0, f1 … as text; row number = rowid + ``header.first_row``); faulty rows are blank.

    Raises:
        LoadError: a quotation mark is never closed.
    """
    return delimited.read_rows(cursor, copy.path, copy.file_name, header, is_plain=copy.is_plain, table=table)


def small_rows(copy: Staged, header: Header) -> tuple[list[tuple[int, list[str | None]]], Shape]:
    """The rows of a staged file of at most ``SMALL`` bytes, each with its number; blank and faulty ones left out.

    Raises:
        LoadError: a quotation mark is never closed.
    """
    return delimited.small_rows(copy.path, copy.file_name, header)
