"""A dataset's table in the lake: how it follows its definition, and what it holds at a version.

A column may be added, renamed (``was``), widened or no longer declared; its values stay, and every
version is read under today's names and types. What would lose values is refused.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

import duckdb

from donghanh.errors import LoadError
from donghanh.lake.columns import COLUMN_TYPES, WIDER, Column
from donghanh.lake.definition import Dataset
from donghanh.lake.storage import Lake

LINEAGE = ("_load", "_row")
"""Columns every table has besides its own: the load that brought the row, and its number in that load's file."""

_WIDER_STORED = {(COLUMN_TYPES[narrow], COLUMN_TYPES[wide]) for narrow, types in WIDER.items() for wide in types}


def ensure(lake: Lake, cursor: duckdb.DuckDBPyConnection, dataset: Dataset) -> None:
    """Make the dataset's table, or bring it to what the definition now says; inside the caller's transaction.

    Raises:
        LoadError: a column's stored values do not fit its declared type.
    """
    stored = _columns_now(cursor, dataset)
    if not stored:
        columns = ", ".join(f'"{column.name}" {COLUMN_TYPES[column.type]}' for column in dataset.columns)
        schema = dataset.code.split(".")[0]
        cursor.execute(f'CREATE SCHEMA IF NOT EXISTS lake."{schema}"')
        cursor.execute(f"CREATE TABLE {dataset.table} ({columns}, _load VARCHAR, _row BIGINT)")
        if dataset.partition:
            _divide(cursor, dataset, dataset.partition)
        return
    changed = [column for column in dataset.columns if not same_type(stored.get(column.name, ""), _type(column))]
    divided_by = _partition(lake, cursor, dataset)
    for column in changed:
        _change(cursor, dataset, column, stored, divided_by)
    # Once divided a table stays so: DuckLake 1.5 fails on rows that follow a RESET in one transaction.
    if dataset.partition and dataset.partition != divided_by:
        _divide(cursor, dataset, dataset.partition)


def _change(
    cursor: duckdb.DuckDBPyConnection,
    dataset: Dataset,
    column: Column,
    stored: dict[str, str],
    divided_by: str | None,
) -> None:
    alter = f"ALTER TABLE {dataset.table}"
    former = next((name for name in (column.name, *column.was) if name in stored), None)
    if former is None:
        cursor.execute(f'{alter} ADD COLUMN "{column.name}" {_type(column)}')
        return
    if former != column.name:
        cursor.execute(f'{alter} RENAME COLUMN "{former}" TO "{column.name}"')
    held = stored[former]
    if same_type(held, _type(column)):
        return
    if not any(same_type(held, narrow) and same_type(_type(column), wide) for narrow, wide in _WIDER_STORED):
        raise _does_not_fit(dataset, column, held)
    if former == divided_by and column.type != "timestamp":
        raise _does_not_fit(dataset, column, held)
    # DuckLake itself widens numbers of one kind only; the former column stays readable at the former versions.
    cursor.execute(f'{alter} ADD COLUMN "wider {column.name}" {_type(column)}')
    if former == divided_by:
        _divide(cursor, dataset, f"wider {column.name}")
    try:
        cursor.execute(
            f'UPDATE {dataset.table} SET "wider {column.name}" = CAST("{column.name}" AS {_type(column)}) '
            f'WHERE "{column.name}" IS NOT NULL'
        )
    except duckdb.ConversionException as wrong:
        raise _does_not_fit(dataset, column, held) from wrong
    cursor.execute(f'{alter} DROP COLUMN "{column.name}"')
    cursor.execute(f'{alter} RENAME COLUMN "wider {column.name}" TO "{column.name}"')


