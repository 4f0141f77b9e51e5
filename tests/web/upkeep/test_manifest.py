from __future__ import annotations

from pathlib import Path

import pytest

from donghanh.errors import InputError
from donghanh.web.upkeep.manifest import NAME, check_manifest, write_manifest


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "copy"
    (made / "lake").mkdir(parents=True)
    (made / "database.sqlite3").write_bytes(b"rows")
    (made / "lake" / "a.parquet").write_bytes(b"columns")
    return made


def test_a_manifest_lists_every_file_and_holds(folder: Path) -> None:
    written = write_manifest(folder, database="sqlite")
    assert set(written.files) == {"database.sqlite3", "lake/a.parquet"}
    assert check_manifest(folder) == written


@pytest.mark.parametrize("harm", ["changed", "removed", "added"])
def test_a_file_changed_removed_or_added_since_is_named(folder: Path, harm: str) -> None:
    write_manifest(folder, database="sqlite")
    file = folder / "lake" / ("b.parquet" if harm == "added" else "a.parquet")
    file.unlink() if harm == "removed" else file.write_bytes(b"other")
    with pytest.raises(InputError, match=file.name):
        check_manifest(folder)


@pytest.mark.parametrize("text", ["", "{", "[]", '{"format": 9}', '{"format": 1, "database": "sqlite"}'])
def test_a_folder_without_a_sound_manifest_is_no_backup(folder: Path, text: str) -> None:
    if text:
        (folder / NAME).write_text(text)
    with pytest.raises(InputError) as caught:
        check_manifest(folder)
    assert caught.value.code == "backup.manifest"
