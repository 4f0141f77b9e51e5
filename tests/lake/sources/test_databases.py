import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pymysql
import pytest
from tests.sources import PLAIN, rows_of
from tests.warehouse import small

from donghanh.errors import LoadError
from donghanh.lake.sources.databases import DatabaseTable, one_select
from donghanh.lake.sources.staging import staged

POSTGRES = os.environ.get("DONGHANH_TEST_POSTGRES", "postgres://root@127.0.0.1:5432/postgres")
SCHEMA = "donghanh_sources"
TYPED = small(
    [
        {"name": "name", "type": "text"},
        {"name": "amount", "type": "decimal"},
        {"name": "share", "type": "decimal"},
        {"name": "day", "type": "date"},
        {"name": "at", "type": "timestamp"},
        {"name": "is_done", "type": "boolean"},
    ]
)
ROWS = [
    (2, "1", 'Đặng "A"\nB', "1.2340", "0.3", "2026-05-04", "2026-05-05 03:00:00"),
    (3, "2", None, "10.5", None, None, None),
]


MARIADB = """
CREATE DATABASE registers CHARACTER SET utf8mb4;
CREATE USER reader@'127.0.0.1' IDENTIFIED BY 'bi-mat';
GRANT ALL ON registers.* TO reader@'127.0.0.1';
SET time_zone = '+00:00';
CREATE TABLE registers.people
    (id int, name text, amount decimal(10,3), share double, day date, at timestamp NULL, is_done boolean);
INSERT INTO registers.people VALUES
    (1, 'Đặng "A"\\nB', 1.234, 0.1e0 + 0.2e0, '2026-05-04', '2026-05-04 20:00:00', true),
    (2, NULL, 10.50, NULL, NULL, NULL, false)
"""


@pytest.fixture(scope="module")
def postgres() -> Iterator[str]:
    """A schema of the test's own on the real server."""
    try:
        connection = psycopg.connect(POSTGRES, autocommit=True, connect_timeout=2)
    except psycopg.OperationalError as wrong:
        pytest.skip(f"no PostgreSQL server answers: {wrong}")
    with connection:
        connection.execute(f"DROP SCHEMA IF EXISTS {SCHEMA} CASCADE")
        connection.execute(f"CREATE SCHEMA {SCHEMA}")
        connection.execute(
            f"CREATE TABLE {SCHEMA}.people (id int, name text, amount numeric, share float8, day date, at timestamptz, "
            "is_done boolean)"
        )
        connection.execute(
            f"INSERT INTO {SCHEMA}.people VALUES (1, E'Đặng \"A\"\\nB', 1.234, 0.1::float8 + 0.2, '2026-05-04', "
            "'2026-05-04 20:00+00', true), (2, NULL, 10.50, NULL, NULL, NULL, false)"
        )
        yield POSTGRES
        connection.execute(f"DROP SCHEMA {SCHEMA} CASCADE")


