"""From a source to a table of raw text: a copy below the lake's folder, its titles, its rows.

The copy is made in one pass that also hashes it, so that what is checked is what is stored, whatever
happens to the source meanwhile. Its content, never its ending, decides who reads it: ``delimited`` text,
``sheets`` of a workbook, or ``columnar`` Parquet and JSON. A database or an interface writes its own copy.
"""

from __future__ import annotations

import codecs
import hashlib
import os
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Literal

import duckdb

from donghanh.errors import LoadError
from donghanh.lake.breakdowns import told_when_full
from donghanh.lake.definition import Dataset
from donghanh.lake.sources import columnar, delimited
from donghanh.lake.sources.archives import kind_of_archive
from donghanh.lake.sources.databases import DatabaseTable
from donghanh.lake.sources.delimited import LineEnds, Shape
from donghanh.lake.sources.encodings import LEGACY_BYTES, decode_legacy
from donghanh.lake.sources.headers import Header, is_blank, load_error
from donghanh.lake.sources.interfaces import WebInterface
from donghanh.lake.sources.sheets import Workbook

__all__ = ["SMALL", "Header", "Shape", "Source", "Staged", "read_header", "read_rows", "small_rows", "staged"]

Source = Path | DatabaseTable | WebInterface
"""Where a load may come from."""
Kind = Literal["text", "json", "parquet", "xlsx", "xlsb", "ods", "xls"]
"""Of the content; a database writes text, an interface JSON."""
_WORKBOOKS = ("xlsx", "xlsb", "ods", "xls")
SMALL = 1 << 20
"""The most bytes of a staged file that :func:`small_rows` takes."""
_CHUNK = 1 << 20
_NOT_DATA = {
    b"%PDF": ("tệp PDF", "a PDF file"),
    b"\x1f\x8b": ("tệp nén gzip", "a gzip archive"),
    b"Rar!": ("tệp nén RAR", "a RAR archive"),
    b"7z\xbc\xaf": ("tệp nén 7z", "a 7z archive"),
    b"\x89PNG": ("tệp ảnh", "a picture"),
    b"\xff\xd8\xff": ("tệp ảnh", "a picture"),
}


@dataclass(frozen=True)
class Staged:
    """A copy of the source, and what is known of it."""

    path: Path
    file_name: str
    sha256: str
    """Of the source as it came; where one sheet of a workbook was named, of the source and that name."""
    is_plain: bool = False
    """No blank line and only line feeds between lines: DuckDB's row count is the spreadsheet's."""
    kind: Kind = "text"
    encoding: str | None = None
    """What a text file was read as; None for other kinds."""
    workbook: Workbook | None = field(default=None, compare=False, repr=False)


@contextmanager
def staged(source: Source, folder: Path, *, file_name: str | None = None, sheet: str | None = None) -> Iterator[Staged]:
    """A checked copy of ``source`` in ``folder``, removed on leaving. ``sheet``: the one to read of a workbook.

    Raises:
        LoadError: the source cannot be reached or read, is empty, of no known kind, damaged, protected by a
            password, too large, in an encoding that cannot be told, or changed while it was read.
    """
    name = file_name or (source.name if isinstance(source, Path) else source.shown_name)
    with told_when_full(folder), tempfile.NamedTemporaryFile("wb", prefix="load-", dir=folder) as copy:
        path = Path(copy.name)
        if isinstance(source, Path):
            sha256 = _copy(source, copy, name)
            kind = _kind(path, name)
        else:
            source.write(copy)
            copy.flush()
            kind = "text" if isinstance(source, DatabaseTable) else "json"
            sha256 = _hash(path)
        if sheet is not None and kind not in _WORKBOOKS:
            raise load_error(
                "sheet",
                f"{name} không phải sổ tính nên không có trang “{sheet}”; hãy bỏ --sheet",
                f"{name} is no workbook and has no sheet “{sheet}”; leave --sheet out",
            )
        if kind in _WORKBOOKS:
            yield from _opened(path, kind, name, sha256, sheet)
        elif kind == "parquet":
            yield Staged(path, name, sha256, kind=kind)
        else:
            with tempfile.NamedTemporaryFile("wb", prefix="load-", suffix=".csv", dir=folder) as text:
                encoding, is_plain = _to_unicode(path, text, name)
                unicode = Path(text.name) if text.tell() else path
                yield Staged(unicode, name, sha256, is_plain, kind, encoding)


