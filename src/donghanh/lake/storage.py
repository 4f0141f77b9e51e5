"""The lake's files and connections: DuckDB over DuckLake tables, the catalogue in SQLite.

One :class:`Lake` serves a whole process: :meth:`Lake.open` returns the same one for the same
folder, and every call works on a connection of its own (a DuckDB cursor), so threads may share
it. It must not cross a fork: a worker process opens its own, at its first use. Opening costs
about 0.3 s, a cursor less than a millisecond.

Every commit goes through :meth:`Lake.committing`. It holds one file lock, since concurrent
commits to a catalogue in SQLite fail on conflict; readers never wait for it.
"""

from __future__ import annotations

import fcntl
import importlib.util
import json
import os
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

MEMORY_LIMIT = "2GB"
"""DuckDB spills to the lake's own temporary folder beyond this."""
BUSY_TIMEOUT = 20_000
_STALE_AFTER = 24 * 3600.0

_opened: dict[tuple[int, Path], Lake] = {}
_opening = threading.Lock()

_RECORDS = """
CREATE SCHEMA IF NOT EXISTS lake._records;
CREATE TABLE IF NOT EXISTS lake._records.loads (
    id VARCHAR, dataset VARCHAR, mode VARCHAR, file_name VARCHAR, sha256 VARCHAR, definition VARCHAR,
    organisation VARCHAR, period VARCHAR, as_of DATE, loaded_by VARCHAR, loaded_at TIMESTAMP,
    rows_read BIGINT, rows_accepted BIGINT, rows_inserted BIGINT, rows_updated BIGINT, rows_unchanged BIGINT,
    rows_quarantined BIGINT, warnings BIGINT, snapshot BIGINT);
CREATE TABLE IF NOT EXISTS lake._records.faults (
    load VARCHAR, dataset VARCHAR, severity VARCHAR, row_number BIGINT, column_name VARCHAR, value VARCHAR,
    code VARCHAR, vi VARCHAR, en VARCHAR, record VARCHAR);
"""


class Lake:
    """The lake in one folder; get it by :meth:`open`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.staging = folder / "tmp"
        for inside in (folder / "data", self.staging):
            inside.mkdir(parents=True, exist_ok=True)
        self._sweep()
        self._connection = _connect(folder)
        # Only files below the lake's folder can be reached from here on, whatever a query asks for.
        with self._locked():
            self._connection.execute(
                f"ATTACH 'ducklake:sqlite:{_quoted(folder / 'catalogue.sqlite')}' AS lake "
                # The catalogue remembers where the lake was made; it may have been moved or restored since.
                f"(DATA_PATH '{_quoted(folder / 'data')}/', OVERRIDE_DATA_PATH true, "
                f"META_JOURNAL_MODE 'WAL', META_BUSY_TIMEOUT {BUSY_TIMEOUT})"
            )
            self._connection.execute(f"SET allowed_directories = ['{_quoted(folder)}']")
            self._connection.execute("SET enable_external_access = false")
            self._connection.execute("SET lock_configuration = true")
            self._connection.execute(f"BEGIN; {_RECORDS} COMMIT")

    @classmethod
    def open(cls, folder: Path) -> Lake:
        """The lake in ``folder``, made if it is not there; the same one for every caller in this process."""
        key = (os.getpid(), folder.resolve())
        with _opening:
            if key not in _opened:
                _opened[key] = cls(key[1])
            return _opened[key]

    def close(self) -> None:
        """Release files and memory; the next :meth:`open` starts afresh."""
        with _opening:
            _opened.pop((os.getpid(), self.folder), None)
        self._connection.close()

    @contextmanager
    def reading(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """A connection of one's own; its temporary tables vanish with it."""
        cursor = self._connection.cursor()
        try:
            yield cursor
        finally:
            cursor.close()

    @contextmanager
    def committing(
        self, cursor: duckdb.DuckDBPyConnection, *, author: str, message: str, details: dict[str, str]
    ) -> Iterator[int]:
        """One transaction on ``cursor`` while no other writes; yields the number its snapshot will have.

        Everything done inside is visible at once or, after an exception or a kill, not at all.
        """
        with self._locked():
            cursor.execute("BEGIN")
            try:
                row = cursor.execute("SELECT id FROM lake.current_snapshot()").fetchone()
                assert row is not None
                yield int(row[0]) + 1
                cursor.execute(
                    "CALL lake.set_commit_message($author, $message, extra_info => $details)",
                    {"author": author, "message": message, "details": json.dumps(details, ensure_ascii=False)},
                )
                cursor.execute("COMMIT")
            except BaseException:
                cursor.execute("ROLLBACK")
                raise

    def snapshot(self) -> int:
        """The number of the lake's newest snapshot."""
        with self.reading() as cursor:
            row = cursor.execute("SELECT id FROM lake.current_snapshot()").fetchone()
        assert row is not None
        return int(row[0])

    @contextmanager
    def _locked(self) -> Iterator[None]:
        # A file opened here, not once: flock then also keeps the threads of one process apart.
        with (self.folder / "commit.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    def _sweep(self) -> None:
        """Remove copies that killed loads left behind."""
        for file in self.staging.glob("load-*"):
            try:
                if file.stat().st_mtime < time.time() - _STALE_AFTER:
                    file.unlink()
            except FileNotFoundError:
                continue  # another process swept it


def _connect(folder: Path) -> duckdb.DuckDBPyConnection:
    connection = duckdb.connect(
        config={
            "autoinstall_known_extensions": "false",
            "autoload_known_extensions": "false",
            "python_enable_replacements": "false",
            "extension_directory": str(folder / "extensions"),
            "home_directory": str(folder),
            "temp_directory": str(folder / "tmp" / "spill"),
            "memory_limit": MEMORY_LIMIT,
        }
    )
    for package in ("duckdb_extension_sqlite_scanner", "duckdb_extension_ducklake"):
        connection.execute(f"LOAD '{_quoted(_extension(package))}'")
    return connection


def _extension(package: str) -> Path:
    """The extension file that the installed wheel carries; nothing is ever fetched."""
    spec = importlib.util.find_spec(package)
    folders = spec.submodule_search_locations if spec and spec.submodule_search_locations else []
    for folder in folders:
        for file in Path(folder).rglob("*.duckdb_extension"):
            return file
    raise ModuleNotFoundError(f"{package} {duckdb.__version__} is not installed; run make .venv")


def _quoted(path: Path) -> str:
    return str(path).replace("'", "''")
