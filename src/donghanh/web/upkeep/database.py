"""The application's database as one file, and back: SQLite by itself, PostgreSQL by its own client programs."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from django.db import connection, transaction

from donghanh.errors import InputError


def kind() -> str:
    """``sqlite`` or ``postgresql``."""
    return connection.vendor


def file_name(database: str) -> str:
    """What the copy of such a database is called in a backup."""
    return "database.sqlite3" if database == "sqlite" else "database.dump"


@contextmanager
def no_writer() -> Iterator[None]:
    """While inside, nobody writes to an SQLite database, so files copied meanwhile belong to it.

    PostgreSQL dumps from one snapshot while work goes on: files that arrive during the copy are in it or not.
    """
    if kind() != "sqlite":
        yield
        return
    with transaction.atomic():  # IMMEDIATE: takes the write lock at once
        yield


def copy_database(target: Path) -> None:
    """Write a consistent copy to ``target``.

    Raises:
        InputError: ``pg_dump`` is missing or fails.
    """
    if kind() == "sqlite":
        with closing(sqlite3.connect(_sqlite_file())) as source:
            source.execute("VACUUM INTO ?", [str(target)])
    else:
        _client("pg_dump", "--format=custom", "--no-owner", f"--file={target}")


def is_in_use() -> bool:
    """The database holds tables."""
    return bool(connection.introspection.table_names()) if kind() == "postgresql" else _sqlite_file().exists()


def put_database(source: Path, aside: Path) -> None:
    """Make the copy the application's database; what was there goes to the folder ``aside``, if there was any.

    Raises:
        InputError: ``pg_restore`` is missing or fails; PostgreSQL then keeps what it had.
    """
    in_use = is_in_use()
    connection.close()
    if in_use:
        aside.mkdir(parents=True, exist_ok=True, mode=0o700)
    if kind() == "sqlite":
        arriving = Path(f"{_sqlite_file()}.arriving")
        shutil.copyfile(source, arriving)
        for file in sqlite_files():
            file.rename(aside / file.name)
        arriving.rename(_sqlite_file())
        return
    if in_use:
        copy_database(aside / file_name("postgresql"))
    target = f"--dbname={connection.settings_dict['NAME']}"
    _client("pg_restore", "--clean", "--if-exists", "--no-owner", "--single-transaction", target, str(source))


def sqlite_files() -> list[Path]:
    """The database's file with its journal files, those that are there."""
    main = _sqlite_file()
    return [file for file in (main, Path(f"{main}-wal"), Path(f"{main}-shm")) if file.exists()]


def _sqlite_file() -> Path:
    return Path(connection.settings_dict["NAME"])


def _client(program: str, *arguments: str) -> None:
    if shutil.which(program) is None:
        raise InputError(
            "backup.client",
            vi=f"Không tìm thấy {program}. Hãy cài gói postgresql-client, phiên bản không thấp hơn máy chủ PostgreSQL.",
            en=f"{program} was not found. Install postgresql-client, of a version not below the server's.",
        )
    options = connection.settings_dict
    environment = {
        "PGHOST": options["HOST"],
        "PGPORT": str(options["PORT"]),
        "PGUSER": options["USER"],
        "PGPASSWORD": options["PASSWORD"],
        "PGDATABASE": options["NAME"],
    }
    given = {name: value for name, value in environment.items() if value}
    done = subprocess.run([program, *arguments], env=os.environ | given, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        last = (done.stderr.strip().splitlines() or ["?"])[-1]
        raise InputError(
            "backup.client",
            vi=f"{program} không thực hiện được: {last}. Hãy kiểm tra DATABASE_URL và quyền của tài khoản.",
            en=f"{program} failed: {last}. Check DATABASE_URL and the account's rights.",
        )
