"""Where the lake's catalogue lies: an SQLite file in its folder, or a PostgreSQL database for many writers.

The catalogue knows every version, and which files and inlined rows make it up. Both kinds hold the same
tables, so a copy of one can become the other. A password reaches DuckDB as a secret and psycopg as an
argument; no message of either repeats it.

Never open the SQLite file by Python's ``sqlite3`` in a process that has the lake open: DuckDB carries
another copy of SQLite, and neither sees the other's locks.
"""

from __future__ import annotations

import fcntl
import importlib.util
import os
import re
import socket
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import datetime
from pathlib import Path
from typing import IO, Protocol

import duckdb
import psycopg
from psycopg import conninfo, sql

from donghanh.errors import InputError, RefusedError

VARIABLE = "DONGHANH_LAKE_CATALOGUE"
SCHEMA = "donghanh_lake"
"""The schema of the catalogue's tables in PostgreSQL, unless the address says ``?schema=…``."""
SQLITE_FILE = "catalogue.sqlite"
_METADATA = "__ducklake_metadata_lake"
_POLL = 0.005
_SECRET = {"host": "HOST", "port": "PORT", "user": "USER", "password": "PASSWORD", "dbname": "DATABASE"}


class Catalogue(Protocol):
    """What the lake needs of its catalogue."""

    tables: str
    """The schema of the catalogue's own tables, in SQL, on a connection where the lake is attached."""
    schema: str

    def exists(self) -> bool:
        """Whether a lake was made here before."""

    def create(self) -> None:
        """Prepare the place for a new lake."""

    def attach(self, connection: duckdb.DuckDBPyConnection, data: Path, options: str, patience: float) -> None:
        """Make the lake with its files in ``data`` known to DuckDB as ``lake``; ``options`` are DuckLake's."""

    def attach_tables(self, connection: duckdb.DuckDBPyConnection, name: str) -> None:
        """Make the catalogue's own tables known to DuckDB as the database ``name``."""

    def locked(self, patience: float) -> AbstractContextManager[None]:
        """Nobody else commits inside; waits ``patience`` seconds at most, then RefusedError."""


def catalogue_of(folder: Path) -> Catalogue:
    """The catalogue of the lake in ``folder``: what ``DONGHANH_LAKE_CATALOGUE`` names, else a file in it.

    Raises:
        InputError: the setting is no address of a PostgreSQL database.
    """
    address = os.environ.get(VARIABLE, "")
    return PostgresCatalogue(address) if address else SqliteCatalogue(folder)


class SqliteCatalogue:
    """The catalogue as a file in the lake's folder; one lock file keeps writers apart, also on other accounts."""

    tables = _METADATA
    schema = "main"

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._file = folder / SQLITE_FILE

    def exists(self) -> bool:
        """Whether the file is there."""
        return self._file.exists()

    def create(self) -> None:
        """DuckLake makes the file."""

    def attach(self, connection: duckdb.DuckDBPyConnection, data: Path, options: str, patience: float) -> None:
        """Attach by path; SQLite itself waits for other writers as long as the lock does.

        Raises:
            InputError: the file is no catalogue.
        """
        journal = "" if "READ_ONLY" in options else ", META_JOURNAL_MODE 'WAL'"
        waiting = f"META_BUSY_TIMEOUT {round(patience * 1000)}{journal}"
        where = f"ducklake:sqlite:{self._file}"
        load_extension(connection, "sqlite_scanner")
        try:
            connection.execute(f"ATTACH {_text(where)} AS lake (DATA_PATH {_text(f'{data}/')}, {options}, {waiting})")
        except duckdb.Error as error:
            if "locked" in str(error):
                raise _taken(patience, f"{self._file}") from error
            raise _unreadable(str(self._file), error) from error

    def attach_tables(self, connection: duckdb.DuckDBPyConnection, name: str) -> None:
        """Attach the file itself."""
        load_extension(connection, "sqlite_scanner")
        connection.execute(f"ATTACH {_text(str(self._file))} AS {name} (TYPE sqlite)")

    @contextmanager
    def locked(self, patience: float) -> Iterator[None]:
        """Hold the lock file, with the holder's process and machine written into it."""
        # A file opened here, not once: flock then also keeps the threads of one process apart.
        with (self._folder / "commit.lock").open("a+") as lock:
            _wait_for(lock, patience)
            lock.seek(0)
            lock.truncate()
            lock.write(f"{_myself()} {datetime.now().astimezone().isoformat(timespec='seconds')}")
            lock.flush()
            yield