def _hash(path: Path) -> str:
    with path.open("rb") as written:
        return hashlib.file_digest(written, "sha256").hexdigest()


def _opened(path: Path, kind: Kind, name: str, sha256: str, sheet: str | None) -> Iterator[Staged]:
    workbook = Workbook(path, kind, name, sheet)
    if sheet is not None:
        sha256 = hashlib.sha256(f"{sha256}\0{sheet}".encode()).hexdigest()
    try:
        yield Staged(path, name, sha256, kind=kind, workbook=workbook)
    finally:
        workbook.close()


def _copy(source: Path, copy: IO[bytes], name: str) -> str:
    """Copy the file; its hash."""
    digest = hashlib.sha256()
    try:
        with source.open("rb") as opened:
            before = os.fstat(opened.fileno())
            while chunk := opened.read(_CHUNK):
                digest.update(chunk)
                copy.write(chunk)
        after = source.stat()
    except OSError as wrong:
        said = wrong.strerror or str(wrong)
        raise load_error("file", f"Không đọc được tệp {name}: {said}", f"Cannot read {name}: {said}") from wrong
    copy.flush()
    if (before.st_size, before.st_mtime_ns, before.st_ino) != (after.st_size, after.st_mtime_ns, after.st_ino):
        raise load_error(
            "changing",
            f"Tệp {name} thay đổi trong khi đang đọc; hãy chờ bên gửi ghi xong rồi nạp lại",
            f"{name} changed while it was being read; wait until its writer is done and load again",
        )
    if copy.tell() == 0:
        raise load_error(
            "empty", f"Tệp {name} rỗng; hãy xin lại tệp từ bên gửi", f"The file {name} is empty; ask for it again"
        )
    return digest.hexdigest()


def _kind(path: Path, name: str) -> Kind:
    with path.open("rb") as file:
        head = file.read(4096)
    if head.startswith(b"PK\x03\x04"):
        kind = kind_of_archive(path)
        if kind is None:
            raise _not_data(
                name, "tệp nén, tệp Word hoặc sổ tính hỏng", "an archive, a Word file or a damaged workbook"
            )
        return kind
    if head.startswith(b"\xd0\xcf\x11\xe0"):
        return "xls"
    if head.startswith(b"PAR1"):
        return "parquet"
    for signature, (vi, en) in _NOT_DATA.items():
        if head.startswith(signature):
            raise _not_data(name, vi, en)
    start = head.removeprefix(codecs.BOM_UTF8).lstrip()
    if start[:1] == b"<":
        raise _not_data(name, "trang web hoặc XML, dù mang đuôi khác", "a web page or XML, whatever its ending")
    is_json = start[:1] == b"{" or (start[:1] == b"[" and start[1:].lstrip()[:1] in (b"{", b"]"))
    return "json" if is_json else "text"


def _not_data(name: str, vi: str, en: str) -> LoadError:
    return load_error(
        "binary",
        f"{name} là {vi}; hãy mở ra và lưu lại thành Excel (.xlsx) hoặc CSV UTF-8",
        f"{name} is {en}; open it and save it as Excel (.xlsx) or CSV UTF-8",
    )


def _to_unicode(path: Path, text: IO[bytes], name: str) -> tuple[str, bool]:
    """Write the text in UTF-8 without its mark, unless it is so already; its encoding, and if its lines are plain."""
    ends = LineEnds()
    is_empty = True
    with path.open("rb") as source:
        head = source.read(3)
        encoding = "utf-16" if head[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE) else "utf-8-sig"
        is_changed = encoding == "utf-16" or head == codecs.BOM_UTF8
        source.seek(0)
        try:
            for chunk in _decoded(source, encoding, name, is_changed=is_changed):
                is_empty = is_empty and not chunk.strip()
                ends.feed(chunk)
                if is_changed:
                    text.write(chunk)
        except UnicodeDecodeError:
            return _from_legacy(path, text, name)
    text.flush()
    if is_empty:
        raise load_error(
            "empty", f"Tệp {name} rỗng; hãy xin lại tệp từ bên gửi", f"The file {name} is empty; ask for it again"
        )
    return encoding.removesuffix("-sig"), ends.are_plain


