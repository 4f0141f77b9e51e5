"""Files read together: the rows of many small files, or of one large, as one table of lines.

Every row carries the number of its file, so that typing and checking cost as much for 500 files
as for one; what is wrong with a file is still said of that file alone.
"""

from __future__ import annotations

import csv
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

import duckdb

from donghanh.errors import LoadError
from donghanh.lake.definition import Dataset
from donghanh.lake.faults import SETTING_ASIDE
from donghanh.lake.lineage import LoadRecord
from donghanh.lake.loading.parsing import layouts, within
from donghanh.lake.sources.staging import SMALL, Header, Shape, Staged, read_header, read_rows, small_rows, staged
from donghanh.lake.sources.staging import Source as Source
from donghanh.lake.storage import Lake

Rows = list[tuple[int, list[str | None]]]


@dataclass(frozen=True)
class Loaded:
    """What a load did. ``repeated``: the same file was loaded before, and nothing was changed."""

    record: LoadRecord
    repeated: bool
    ignored_titles: tuple[str, ...] = ()


@dataclass
class Incoming:
    """A file on its way in, and in the end what became of it."""

    copy: Staged
    header: Header
    rows: Rows | None
    """The rows of a small file; those of a large one stay in its copy until they are needed."""
    shape: Shape
    earlier: str | None = None
    """The load that brought the same file before."""
    outcome: Loaded | LoadError | None = None


@contextmanager
def incoming(
    lake: Lake,
    dataset: Dataset,
    source: Source,
    *,
    file_name: str | None = None,
    sheet: str | None = None,
    mapping: Mapping[str, str] | None = None,
) -> Iterator[Incoming]:
    """A file staged, its titles found and, if it is small, its rows read.

    Raises:
        LoadError: it cannot be read.
    """
    with staged(source, lake.staging, file_name=file_name, sheet=sheet) as copy:
        header = read_header(copy, dataset, mapping=mapping)
        if copy.path.stat().st_size > SMALL:
            yield Incoming(copy, header, None, Shape())
        else:
            rows, shape = small_rows(copy, header)
            yield Incoming(copy, header, rows, shape)


def fill_lines(lake: Lake, cursor: duckdb.DuckDBPyConnection, files: Sequence[Incoming]) -> None:
    """Make ``lines`` (``_file``, ``_row``, f0, f1 … as text) of the files, and the faults of rows of a wrong shape.

    Raises:
        LoadError: the one large file cannot be read to its end.
    """
    if files[0].rows is None:
        (large,) = files
        large.shape = read_rows(cursor, large.copy, large.header)
        cursor.execute(
            f"CREATE OR REPLACE TEMP VIEW lines AS "
            f"SELECT 0 AS _file, rowid + {large.header.first_row} AS _row, * FROM raw"
        )
    else:
        _fill_small(lake, cursor, files)
    wrong = [
        (number, row, str(found), str(len(file.header.titles)))
        for number, file in enumerate(files)
        for row, found in file.shape.wrong.items()
    ]
    if wrong:
        numbers, rows, found, widths = (list(part) for part in zip(*wrong, strict=True))
        cursor.execute(
            "INSERT INTO faults SELECT unnest($files), $severity, unnest($rows), '', unnest($found), 'fields', "
            "unnest($widths)",
            {"severity": SETTING_ASIDE, "files": numbers, "rows": rows, "found": found, "widths": widths},
        )


def _fill_small(lake: Lake, cursor: duckdb.DuckDBPyConnection, files: Sequence[Incoming]) -> None:
    """By way of one file on disk, which DuckDB reads several times quicker than values handed to it."""
    width = max(len(file.header.titles) for file in files)
    columns = {"_file": "INTEGER", "_row": "BIGINT"} | {f"f{place}": "VARCHAR" for place in range(width)}
    with tempfile.NamedTemporaryFile(
        "w", prefix="load-", suffix=".csv", dir=lake.staging, encoding="utf-8", newline=""
    ) as together:
        writer = csv.writer(together, quoting=csv.QUOTE_ALL, lineterminator="\n")
        for number, file in enumerate(files):
            padding = [""] * (width - len(file.header.titles))
            writer.writerows([number, row, *fields, *padding] for row, fields in file.rows or ())
        together.flush()
        cursor.execute("DROP VIEW IF EXISTS lines")
        cursor.execute(
            "CREATE OR REPLACE TEMP TABLE raw AS SELECT * FROM read_csv($path, auto_detect = false, header = false, "
            f"delim = ',', quote = '\"', escape = '\"', new_line = '\\n', columns = {columns})",
            {"path": together.name},
        )
    cursor.execute("CREATE TEMP VIEW lines AS SELECT * FROM raw")


def keep_records(cursor: duckdb.DuckDBPyConnection, dataset: Dataset, headers: Sequence[Header]) -> None:
    """Fill ``records`` with the rows that have a fault, as JSON by the file's own titles, and let go of the lines.

    Personal columns and columns of no use stay out.
    """
    parts = []
    for header, numbers in layouts(headers):
        shown = [one.name for one in dataset.public_columns if one.name in header.positions]
        titled = [(header.titles[header.positions[one]].replace('"', '""'), header.positions[one]) for one in shown]
        packed = ", ".join(f'"{title}" := f{position}' for title, position in titled)
        parts.append(
            f"SELECT _file, _row, to_json(struct_pack({packed})) AS record FROM lines "
            f"WHERE {within(numbers, len(headers))}"
        )
    cursor.execute(
        f"CREATE OR REPLACE TEMP TABLE records AS SELECT * FROM ({' UNION ALL '.join(parts)}) SEMI JOIN "
        "(SELECT file AS _file, row_number AS _row FROM faults) USING (_file, _row)"
    )
    cursor.execute("DROP VIEW fields; DROP VIEW lines; DROP TABLE raw")
