from __future__ import annotations

import subprocess
import threading
from pathlib import Path

import pytest

from donghanh.lake.hashes import FILE, drop_hashes, keep, kept_hashes, sha256_of


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Twenty data files."""
    (tmp_path / "data" / "a b").mkdir(parents=True)
    for number in range(20):
        (tmp_path / "data" / "a b" / f"{number}.parquet").write_bytes(b"x" * number)
    return tmp_path


def names(folder: Path) -> list[str]:
    return sorted(file.relative_to(folder / "data").as_posix() for file in (folder / "data").rglob("*.parquet"))


def test_what_is_kept_can_be_checked_by_sha256sum(folder: Path) -> None:
    keep(folder, names(folder))
    checked = subprocess.run(["sha256sum", "--quiet", "-c", FILE], cwd=folder, capture_output=True, check=False)
    assert checked.returncode == 0, checked.stdout
    (folder / "data" / "a b" / "3.parquet").write_bytes(b"yyy")
    again = subprocess.run(
        ["sha256sum", "--quiet", "-c", FILE], cwd=folder, capture_output=True, text=True, check=False
    )
    assert again.returncode == 1 and "3.parquet" in again.stdout


def test_what_is_kept_comes_back_by_name(folder: Path) -> None:
    assert kept_hashes(folder) == {}
    keep(folder, names(folder))
    assert kept_hashes(folder) == {name: sha256_of(folder / "data" / name) for name in names(folder)}


def test_writers_at_once_lose_no_line_while_others_are_dropped(folder: Path) -> None:
    (folder / "data" / "gone.parquet").write_bytes(b"")
    keep(folder, ["gone.parquet"])
    (folder / "data" / "gone.parquet").unlink()
    threads = [threading.Thread(target=keep, args=(folder, [name])) for name in names(folder)]
    threads.insert(10, threading.Thread(target=drop_hashes, args=(folder,)))
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(kept_hashes(folder)) == names(folder)
