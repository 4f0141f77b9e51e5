"""From the lines of a batch to rows that may be stored: typed, checked, and what is wrong with the others.

Nothing is read of other rows of the dataset here and no lock is held; see :mod:`donghanh.lake.loading.writing`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import duckdb

from donghanh.errors import LoadError
from donghanh.lake import faults
from donghanh.lake.definition import Dataset
from donghanh.lake.faults import ROWS_SET_ASIDE, SETTING_ASIDE
from donghanh.lake.loading import rules
from donghanh.lake.loading.batches import Incoming, fill_lines, keep_records
from donghanh.lake.loading.parsing import parse
from donghanh.lake.loading.references import check_references
from donghanh.lake.loading.slices import check_periods, fill_slices
from donghanh.lake.storage import Lake
from donghanh.periods import Period
from donghanh.places import Places


@dataclass(frozen=True)
class Checked:
    """What the checks found, by the number of the file."""

    rows_read: dict[int, int]
    refused: dict[int, LoadError]
    periods: dict[int, Period]
    end: int
    """Files from this number on must wait: they hold keys or periods of an earlier one."""


def check(
    lake: Lake,
    cursor: duckdb.DuckDBPyConnection,
    dataset: Dataset,
    files: Sequence[Incoming],
    places: Places,
    told: Period | None,
) -> Checked:
    """Fill ``typed``, ``good``, ``faults`` and ``slices`` with the rows of the files before ``end`` not refused.

    Raises:
        LoadError: a check of the dataset cannot be computed, or the one large file cannot be read.
    """
    headers = [file.header for file in files]
    faults.start(cursor, dataset)
    fill_lines(lake, cursor, files)
    refused = parse(cursor, dataset, headers)
    rules.check_places(cursor, dataset, places)
    check_references(cursor, dataset, headers)
    refused = rules.check_conditions(cursor, dataset) | refused
    periods, mixed = check_periods(cursor, dataset, told)
    refused = mixed | refused
    rules.check_keys(cursor, dataset)
    names = ", ".join(f'"{column.name}"' for column in dataset.columns)
    cursor.execute(
        f"CREATE OR REPLACE TEMP TABLE bad AS SELECT DISTINCT * FROM {ROWS_SET_ASIDE}; "
        f"CREATE OR REPLACE TEMP VIEW good AS SELECT {names}, _file, _row FROM typed ANTI JOIN bad USING (_file, _row)"
    )
    read, good = (
        dict(cursor.execute(f"SELECT _file, count(*) FROM {t} GROUP BY 1").fetchall()) for t in ("typed", "good")
    )
    for number, file in enumerate(files):
        read[number] = read.get(number, 0) + len(file.shape.wrong)
        if not good.get(number) and number not in refused:
            refused[number] = _nothing_good(cursor, file.copy.file_name, number, read[number])
    fill_slices(cursor, dataset, periods)
    end = _first_to_wait(cursor, dataset, len(files))
    left_out = [number for number in range(len(files)) if number >= end or number in refused]
    if left_out:
        for table, column in (("typed", "_file"), ("faults", "file"), ("slices", "_file")):
            cursor.execute(f"DELETE FROM {table} WHERE {column} IN $files", {"files": left_out})
    if dataset.load.mode != "append":  # there, rows may still be set aside when they meet what is stored
        keep_records(cursor, dataset, headers)
    return Checked(read, {number: error for number, error in refused.items() if number < end}, periods, end)


def _first_to_wait(cursor: duckdb.DuckDBPyConnection, dataset: Dataset, files: int) -> int:
    """The first file that has a key, or is the whole of a period, of an earlier one in the batch."""
    if files == 1:
        return 1
    shared = [("typed", dataset.keys)]
    if dataset.load.mode == "period":
        shared.append(("slices", ("_first", "_last", *dataset.load.within)))
    ends = [files]
    for table, columns in shared:
        names = ", ".join(f'"{name}"' for name in columns)
        row = cursor.execute(
            f"SELECT min(list_sort(files)[2]) FROM (SELECT list(DISTINCT _file) AS files FROM {table} "
            f"GROUP BY {names} HAVING min(_file) < max(_file))"
        ).fetchone()
        ends += [int(row[0])] if row and row[0] is not None else []
    return min(ends)


def _nothing_good(cursor: duckdb.DuckDBPyConnection, name: str, number: int, read: int) -> LoadError:
    if read == 0:
        return LoadError(
            "load.no-rows",
            vi=f"Tệp {name} chỉ có dòng tiêu đề, không có dòng dữ liệu nào.",
            en=f"{name} holds only the titles and no row.",
        )
    found = faults.first(cursor, SETTING_ASIDE, 5, number)
    vi = "; ".join(f"dòng {one.row}, cột {one.column}: {one.vi}" for one in found)
    en = "; ".join(f"row {one.row}, column {one.column}: {one.en}" for one in found)
    return LoadError(
        "load.no-good-row",
        vi=f"Không dòng nào trong {read} dòng của {name} dùng được. {vi}.",
        en=f"None of the {read} rows of {name} can be used. {en}.",
    )
