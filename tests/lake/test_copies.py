from __future__ import annotations

from pathlib import Path

import pytest

from donghanh.lake.copies import copy_lake, missing_files
from donghanh.lake.storage import Lake


@pytest.fixture
def lake(tmp_path: Path) -> Lake:
    opened = Lake.open(tmp_path / "lake")
    with opened.reading() as cursor, opened.committing(cursor, author="test", message="rows", details={}):
        cursor.execute("CREATE TABLE lake.counted AS SELECT range AS number FROM range(50000)")
    yield opened
    opened.close()


def _count(folder: Path) -> int:
    opened = Lake.open(folder)
    with opened.reading() as cursor:
        row = cursor.execute("SELECT count(*) FROM lake.counted").fetchone()
    opened.close()
    assert row is not None
    return int(row[0])


def test_a_copy_opens_somewhere_else_and_holds_the_same_rows(lake: Lake, tmp_path: Path) -> None:
    copy_lake(lake.folder, tmp_path / "copy")
    assert _count(tmp_path / "copy") == 50000


def test_rows_written_after_the_copy_are_not_in_it(lake: Lake, tmp_path: Path) -> None:
    copy_lake(lake.folder, tmp_path / "copy")
    with lake.reading() as cursor, lake.committing(cursor, author="test", message="more", details={}):
        cursor.execute("INSERT INTO lake.counted SELECT range FROM range(10)")
    assert _count(tmp_path / "copy") == 50000
    assert _count(lake.folder) == 50010


def test_a_whole_lake_misses_nothing(lake: Lake) -> None:
    assert list(missing_files(lake.folder)) == []


@pytest.mark.parametrize("harm", ["removed", "shortened"])
def test_a_data_file_that_was_removed_or_shortened_is_named(lake: Lake, harm: str) -> None:
    file = next((lake.folder / "data").rglob("*.parquet"))
    if harm == "removed":
        file.unlink()
    else:
        file.write_bytes(file.read_bytes()[:-1])
    assert list(missing_files(lake.folder)) == [file.relative_to(lake.folder / "data").as_posix()]
