"""From a file on disk to a table of raw text: encoding, separator, header, shape of the rows.

The file is copied below the lake's folder in one pass that also hashes it, checks that it is
UTF-8 (or turns UTF-16 into it) and notices what DuckDB's reader would pass over in silence.
A file whose rows are whole goes straight to DuckDB; any other is read record by record, so that
every faulty row is named by its number. Row numbers are those a spreadsheet shows: the header is 1.
"""

from __future__ import annotations

import codecs
import csv
import difflib
import hashlib
import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

import duckdb

from donghanh.errors import LoadError
from donghanh.lake.columns import Column
from donghanh.lake.definition import Dataset
from donghanh.text import fold

_CHUNK = 1 << 20
_DELIMITERS = (",", ";", "\t", "|")
_SIGNATURES = {
    b"PK\x03\x04": ("tệp Excel hoặc tệp nén", "an Excel file or an archive"),
    b"\xd0\xcf\x11\xe0": ("tệp Excel hoặc Word cũ", "an old Excel or Word file"),
    b"%PDF": ("tệp PDF", "a PDF file"),
}


@dataclass(frozen=True)
class Staged:
    """A copy of the file in UTF-8, and what is known of it."""

    path: Path
    file_name: str
    sha256: str
    is_plain: bool
    """No blank line and only line feeds between lines: DuckDB's row count is the spreadsheet's."""


@dataclass(frozen=True)
class Header:
    """How the columns of a file answer to those of a dataset."""

    delimiter: str
    titles: tuple[str, ...]
    positions: dict[str, int]
    """Dataset column → position in the file."""
    ignored: tuple[str, ...]
    """Titles that answer to no column of the dataset."""

    def absent(self, dataset: Dataset) -> list[Column]:
        """The dataset's columns that the file does not bring."""
        return [column for column in dataset.columns if column.name not in self.positions]


@dataclass
class Shape:
    """Rows that do not have as many fields as the header, by row number, with what was found."""

    wrong: dict[int, int] = field(default_factory=dict)


@contextmanager
def staged(file: Path, folder: Path, *, file_name: str | None = None) -> Iterator[Staged]:
    """A checked copy of ``file`` in ``folder``, removed on leaving.

    Raises:
        LoadError: the file is missing, empty, binary, or not in a Unicode encoding.
    """
    name = file_name or file.name
    try:
        source = file.open("rb")
    except OSError as wrong:
        raise _error(
            "file", f"Không mở được tệp {name}: {wrong.strerror}", f"Cannot open {name}: {wrong.strerror}"
        ) from wrong
    with source, tempfile.NamedTemporaryFile("wb", prefix="load-", suffix=".csv", dir=folder) as copy:
        digest = hashlib.sha256()
        ends = _LineEnds()
        for chunk in _decoded(source, digest, name):
            ends.feed(chunk)
            copy.write(chunk)
        copy.flush()
        if copy.tell() == 0:
            raise _error("empty", f"Tệp {name} rỗng", f"The file {name} is empty")
        yield Staged(Path(copy.name), name, digest.hexdigest(), ends.are_plain)


