"""What changed between two versions of a dataset: rows added, removed and changed, columns, and the first keys of each.

A row is written once, by one load, so a row of the same load and number in both versions is the same row; only the
others are joined by key and compared value by value. Of personal columns it is told that they changed, never what.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

import duckdb

from donghanh.lake.columns import Column
from donghanh.lake.definition import Dataset
from donghanh.lake.lineage import loads, version
from donghanh.lake.storage import Lake
from donghanh.lake.tables import LINEAGE, as_it_stood, same_type

SHOWN_ROWS = 100
RowKind = Literal["added", "removed", "changed"]


@dataclass(frozen=True)
class CellChange:
    """A value before and after; both None where the column is personal."""

    column: str
    old: Any
    new: Any
    is_personal: bool = False


@dataclass(frozen=True)
class RowChange:
    """A row that is in one version only, or in both with other values."""

    kind: RowKind
    key: tuple[Any, ...]
    load: str
    """The load that brought the row; of a removed one, the load that had brought it."""
    cells: tuple[CellChange, ...] = ()


@dataclass(frozen=True)
class Difference:
    """From version ``old`` (None: from nothing) to version ``new``; ``rows`` are the first of each kind by key."""

    dataset: str
    old: int | None
    new: int
    added: int
    removed: int
    changed: int
    changed_by_column: dict[str, int]
    columns_added: tuple[str, ...] = ()
    columns_renamed: dict[str, str] = field(default_factory=dict)
    """Name today → name before."""
    columns_widened: dict[str, tuple[str, str]] = field(default_factory=dict)
    """Name → type before and after, as stored."""
    rows: tuple[RowChange, ...] = ()

    @property
    def is_cut(self) -> bool:
        """Whether more rows differ than are listed."""
        return len(self.rows) < self.added + self.removed + self.changed


def difference(
    lake: Lake, dataset: Dataset, old: int | None = None, new: int | None = None, *, limit: int = SHOWN_ROWS
) -> Difference:
    """What changed from version ``old`` to version ``new``, with the first ``limit`` rows of each kind.

    Without ``new`` the newest version; without ``old`` the one before ``new`` (nothing, for the first).

    Raises:
        QueryError: the dataset had no version by then.
    """
    after = version(lake, dataset.code, new).snapshot
    before = version(lake, dataset.code, old).snapshot if old is not None else previous(lake, dataset.code, after)
    with lake.reading() as cursor:
        _compare(cursor, lake, dataset, before, after)
        counts = _counts(cursor, dataset)
        rows = tuple(row for kind in ("added", "removed", "changed") for row in _rows(cursor, dataset, kind, limit))
        columns = _columns(cursor, dataset, before, after) if before is not None else {}
    return Difference(dataset.code, before, after, *counts, **columns, rows=rows)


def previous(lake: Lake, code: str, snapshot: int) -> int | None:
    """The snapshot of the version before that one; None for the first."""
    return max((one.snapshot for one in loads(lake, code) if one.snapshot < snapshot), default=None)


def same_key(dataset: Dataset, one: str, other: str) -> str:
    """The SQL condition that a row of ``one`` and a row of ``other`` have the same key; an optional key may be NULL."""
    return " AND ".join(
        f'{one}."{key}" {"=" if dataset.column(key).required else "IS NOT DISTINCT FROM"} {other}."{key}"'
        for key in dataset.keys
    )


def _compare(cursor: duckdb.DuckDBPyConnection, lake: Lake, dataset: Dataset, before: int | None, after: int) -> None:
    """Fill ``compared``: each differing key once, with values o_… and n_…, and d_… where they differ."""
    names = [*(column.name for column in dataset.columns), *LINEAGE]
    new = as_it_stood(lake, dataset, after)
    old = as_it_stood(lake, dataset, before) if before is not None else f"SELECT * FROM ({new}) LIMIT 0"
    lineage = ", ".join(f'"{name}"' for name in LINEAGE)
    for table, held, other in (("gone", old, new), ("come", new, old)):
        cursor.execute(
            f"CREATE OR REPLACE TEMP TABLE {table} AS SELECT * FROM ({held}) "
            f"ANTI JOIN (SELECT {lineage} FROM ({other})) USING ({lineage})"
        )
    pairs = ", ".join(f'o."{name}" AS "o_{name}", n."{name}" AS "n_{name}"' for name in names)
    cells = ", ".join(
        f'o."{column.name}" IS DISTINCT FROM n."{column.name}" AS "d_{column.name}"' for column in dataset.columns
    )
    cursor.execute(
        f"CREATE OR REPLACE TEMP TABLE compared AS SELECT CASE WHEN o._load IS NULL THEN 'added' "
        f"WHEN n._load IS NULL THEN 'removed' ELSE 'changed' END AS kind, {pairs}, {cells} "
        f"FROM gone o FULL JOIN come n ON {same_key(dataset, 'o', 'n')}"
    )
    differs = " OR ".join(f'"d_{column.name}"' for column in dataset.columns)
    cursor.execute(f"DELETE FROM compared WHERE kind = 'changed' AND NOT ({differs})")


def _counts(cursor: duckdb.DuckDBPyConnection, dataset: Dataset) -> tuple[int, int, int, dict[str, int]]:
    by_kind = ", ".join(f"count(*) FILTER (kind = '{kind}')" for kind in ("added", "removed", "changed"))
    by_column = ", ".join(f"count(*) FILTER (kind = 'changed' AND \"d_{column.name}\")" for column in dataset.columns)
    row = cursor.execute(f"SELECT {by_kind}, {by_column} FROM compared").fetchone()
    assert row is not None
    changed = {column.name: many for column, many in zip(dataset.columns, row[3:], strict=True) if many}
    return row[0], row[1], row[2], changed


def _rows(cursor: duckdb.DuckDBPyConnection, dataset: Dataset, kind: RowKind, limit: int) -> list[RowChange]:
    side = "o" if kind == "removed" else "n"
    keys = ", ".join(f'"{side}_{key}"' for key in dataset.keys)
    shown: list[Column] = list(dataset.columns) if kind == "changed" else []
    cells = "".join(f", {_cell(column, column.name in dataset.sharing.personal)}" for column in shown)
    found = cursor.execute(
        f"SELECT {side}__load, {keys}{cells} FROM compared WHERE kind = $kind ORDER BY {keys} LIMIT $limit",
        {"kind": kind, "limit": limit},
    ).fetchall()
    many = 1 + len(dataset.keys)
    return [RowChange(kind, tuple(row[1:many]), row[0], _cells(dataset, shown, row[many:])) for row in found]


def _cell(column: Column, is_personal: bool) -> str:
    name = column.name
    return f'"d_{name}", NULL, NULL' if is_personal else f'"d_{name}", "o_{name}", "n_{name}"'


def _cells(dataset: Dataset, shown: list[Column], values: tuple[Any, ...]) -> tuple[CellChange, ...]:
    return tuple(
        CellChange(
            column.name, values[3 * at + 1], values[3 * at + 2], is_personal=column.name in dataset.sharing.personal
        )
        for at, column in enumerate(shown)
        if values[3 * at]
    )


def _columns(cursor: duckdb.DuckDBPyConnection, dataset: Dataset, before: int, after: int) -> dict[str, Any]:
    """The columns that were added, renamed or widened between the two versions."""
    old, new = (
        {
            row[0]: row[1]
            for row in cursor.execute(f"DESCRIBE SELECT * FROM {dataset.table} AT (VERSION => {snapshot})").fetchall()
        }
        for snapshot in (before, after)
    )
    added, renamed, widened = [], {}, {}
    for column in dataset.columns:
        held, holds = (next((one for one in (column.name, *column.was) if one in at), None) for at in (old, new))
        if holds is None:
            continue
        if held is None:
            added.append(column.name)
        elif held != holds:
            renamed[column.name] = held
        if held and not same_type(old[held], new[holds]):
            widened[column.name] = (old[held], new[holds])
    return {"columns_added": tuple(added), "columns_renamed": renamed, "columns_widened": widened}
