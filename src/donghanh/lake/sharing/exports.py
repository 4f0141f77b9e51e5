"""A version of a dataset as a file people take away: CSV, xlsx or Parquet, through what they may see of it.

CSV and Parquet carry column names and codes, as systems want them, and can be loaded again as they are. The xlsx file
carries titles and words, as people read them, with a second sheet that says what the columns are and where the rows
come from.
"""

from __future__ import annotations

import csv
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import Any

import duckdb
import xlsxwriter

from donghanh.errors import LoadError
from donghanh.lake.columns import Column
from donghanh.lake.definition import Dataset
from donghanh.lake.lineage import LoadRecord
from donghanh.lake.sharing.access import View, select_view
from donghanh.lake.storage import Lake

FORMATS = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "parquet": "application/vnd.apache.parquet",
}
"""Ending → media type."""
SHEET_ROWS = 1_048_575
"""What a sheet holds below its titles."""
_AT_A_TIME = 5_000


@contextmanager
def exported(lake: Lake, dataset: Dataset, version: LoadRecord, view: View, kind: str) -> Iterator[tuple[Path, int]]:
    """The file and its number of rows; the file is gone on leaving.

    Raises:
        LoadError: more rows than a sheet holds.
    """
    by_key = ", ".join(f'"{key}"' for key in dataset.keys if key in view.columns)
    select = select_view(lake, dataset, version.snapshot, view) + (f" ORDER BY {by_key}" if by_key else "")
    columns = [column for column in dataset.columns if column.name in view.names]
    with tempfile.NamedTemporaryFile(prefix="load-", suffix=f".{kind}", dir=lake.staging) as file:
        path = Path(file.name)
        with lake.reading() as cursor:
            yield path, _WRITERS[kind](cursor, select, path, dataset, columns, version)


def _parquet(cursor: duckdb.DuckDBPyConnection, select: str, path: Path, *_: Any) -> int:
    return _copied(cursor, f"COPY ({select}) TO '{path}' (FORMAT parquet, COMPRESSION zstd)")


def _csv(
    cursor: duckdb.DuckDBPyConnection,
    select: str,
    path: Path,
    dataset: Dataset,
    columns: list[Column],
    version: LoadRecord,
) -> int:
    with path.open("w", encoding="utf-8-sig", newline="") as out:  # the mark tells Excel that it is UTF-8
        csv.writer(out, lineterminator="\n").writerow([column.name for column in columns])
    rest = path.with_suffix(".rows")
    try:
        rows = _copied(cursor, f"COPY ({_texts(select, columns)}) TO '{rest}' (FORMAT csv, HEADER false)")
        with path.open("ab") as out, rest.open("rb") as body:
            while chunk := body.read(1 << 20):
                out.write(chunk)
    finally:
        rest.unlink(missing_ok=True)
    return rows


def _texts(select: str, columns: list[Column]) -> str:
    """Geometries as hexadecimal text; everything else as DuckDB writes it."""
    shown = ", ".join(f'hex("{one.name}")' if one.type == "geometry" else f'"{one.name}"' for one in columns)
    return f"SELECT {shown} FROM ({select})"


def _copied(cursor: duckdb.DuckDBPyConnection, statement: str) -> int:
    row = cursor.execute(statement).fetchone()
    return int(row[0]) if row else 0


def _xlsx(
    cursor: duckdb.DuckDBPyConnection,
    select: str,
    path: Path,
    dataset: Dataset,
    columns: list[Column],
    version: LoadRecord,
) -> int:
    row = cursor.execute(f"SELECT count(*) FROM ({select})").fetchone()
    rows = int(row[0]) if row else 0
    if rows > SHEET_ROWS:
        raise LoadError(
            "export.too-long",
            vi=f"Tập {dataset.code} có {rows} dòng, nhiều hơn {SHEET_ROWS} dòng của một trang tính; hãy tải CSV hoặc "
            "Parquet.",
            en=f"{dataset.code} has {rows} rows, more than the {SHEET_ROWS} of a sheet; download CSV or Parquet.",
        )
    # Text stays text: a cell that begins with “=” is nobody's formula.
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(str(path), options) as book:
        _data_sheet(book, cursor, select, columns)
        _notes_sheet(book, dataset, columns, version, rows)
    return rows


def _data_sheet(book: Any, cursor: duckdb.DuckDBPyConnection, select: str, columns: list[Column]) -> None:
    sheet = book.add_worksheet("Dữ liệu")
    bold, day = book.add_format({"bold": True}), book.add_format({"num_format": "dd/mm/yyyy"})
    moment = book.add_format({"num_format": "dd/mm/yyyy hh:mm"})
    sheet.freeze_panes(1, 0)
    for position, column in enumerate(columns):
        sheet.set_column(position, position, max(12, min(40, len(column.title) + 4)))
        sheet.write_string(0, position, column.title, bold)
    found = cursor.execute(_texts(select, columns))
    number = 0
    while rows := found.fetchmany(_AT_A_TIME):
        for row in rows:
            number += 1
            for position, (column, value) in enumerate(zip(columns, row, strict=True)):
                _write(sheet, number, position, column, value, day, moment)


def _write(sheet: Any, row: int, position: int, column: Column, value: Any, day: Any, moment: Any) -> None:
    if value is None:
        return
    if isinstance(value, bool):
        sheet.write_string(row, position, "có" if value else "không")
    elif isinstance(value, datetime):
        sheet.write_datetime(row, position, value, moment)
    elif isinstance(value, date):
        sheet.write_datetime(row, position, value, day)
    elif column.type in ("integer", "decimal", "money"):
        sheet.write_number(row, position, value)
    else:
        sheet.write_string(row, position, column.values.get(str(value), {}).get("vi", str(value)))


def _notes_sheet(book: Any, dataset: Dataset, columns: list[Column], version: LoadRecord, rows: int) -> None:
    sheet = book.add_worksheet("Giải thích")
    sheet.set_column(0, 1, 34)
    lines = [
        ("Tập dữ liệu", f"{dataset.name['vi']} ({dataset.code})"),
        ("Đơn vị chủ quản", dataset.owner.get("vi", "")),
        ("Phiên bản", f"{version.snapshot} (lần nạp {version.id})"),
        ("Số liệu tính đến", f"{version.as_of:%d/%m/%Y}" if version.as_of else ""),
        ("Số dòng", str(rows)),
        ("", ""),
        *((column.title, _described(column)) for column in columns),
    ]
    for number, (name, text) in enumerate(lines):
        sheet.write_string(number, 0, name)
        sheet.write_string(number, 1, text)


def _described(column: Column) -> str:
    codes = "; ".join(f"{code} = {words['vi']}" for code, words in column.values.items())
    return f"{column.name}{': ' + codes if codes else ''}"


_WRITERS: dict[str, Callable[..., int]] = {"csv": _csv, "xlsx": _xlsx, "parquet": _parquet}