def _from_legacy(path: Path, text: IO[bytes], name: str) -> tuple[str, bool]:
    if path.stat().st_size > LEGACY_BYTES:
        raise load_error(
            "encoding",
            f"{name} không phải UTF-8 và lớn hơn {LEGACY_BYTES >> 20} MB; hãy lưu lại dạng CSV UTF-8",
            f"{name} is not UTF-8 and larger than {LEGACY_BYTES >> 20} MB; save it as CSV UTF-8",
        )
    decoded, encoding = decode_legacy(path.read_bytes(), name)
    text.seek(0)
    text.truncate()
    text.write(decoded.encode())
    text.flush()
    ends = LineEnds()
    ends.feed(decoded.encode())
    return encoding, ends.are_plain


def _decoded(source: IO[bytes], encoding: str, name: str, *, is_changed: bool) -> Iterator[bytes]:
    """The text in UTF-8, chunk by chunk; as it came, if that is how it came."""
    decoder = codecs.getincrementaldecoder(encoding)()
    while True:
        chunk = source.read(_CHUNK)
        if b"\0" in chunk and encoding != "utf-16":
            raise load_error(
                "binary",
                f"{name} không phải tệp văn bản (có byte 0); hãy lưu lại thành CSV UTF-8",
                f"{name} is not a text file (it holds zero bytes); save it as CSV UTF-8",
            )
        text = decoder.decode(chunk, final=not chunk)
        yield text.encode() if is_changed else chunk
        if not chunk:
            return


def read_header(copy: Staged, dataset: Dataset, *, mapping: Mapping[str, str] | None = None) -> Header:
    """Find the titles and match them with the dataset's columns.

    ``mapping`` assigns titles of the file to columns, as a person chose; a title assigned to "" is ignored.

    Raises:
        LoadError: a column is missing (the nearest title is named), a title stands twice, several sheets fit, or
            what the mapping names is not there.
    """
    if copy.workbook is not None:
        return copy.workbook.read_header(dataset, mapping)
    if copy.kind == "json" or copy.kind == "parquet":
        return columnar.read_header(copy.path, copy.kind, copy.file_name, dataset, mapping)
    return delimited.read_header(copy.path, copy.file_name, dataset, mapping)


def read_rows(cursor: duckdb.DuckDBPyConnection, copy: Staged, header: Header, table: str = "raw") -> Shape:
    """Fill the temporary table (f0, f1 … as text; row number = rowid + ``header.first_row``); faulty rows are blank.

    Raises:
        LoadError: a quotation mark is never closed, or the file is damaged.
    """
    if copy.workbook is not None:
        delimited.write_whole(cursor, copy.workbook.rows(header), len(header.titles), copy.path.parent, table)
        return Shape()
    if copy.kind == "json" or copy.kind == "parquet":
        columnar.fill(cursor, copy.path, copy.kind, copy.file_name, header, table)
        return Shape()
    return delimited.read_rows(cursor, copy.path, copy.file_name, header, is_plain=copy.is_plain, table=table)


def small_rows(copy: Staged, header: Header) -> tuple[list[tuple[int, list[str | None]]], Shape]:
    """The rows of a staged file of at most ``SMALL`` bytes, each with its number; blank and faulty ones left out.

    Raises:
        LoadError: a quotation mark is never closed, or the file is damaged.
    """
    if copy.workbook is not None:
        return [(number, row) for number, row in copy.workbook.rows(header) if row], Shape()
    if copy.kind == "json" or copy.kind == "parquet":
        with duckdb.connect(":memory:") as own:
            columnar.fill(own, copy.path, copy.kind, copy.file_name, header, "raw")
            found = own.execute("SELECT * FROM raw ORDER BY rowid").fetchall()
        rows = [(number, list(row)) for number, row in enumerate(found, start=header.first_row)]
        return [(number, row) for number, row in rows if not is_blank(row)], Shape()
    return delimited.small_rows(copy.path, copy.file_name, header)
