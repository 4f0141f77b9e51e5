import os
import uuid
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from donghanh.lake.catalogue import VARIABLE
from donghanh.lake.storage import Lake

POSTGRES = os.environ.get("DONGHANH_TEST_POSTGRES", "postgres://root@127.0.0.1:5432/postgres")


@pytest.fixture
def lake(tmp_path: Path) -> Iterator[Lake]:
    """An empty lake of the test's own."""
    opened = Lake.open(tmp_path / "lake")
    yield opened
    opened.close()


@pytest.fixture
def postgres_catalogue(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The setting names a schema of this test's own in PostgreSQL, dropped afterwards; its address."""
    try:
        server = psycopg.connect(POSTGRES, autocommit=True, connect_timeout=2)
    except psycopg.OperationalError as error:
        pytest.skip(f"no PostgreSQL server at {POSTGRES}: {error}")
    schema = f"lake_{uuid.uuid4().hex[:12]}"
    address = f"{POSTGRES}?schema={schema}"
    monkeypatch.setenv(VARIABLE, address)
    with server:
        yield address
        mine = server.execute("SELECT nspname FROM pg_namespace WHERE starts_with(nspname, %s)", [schema]).fetchall()
        for (one,) in mine:
            server.execute(f"DROP SCHEMA {one} CASCADE")


@pytest.fixture(params=["sqlite", "postgresql"])
def catalogue(request: pytest.FixtureRequest) -> str:
    """The test runs once with each kind of catalogue."""
    kind: str = request.param
    if kind == "postgresql":
        request.getfixturevalue("postgres_catalogue")
    return kind


@pytest.fixture
def either(catalogue: str, tmp_path: Path) -> Iterator[Lake]:
    """An empty lake of the test's own, on each kind of catalogue."""
    opened = Lake.open(tmp_path / "lake")
    yield opened
    opened.close()
