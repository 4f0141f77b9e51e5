from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from django.db import connection

from donghanh.errors import InputError
from donghanh.web.upkeep import database


@pytest.fixture
def other_database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The settings point to an SQLite file of this test."""
    file = tmp_path / "application.sqlite3"
    monkeypatch.setitem(connection.settings_dict, "NAME", str(file))
    monkeypatch.setattr(connection, "vendor", "sqlite")
    return file


def _write(file: Path, *statements: str) -> None:
    with closing(sqlite3.connect(file)) as opened:
        for statement in statements:
            opened.execute(statement)
        opened.commit()


def test_a_copy_holds_what_is_still_in_the_journal(other_database: Path, tmp_path: Path) -> None:
    writer = sqlite3.connect(other_database)
    writer.execute("PRAGMA journal_mode=WAL")
    writer.execute("CREATE TABLE noted AS SELECT 7 AS number")
    writer.commit()
    assert len(database.sqlite_files()) == 3
    database.copy_database(tmp_path / "copy.sqlite3")
    writer.close()
    with closing(sqlite3.connect(tmp_path / "copy.sqlite3")) as copy:
        assert copy.execute("SELECT number FROM noted").fetchall() == [(7,)]


def test_a_database_is_in_use_once_its_file_is_there(other_database: Path) -> None:
    assert not database.is_in_use()
    _write(other_database, "CREATE TABLE noted (number)")
    assert database.is_in_use()


def test_the_copy_is_named_after_what_made_it() -> None:
    assert {database.file_name("sqlite"), database.file_name("postgresql")} == {"database.sqlite3", "database.dump"}


def test_a_missing_client_of_postgresql_is_named_with_the_remedy(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(connection, "vendor", "postgresql")
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(InputError, match="postgresql-client"):
        database.copy_database(tmp_path / "copy.dump")


@pytest.mark.skipif(shutil.which("pg_dump") is None, reason="pg_dump is not installed")
def test_what_pg_dump_says_is_passed_on(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(connection, "vendor", "postgresql")
    unreachable = {"NAME": "none", "HOST": str(tmp_path), "PORT": 1, "USER": "nobody", "PASSWORD": ""}
    for key, value in unreachable.items():
        monkeypatch.setitem(connection.settings_dict, key, value)
    with pytest.raises(InputError, match="pg_dump"):
        database.copy_database(tmp_path / "copy.dump")
