from __future__ import annotations

from pathlib import Path

import psycopg
import pytest
from tests.warehouse import dossier, dossiers, places, write

from donghanh.lake.catalogue import SQLITE_FILE, VARIABLE
from donghanh.lake.copies import copy_lake, put_catalogue
from donghanh.lake.lineage import loads
from donghanh.lake.loading.load import load
from donghanh.lake.storage import Lake
from donghanh.lake.tables import as_it_stood
from donghanh.lake.verify import verify_lake


@pytest.fixture
def loaded(either: Lake, tmp_path: Path) -> Lake:
    """Two versions of a dataset: the second replaces a row of the first."""
    load(either, dossiers(), write(tmp_path / "a.csv", [dossier(n) for n in range(20)]), places(), loaded_by="thử")
    load(either, dossiers(), write(tmp_path / "b.csv", [dossier(3, channel="post")]), places(), loaded_by="thử")
    return either


def held(lake: Lake) -> dict[int, list[tuple]]:
    """The rows of every version."""
    with lake.reading() as cursor:
        return {
            one.snapshot: sorted(cursor.execute(as_it_stood(lake, dossiers(), one.snapshot)).fetchall(), key=str)
            for one in loads(lake)
        }


def test_a_copy_opens_somewhere_else_and_shows_every_version(
    loaded: Lake, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy_lake(loaded.folder, tmp_path / "copy")
    before = held(loaded)
    monkeypatch.delenv(VARIABLE, raising=False)
    copied = Lake.open(tmp_path / "copy")
    assert held(copied) == before
    assert list(verify_lake(copied.folder, deep=True)) == []
    copied.close()


def test_rows_written_after_the_copy_are_not_in_it(
    loaded: Lake, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy_lake(loaded.folder, tmp_path / "copy")
    load(loaded, dossiers(), write(tmp_path / "c.csv", [dossier(77)]), places(), loaded_by="thử")
    assert len(loads(loaded)) == 3
    monkeypatch.delenv(VARIABLE, raising=False)
    copied = Lake.open(tmp_path / "copy")
    assert len(loads(copied)) == 2
    copied.close()


def test_a_copy_becomes_the_lake_in_postgresql_again_and_takes_new_loads(
    loaded: Lake, catalogue: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    before = held(loaded)
    copy_lake(loaded.folder, tmp_path / "copy")
    loaded.close()
    if catalogue == "sqlite":  # moving from one kind to the other
        request.getfixturevalue("postgres_catalogue")
    put_catalogue(tmp_path / "copy")
    assert not (tmp_path / "copy" / SQLITE_FILE).exists()
    restored = Lake.open(tmp_path / "copy")
    assert held(restored) == before
    load(restored, dossiers(), write(tmp_path / "c.csv", [dossier(77)]), places(), loaded_by="thử")
    assert len(loads(restored)) == 3
    assert list(verify_lake(restored.folder, deep=True)) == []
    restored.close()


def test_a_copy_for_a_server_that_does_not_answer_stays_a_file(
    lake: Lake, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy_lake(lake.folder, tmp_path / "copy")
    monkeypatch.setenv(VARIABLE, "postgres://nobody:sesame@127.0.0.1:1/none")
    with pytest.raises(Exception, match="PostgreSQL") as caught:
        put_catalogue(tmp_path / "copy")
    assert "sesame" not in str(caught.value)
    assert (tmp_path / "copy" / SQLITE_FILE).exists()
    assert not issubclass(caught.type, psycopg.Error)