def _decoded(source: IO[bytes], digest: hashlib._Hash, name: str) -> Iterator[bytes]:
    head = source.read(4)
    source.seek(0)
    for signature, (vi, en) in _SIGNATURES.items():
        if head.startswith(signature):
            vi, en = f"{name} là {vi}; hãy lưu lại thành CSV UTF-8", f"{name} is {en}; save it as CSV UTF-8"
            raise _error("binary", vi, en)
    sixteen = head[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
    decoder = codecs.getincrementaldecoder("utf-16" if sixteen else "utf-8-sig")()
    line = 1
    while True:
        chunk = source.read(_CHUNK)
        digest.update(chunk)
        if b"\0" in chunk and not sixteen:
            raise _error(
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
    return _error(
        "encoding",
        f"{name} không phải UTF-8: dòng {line} có byte {byte} (có thể là bảng mã Windows-1258, TCVN3 hoặc VNI); "
        "mở bằng Excel và lưu lại dạng “CSV UTF-8”",
        f"{name} is not UTF-8: line {line} holds byte {byte} (perhaps Windows-1258, TCVN3 or VNI); "
        "open it in Excel and save it as “CSV UTF-8”",
    )


class _LineEnds:
    """Notices blank lines and carriage returns on their own, across chunks."""

    def __init__(self) -> None:
        self.are_plain = True
        self._tail = b"\n"  # a blank first line counts too

    def feed(self, chunk: bytes) -> None:
        """Look at the next bytes."""
        if self.are_plain and chunk:
            seen = self._tail + chunk
            self.are_plain = not re.search(rb"\n\r?\n|\r[^\n]", seen)
            self._tail = seen[-2:]


def read_header(copy: Staged, dataset: Dataset) -> Header:
    """Find the separator and match the first row with the dataset's columns.

    Raises:
        LoadError: a column is missing (the nearest title is named), or a title stands twice.
    """
    candidates = [_match(_first_row(copy, delimiter), delimiter, dataset) for delimiter in _DELIMITERS]
    best = max(candidates, key=lambda one: (len(one.positions), len(one.titles)))
    missing = [column for column in best.absent(dataset) if not dataset.may_be_left_out(column)]
    if missing:
        raise _lacking(copy, best, missing)
    return best


def _lacking(copy: Staged, header: Header, missing: list[Column]) -> LoadError:
    """Names the columns, the title that each may be hiding under, and the titles found."""
    ignored = {_key(title): title for title in header.ignored}
    vi, en = [], []
    for column in missing:
        words = (_key(word) for word in (column.name, column.title))
        near = [one for word in words for one in difflib.get_close_matches(word, ignored, n=1, cutoff=0.75)]
        vi.append(f"“{column.name}” ({column.title})" + (f" – là “{ignored[near[0]]}”?" if near else ""))
        en.append(f"“{column.name}”" + (f" – is it “{ignored[near[0]]}”?" if near else ""))
    seen = ", ".join(header.titles[:12]) or "–"
    return _error(
        "columns",
        f"{copy.file_name} thiếu cột {', '.join(vi)}. Dòng đầu tiên phải là tên cột; đọc được: {seen}",
        f"{copy.file_name} lacks the column {', '.join(en)}. The first row must hold the titles; found: {seen}",
    )


def _first_row(copy: Staged, delimiter: str) -> list[str]:
    with copy.path.open(encoding="utf-8", newline="") as lines:
        try:
            return next(csv.reader(lines, delimiter=delimiter), [])
        except csv.Error:
            return []


def _match(titles: list[str], delimiter: str, dataset: Dataset) -> Header:
    wanted = {
        _key(word): column.name
        for column in dataset.columns
        for word in (column.name, *column.label.values(), *column.headers)
    }
    positions: dict[str, int] = {}
    ignored: list[str] = []
    for position, title in enumerate(titles):
        name = wanted.get(_key(title))
        if name is None:
            ignored.append(title.strip())
        elif name in positions:
            raise _error(
                "columns-twice",
                f"Cột “{name}” có hai lần: “{titles[positions[name]]}” và “{title}”; hãy bỏ một",
                f"The column “{name}” is there twice: “{titles[positions[name]]}” and “{title}”; remove one",
            )
        else:
            positions[name] = position
    return Header(delimiter, tuple(title.strip() for title in titles), positions, tuple(one for one in ignored if one))


def _key(title: str) -> str:
    return " ".join(re.findall(r"[^\W_]+", fold(title)))


def read_rows(cursor: duckdb.DuckDBPyConnection, copy: Staged, header: Header) -> Shape:
    """Fill the temporary table ``raw`` (f0, f1 … as text; row number = rowid + 2); faulty rows are left blank there.

    Raises:
        LoadError: a quotation mark is never closed.
    """
    if copy.is_plain and not any("\n" in title for title in header.titles):
        try:
            _copy_into_raw(cursor, copy.path, header)
            return Shape()
        except duckdb.Error:
            pass  # some row is not whole; the slower way names it
    with tempfile.NamedTemporaryFile(
        "w", prefix="load-", suffix=".csv", dir=copy.path.parent, encoding="utf-8", newline=""
    ) as whole:
        shape = _repair(copy, header, whole)
        whole.flush()
        _copy_into_raw(cursor, Path(whole.name), Header(",", header.titles, {}, ()))
    return shape


def _copy_into_raw(cursor: duckdb.DuckDBPyConnection, path: Path, header: Header) -> None:
    columns = ", ".join(f"'f{position}': 'VARCHAR'" for position in range(len(header.titles)))
    cursor.execute(
        "CREATE OR REPLACE TEMP TABLE raw AS SELECT * FROM read_csv($path, auto_detect = false, header = false, "
        f"skip = 1, delim = $delimiter, quote = '\"', escape = '\"', columns = {{{columns}}})",
        {"path": str(path), "delimiter": header.delimiter},
    )


def _repair(copy: Staged, header: Header, whole: IO[str]) -> Shape:
    """Write the rows to ``whole`` with exactly the header's number of fields, blank where they have another."""
    shape, width = Shape(), len(header.titles)
    writer = csv.writer(whole, quoting=csv.QUOTE_ALL, lineterminator="\n")
    with copy.path.open(encoding="utf-8", newline="") as lines:
        reader = csv.reader(lines, delimiter=header.delimiter, strict=True)
        try:
            for number, row in enumerate(reader, start=1):
                fits = len(row) == width or (len(row) > width and not any(row[width:]))
                if row and not fits:
                    shape.wrong[number] = len(row)
                writer.writerow(row[:width] if row and fits and number > 1 else [""] * width)
        except csv.Error as wrong:
            raise _error(
                "quotes",
                f"{copy.file_name}: gần dòng {reader.line_num} có dấu nháy kép không đóng, đặt sai, hoặc một ô quá dài",
                f"{copy.file_name}: a quotation mark is not closed or misplaced near line {reader.line_num} ({wrong})",
            ) from wrong
    return shape


def _error(code: str, vi: str, en: str) -> LoadError:
    return LoadError(f"load.{code}", vi=f"{vi}.", en=f"{en}.")