class PostgresCatalogue:
    """The catalogue in a PostgreSQL database: several machines may write to lakes on a shared folder."""

    def __init__(self, address: str) -> None:
        plain, self.schema = _split(address)
        try:
            self._options = {name: str(value) for name, value in conninfo.conninfo_to_dict(plain).items()}
        except psycopg.ProgrammingError:  # its words may repeat the password
            raise InputError(
                "lake.address",
                vi=f"{VARIABLE} không phải là địa chỉ PostgreSQL; viết dạng postgres://tài-khoản@máy-chủ/cơ-sở-dữ-liệu.",
                en=f"{VARIABLE} is no address of PostgreSQL; write it as postgres://user@host/database.",
            ) from None
        self.tables = f'{_METADATA}."{self.schema}"'

    def exists(self) -> bool:
        """Whether the schema holds a catalogue.

        Raises:
            InputError: the server does not answer.
        """
        with self._connected() as connection:
            found = connection.execute("SELECT to_regclass(%s)", [f"{self.schema}.ducklake_snapshot"]).fetchone()
        return found is not None and found[0] is not None

    def create(self) -> None:
        """Make the schema."""
        with self._connected() as connection:
            connection.execute(sql.SQL("CREATE SCHEMA IF NOT EXISTS {}").format(sql.Identifier(self.schema)))

    def set_aside(self) -> None:
        """Rename the schema, so that another catalogue can take its place."""
        aside = f"{self.schema}_replaced_{datetime.now().astimezone():%Y%m%d_%H%M%S}"
        with self._connected() as connection:
            rename = sql.SQL("ALTER SCHEMA {} RENAME TO {}")
            connection.execute(rename.format(sql.Identifier(self.schema), sql.Identifier(aside)))

    def attach(self, connection: duckdb.DuckDBPyConnection, data: Path, options: str, patience: float) -> None:
        """Attach by a secret, so that no message or list of databases shows the password.

        Raises:
            InputError: the server does not answer, or the schema is no catalogue.
        """
        self._tell(connection)
        try:
            connection.execute(
                f"ATTACH {_text(f'ducklake:postgres:{self._rest}')} AS lake (DATA_PATH {_text(f'{data}/')}, {options}, "
                f"META_SECRET 'catalogue', META_SCHEMA {_text(self.schema)})"
            )
        except duckdb.Error as error:
            raise _unreadable(self._named, error) from error

    def attach_tables(self, connection: duckdb.DuckDBPyConnection, name: str) -> None:
        """Attach the schema, by the same secret."""
        self._tell(connection)
        where = f"{_text(self._rest)} AS {name} (TYPE postgres, SECRET catalogue, SCHEMA {_text(self.schema)})"
        connection.execute(f"ATTACH {where}")

    def _tell(self, connection: duckdb.DuckDBPyConnection) -> None:
        """Give DuckDB the address as the secret ``catalogue``."""
        load_extension(connection, "postgres_scanner")
        given = [f"{_SECRET[name]} {_text(value)}" for name, value in self._options.items() if name in _SECRET]
        connection.execute(f"CREATE OR REPLACE SECRET catalogue (TYPE postgres, {', '.join(given)})")

    @property
    def _rest(self) -> str:
        """What the address says beyond the secret, such as ``sslmode``."""
        return conninfo.make_conninfo(**{name: one for name, one in self._options.items() if name not in _SECRET})

    @contextmanager
    def locked(self, patience: float) -> Iterator[None]:
        """Hold an advisory lock on a connection of its own; a process that dies gives it back."""
        with self._connected() as connection:
            connection.execute(f"SET lock_timeout = '{max(1, round(patience * 1000))}ms'")
            try:
                connection.execute("SELECT pg_advisory_lock(hashtextextended(%s, 0))", [self._key])
            except psycopg.errors.LockNotAvailable as error:
                raise _taken(patience, self._holder(connection)) from error
            yield

    def _holder(self, connection: psycopg.Connection) -> str:
        row = connection.execute(
            "SELECT application_name, pid FROM pg_locks JOIN pg_stat_activity USING (pid) WHERE locktype = 'advisory' "
            "AND granted AND (classid::bigint << 32 | objid::bigint) = hashtextextended(%s, 0)",
            [self._key],
        ).fetchone()
        return f"{row[0]} (PostgreSQL {row[1]})" if row else "?"

    @contextmanager
    def _connected(self) -> Iterator[psycopg.Connection]:
        options = {"connect_timeout": "10", **self._options, "application_name": _myself()}
        try:
            connection = psycopg.connect(autocommit=True, **options)  # type: ignore[arg-type]
        except psycopg.OperationalError as error:
            raise _unreadable(self._named, error) from error
        try:
            yield connection
        finally:
            connection.close()

    @property
    def _key(self) -> str:
        return f"donghanh lake {self.schema}"

    @property
    def _named(self) -> str:
        shown = [self._options.get(name) for name in ("host", "dbname")]
        return f"PostgreSQL {'/'.join(part for part in shown if part)}"


