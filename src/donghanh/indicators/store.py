"""Computed figures, kept beside the lake so that a page reads them in milliseconds.

They are Parquet files that never change, and an index in SQLite that says which file holds which definition at which
version of the data. Everything here can be computed again from the lake: deleting the folder and the index loses
nothing. Readers and writers in many processes may share both.
"""

from __future__ import annotations

import os
import sqlite3
import time
import uuid
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

import duckdb

from donghanh.indicators.containment import Boundaries
from donghanh.lake.storage import Lake
from donghanh.periods import MONTHS, Grain, Period, period_of

Number = int | Decimal
RUNS_KEPT = 40
"""How many versions of a definition stay, the last computed first; an older one is computed again when asked for."""

_YOUNG = 3600.0
_SHAPE = 2
"""Raise it when the tables change: an older file is emptied and fills again."""
_TABLES = """
BEGIN IMMEDIATE;
DROP TABLE IF EXISTS run;
DROP TABLE IF EXISTS cell;
DROP TABLE IF EXISTS cells;
CREATE TABLE run (
    definition TEXT, snapshot INTEGER, as_of TEXT, parts TEXT, PRIMARY KEY (definition, snapshot));
CREATE TABLE cells (
    definition TEXT, snapshot INTEGER, boundaries TEXT, grain TEXT, file TEXT,
    PRIMARY KEY (definition, snapshot, boundaries, grain)) WITHOUT ROWID;
"""


@dataclass(frozen=True, slots=True)
class Row:
    """A cell as it is kept. ``reporting`` is the number of places behind a stock, ``bridged`` marks a convention."""

    place: str
    level: int
    period: Period
    numerator: Number
    denominator: Number | None
    reporting: int | None
    bridged: bool


