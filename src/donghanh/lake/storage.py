"""The lake's files and connections: DuckDB over DuckLake tables, the catalogue in SQLite or PostgreSQL.

One :class:`Lake` serves a whole process: :meth:`Lake.open` returns the same one for the same
folder, and every call works on a connection of its own (a DuckDB cursor), so threads may share
it. It must not cross a fork: a worker process opens its own, at its first use. Opening costs
about 0.3 s, a cursor less than a millisecond.

Every commit goes through :meth:`Lake.committing`, one at a time, under the catalogue's lock;
readers never wait for it. A commit of few rows keeps them in the catalogue instead of writing a
file for each (:data:`INLINED_ROWS`); :func:`donghanh.lake.upkeep.tidy` moves them into files.
"""

from __future__ import annotations

import json
import os
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import duckdb

from donghanh.errors import DonghanhError
from donghanh.lake.breakdowns import explained
from donghanh.lake.catalogue import Catalogue, catalogue_of, load_extension
from donghanh.lake.hashes import keep_hashes

MEMORY_LIMIT = "2GB"
"""DuckDB spills to the lake's own temporary folder beyond this."""
PATIENCE = 20.0
"""Seconds to wait for others who write before giving up."""
INLINED_ROWS = 500
"""An INSERT of at most so many rows is kept in the catalogue: a report of a commune, the record of a load."""
_STALE_AFTER = 24 * 3600.0

_opened: dict[tuple[int, Path], Lake] = {}
_opening = threading.Lock()

RECORDS = {
    "loads": """id VARCHAR, dataset VARCHAR, mode VARCHAR, file_name VARCHAR, sha256 VARCHAR, definition VARCHAR,
        organisation VARCHAR, period VARCHAR, as_of DATE, loaded_by VARCHAR, loaded_at TIMESTAMP,
        rows_read BIGINT, rows_accepted BIGINT, rows_inserted BIGINT, rows_updated BIGINT, rows_unchanged BIGINT,
        rows_quarantined BIGINT, warnings BIGINT, snapshot BIGINT,
        rows_removed BIGINT DEFAULT 0, retires VARCHAR""",
    "faults": """load VARCHAR, dataset VARCHAR, severity VARCHAR, row_number BIGINT, column_name VARCHAR, value VARCHAR,
        code VARCHAR, vi VARCHAR, en VARCHAR, record VARCHAR""",
}
"""The lake's own tables, in the schema ``_records``. An older lake gets the columns it lacks when it is opened."""


