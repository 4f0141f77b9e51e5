"""Rows of a delimited text file: the separator, the titles, the raw table, and rows that are not whole.

A file whose rows are whole goes straight to DuckDB; any other is read record by record, so that every
faulty row is named by its number. Row numbers are those a spreadsheet shows.
"""

from __future__ import annotations

import csv
import re
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import IO, TYPE_CHECKING

import duckdb

from donghanh.errors import LoadError
from donghanh.lake.definition import Dataset
from donghanh.lake.sources.headers import (
    ROWS_TO_SHOW,
    Fields,
    Found,
    Header,
    Wanted,
    find_titles,
    header_of,
    is_blank,
    load_error,
)

if TYPE_CHECKING:
    from _csv import Writer

_DELIMITERS = (",", ";", "\t", "|")


@dataclass
class Shape:
    """Rows that do not have as many fields as the header, by row number, with what was found."""

    wrong: dict[int, int] = field(default_factory=dict)


class LineEnds:
    """Notices blank lines and carriage returns on their own, across chunks."""

    def __init__(self) -> None:
        self.are_plain = True
        self._tail = b"\n"  # a blank first line counts too

    def feed(self, chunk: bytes) -> None:
        """Look at the next bytes."""
        if self.are_plain and chunk:
            seen = self._tail + chunk
            # Four times as quick as one expression for all three.
            self.are_plain = b"\n\n" not in seen and (
                b"\r" not in seen or (b"\n\r\n" not in seen and not re.search(rb"\r[^\n]", seen))
            )
            self._tail = seen[-2:]


def read_header(path: Path, file_name: str, dataset: Dataset, mapping: Mapping[str, str] | None) -> Header:
    """Find the separator and the titles.

    Raises:
        LoadError: a column is missing, a title stands twice, or an assigned title is not there.
    """
    wanted = Wanted(dataset, mapping)
    rows = {delimiter: _first_rows(path, delimiter) for delimiter in _DELIMITERS}
    widths = {delimiter: max(map(len, rows[delimiter]), default=0) for delimiter in _DELIMITERS}
    chosen, best = "", None
    for delimiter in sorted(_DELIMITERS, key=widths.__getitem__, reverse=True):
        if best and widths[delimiter] < len(best.positions):
            break  # too few columns to answer to more
        found = find_titles(rows[delimiter], wanted)
        if best is None or _worth(found) > _worth(best):
            chosen, best = delimiter, found
    assert best is not None
    return header_of(best, wanted, file_name, delimiter=chosen)


def _worth(found: Found) -> tuple[int, int]:
    return len(found.positions), len(found.titles)


def _first_rows(path: Path, delimiter: str) -> list[list[str]]:
    rows: list[list[str]] = []
    # A broken record ends the search: the rows before it may do, and reading on names the place.
    with path.open(encoding="utf-8", newline="") as lines, suppress(csv.Error):
        rows.extend(islice(csv.reader(lines, delimiter=delimiter), ROWS_TO_SHOW))
    return rows


def read_rows(
    cursor: duckdb.DuckDBPyConnection, path: Path, file_name: str, header: Header, *, is_plain: bool, table: str
) -> Shape:
    """Fill the temporary table (f0, f1 … as text; row number = rowid + ``first_row``); faulty rows are left blank.

    Raises:
        LoadError: a quotation mark is never closed.
    """
    if is_plain and _titles_are_lines(path, header):
        try:
            copy_into(cursor, path, len(header.titles), table, delimiter=header.delimiter, skip=header.first_row - 1)
            return Shape()
        except duckdb.Error:
            pass  # some row is not whole; the slower way names it
    shape, width = Shape(), len(header.titles)
    write_whole(cursor, _records(path, file_name, header, shape), width, path.parent, table)
    return shape


def write_whole(
    cursor: duckdb.DuckDBPyConnection, rows: Iterable[tuple[int, Fields]], width: int, folder: Path, table: str
) -> None:
    """Make the temporary table from rows that have ``width`` fields, or none where they are to be blank."""
    with tempfile.NamedTemporaryFile(
        "w", prefix="load-", suffix=".csv", dir=folder, encoding="utf-8", newline=""
    ) as whole:
        writer = whole_writer(whole)
        writer.writerows(row or [""] * width for _, row in rows)
        whole.flush()
        copy_into(cursor, Path(whole.name), width, table, new_line="\\n")


def small_rows(path: Path, file_name: str, header: Header) -> tuple[list[tuple[int, list[str | None]]], Shape]:
    """The rows of a small file with their numbers, without blank and faulty ones.

    Raises:
        LoadError: a quotation mark is never closed.
    """
    shape = Shape()
    rows: list[tuple[int, list[str | None]]] = []
    for number, row in _records(path, file_name, header, shape):
        if not is_blank(row):
            rows.append((number, list(row)))
    return rows, shape


def whole_writer(out: IO[str]) -> Writer:
    """A writer of the form that :func:`copy_into` reads without doubt."""
    return csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\n")


def copy_into(
    cursor: duckdb.DuckDBPyConnection,
    path: Path,
    width: int,
    table: str,
    *,
    delimiter: str = ",",
    skip: int = 0,
    new_line: str | None = None,
) -> None:
    """Make the temporary table from a file whose rows all have ``width`` fields.

    ``new_line``: what ends a line, where it is known; DuckDB guesses wrong where fields hold carriage returns.

    Raises:
        duckdb.Error: some row is not whole.
    """
    columns = ", ".join(f"'f{position}': 'VARCHAR'" for position in range(width))
    ends = f", new_line = '{new_line}'" if new_line else ""
    cursor.execute(
        f'CREATE OR REPLACE TEMP TABLE "{table}" AS SELECT * FROM read_csv($path, auto_detect = false, header = false, '
        f"skip = {skip}, delim = $delimiter, quote = '\"', escape = '\"', columns = {{{columns}}}{ends})",
        {"path": str(path), "delimiter": delimiter},
    )


def _titles_are_lines(path: Path, header: Header) -> bool:
    """Whether every record above the data is one line: DuckDB skips lines."""
    with path.open(encoding="utf-8", newline="") as lines:
        reader = csv.reader(lines, delimiter=header.delimiter)
        for _ in islice(reader, header.first_row - 1):
            pass
        return reader.line_num <= header.first_row - 1


def _records(path: Path, file_name: str, header: Header, shape: Shape) -> Iterator[tuple[int, list[str]]]:
    """Every record of data with its number; without fields where it has another number of them than the header."""
    width = len(header.titles)
    with path.open(encoding="utf-8", newline="") as lines:
        reader = csv.reader(lines, delimiter=header.delimiter, strict=True)
        try:
            for number, row in enumerate(reader, start=1):
                if number < header.first_row:
                    continue
                fits = len(row) == width or (len(row) > width and not any(row[width:]))
                if row and not fits:
                    shape.wrong[number] = len(row)
                yield number, row[:width] if row and fits else []
        except csv.Error as wrong:
            raise _bad_quotes(file_name, reader.line_num, wrong) from wrong


def _bad_quotes(file_name: str, line: int, wrong: csv.Error) -> LoadError:
    return load_error(
        "quotes",
        f"{file_name}: gần dòng {line} có dấu nháy kép không đóng, đặt sai, hoặc một ô quá dài; hãy sửa dòng ấy",
        f"{file_name}: a quotation mark is not closed or misplaced near line {line}; mend that line ({wrong})",
    )
