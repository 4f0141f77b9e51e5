"""Computed figures, kept beside the lake so that a page reads them in milliseconds.

They are Parquet files that never change, and an index in SQLite that says which file holds which periods of which
definition at which version of the data: a run after a load writes the periods it touched and refers to the earlier
files for all others. Everything here can be computed again from the lake: deleting the folder and the index loses
nothing. Readers and writers in many processes may share both.
"""

from __future__ import annotations

import os
import sqlite3
import time
import uuid
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple, cast

import duckdb

from donghanh.indicators.compile import within
from donghanh.indicators.containment import Boundaries
from donghanh.lake.storage import Lake
from donghanh.periods import MONTHS, Grain, Period, parse_period, period_of

Number = int | Decimal
RUNS_KEPT = 40
"""How many versions of a definition stay, the last computed first; an older one is computed again when asked for."""

_YOUNG = 3600.0
_SHAPE = 3
"""Raise it when the tables or the files change: an older index is emptied and fills again."""
_TABLES = """
BEGIN IMMEDIATE;
DROP TABLE IF EXISTS run;
DROP TABLE IF EXISTS cells;
DROP TABLE IF EXISTS piece;
CREATE TABLE run (definition TEXT, snapshot INTEGER, as_of TEXT, PRIMARY KEY (definition, snapshot));
CREATE TABLE piece (
    definition TEXT, snapshot INTEGER, kind TEXT, grain TEXT, file TEXT, periods TEXT,
    PRIMARY KEY (definition, snapshot, kind, grain, file)) WITHOUT ROWID;
"""


@dataclass(frozen=True, slots=True)
class Piece:
    """The periods of one grain that a run takes from one file, which may hold others too."""

    file: Path
    grain: Grain
    periods: frozenset[Period]

    def without(self, periods: Collection[Period]) -> Piece:
        """What is left when these periods come from elsewhere."""
        return Piece(self.file, self.grain, self.periods.difference(periods))

    def select(self, columns: str, period: Period | None = None) -> str:
        """The SELECT of its rows (those of one period)."""
        quoted = str(self.file).replace("'", "''")
        asked = within("period", list(self.periods) if period is None else [period])
        return f"SELECT {columns} FROM read_parquet('{quoted}') WHERE months = {MONTHS[self.grain]} AND {asked}"


@dataclass(slots=True)
class KeptRun:
    """What is kept of one definition at one version: the parts of loaded places, and cells by boundaries and grain."""

    as_of: date | None = None
    parts: tuple[Piece, ...] = ()
    cells: dict[Boundaries, dict[Grain, tuple[Piece, ...]]] = field(default_factory=dict)


