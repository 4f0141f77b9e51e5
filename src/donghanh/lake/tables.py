"""A dataset's table in the lake: what it holds at a version, under today's names and types."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

from donghanh.lake.columns import COLUMN_TYPES, Column
from donghanh.lake.definition import Dataset
from donghanh.lake.storage import Lake

LINEAGE = ("_load", "_row")
"""Columns every table has besides its own: the load that brought the row, and its number in that load's file."""


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