def _does_not_fit(dataset: Dataset, column: Column, held: str) -> LoadError:
    return LoadError(
        "load.type-changed",
        vi=f"Cột {column.name} của {dataset.code} đang lưu kiểu {held}, nay khai báo {column.type} "
        f"({_type(column)}), không chứa hết giá trị đã lưu; hãy khai báo một cột mới và đánh dấu cột cũ retired: true.",
        en=f"The column {column.name} of {dataset.code} is stored as {held} and now declared as {column.type} "
        f"({_type(column)}), which cannot hold every value; declare a new column and mark this one retired: true.",
    )


def _divide(cursor: duckdb.DuckDBPyConnection, dataset: Dataset, column: str) -> None:
    parts = ", ".join(f'{part}("{column}")' for part in ("year", "month"))
    cursor.execute(f"ALTER TABLE {dataset.table} SET PARTITIONED BY ({parts})")


def _columns_now(cursor: duckdb.DuckDBPyConnection, dataset: Dataset) -> dict[str, str]:
    schema, name = dataset.code.split(".")
    return dict(
        cursor.execute(
            "SELECT column_name, data_type FROM duckdb_columns() "
            "WHERE database_name = 'lake' AND schema_name = $schema AND table_name = $name",
            {"schema": schema, "name": name},
        ).fetchall()
    )


def _partition(lake: Lake, cursor: duckdb.DuckDBPyConnection, dataset: Dataset) -> str | None:
    """The column whose months the table's files are divided by."""
    tables = lake.catalogue.tables
    schema, name = dataset.code.split(".")
    row = cursor.execute(
        f"SELECT c.column_name FROM {tables}.ducklake_partition_column p "
        f"JOIN {tables}.ducklake_partition_info i USING (partition_id, table_id) "
        f"JOIN {tables}.ducklake_column c USING (table_id, column_id) JOIN {tables}.ducklake_table t USING (table_id) "
        f"JOIN {tables}.ducklake_schema s USING (schema_id) WHERE s.schema_name = $schema AND t.table_name = $name "
        "AND i.end_snapshot IS NULL AND c.end_snapshot IS NULL AND t.end_snapshot IS NULL AND s.end_snapshot IS NULL",
        {"schema": schema, "name": name},
    ).fetchone()
    return str(row[0]) if row else None


def _type(column: Column) -> str:
    return COLUMN_TYPES[column.type]


def as_it_stood(lake: Lake, dataset: Dataset, snapshot: int, columns: Iterable[Column] | None = None) -> str:
    """The SELECT of a dataset's rows at a version: ``columns`` (all, without it), then :data:`LINEAGE`.

    A column renamed since is read under its former name, one added since is NULL, one widened since is cast.
    The version must be one of the dataset's own (see :func:`donghanh.lake.lineage.version`).
    """
    stored = _columns_at(lake.folder, dataset.table, snapshot)
    chosen = dataset.columns if columns is None else columns
    read = ", ".join([*(_read(column, stored) for column in chosen), *(f'"{name}"' for name in LINEAGE)])
    return f"SELECT {read} FROM {dataset.table} AT (VERSION => {snapshot})"


def _read(column: Column, stored: dict[str, str]) -> str:
    wanted = COLUMN_TYPES[column.type]
    held = next((name for name in (column.name, *column.was) if name in stored), None)
    if held is None:
        return f'CAST(NULL AS {wanted}) AS "{column.name}"'
    if same_type(stored[held], wanted):
        return f'"{held}"' if held == column.name else f'"{held}" AS "{column.name}"'
    return f'CAST("{held}" AS {wanted}) AS "{column.name}"'


def same_type(one: str, other: str) -> bool:
    """Whether two type names mean the same type."""
    return one.replace(" ", "") == other.replace(" ", "")


@lru_cache(maxsize=4096)
def _columns_at(folder: Path, table: str, snapshot: int) -> dict[str, str]:
    """Column → type at a version, which never changes."""
    with Lake.open(folder).reading() as cursor:
        rows = cursor.execute(f"DESCRIBE SELECT * FROM {table} AT (VERSION => {snapshot})").fetchall()
    return {row[0]: row[1] for row in rows}