class Row(NamedTuple):
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

    @contextmanager
    def _connected(self) -> Iterator[sqlite3.Connection]:
        connection = sqlite3.connect(self._index, timeout=20)
        try:
            (shape,) = connection.execute("PRAGMA user_version").fetchone()
            if shape != _SHAPE:
                connection.execute("PRAGMA journal_mode = WAL")
                connection.executescript(f"{_TABLES} PRAGMA user_version = {_SHAPE}; COMMIT")
            with connection:
                yield connection
        finally:
            connection.close()

    def newest(self, definitions: Collection[str], snapshot: int) -> dict[str, int]:
        """Definition → the newest version, up to this one, that it has been computed for and whose files are there."""
        with self._connected() as connection:
            rows = connection.execute(
                "SELECT definition, snapshot, file FROM piece WHERE kind = 'parts' AND snapshot <= ? "
                f"AND definition IN ({', '.join('?' * len(definitions))}) ORDER BY snapshot",
                (snapshot, *definitions),
            ).fetchall()
        lost = {name for name in {row[2] for row in rows} if not (self.folder / name).is_file()}
        broken = {row[:2] for row in rows if row[2] in lost}
        return {row[0]: row[1] for row in rows if row[:2] not in broken}

    def found(self, runs: Iterable[tuple[str, int]]) -> dict[tuple[str, int], KeptRun]:
        """(Definition, version) → what is kept of it, nothing where a file is gone; in one question for all."""
        asked = list(dict.fromkeys(runs))
        told = {one: KeptRun() for one in asked}
        if not asked:
            return told
        values = ", ".join("(?, ?)" for _ in asked)
        flat = [value for one in asked for value in one]
        where = f"WHERE (definition, snapshot) IN (VALUES {values})"
        with self._connected() as connection:
            days = connection.execute(f"SELECT definition, snapshot, as_of FROM run {where}", flat).fetchall()
            rows = connection.execute(f"SELECT * FROM piece {where} ORDER BY kind, grain", flat).fetchall()
        for definition, snapshot, as_of in days:
            told[definition, snapshot].as_of = date.fromisoformat(as_of) if as_of else None
        files = {name: self.folder / name for name in {row[4] for row in rows}}
        there = {name for name, file in files.items() if file.is_file()}
        grouped: dict[tuple[str, int, str, Grain], list[tuple[str, str]]] = {}
        for definition, snapshot, kind, grain, name, periods in rows:
            grouped.setdefault((definition, snapshot, kind, grain), []).append((name, periods))
        for (definition, snapshot, kind, grain), held in grouped.items():
            if not all(name in there for name, _ in held):
                continue
            pieces = tuple(Piece(files[name], grain, _periods(periods)) for name, periods in held)
            if kind == "parts":
                told[definition, snapshot].parts = pieces
            else:
                told[definition, snapshot].cells.setdefault(cast("Boundaries", kind), {})[grain] = pieces
        return told

    def one(self, definition: str, snapshot: int) -> KeptRun:
        """What is kept of one definition at one version."""
        return self.found([(definition, snapshot)])[definition, snapshot]

    def write(self, cursor: duckdb.DuckDBPyConnection, select: str) -> Path:
        """The rows of a SELECT (months, period and place among them) as a file, whole or not at all."""
        self.folder.mkdir(exist_ok=True)
        name = uuid.uuid4().hex
        unfinished, file = self.folder / f"{name}.unfinished", self.folder / f"{name}.parquet"
        quoted = str(unfinished).replace("'", "''")
        # Sorted by period, so that one month is read from a few row groups; a group holds all places of a month.
        cursor.execute(
            f"COPY (FROM ({select}) ORDER BY months, period) TO '{quoted}' (FORMAT parquet, ROW_GROUP_SIZE 20480)"
        )
        os.replace(unfinished, file)
        return file

    def keep_parts(self, snapshot: int, as_of: date | None, pieces: Mapping[str, Sequence[Piece]]) -> None:
        """Remember where the parts of each definition are, and drop the runs that are too old to keep."""
        day = as_of.isoformat() if as_of else None
        with self._connected() as connection:
            connection.executemany(
                "INSERT OR REPLACE INTO run VALUES (?, ?, ?)", [(definition, snapshot, day) for definition in pieces]
            )
            _replace(connection, snapshot, "parts", pieces)
            for definition in pieces:
                self._forget(connection, definition)
            held = {row[0] for row in connection.execute("SELECT DISTINCT file FROM piece")}
        self._sweep(held)

    def keep_cells(self, snapshot: int, boundaries: Boundaries, pieces: Mapping[str, Sequence[Piece]]) -> None:
        """Remember where the cells of each definition are, for the grains these pieces have."""
        with self._connected() as connection:
            _replace(connection, snapshot, boundaries, pieces)

    @staticmethod
    def _forget(connection: sqlite3.Connection, definition: str) -> None:
        old = connection.execute(
            "SELECT snapshot FROM run WHERE definition = ? ORDER BY rowid DESC LIMIT -1 OFFSET ?",
            (definition, RUNS_KEPT),
        ).fetchall()
        for table in ("run", "piece"):
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
        pieces: Iterable[Piece],
        *,
        has_denominator: bool,
        place: str | None = None,
        level: int | None = None,
        period: Period | None = None,
    ) -> Iterator[Row]:
        """The cells of a definition in these pieces, by period and place, narrowed as asked.

        One at a time: thousands held at once would set the collector to work.
        """
        given = {name: value for name, value in (("place", place), ("level", level)) if value is not None}
        where = "".join(f" AND {name} = ${name}" for name in given)
        denominator = f'"d_{definition}"' if has_denominator else "NULL"
        columns = f'months, period, level, place, "n_{definition}" AS n, {denominator} AS d, reporting, bridged'
        selects = [
            f'{one.select(columns, period)} AND "n_{definition}" IS NOT NULL{where}'
            for one in pieces
            if period is None or period in one.periods
        ]
        if not selects:
            return
        with self._lake.reading() as cursor:
            rows = cursor.execute(
                f"FROM ({' UNION ALL '.join(selects)}) ORDER BY period, months DESC, place, level", given
            ).fetchall()
        known = {(months, day): period_of(day, _GRAINS[months]) for months, day in {row[:2] for row in rows}}
        for months, day, at, code, n, d, reporting, bridged in rows:
            below = None if d is None else number(d)
            yield Row(code, at, known[months, day], number(n), below, reporting, bridged)


_GRAINS = {months: grain for grain, months in MONTHS.items()}


def _replace(connection: sqlite3.Connection, snapshot: int, kind: str, pieces: Mapping[str, Sequence[Piece]]) -> None:
    rows = [
        (definition, snapshot, kind, one.grain, one.file.name, " ".join(map(str, sorted(one.periods))))
        for definition, found in pieces.items()
        for one in found
    ]
    connection.executemany(
        "DELETE FROM piece WHERE definition = ? AND snapshot = ? AND kind = ? AND grain = ?",
        {row[:4] for row in rows},
    )
    connection.executemany("INSERT INTO piece VALUES (?, ?, ?, ?, ?, ?)", rows)


@lru_cache(maxsize=4096)
def _periods(written: str) -> frozenset[Period]:
    return frozenset(map(parse_period, written.split()))


def number(stored: int | float | Decimal) -> Number:
    """Whole numbers as they are, the rest exact; a median comes as a float and means the shortest number it prints."""
    if isinstance(stored, int):
        return stored
    exact = Decimal(repr(stored)) if isinstance(stored, float) else stored
    return int(exact) if exact.as_tuple().exponent == 0 else exact
