from __future__ import annotations

import errno
from pathlib import Path

import duckdb
import pytest

from donghanh.errors import DonghanhError, LoadError, RefusedError
from donghanh.lake.breakdowns import told_when_full
from donghanh.lake.storage import Lake

NO_ROOM = OSError(errno.ENOSPC, "No space left on device")


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ("IO Error: Could not write all bytes to file: No space left on device", "lake.full"),
        ("database or disk is full", "lake.full"),
        ("Failed to commit DuckLake transaction: database is locked", "lake.locked"),
        ('Unable to connect to Postgres at "": connection to server failed', "lake.catalogue"),
        ("No snapshot found at version 3", "lake.forgotten"),
        ("Parquet file is likely corrupted, dictionary offset out of range", "lake.damaged"),
    ],
)
def test_what_duckdb_says_of_the_machine_is_told_with_a_remedy(lake: Lake, said: str, code: str) -> None:
    for heard in (said, duckdb.IOException(said)):
        told = lake.explained(heard)
        assert told is not None and told.code == code
        assert any(word in told.vi for word in ("Hãy", "hãy"))


def test_what_is_the_questions_own_fault_is_left_as_it_is(lake: Lake) -> None:
    assert lake.explained('Binder Error: Referenced column "x" not found') is None
    assert lake.explained(ValueError("x")) is None
    with pytest.raises(duckdb.BinderException), lake.reading() as cursor:
        cursor.execute("SELECT nothing_of_that_name")


def test_a_full_disk_is_told_wherever_it_is_met_and_through_a_message_made_of_it(tmp_path: Path) -> None:
    with pytest.raises(RefusedError) as caught, told_when_full(tmp_path):
        raise NO_ROOM
    assert caught.value.code == "lake.full" and str(tmp_path.parent) in caught.value.vi
    with pytest.raises(RefusedError), told_when_full(tmp_path):
        raise LoadError("load.file", vi="x", en="x") from NO_ROOM


def test_other_troubles_pass_through(tmp_path: Path) -> None:
    for other in (PermissionError(errno.EACCES, "no"), LoadError("load.file", vi="x", en="x")):
        with pytest.raises((OSError, DonghanhError)) as caught, told_when_full(tmp_path):
            raise other
        assert caught.value is other
