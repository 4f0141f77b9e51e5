from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import psycopg
import pytest
from django.db import connection, connections

from donghanh.web.upkeep import database


@pytest.fixture
def other_database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The settings point to an SQLite file of this test."""
    if connection.vendor != "sqlite":
        pytest.skip("the suite runs on PostgreSQL now; the SQLite run holds these tests")
    file = tmp_path / "application.sqlite3"
    monkeypatch.setitem(connection.settings_dict, "NAME", str(file))
    # The suite's own database lies in memory and would vanish if put_database closed its connection.
    monkeypatch.setattr(connections["default"], "connection", None)
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


def test_what_was_there_is_moved_aside_when_a_copy_takes_its_place(other_database: Path, tmp_path: Path) -> None:
    _write(other_database, "CREATE TABLE old_one (number)")
    _write(tmp_path / "copy.sqlite3", "CREATE TABLE new_one (number)")
    database.put_database(tmp_path / "copy.sqlite3", tmp_path / "aside")
    with closing(sqlite3.connect(other_database)) as opened:
        assert opened.execute("SELECT name FROM sqlite_master").fetchall() == [("new_one",)]
    assert (tmp_path / "aside" / other_database.name).exists()


def test_the_copy_is_named_after_what_made_it() -> None:
    assert {database.file_name("sqlite"), database.file_name("postgresql")} == {"database.sqlite3", "database.dump"}


def _backup(tmp_path: Path, path: str) -> subprocess.CompletedProcess[str]:
    environment = os.environ | {
        "DONGHANH_HOME": str(tmp_path / "home"),
        "DATABASE_URL": "postgres://nobody@127.0.0.1:1/none",
        "PATH": path,
    }
    program = [sys.executable, "-c", "from donghanh.cli import main; main()", "backup", str(tmp_path / "copy")]
    return subprocess.run(program, env=environment, capture_output=True, text=True, check=False)


def test_a_missing_client_of_postgresql_is_named_with_the_remedy(tmp_path: Path) -> None:
    done = _backup(tmp_path, str(tmp_path))
    assert done.returncode == 1
    assert "postgresql-client" in done.stderr


@pytest.mark.skipif(shutil.which("pg_dump") is None, reason="pg_dump is not installed")
def test_what_pg_dump_says_is_passed_on(tmp_path: Path) -> None:
    done = _backup(tmp_path, os.environ["PATH"])
    assert done.returncode == 1
    assert "pg_dump" in done.stderr
    assert "DATABASE_URL" in done.stderr


@pytest.fixture
def postgresql() -> Iterator[str]:
    """The address of a database of this test."""
    server = os.environ.get("DONGHANH_TEST_POSTGRES", "postgres://root@127.0.0.1:5432/postgres")
    name = f"donghanh_restore_{os.getpid()}"
    try:
        opened = psycopg.connect(server, autocommit=True, connect_timeout=2)
    except psycopg.OperationalError as error:
        pytest.skip(f"no PostgreSQL server at {server}: {error}")
    if shutil.which("pg_dump") is None:
        pytest.skip("pg_dump is not installed")
    with opened:
        opened.execute(f"CREATE DATABASE {name}")
        yield server.rpartition("/")[0] + f"/{name}"
        opened.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.mark.slow
def test_a_postgresql_database_comes_back_as_it_was(postgresql: str, tmp_path: Path) -> None:
    environment = os.environ | {"DONGHANH_HOME": str(tmp_path / "home"), "DATABASE_URL": postgresql}

    def run(*arguments: str) -> None:
        program = [sys.executable, "-c", "from donghanh.cli import main; main()", *arguments]
        done = subprocess.run(program, env=environment, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr

    run("demo")
    run("backup", str(tmp_path / "copy"))
    with psycopg.connect(postgresql) as opened:
        before = opened.execute("SELECT count(*) FROM programme_evidence").fetchone()
        opened.execute("DELETE FROM programme_evidence")
    run("restore", str(tmp_path / "copy"), "--replace")
    with psycopg.connect(postgresql) as opened:
        assert opened.execute("SELECT count(*) FROM programme_evidence").fetchone() == before
    run("verify")
