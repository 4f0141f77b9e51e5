"""Computed cells, kept beside the lake so that a page reads them in a millisecond.

Everything here can be computed again from the lake: deleting the file loses nothing. A run is
keyed by the indicator's definition and the dataset's version, so a figure once shown keeps its
value when the data or the definition move on.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

from donghanh.periods import Grain, Period, parse_period

Number = int | Decimal
LOADED = 0
"""The level under which months of loaded places are kept as they came, to build the next run on."""

_SHAPE = 1
"""Raise it when the tables change: an older file is emptied and fills again."""
_TABLES = """
BEGIN IMMEDIATE;
DROP TABLE IF EXISTS run;
DROP TABLE IF EXISTS cell;
CREATE TABLE run (
    definition TEXT, snapshot INTEGER, as_of TEXT, PRIMARY KEY (definition, snapshot)) WITHOUT ROWID;
CREATE TABLE cell (
    definition TEXT, snapshot INTEGER, grain TEXT, level INTEGER, period TEXT, place TEXT, numerator, denominator,
    PRIMARY KEY (definition, snapshot, grain, level, period, place)) WITHOUT ROWID;
CREATE INDEX cell_of_place ON cell (definition, snapshot, place, grain, period);
"""


@dataclass(frozen=True, slots=True)
class Part:
    """Numerator and denominator of one place and period; ``level`` is the place's (1 province, 3 commune)."""

    place: str
    level: int
    period: Period
    numerator: Number
    denominator: Number | None


class Store:
    """The file of computed cells; a connection per call, so threads and processes may share it."""

    def __init__(self, file: Path) -> None:
        self._file = file
        with self._connected() as connection:
            (shape,) = connection.execute("PRAGMA user_version").fetchone()
            if shape != _SHAPE:
                connection.execute("PRAGMA journal_mode = WAL")
                connection.executescript(f"{_TABLES} PRAGMA user_version = {_SHAPE}; COMMIT")

    @contextmanager
    def _connected(self) -> Iterator[sqlite3.Connection]:
        connection = sqlite3.connect(self._file, timeout=20)
        try:
            with connection:
                yield connection
        finally:
            connection.close()

    def runs(self, definition: str) -> list[int]:
        """The versions this definition has been computed for, in order."""
        with self._connected() as connection:
            rows = connection.execute("SELECT snapshot FROM run WHERE definition = ? ORDER BY snapshot", (definition,))
            return [row[0] for row in rows]

    def as_of(self, definition: str, snapshot: int) -> date | None:
        """The day the data of a run hold for."""
        with self._connected() as connection:
            row = connection.execute(
                "SELECT as_of FROM run WHERE definition = ? AND snapshot = ?", (definition, snapshot)
            ).fetchone()
        return date.fromisoformat(row[0]) if row and row[0] else None

    def write(
        self, definition: str, snapshot: int, loaded: Iterable[Part], rolled: Iterable[Part], *, as_of: date | None
    ) -> None:
        """Keep a run, wholly or not at all: the months of loaded places, and all cells made of them."""
        rows = (
            (definition, snapshot, one.period.grain, level, str(one.period), one.place, *_packed(one))
            for level, one in (*((LOADED, one) for one in loaded), *((one.level, one) for one in rolled))
        )
        with self._connected() as connection:
            connection.execute("BEGIN IMMEDIATE")
            connection.execute("DELETE FROM cell WHERE definition = ? AND snapshot = ?", (definition, snapshot))
            connection.executemany("INSERT INTO cell VALUES (?, ?, ?, ?, ?, ?, ?, ?)", rows)
            day = as_of.isoformat() if as_of else None
            connection.execute("INSERT OR REPLACE INTO run VALUES (?, ?, ?)", (definition, snapshot, day))

    def loaded(self, definition: str, snapshot: int) -> list[Part]:
        """The months of loaded places of a run, before any adding up."""
        return self.read(definition, snapshot, level=LOADED)

    def read(
        self,
        definition: str,
        snapshot: int,
        *,
        place: str | None = None,
        level: int | None = None,
        grain: Grain | None = None,
        period: Period | None = None,
    ) -> list[Part]:
        """The cells of a run, by period and place; each argument given narrows them."""
        wanted = {
            "definition": definition,
            "snapshot": snapshot,
            "place": place,
            "level": level,
            "grain": grain if period is None else period.grain,
            "period": None if period is None else str(period),
        }
        given = {name: value for name, value in wanted.items() if value is not None}
        where = " AND ".join(f"{name} = :{name}" for name in given)
        where += "" if level is not None else f" AND level <> {LOADED}"
        with self._connected() as connection:
            rows = connection.execute(
                f"SELECT place, level, period, numerator, denominator FROM cell WHERE {where} ORDER BY period, place",
                given,
            ).fetchall()
        return [Part(row[0], row[1], parse_period(row[2]), _number(row[3]), _unpacked(row[4])) for row in rows]


def _packed(part: Part) -> tuple[int | str | None, int | str | None]:
    return _pack(part.numerator), None if part.denominator is None else _pack(part.denominator)


def _pack(number: Number) -> int | str:
    # SQLite would turn decimals and very large integers into floats.
    return number if isinstance(number, int) and abs(number) < 2**63 else str(number)


def _number(stored: int | str) -> Number:
    return stored if isinstance(stored, int) else Decimal(stored)


def _unpacked(stored: int | str | None) -> Number | None:
    return None if stored is None else _number(stored)