class Lake:
    """The lake in one folder; get it by :meth:`open`."""

    def __init__(self, folder: Path, patience: float = PATIENCE) -> None:
        self.folder = folder
        self.patience = patience
        self.data = folder / "data"
        self.staging = folder / "tmp"
        for inside in (self.data, self.staging):
            inside.mkdir(parents=True, exist_ok=True)
        self._sweep()
        self.catalogue: Catalogue = catalogue_of(folder)
        self._connection = connect(folder)
        try:
            if not self.catalogue.exists():
                with self.catalogue.locked(patience):
                    self.catalogue.create()
                    self._attach()
            else:
                self._attach()
            self._prepare_records()
        except BaseException:
            self._connection.close()
            raise

    def _attach(self) -> None:
        # The catalogue remembers where the lake was made; it may have been moved or restored since.
        options = f"OVERRIDE_DATA_PATH true, DATA_INLINING_ROW_LIMIT {INLINED_ROWS}"
        self.catalogue.attach(self._connection, self.data, options, self.patience)
        _fence(self._connection, self.folder)

    def _prepare_records(self) -> None:
        """Make the lake's own tables, or add the columns they have gained since; takes the lock only then."""
        wanted = {table: _columns(text) for table, text in RECORDS.items()}
        if not self._lacking(wanted):
            return
        with self.catalogue.locked(self.patience):
            lacking = self._lacking(wanted)
            statements = ["CREATE SCHEMA IF NOT EXISTS lake._records"]
            for table, columns in lacking.items():
                if columns == wanted[table]:
                    statements.append(f"CREATE TABLE lake._records.{table} ({', '.join(columns)})")
                else:
                    statements += [f"ALTER TABLE lake._records.{table} ADD COLUMN {column}" for column in columns]
            self._connection.execute(f"BEGIN; {'; '.join(statements)}; COMMIT")

    def _lacking(self, wanted: dict[str, list[str]]) -> dict[str, list[str]]:
        found = self._connection.execute(
            "SELECT table_name, column_name FROM duckdb_columns() "
            "WHERE database_name = 'lake' AND schema_name = '_records'"
        ).fetchall()
        there = {tuple(row) for row in found}
        lacking = {
            table: [column for column in columns if (table, column.split()[0]) not in there]
            for table, columns in wanted.items()
        }
        return {table: columns for table, columns in lacking.items() if columns}

    @classmethod
    def open(cls, folder: Path, patience: float = PATIENCE) -> Lake:
        """The lake in ``folder``, made if it is not there; the same one for every caller in this process.

        Raises:
            InputError: its catalogue cannot be read.
            RefusedError: somebody has been writing for longer than ``patience`` seconds.
        """
        key = (os.getpid(), folder.resolve())
        with _opening:
            if key not in _opened:
                _opened[key] = cls(key[1], patience)
            return _opened[key]

    def close(self) -> None:
        """Release files and memory; the next :meth:`open` starts afresh."""
        with _opening:
            _opened.pop((os.getpid(), self.folder), None)
        self._connection.close()

    @contextmanager
    def reading(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """A connection of one's own; its temporary tables vanish with it.

        What the machine does to the lake inside (a full disk, a damaged file, a catalogue that is gone) is told
        with its remedy; see :mod:`donghanh.lake.breakdowns`.
        """
        cursor = self._connection.cursor()
        try:
            yield cursor
        except Exception as error:
            told = self.explained(error)
            if told is None:
                raise
            raise told from error
        finally:
            cursor.close()

    def explained(self, error: BaseException | str) -> DonghanhError | None:
        """The error, or DuckDB's words, as a person should hear it; None if the machine is not at fault."""
        return explained(error, self._connection, self.data, self.catalogue.tables)

    @contextmanager
    def committing(
        self, cursor: duckdb.DuckDBPyConnection, *, author: str, message: str, details: dict[str, str]
    ) -> Iterator[int]:
        """One transaction on ``cursor`` while no other writes; yields the number its snapshot will have.

        Everything done inside is visible at once or, after an exception or a kill, not at all. The hashes of the
        files it wrote are kept for :mod:`donghanh.lake.verify`.

        Raises:
            RefusedError: somebody else has been writing for longer than the lake's patience.
        """
        with self.catalogue.locked(self.patience):
            cursor.execute("BEGIN")
            try:
                row = cursor.execute("SELECT id FROM lake.current_snapshot()").fetchone()
                assert row is not None
                snapshot = int(row[0]) + 1
                yield snapshot
                cursor.execute(
                    "CALL lake.set_commit_message($author, $message, extra_info => $details)",
                    {"author": author, "message": message, "details": json.dumps(details, ensure_ascii=False)},
                )
                cursor.execute("COMMIT")
            except BaseException:
                with suppress(duckdb.Error):  # a COMMIT that failed has ended the transaction already
                    cursor.execute("ROLLBACK")
                raise
        keep_hashes(cursor, self.catalogue.tables, self.folder, snapshot)

    def snapshot(self) -> int:
        """The number of the lake's newest snapshot."""
        with self.reading() as cursor:
            row = cursor.execute("SELECT id FROM lake.current_snapshot()").fetchone()
        assert row is not None
        return int(row[0])

    def _sweep(self) -> None:
        """Remove copies that killed loads left behind."""
        for file in self.staging.glob("load-*"):
            try:
                if file.stat().st_mtime < time.time() - _STALE_AFTER:
                    file.unlink()
            except FileNotFoundError:
                continue  # another process swept it


def open_read_only(folder: Path, *, memory: str, spill: str) -> duckdb.DuckDBPyConnection:
    """A connection of its own, to a lake that is there, on which nothing can be written; the caller closes it.

    ``memory`` is what DuckDB may use, ``spill`` how much it may put on disk beyond that.

    Raises:
        InputError: its catalogue cannot be read.
    """
    connection = connect(folder, memory_limit=memory, max_temp_directory_size=spill)
    catalogue_of(folder).attach(connection, folder / "data", "OVERRIDE_DATA_PATH true, READ_ONLY", PATIENCE)
    _fence(connection, folder)
    return connection


def _fence(connection: duckdb.DuckDBPyConnection, folder: Path) -> None:
    """Only files below the lake's folder can be reached from here on, whatever a query asks for."""
    connection.execute(f"SET allowed_directories = ['{_quoted(folder)}']")
    connection.execute("SET enable_external_access = false")
    connection.execute("SET lock_configuration = true")


def connect(folder: Path, **settings: str) -> duckdb.DuckDBPyConnection:
    """DuckDB in memory with DuckLake, which nothing is ever fetched for; ``settings`` are DuckDB's."""
    connection = duckdb.connect(
        config={
            "autoinstall_known_extensions": "false",
            "autoload_known_extensions": "false",
            "python_enable_replacements": "false",
            "extension_directory": str(folder / "extensions"),
            "home_directory": str(folder),
            "temp_directory": str(folder / "tmp" / "spill"),
            "memory_limit": MEMORY_LIMIT,
            **settings,
        }
    )
    load_extension(connection, "ducklake")
    return connection


def _columns(text: str) -> list[str]:
    return [column.strip() for column in text.split(",")]


def _quoted(path: Path) -> str:
    return str(path).replace("'", "''")
