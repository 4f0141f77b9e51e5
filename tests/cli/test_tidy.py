from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from tests.warehouse import dossier, dossiers, places, write

from donghanh.lake.loading.load import load
from donghanh.lake.storage import Lake


def tidy(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", "from donghanh.cli import main; main()", "lake", "tidy", *arguments]
    return subprocess.run(command, capture_output=True, text=True, env=os.environ, check=False)


def test_small_loads_become_files_and_a_day_without_older_versions_forgets_none(
    data_folder: Path, tmp_path: Path
) -> None:
    lake = Lake.open(data_folder / "lake")
    load(lake, dossiers(), write(tmp_path / "a.csv", [dossier(1), dossier(2)]), places(), loaded_by="thử")
    lake.close()
    done = tidy("--json")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["rows_flushed"] >= 2
    again = tidy("--forget-before", "01/01/2020")
    assert again.returncode == 0 and "Chuyển 0 dòng" in again.stdout and "Đã xóa" not in again.stdout


def test_the_newest_version_is_never_forgotten(data_folder: Path) -> None:
    Lake.open(data_folder / "lake").close()
    done = tidy("--forget-before", "31/12/2199")
    assert done.returncode == 1
    assert "lake.forget" in done.stderr
