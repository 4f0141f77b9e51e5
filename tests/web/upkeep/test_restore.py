from __future__ import annotations

from pathlib import Path

import pytest
from django.db import connection

from donghanh.errors import InputError
from donghanh.web.upkeep.manifest import write_manifest
from donghanh.web.upkeep.restore import restore


def test_a_backup_that_does_not_hold_is_refused_before_anything_is_moved(data_folder: Path, tmp_path: Path) -> None:
    (tmp_path / "copy").mkdir()
    (tmp_path / "copy" / "database.sqlite3").write_bytes(b"x")
    before = sorted(data_folder.rglob("*"))
    with pytest.raises(InputError, match="manifest"):
        restore(tmp_path / "copy", replace=True)
    assert sorted(data_folder.rglob("*")) == before


def test_a_backup_of_the_other_kind_of_database_is_refused(tmp_path: Path) -> None:
    (tmp_path / "copy").mkdir()
    other = "postgresql" if connection.vendor == "sqlite" else "sqlite"
    write_manifest(tmp_path / "copy", database=other)
    with pytest.raises(InputError, match="DATABASE_URL"):
        restore(tmp_path / "copy", replace=True)


@pytest.mark.slow
def test_a_file_changed_in_the_backup_stops_the_restore(installation: Path, donghanh, tmp_path: Path) -> None:
    assert donghanh("backup", str(tmp_path / "copy")).returncode == 0
    (tmp_path / "copy" / "packs" / "lam-giang" / "README.md").write_text("khác")
    done = donghanh("restore", str(tmp_path / "copy"), "--replace")
    assert done.returncode == 1
    assert "README.md" in done.stderr
    assert donghanh("verify").returncode == 0