class Store:
    """The figures of one lake; a connection per call, so threads and processes may share it."""

    def __init__(self, lake: Lake) -> None:
        self._lake = lake
        self._index = lake.folder / "figures.sqlite"
        self.folder = lake.folder / "figures"
        self.folder.mkdir(exist_ok=True)
        with self._connected() as connection:
            (shape,) = connection.execute("PRAGMA user_version").fetchone()
            if shape != _SHAPE:
                connection.execute("PRAGMA journal_mode = WAL")
                connection.executescript(f"{_TABLES} PRAGMA user_version = {_SHAPE}; COMMIT")

    @contextmanager
    def _connected(self) -> Iterator[sqlite3.Connection]:
        connection = sqlite3.connect(self._index, timeout=20)
        try:
            with connection:
                yield connection
        finally:
            connection.close()

    def runs(self, definition: str) -> list[int]:
        """The versions this definition has been computed for, in order."""
        with self._connected() as connection:
            rows = connection.execute(
                "SELECT snapshot, parts FROM run WHERE definition = ? ORDER BY snapshot", (definition,)
            ).fetchall()
        return [row[0] for row in rows if (self.folder / row[1]).is_file()]

    def as_of(self, definition: str, snapshot: int) -> date | None:
        """The day the data of a run hold for."""
        with self._connected() as connection:
            row = connection.execute(
                "SELECT as_of FROM run WHERE definition = ? AND snapshot = ?", (definition, snapshot)
            ).fetchone()
        return date.fromisoformat(row[0]) if row and row[0] else None

    def parts(self, definition: str, snapshot: int) -> Path | None:
        """The file with the parts of loaded places, to build the next run on; None if there is no such run."""
        with self._connected() as connection:
            row = connection.execute(
                "SELECT parts FROM run WHERE definition = ? AND snapshot = ?", (definition, snapshot)
            ).fetchone()
        file = self.folder / row[0] if row else None
        return file if file and file.is_file() else None

    def cells(self, definition: str, snapshot: int, boundaries: Boundaries) -> dict[Grain, Path]:
        """The files with the cells of a run, by grain."""
        with self._connected() as connection:
            rows = connection.execute(
                "SELECT grain, file FROM cells WHERE definition = ? AND snapshot = ? AND boundaries = ?",
                (definition, snapshot, boundaries),
            ).fetchall()
        return {grain: self.folder / file for grain, file in rows if (self.folder / file).is_file()}

    def write(self, cursor: duckdb.DuckDBPyConnection, select: str) -> Path:
        """The rows of a SELECT as a file, whole or not at all."""
        name = uuid.uuid4().hex
        unfinished, file = self.folder / f"{name}.unfinished", self.folder / f"{name}.parquet"
        # Sorted by period, so that one month is read from a few row groups.
        cursor.execute(
            f"COPY (FROM ({select}) ORDER BY period, place) TO '{_quoted(unfinished)}' "
            "(FORMAT parquet, ROW_GROUP_SIZE 20480)"
        )
        os.replace(unfinished, file)
        return file

    def keep_parts(self, definitions: Collection[str], snapshot: int, as_of: date | None, parts: Path) -> None:
        """Remember which file holds the parts of these definitions, and drop the runs that are too old to keep."""
        day = as_of.isoformat() if as_of else None
        with self._connected() as connection:
            connection.executemany(
                "INSERT OR REPLACE INTO run VALUES (?, ?, ?, ?)",
                [(definition, snapshot, day, parts.name) for definition in definitions],
            )
            for definition in definitions:
                self._forget(connection, definition)
            held = {row[0] for row in connection.execute("SELECT parts FROM run UNION SELECT file FROM cells")}
        self._sweep(held)

    def keep_cells(self, snapshot: int, boundaries: Boundaries, grain: Grain, files: Mapping[str, Path]) -> None:
        """Remember which file holds the cells of each definition."""
        with self._connected() as connection:
            connection.executemany(
                "INSERT OR REPLACE INTO cells VALUES (?, ?, ?, ?, ?)",
                [(definition, snapshot, boundaries, grain, file.name) for definition, file in files.items()],
            )

    @staticmethod
    def _forget(connection: sqlite3.Connection, definition: str) -> None:
        old = connection.execute(
            "SELECT snapshot FROM run WHERE definition = ? ORDER BY rowid DESC LIMIT -1 OFFSET ?",
            (definition, RUNS_KEPT),
        ).fetchall()
        for table in ("run", "cells"):
            connection.executemany(
                f"DELETE FROM {table} WHERE definition = ? AND snapshot = ?", [(definition, row[0]) for row in old]
            )

    def _sweep(self, held: set[str]) -> None:
        """Remove files nothing points to; young ones may be another process's that is not done yet."""
        for file in self.folder.iterdir():
            try:
                if file.name not in held and file.stat().st_mtime < time.time() - _YOUNG:
                    file.unlink()
            except FileNotFoundError:
                continue  # another process swept it

    def read(
        self,
        definition: str,
        files: Mapping[Grain, Path],
        *,
        has_denominator: bool,
        place: str | None = None,
        level: int | None = None,
        period: Period | None = None,
    ) -> list[Row]:
        """The cells of a definition in these files (see :meth:`cells`), by period and place, narrowed as asked."""
        if not files:
            return []
        asked = {"place": place, "level": level, "period": period.first_day if period else None}
        given = {name: value for name, value in asked.items() if value is not None}
        where = "".join(f" AND {name} = ${name}" for name in given)
        denominator = f'"d_{definition}"' if has_denominator else "NULL"
        selects = (
            f"SELECT '{grain}' AS grain, {MONTHS[grain]} AS months, period, level, place, \"n_{definition}\" AS n, "
            f"{denominator} AS d, reporting, bridged FROM read_parquet('{_quoted(file)}') "
            f'WHERE "n_{definition}" IS NOT NULL{where}'
            for grain, file in files.items()
        )
        with self._lake.reading() as cursor:
            rows = cursor.execute(
                f"SELECT grain, * EXCLUDE (grain, months) FROM ({' UNION ALL '.join(selects)}) "
                "ORDER BY period, months DESC, place, level",
                given,
            ).fetchall()
        return [
            Row(code, at, period_of(day, grain), number(n), None if d is None else number(d), reporting, bridged)
            for grain, day, at, code, n, d, reporting, bridged in rows
        ]


def number(stored: int | float | Decimal) -> Number:
    """Whole numbers as they are, the rest exact; a median comes as a float and means the shortest number it prints."""
    if isinstance(stored, int):
        return stored
    exact = Decimal(repr(stored)) if isinstance(stored, float) else stored
    return int(exact) if exact.as_tuple().exponent == 0 else exact


def _quoted(path: Path) -> str:
    return str(path).replace("'", "''")
