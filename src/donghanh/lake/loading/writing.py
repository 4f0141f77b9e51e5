"""Where good rows meet what is stored: what is new, changed, equal or gone, and the one commit of all.

Everything here runs inside one transaction, on the temporary tables that the checks left behind:
``typed`` (all rows), ``good`` (those to store), ``faults``, ``slices``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import duckdb

from donghanh.errors import LoadError
from donghanh.lake.definition import Dataset
from donghanh.lake.faults import SETTING_ASIDE, TOLD
from donghanh.lake.lineage import COLUMNS, LoadRecord
from donghanh.lake.loading import rules
from donghanh.lake.loading.parsing import layouts, within
from donghanh.lake.loading.slices import in_slice
from donghanh.lake.sources.staging import Header
from donghanh.lake.storage import Lake
from donghanh.lake.tables import ensure


class EntangledError(Exception):
    """Files of one batch touch the same stored rows; they must be loaded one after another."""


@dataclass(frozen=True)
class Meeting:
    """What becomes of a file's good rows, and of stored rows it no longer holds."""

    inserted: int
    updated: int
    unchanged: int
    removed: int


def meet(
    lake: Lake, cursor: duckdb.DuckDBPyConnection, dataset: Dataset, headers: Sequence[Header]
) -> dict[int, Meeting | LoadError]:
    """Compare ``good`` with what is stored, for every file that has good rows; nothing is written yet.

    Leaves ``coming`` (the good rows, with what is stored in columns their file does not bring), ``met``
    (``_file``, ``_row``, ``stored``: the row id they meet), ``equal`` and ``removed``. Rows an appending
    dataset knows already become faults.

    Raises:
        LoadError: the stored columns do not fit the definition.
        EntangledError: files of the batch depend on each other.
    """
    ensure(lake, cursor, dataset)
    cursor.execute(
        "CREATE OR REPLACE TEMP TABLE met AS SELECT good._file, good._row, stored.rowid AS stored, "
        f"stored._load AS stored_by FROM good JOIN {dataset.table} AS stored ON {_same_key(dataset, 'good', 'stored')}"
    )
    _bring_left_out(cursor, dataset, headers)
    _find_equal(cursor, dataset)
    if dataset.load.mode == "append":
        cursor.execute(
            f"INSERT INTO faults SELECT _file, $severity, _row, $column, {rules.shown_key(dataset, 'good')}, "
            "'key-exists', stored_by FROM good JOIN met USING (_file, _row)",
            {"severity": SETTING_ASIDE, "column": ", ".join(dataset.keys)},
        )
    _find_removed(cursor, dataset)
    return _counted(cursor, dataset)


def write(
    cursor: duckdb.DuckDBPyConnection, dataset: Dataset, load_ids: dict[int, str], records: Sequence[LoadRecord]
) -> None:
    """Store the rows, faults and records of these files (number → load id) after :func:`meet`."""
    names = ", ".join(f'"{column.name}"' for column in dataset.columns)
    cursor.execute("CREATE OR REPLACE TEMP TABLE accepted (_file INTEGER, load VARCHAR)")
    cursor.execute(
        "INSERT INTO accepted SELECT unnest($files), unnest($loads)",
        {"files": list(load_ids), "loads": list(load_ids.values())},
    )
    appending = dataset.load.mode == "append"
    if not appending:
        cursor.execute(
            "CREATE OR REPLACE TEMP TABLE gone AS SELECT stored FROM removed SEMI JOIN accepted USING (_file) "
            "UNION ALL SELECT stored FROM met SEMI JOIN accepted USING (_file) ANTI JOIN equal USING (_file, _row)"
        )
        if count(cursor, "FROM gone"):
            cursor.execute(f"DELETE FROM {dataset.table} WHERE rowid IN (SELECT stored FROM gone)")
    kept = "met" if appending else "equal"
    cursor.execute(
        f"INSERT INTO {dataset.table} ({names}, _load, _row) SELECT {names}, load, _row "
        f"FROM coming JOIN accepted USING (_file) ANTI JOIN {kept} USING (_file, _row)"
    )
    cursor.execute(
        "INSERT INTO lake._records.faults "
        "SELECT load, $dataset, severity, row_number, column_name, value, code, vi, en, record "
        f"FROM ({TOLD}) AS told JOIN accepted ON told.file = accepted._file "
        "LEFT JOIN records ON records._file = told.file AND records._row = told.row_number "
        "ORDER BY load, row_number, column_name",
        {"dataset": dataset.code},
    )
    values = {name: [getattr(record, name) for record in records] for name in COLUMNS}
    values["loaded_at"] = [record.loaded_at.replace(tzinfo=None) for record in records]
    cursor.execute(
        f"INSERT INTO lake._records.loads ({', '.join(COLUMNS)}) "
        f"SELECT {', '.join(f'unnest(${name})' for name in COLUMNS)}",
        values,
    )


