from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import psycopg
import pytest
from tests.warehouse import ROOT

from donghanh.errors import DonghanhError, InputError, RefusedError
from donghanh.lake.catalogue import VARIABLE, PostgresCatalogue, SqliteCatalogue, catalogue_of
from donghanh.lake.storage import Lake

HOLDER = """
import sys, time
from pathlib import Path
from donghanh.lake.catalogue import catalogue_of
with catalogue_of(Path(sys.argv[1])).locked(5):
    print("held", flush=True)
    time.sleep(600)
"""
SQLITE_HOLDER = """
import sqlite3, sys, time
held = sqlite3.connect(sys.argv[1], isolation_level=None)
held.execute("BEGIN IMMEDIATE")
print("held", flush=True)
time.sleep(600)
"""
PASSWORD = "vừng-ơi-mở-ra"


def holding(script: str, argument: Path) -> subprocess.Popen[str]:
    process = subprocess.Popen(
        [sys.executable, "-c", script, str(argument)], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None and process.stdout.readline() == "held\n"
    return process


def commit(lake: Lake) -> None:
    with lake.reading() as cursor, lake.committing(cursor, author="thử", message="thử", details={}):
        cursor.execute("CREATE TABLE IF NOT EXISTS lake.noted (number BIGINT)")
        cursor.execute("INSERT INTO lake.noted VALUES (1)")


@pytest.fixture
def hasty(catalogue: str, tmp_path: Path):
    """A lake that waits for others for a quarter of a second."""
    lake = Lake(tmp_path / "lake", patience=0.25)
    yield lake
    lake.close()


def test_a_lock_that_cannot_be_had_names_who_holds_it_and_works_again_once_it_is_free(hasty: Lake) -> None:
    commit(hasty)
    holder = holding(HOLDER, hasty.folder)
    with pytest.raises(RefusedError) as caught:
        commit(hasty)
    assert caught.value.code == "lake.locked"
    assert str(holder.pid) in caught.value.vi and "thử lại" in caught.value.vi
    with hasty.reading() as cursor:  # readers never wait
        assert cursor.execute("SELECT count(*) FROM lake.noted").fetchall() == [(1,)]
    Lake(hasty.folder, patience=0.25).close()  # nor does opening a lake that is there
    holder.kill()
    holder.communicate()
    commit(hasty)
    with hasty.reading() as cursor:
        assert cursor.execute("SELECT count(*) FROM lake.noted").fetchall() == [(2,)]


def test_an_sqlite_catalogue_that_another_program_holds_is_told_after_the_patience_and_nothing_changes(
    tmp_path: Path,
) -> None:
    lake = Lake(tmp_path / "lake", patience=0.25)
    commit(lake)
    holder = holding(SQLITE_HOLDER, lake.folder / "catalogue.sqlite")
    with pytest.raises(DonghanhError) as caught:
        commit(lake)
    assert caught.value.code == "lake.locked"
    assert "catalogue.sqlite" in caught.value.vi
    holder.kill()
    holder.communicate()
    commit(lake)
    with lake.reading() as cursor:
        assert cursor.execute("SELECT count(*) FROM lake.noted").fetchall() == [(2,)]
    lake.close()


def test_a_process_that_is_killed_while_it_holds_the_lock_gives_it_back(hasty: Lake) -> None:
    holder = holding(HOLDER, hasty.folder)
    holder.kill()
    holder.communicate()
    time.sleep(0.1)
    commit(hasty)


def test_without_the_setting_the_catalogue_is_a_file_and_with_it_a_database(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert isinstance(catalogue_of(tmp_path), SqliteCatalogue)
    monkeypatch.setenv(VARIABLE, "postgres://a@b/c")
    assert isinstance(catalogue_of(tmp_path), PostgresCatalogue)


@pytest.mark.parametrize(
    "address",
    [
        f"postgres://x:{PASSWORD}@127.0.0.1:1/none",
        f"postgres://x:{PASSWORD}@127.0.0.1:1/none?sslmode=prefer&schema=kho",
    ],
)
def test_a_server_that_does_not_answer_is_told_without_the_password(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    monkeypatch.setenv(VARIABLE, address)
    with pytest.raises(InputError) as caught:
        Lake.open(tmp_path / "lake")
    assert caught.value.code == "lake.catalogue"
    assert "127.0.0.1" in caught.value.vi and VARIABLE in caught.value.vi
    assert PASSWORD not in f"{caught.value!r} {caught.value}"


def test_an_address_that_is_none_is_told_without_repeating_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, f"postgres://x:{PASSWORD}@host:port:5/a?b&{PASSWORD}")
    with pytest.raises(InputError) as caught:
        Lake.open(tmp_path / "lake")
    assert caught.value.code == "lake.address"
    assert PASSWORD not in f"{caught.value!r} {caught.value}"


def test_no_question_and_no_record_of_the_lake_shows_the_password(
    postgres_catalogue: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    user = f"kho_{tmp_path.name[-12:].replace('-', '_')}".lower()
    schema = postgres_catalogue.rpartition("=")[2]
    server = psycopg.connect(postgres_catalogue.partition("?")[0], autocommit=True)
    server.execute(f"CREATE ROLE {user} LOGIN PASSWORD '{PASSWORD}'")
    server.execute(f"CREATE SCHEMA {schema} AUTHORIZATION {user}")
    server.execute(f"GRANT CREATE ON DATABASE {server.info.dbname} TO {user}")
    try:
        place = f"{server.info.host}:{server.info.port}/{server.info.dbname}"
        monkeypatch.setenv(VARIABLE, f"postgres://{user}:{PASSWORD}@{place}?schema={schema}")
        lake = Lake.open(tmp_path / "lake")
        commit(lake)
        with lake.reading() as cursor:
            told = [
                cursor.execute(f"FROM {table}").fetchall()
                for table in ("duckdb_databases()", "duckdb_secrets()", "duckdb_settings()", "lake.snapshots()")
            ]
        assert PASSWORD not in str(told)
        lake.close()
        assert not [
            file for file in lake.folder.rglob("*") if file.is_file() and PASSWORD.encode() in file.read_bytes()
        ]
    finally:
        server.execute(f"DROP OWNED BY {user} CASCADE")
        server.execute(f"DROP ROLE {user}")
        server.close()


def test_a_connection_that_the_server_ends_is_made_again(postgres_catalogue: str, tmp_path: Path) -> None:
    lake = Lake.open(tmp_path / "lake")
    commit(lake)
    with psycopg.connect(postgres_catalogue.partition("?")[0], autocommit=True) as server:
        server.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND query LIKE %s",
            [f"%{postgres_catalogue.rpartition('=')[2]}%"],
        )
    commit(lake)
    with lake.reading() as cursor:
        assert cursor.execute("SELECT count(*) FROM lake.noted").fetchall() == [(2,)]
    lake.close()
