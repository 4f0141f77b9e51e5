"""What the machine may do to a lake: kills, a full disk, two writers, damaged files. Old or new, never between."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from bench.kills import rounds
from tests.warehouse import ROOT, dossier, dossiers, places, write

from donghanh.errors import DonghanhError
from donghanh.lake.lineage import loads
from donghanh.lake.loading.load import load
from donghanh.lake.sharing.query import query
from donghanh.lake.storage import Lake
from donghanh.lake.tables import as_it_stood
from donghanh.lake.verify import verify_lake

LOADER = """
import resource, sys
from pathlib import Path
from donghanh.errors import DonghanhError
from donghanh.lake.loading.load import load
from donghanh.lake.storage import Lake
from tests.warehouse import dossiers, places
folder, file, largest = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
lake = Lake.open(folder)
if largest:
    resource.setrlimit(resource.RLIMIT_FSIZE, (largest, largest))
try:
    print(load(lake, dossiers(), file, places(), loaded_by="thử").record.id)
except DonghanhError as error:
    print(error.code, error.vi)
"""
ROWS = 60_000


def load_apart(folder: Path, file: Path, largest: int = 0) -> str:
    """Load in a process of its own that may write files of ``largest`` bytes; what it said."""
    command = [sys.executable, "-c", LOADER, str(folder), str(file), str(largest)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


@pytest.mark.slow
def test_after_kills_at_random_points_the_lake_shows_the_old_version_or_the_new_and_the_next_load_works(
    catalogue: str, tmp_path: Path
) -> None:
    told = rounds(tmp_path, kills=4 if catalogue == "sqlite" else 2, seed=7, longest=1.5)
    assert told.wrong == ()


@pytest.fixture(scope="module")
def many_rows(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write(tmp_path_factory.mktemp("rows") / "many.csv", [dossier(number) for number in range(ROWS)])


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of a few megabytes."""
    place = tmp_path / "disk"
    place.mkdir()
    done = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", str(place)], capture_output=True, text=True, check=False
    )
    if done.returncode != 0:
        pytest.skip(f"no file system of a test's own may be mounted here: {done.stderr.strip()}")
    yield place
    subprocess.run(["umount", "--lazy", str(place)], check=True)


def told_and_whole(folder: Path, said: str, tmp_path: Path) -> None:
    """The message is clear, nothing is half done, and the next load works."""
    assert said.startswith("lake.full "), said
    assert "Hết chỗ" in said and "làm lại" in said
    assert list(verify_lake(folder, deep=True)) == []
    lake = Lake.open(folder)
    assert len(loads(lake)) == 1
    load(lake, dossiers(), write(tmp_path / "after.csv", [dossier(5, channel="post")]), places(), loaded_by="thử")
    assert len(loads(lake)) == 2
    assert list(verify_lake(folder, deep=True)) == []
    lake.close()


@pytest.mark.slow
def test_a_full_disk_is_told_with_the_remedy_and_nothing_is_half_done(
    small_disk: Path, many_rows: Path, tmp_path: Path
) -> None:
    load_apart(small_disk / "lake", write(tmp_path / "first.csv", [dossier(n) for n in range(600)]))
    said = load_apart(small_disk / "lake", many_rows)
    told_and_whole(small_disk / "lake", said, tmp_path)


@pytest.mark.slow
@pytest.mark.parametrize("largest", [64_000, 400_000])
def test_a_file_that_may_not_grow_is_told_the_same_way(largest: int, many_rows: Path, tmp_path: Path) -> None:
    load_apart(tmp_path / "lake", write(tmp_path / "first.csv", [dossier(n) for n in range(600)]))
    told_and_whole(tmp_path / "lake", load_apart(tmp_path / "lake", many_rows, largest), tmp_path)


@pytest.fixture
def loaded(either: Lake, tmp_path: Path) -> Lake:
    """Two loads, the first of them in a file."""
    load(either, dossiers(), write(tmp_path / "a.csv", [dossier(n) for n in range(900)]), places(), loaded_by="thử")
    load(either, dossiers(), write(tmp_path / "b.csv", [dossier(3, channel="post")]), places(), loaded_by="thử")
    return either


@pytest.mark.parametrize("harm", ["missing", "cut to half", "emptied", "overwritten"])
def test_reading_a_damaged_file_names_the_file_its_dataset_and_its_load(loaded: Lake, harm: str) -> None:
    file = max((loaded.data / "services").rglob("*.parquet"), key=lambda one: one.stat().st_size)
    whole = file.read_bytes()
    if harm == "missing":
        file.unlink()
    else:
        harmed = {"cut to half": whole[: len(whole) // 2], "emptied": b"", "overwritten": os.urandom(len(whole))}
        file.write_bytes(harmed[harm])
    newest = loads(loaded)[0].snapshot
    with pytest.raises(DonghanhError) as caught, loaded.reading() as cursor:
        cursor.execute(as_it_stood(loaded, dossiers(), newest)).fetchall()
    assert caught.value.code == "lake.damaged"
    assert file.name in caught.value.vi and "services.dossiers" in caught.value.vi and "L000001" in caught.value.vi
    assert "donghanh verify --deep" in caught.value.vi
    file.write_bytes(whole)
    loaded.close()  # DuckDB may remember the damaged file until then
    mended = Lake.open(loaded.folder)
    with mended.reading() as cursor:  # once it is copied back, all is well
        assert len(cursor.execute(as_it_stood(mended, dossiers(), newest)).fetchall()) == 900
    mended.close()


def test_a_question_that_meets_a_damaged_file_says_what_to_do(loaded: Lake) -> None:
    file = max((loaded.data / "services").rglob("*.parquet"), key=lambda one: one.stat().st_size)
    file.unlink()
    with pytest.raises(DonghanhError) as caught:
        query(loaded, {"services.dossiers": dossiers()}, "SELECT max(submitted_on) FROM services.dossiers")
    assert file.name in caught.value.vi and "donghanh verify --deep" in caught.value.vi
