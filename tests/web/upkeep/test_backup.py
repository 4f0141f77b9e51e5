from __future__ import annotations

from pathlib import Path

import pytest

from donghanh.errors import InputError
from donghanh.paths import lake_folder
from donghanh.web.upkeep.backup import back_up


def test_a_folder_that_holds_something_is_not_written_to(tmp_path: Path) -> None:
    (tmp_path / "old").mkdir()
    (tmp_path / "old" / "keep.txt").write_text("giữ lại")
    with pytest.raises(InputError, match="old"):
        back_up(tmp_path / "old")
    assert [file.name for file in (tmp_path / "old").iterdir()] == ["keep.txt"]


def test_a_backup_inside_what_it_copies_is_refused() -> None:
    with pytest.raises(InputError) as caught:
        back_up(lake_folder() / "backup")
    assert caught.value.code == "backup.folder"
    assert not lake_folder().exists()


@pytest.mark.slow
def test_a_backup_holds_every_part_and_only_its_owner_may_read_it(installation: Path, donghanh, tmp_path: Path) -> None:
    done = donghanh("backup", str(tmp_path / "copy"))
    assert done.returncode == 0, done.stderr
    parts = {part.name for part in (tmp_path / "copy").iterdir()}
    assert parts == {"database.sqlite3", "lake", "media", "packs", "manifest.json"}
    assert (tmp_path / "copy").stat().st_mode & 0o077 == 0