@pytest.fixture(scope="module")
def mariadb(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server of the test's own, in a folder of the test's own."""
    server = shutil.which("mariadbd", path=f"{os.environ['PATH']}:/usr/sbin")
    install = shutil.which("mariadb-install-db")
    if server is None or install is None:
        pytest.skip("mariadbd is not on this machine")
    folder = tmp_path_factory.mktemp("mariadb")
    data = [f"--datadir={folder}/data", "--no-defaults"]
    user = ["--user=root"] if os.getuid() == 0 else []
    auth = "--auth-root-authentication-method=normal"
    subprocess.run([install, data[1], data[0], *user, auth], check=True, capture_output=True)
    address = folder / "s"
    port = _free_port()
    command = [server, data[1], data[0], *user, f"--socket={address}", f"--port={port}", "--bind-address=127.0.0.1"]
    running = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        _fill_mariadb(address, running)
        yield f"mariadb://reader@127.0.0.1:{port}/registers"
    finally:
        running.terminate()
        running.wait(timeout=30)


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def _fill_mariadb(address: Path, running: subprocess.Popen[bytes]) -> None:
    for _ in range(300):
        assert running.poll() is None, "mariadbd ended"
        try:
            connection = pymysql.connect(unix_socket=str(address), user="root", autocommit=True)
            break
        except pymysql.OperationalError:
            time.sleep(0.1)
    with connection, connection.cursor() as cursor:
        for statement in MARIADB.split(";"):
            cursor.execute(statement)


def test_a_table_of_postgresql_is_read_with_its_types(postgres, tmp_path):
    rows = rows_of(DatabaseTable(postgres, table=f"{SCHEMA}.people"), tmp_path, TYPED)
    assert [row[:7] for row in rows] == ROWS and [row[7] for row in rows] == ["true", "false"]


def test_a_query_of_postgresql_is_read_and_nothing_of_the_address_but_host_and_base_is_kept(postgres, tmp_path):
    query = f"WITH p AS (SELECT * FROM {SCHEMA}.people) SELECT id, name, amount FROM p WHERE id > 1 ORDER BY id -- hết"
    source = DatabaseTable(postgres, query=query)
    assert rows_of(source, tmp_path, PLAIN) == [(2, "2", None, "10.5")]
    with staged(source, tmp_path) as copy:
        assert copy.file_name.startswith("postgres") and "root" not in copy.file_name


def test_a_function_that_writes_is_stopped_by_the_server(postgres, tmp_path):
    with psycopg.connect(postgres, autocommit=True) as connection:
        connection.execute(
            f"CREATE OR REPLACE FUNCTION {SCHEMA}.writes() RETURNS int LANGUAGE sql AS "
            f"'DELETE FROM {SCHEMA}.people RETURNING id'"
        )
    with pytest.raises(LoadError, match="read-only transaction"):
        rows_of(DatabaseTable(postgres, query=f"SELECT {SCHEMA}.writes() AS id"), tmp_path)
    assert len(rows_of(DatabaseTable(postgres, table=f"{SCHEMA}.people"), tmp_path)) == 2


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"table": f"{SCHEMA}.nobody"}, "load.table"),
        ({"query": "SELECT nothing FROM pg_class"}, "load.database"),
        ({"query": "SELECT pg_sleep(9) AS id", "seconds": 1}, "load.slow"),
        ({"query": "SELECT 1 AS id, 2 AS id"}, "load.database"),
        ({"address": "postgresql://root@127.0.0.1:1/postgres", "table": "t"}, "load.unreachable"),
        ({"address": "postgresql://root@127.0.0.1:5432/no_such_base", "table": "t"}, "load.database-name"),
        ({"address": "postgresql://root:mat-khau@127.0.0.1/postgres", "table": "t"}, "load.address"),
        ({"address": "oracle://root@127.0.0.1/postgres", "table": "t"}, "load.address"),
        ({"address": "env:NO_SUCH_VARIABLE", "table": "t"}, "load.secret"),
        ({"table": "t", "password": "mat-khau"}, "load.secret"),
        ({"table": "t", "query": "SELECT 1"}, "load.database"),
        ({"table": "a; DROP TABLE b"}, "load.table"),
    ],
)
def test_what_is_wrong_is_said_with_the_remedy(postgres, tmp_path, change, code):
    with pytest.raises(LoadError) as caught:
        rows_of(DatabaseTable(**({"address": postgres} | change)), tmp_path)
    assert caught.value.code == code and "mat-khau" not in str(caught.value)


def test_the_whole_address_may_stand_in_the_environment(postgres, tmp_path, monkeypatch):
    monkeypatch.setenv("REGISTERS", postgres)
    source = DatabaseTable("env:REGISTERS", table=f"{SCHEMA}.people")
    assert len(rows_of(source, tmp_path)) == 2 and "root" not in repr(source)


def test_a_table_of_mariadb_is_read_with_its_types(mariadb, tmp_path, monkeypatch):
    monkeypatch.setenv("READER", "bi-mat")
    rows = rows_of(DatabaseTable(mariadb, table="people", password="env:READER"), tmp_path, TYPED)
    assert [row[:7] for row in rows] == ROWS and [row[7] for row in rows] == ["1", "0"]


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"table": "nobody"}, "load.table"),
        ({"table": "people", "password": "env:WRONG"}, "load.login"),
        ({"query": "SELECT id FROM people WHERE sleep(3)", "seconds": 1}, "load.slow"),
    ],
)
def test_what_is_wrong_with_mariadb_is_said_without_the_password(mariadb, tmp_path, monkeypatch, change, code):
    monkeypatch.setenv("READER", "bi-mat")
    monkeypatch.setenv("WRONG", "khong-dung")
    with pytest.raises(LoadError) as caught:
        rows_of(DatabaseTable(mariadb, **({"password": "env:READER"} | change)), tmp_path)
    assert caught.value.code == code
    assert "bi-mat" not in str(caught.value) and "khong-dung" not in str(caught.value)


@pytest.mark.parametrize(
    "query",
    [
        "DELETE FROM t",
        "SELECT 1; SELECT 2",
        "SELECT * INTO x FROM t",
        "SELECT * FROM t FOR UPDATE",
        "WITH gone AS (DELETE FROM t RETURNING id) SELECT * FROM gone",
        "COPY t TO PROGRAM 'x'",
        "",
        "SELECT FROM WHERE (",
    ],
)
def test_only_one_select_that_reads_is_sent(query):
    with pytest.raises(LoadError) as caught:
        one_select(query, "postgres")
    assert caught.value.code == "load.query"
