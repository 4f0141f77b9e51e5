from __future__ import annotations

import os
import random
import sqlite3
import time
from contextlib import closing
from pathlib import Path

import pytest
from tests.warehouse import dossier, dossiers, places, write

from donghanh.lake.hashes import FILE, kept_hashes
from donghanh.lake.lineage import loads
from donghanh.lake.loading.load import load
from donghanh.lake.storage import Lake
from donghanh.lake.upkeep import tidy
from donghanh.lake.verify import Finding, verify_lake


def found(lake: Lake, deep: bool = True) -> list[Finding]:
    return list(verify_lake(lake.folder, deep=deep))


@pytest.fixture
def loaded(either: Lake, tmp_path: Path) -> Lake:
    """A dataset of one large load and two small ones, tidied: everything lies in files."""
    load(either, dossiers(), write(tmp_path / "a.csv", [dossier(n) for n in range(900)]), places(), loaded_by="thử")
    load(either, dossiers(), write(tmp_path / "b.csv", [dossier(3, channel="post")]), places(), loaded_by="thử")
    load(either, dossiers(), write(tmp_path / "c.csv", [dossier(1000)]), places(), loaded_by="thử")
    return either


def data_file(lake: Lake) -> Path:
    return max((lake.data / "services").rglob("*.parquet"), key=lambda file: file.stat().st_size)


def test_a_whole_lake_has_no_finding_before_and_after_a_tidy(loaded: Lake) -> None:
    assert found(loaded) == []
    tidy(loaded, by="thử")
    assert found(loaded) == []


def test_a_folder_without_a_lake_has_no_finding(tmp_path: Path) -> None:
    assert list(verify_lake(tmp_path / "none", deep=True)) == []


@pytest.mark.parametrize(
    ("harm", "code"), [("removed", "lake.file-missing"), ("cut", "lake.file-size"), ("emptied", "lake.file-size")]
)
def test_a_file_that_is_gone_or_cut_is_named_with_its_dataset_its_load_and_the_remedy(
    loaded: Lake, harm: str, code: str
) -> None:
    file = data_file(loaded)
    file.unlink() if harm == "removed" else file.write_bytes(file.read_bytes()[:-9] if harm == "cut" else b"")
    (one, *_) = found(loaded, deep=False)
    assert one.code == code
    assert one.thing == file.relative_to(loaded.folder).as_posix()
    assert "services.dossiers" in one.vi and "L000001" in one.vi
    assert one.mend.startswith("cp ") and file.name in one.mend


def test_one_flipped_bit_anywhere_in_a_file_is_found_by_the_deep_look(loaded: Lake) -> None:
    file = data_file(loaded)
    whole, dice = file.read_bytes(), random.Random(3)
    for _ in range(20):
        harmed = bytearray(whole)
        harmed[dice.randrange(len(whole))] ^= 1 << dice.randrange(8)
        file.write_bytes(harmed)
        assert [one.code for one in found(loaded) if one.thing.endswith(file.name)][:1] == ["lake.file-changed"]
    file.write_bytes(whole)
    assert found(loaded) == []


def test_a_file_without_a_kept_hash_gets_one_by_the_deep_look(loaded: Lake) -> None:
    (loaded.folder / FILE).unlink()
    assert found(loaded) == []
    assert data_file(loaded).relative_to(loaded.data).as_posix() in kept_hashes(loaded.folder)


def test_a_file_of_no_version_is_told_once_it_is_a_day_old_and_tidy_removes_it(loaded: Lake) -> None:
    stray = data_file(loaded).with_name("ducklake-lost.parquet")
    stray.write_bytes(data_file(loaded).read_bytes())
    assert found(loaded) == []  # a load that is running may have just written it
    long_ago = time.time() - 2 * 86400
    os.utime(stray, (long_ago, long_ago))
    (one,) = found(loaded, deep=False)
    assert (one.code, one.mend) == ("lake.orphans", "donghanh lake tidy")
    tidy(loaded, by="thử")
    assert found(loaded) == [] and not stray.exists()


def commit(lake: Lake, statement: str) -> None:
    with lake.reading() as cursor, lake.committing(cursor, author="thử", message="thử", details={}):
        cursor.execute(statement)


def test_rows_of_a_load_that_is_on_no_record_are_named(loaded: Lake) -> None:
    commit(loaded, "DELETE FROM lake._records.loads WHERE id = 'L000003'")
    assert [(one.code, one.thing) for one in found(loaded, deep=False)] == [
        ("lake.rows", "load/services.dossiers/L000003")
    ]


def test_more_rows_than_a_load_wrote_are_named_by_the_quick_look_and_fewer_by_the_deep_one(loaded: Lake) -> None:
    commit(loaded, "UPDATE lake._records.loads SET rows_inserted = rows_inserted - 1 WHERE id = 'L000003'")
    assert [one.thing for one in found(loaded, deep=False)] == ["load/services.dossiers/L000003"]
    commit(loaded, "UPDATE lake._records.loads SET rows_inserted = rows_inserted + 5 WHERE id = 'L000003'")
    assert found(loaded, deep=False) == []
    assert [one.thing for one in found(loaded)] == ["load/services.dossiers/L000003"]


def test_a_table_that_is_gone_is_named(loaded: Lake) -> None:
    commit(loaded, "DROP TABLE lake.services.dossiers")
    assert [(one.code, one.thing) for one in found(loaded, deep=False)] == [("lake.table-gone", "services.dossiers")]


def test_a_catalogue_that_cannot_be_read_is_told_with_the_remedy(lake: Lake) -> None:
    folder = lake.folder
    lake.close()
    for file in folder.glob("catalogue.sqlite*"):
        file.unlink()
    (folder / "catalogue.sqlite").write_bytes(b"hong" * 5000)
    (one,) = verify_lake(folder)
    assert one.code == "lake.catalogue"
    assert "donghanh restore" in one.mend


def test_data_without_a_catalogue_is_told(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "a.parquet").write_bytes(b"x")
    (one,) = verify_lake(tmp_path)
    assert one.code == "lake.no-catalogue"


@pytest.mark.parametrize("harm", ["of no version", "unreadable"])
def test_computed_figures_of_a_version_that_does_not_exist_are_to_be_deleted(
    lake: Lake, tmp_path: Path, harm: str
) -> None:
    load(lake, dossiers(), write(tmp_path / "a.csv", [dossier(1)]), places(), loaded_by="thử")
    with closing(sqlite3.connect(lake.folder / "figures.sqlite")) as figures:
        figures.execute("CREATE TABLE run (definition TEXT, snapshot INTEGER)")
        figures.execute("INSERT INTO run VALUES ('abc', ?)", [loads(lake)[0].snapshot])
        figures.commit()
    assert found(lake) == []
    if harm == "unreadable":
        (lake.folder / "figures.sqlite").write_bytes(b"hong" * 3000)
    else:
        with closing(sqlite3.connect(lake.folder / "figures.sqlite")) as figures:
            figures.execute("INSERT INTO run VALUES ('abc', 999)")
            figures.commit()
    (one,) = found(lake)
    assert one.code == "lake.figures"
    assert "rm -r" in one.mend