def load_extension(connection: duckdb.DuckDBPyConnection, name: str) -> None:
    """Load the extension file that the installed wheel carries; nothing is ever fetched. Each costs 0.1 s."""
    package = f"duckdb_extension_{name}"
    spec = importlib.util.find_spec(package)
    for folder in (spec.submodule_search_locations if spec else None) or []:
        for file in Path(folder).rglob("*.duckdb_extension"):
            connection.execute(f"LOAD {_text(str(file))}")
            return
    raise ModuleNotFoundError(f"{package} {duckdb.__version__} is not installed; run make .venv")


def _split(address: str) -> tuple[str, str]:
    """The address as PostgreSQL knows it, and the schema our own part of it names."""
    found = re.search(r"[?&]schema=([A-Za-z_][A-Za-z0-9_]*)", address)
    if not found:
        return address, SCHEMA
    rest = address[: found.start()] + address[found.end() :]
    return (rest if "?" in rest else rest.replace("&", "?", 1)), found[1]


def _wait_for(lock: IO[str], patience: float) -> None:
    deadline = time.monotonic() + patience
    while True:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() > deadline:
                lock.seek(0)
                raise _taken(patience, lock.read().strip() or "?") from None
            time.sleep(_POLL)
        else:
            return


def _myself() -> str:
    return f"donghanh {os.getpid()}@{socket.gethostname()}"


def _taken(patience: float, holder: str) -> RefusedError:
    return RefusedError(
        "lake.locked",
        vi=f"Đã chờ {patience:g} giây mà kho dữ liệu vẫn đang được ghi (người giữ khóa: {holder}). "
        "Không có gì thay đổi. Hãy thử lại sau; nếu tiến trình đó đã treo, hãy dừng nó.",
        en=f"After {patience:g} seconds the lake is still being written to (held by: {holder}). Nothing was changed. "
        "Try again later; if that process hangs, stop it.",
    )


def _unreadable(where: str, error: Exception) -> InputError:
    said = (str(error).strip().splitlines() or ["?"])[0]
    return InputError(
        "lake.catalogue",
        vi=f"Không mở được danh mục của kho dữ liệu ({where}): {said}. Hãy kiểm tra máy chủ và {VARIABLE}; "
        "nếu tệp đã hỏng, khôi phục bằng donghanh restore THƯ_MỤC --replace.",
        en=f"The lake's catalogue ({where}) cannot be opened: {said}. Check the server and {VARIABLE}; "
        "if the file is damaged, restore it with donghanh restore FOLDER --replace.",
    )


def _text(value: str) -> str:
    """A literal in SQL."""
    return "'" + value.replace("'", "''") + "'"
