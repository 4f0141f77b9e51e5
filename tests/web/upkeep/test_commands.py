from __future__ import annotations

import json
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow


def _sql(home: Path, *statements: str) -> list[tuple]:
    with closing(sqlite3.connect(home / "donghanh.sqlite3")) as database:
        rows = [row for statement in statements for row in database.execute(statement).fetchall()]
        database.commit()
    return rows


def test_a_whole_installation_verifies(installation: Path, donghanh) -> None:
    done = donghanh("verify", "--json")
    assert (done.returncode, json.loads(done.stdout)) == (0, {"ok": True, "faults": []}), done.stderr


def test_a_changed_entry_of_the_log_is_named_with_the_remedy(installation: Path, donghanh) -> None:
    _sql(
        installation,
        "DROP TRIGGER audit_event_no_update",
        "UPDATE audit_event SET reason = 'sửa lén' WHERE number = 5",
    )
    done = donghanh("verify", "--json")
    told = json.loads(done.stdout)
    assert done.returncode == 1
    assert [(one["check"], one["thing"]) for one in told["faults"]] == [("audit", "audit/5")]
    assert "donghanh restore" in done.stderr


def test_a_removed_entry_of_the_log_is_noticed(installation: Path, donghanh) -> None:
    _sql(installation, "DROP TRIGGER audit_event_no_delete", "DELETE FROM audit_event WHERE number = 5")
    done = donghanh("verify")
    assert done.returncode == 1
    assert "audit.chain" in done.stderr


def test_a_changed_review_a_missing_document_and_a_cut_data_file_are_all_named(installation: Path, donghanh) -> None:
    review = next((installation / "media" / "reviews").rglob("*.docx"))
    review.write_bytes(review.read_bytes() + b" ")
    next((installation / "media" / "documents").iterdir()).unlink()
    data = max((installation / "lake" / "data").rglob("*.parquet"), key=lambda file: file.stat().st_size)
    data.write_bytes(data.read_bytes()[:-8])
    done = donghanh("verify", "--json")
    codes = {(one["check"], one["code"]) for one in json.loads(done.stdout)["faults"]}
    assert done.returncode == 1
    assert codes == {("reviews", "file.changed"), ("documents", "file.missing"), ("lake", "lake.file-size")}


def test_what_was_backed_up_comes_back_after_everything_is_lost(installation: Path, donghanh, tmp_path: Path) -> None:
    counts = "SELECT count(*) FROM audit_event UNION ALL SELECT count(*) FROM programme_task"
    before = _sql(installation, counts)
    assert donghanh("backup", str(tmp_path / "copy")).returncode == 0
    refused = donghanh("restore", str(tmp_path / "copy"))
    assert refused.returncode == 1
    assert "--replace" in refused.stderr
    _sql(installation, "DELETE FROM programme_evidence")
    done = donghanh("restore", str(tmp_path / "copy"), "--replace")
    assert done.returncode == 0, done.stderr
    assert _sql(installation, counts) == before
    assert _sql(installation, "SELECT count(*) > 0 FROM programme_evidence") == [(1,)]
    assert donghanh("verify").returncode == 0
    (aside,) = installation.glob("replaced-*")
    assert {"donghanh.sqlite3", "lake", "media", "packs"} <= {part.name for part in aside.iterdir()}


def test_the_demo_built_again_on_a_restored_installation_adds_nothing(
    built_once: Path, donghanh, tmp_path: Path, data_folder: Path
) -> None:
    shutil.copytree(built_once, data_folder, dirs_exist_ok=True)
    donghanh("backup", str(tmp_path / "copy"))
    for part in data_folder.iterdir():
        shutil.rmtree(part) if part.is_dir() else part.unlink()
    assert donghanh("restore", str(tmp_path / "copy")).returncode == 0
    before = _sql(data_folder, "SELECT count(*) FROM audit_event")
    done = donghanh("demo")
    assert done.returncode == 0, done.stderr
    assert "sokhcn" in done.stdout
    assert _sql(data_folder, "SELECT count(*) FROM audit_event") == before