def count(cursor: duckdb.DuckDBPyConnection, rows: str) -> int:
    """How many rows ``FROM …`` has."""
    row = cursor.execute(f"SELECT count(*) {rows}").fetchone()
    assert row is not None
    return int(row[0])


def _same_key(dataset: Dataset, one: str, other: str) -> str:
    # An equation is quicker, since files can be passed over by it; but it knows no NULL.
    return " AND ".join(
        f'{one}."{key}" {"=" if dataset.column(key).required else "IS NOT DISTINCT FROM"} {other}."{key}"'
        for key in dataset.keys
    )


def _bring_left_out(cursor: duckdb.DuckDBPyConnection, dataset: Dataset, headers: Sequence[Header]) -> None:
    """Rows that are replaced keep what is stored in the columns the file does not bring."""
    absent: dict[str, list[int]] = {}
    for header, numbers in layouts(headers):
        for column in header.absent(dataset):
            absent.setdefault(column.name, []).extend(numbers)
    cursor.execute("DROP VIEW IF EXISTS coming")
    if not absent or not count(cursor, "FROM met"):
        cursor.execute("CREATE TEMP VIEW coming AS SELECT * FROM good")
        return
    replaced = ", ".join(
        f'CASE WHEN {within(numbers, len(headers))} THEN stored."{name}" ELSE good."{name}" END AS "{name}"'
        for name, numbers in absent.items()
    )
    # A table, since the stored rows are deleted before the coming ones are written.
    cursor.execute(
        f"CREATE OR REPLACE TEMP TABLE completed AS SELECT good.* REPLACE ({replaced}) FROM good "
        f"LEFT JOIN met USING (_file, _row) LEFT JOIN {dataset.table} AS stored ON stored.rowid = met.stored"
    )
    cursor.execute("CREATE TEMP VIEW coming AS SELECT * FROM completed")


def _find_equal(cursor: duckdb.DuckDBPyConnection, dataset: Dataset) -> None:
    """Most files bring new keys only; then no stored column but the keys is read at all."""
    same = " AND ".join(
        f'coming."{column.name}" IS NOT DISTINCT FROM stored."{column.name}"' for column in dataset.columns
    )
    where = "" if count(cursor, "FROM met") else "WHERE false"
    cursor.execute(
        "CREATE OR REPLACE TEMP TABLE equal AS SELECT _file, _row FROM coming JOIN met USING (_file, _row) "
        f"JOIN (FROM (SELECT rowid AS stored_id, * FROM {dataset.table}) {where}) AS stored "
        f"ON stored.stored_id = met.stored WHERE {same}"
    )


def _find_removed(cursor: duckdb.DuckDBPyConnection, dataset: Dataset) -> None:
    """Stored rows that the file, being the whole of them, no longer holds; a row set aside is still in it."""
    cursor.execute("CREATE OR REPLACE TEMP TABLE removed (_file INTEGER, stored BIGINT)")
    held = f"(SELECT 1 FROM typed WHERE {_same_key(dataset, 'typed', 'stored')})"
    if dataset.load.mode == "full":
        cursor.execute(
            f"INSERT INTO removed SELECT 0, stored.rowid FROM {dataset.table} AS stored WHERE NOT EXISTS {held}"
        )
    elif dataset.load.mode == "period":
        sliced = f"FROM {dataset.table} AS stored JOIN slices ON {in_slice(dataset, 'stored')}"
        cursor.execute(f"INSERT INTO removed SELECT slices._file, stored.rowid {sliced} WHERE NOT EXISTS {held}")
        if count(cursor, f"{sliced} JOIN met ON met.stored = stored.rowid WHERE met._file <> slices._file"):
            raise EntangledError


def _counted(cursor: duckdb.DuckDBPyConnection, dataset: Dataset) -> dict[int, Meeting | LoadError]:
    per_file = {
        table: dict(cursor.execute(f"SELECT _file, count(*) FROM {table} GROUP BY _file").fetchall())
        for table in ("good", "met", "equal", "removed")
    }
    found: dict[int, Meeting | LoadError] = {}
    for file, good in per_file["good"].items():
        met, equal = per_file["met"].get(file, 0), per_file["equal"].get(file, 0)
        if dataset.load.mode == "append":
            found[file] = Meeting(good - met, 0, 0, 0) if good > met else _nothing_new(dataset)
        else:
            found[file] = Meeting(good - met, met - equal, equal, per_file["removed"].get(file, 0))
    return found


def _nothing_new(dataset: Dataset) -> LoadError:
    return LoadError(
        "load.nothing-new",
        vi=f"Mọi khóa trong tệp đã có trong {dataset.code}, là tập chỉ nhận dòng mới; không có gì để nạp.",
        en=f"Every key of the file is already in {dataset.code}, which takes new rows only; nothing to load.",
    )
