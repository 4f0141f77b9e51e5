from __future__ import annotations

import fcntl
import random
import subprocess
import sys
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.warehouse import ROOT, dossier, dossiers, places, write

from donghanh.errors import DonghanhError, InputError, RefusedError
from donghanh.lake.hashes import kept_hashes, sha256_of
from donghanh.lake.lineage import loads
from donghanh.lake.loading.load import load
from donghanh.lake.storage import Lake
from donghanh.lake.tables import as_it_stood
from donghanh.lake.upkeep import flush, tidy

ROW = tuple[object, ...]


def commit(lake: Lake, *statements: str) -> int:
    with lake.reading() as cursor, lake.committing(cursor, author="thử", message="thử", details={}) as snapshot:
        for statement in statements:
            cursor.execute(statement)
    return snapshot


def rows(lake: Lake, snapshot: int | None = None) -> list[ROW]:
    at = "" if snapshot is None else f" AT (VERSION => {snapshot})"
    with lake.reading() as cursor:
        return sorted(cursor.execute(f"SELECT * FROM lake.noted{at}").fetchall(), key=str)


def changes(lake: Lake, after: int, until: int) -> list[ROW]:
    with lake.reading() as cursor:
        feed = f"ducklake_table_changes('lake', 'main', 'noted', {after + 1}, {until})"
        return sorted(cursor.execute(f"SELECT change_type, number, word FROM {feed}").fetchall(), key=str)


def history(lake: Lake) -> dict[int, list[ROW]]:
    """A table with small and large commits, deletes and updates; what it held at every version."""
    held = {}
    commit(lake, "CREATE TABLE lake.noted (number BIGINT, word VARCHAR)")
    for turn in range(5):
        many = 700 if turn % 2 else 20
        writing = f"INSERT INTO lake.noted SELECT range + {1000 * turn}, 'chữ ' || range FROM range({many})"
        number = commit(lake, writing)
        held[number] = rows(lake)
        replacing = f"INSERT INTO lake.noted VALUES ({turn}, 'sửa')"
        number = commit(lake, f"DELETE FROM lake.noted WHERE number % 3 = {turn % 3}", replacing)
        held[number] = rows(lake)
    return held


def test_after_a_tidy_every_version_and_every_change_between_versions_reads_as_before(either: Lake) -> None:
    held = history(either)
    numbers = sorted(held)
    between = {pair: changes(either, *pair) for pair in pairwise(numbers)}
    done = tidy(either, by="thử")
    assert done.rows_flushed > 0
    assert {number: rows(either, number) for number in numbers} == held
    assert {pair: changes(either, *pair) for pair in between} == between
    commit(either, "INSERT INTO lake.noted VALUES (-1, 'sau')")
    assert len(rows(either)) == len(held[numbers[-1]]) + 1


def test_small_commits_write_no_file_until_they_are_tidied_into_few(either: Lake) -> None:
    commit(either, "CREATE TABLE lake.noted (number BIGINT, word VARCHAR)")
    for turn in range(12):
        commit(either, f"INSERT INTO lake.noted SELECT range + {100 * turn}, 'x' FROM range(50)")
    assert not list(either.data.rglob("*.parquet"))
    done = tidy(either, by="thử")
    assert done.files_after == len(list(either.data.rglob("*.parquet"))) <= 3
    assert len(rows(either)) == 600


def test_a_tidy_with_nothing_to_do_makes_no_version(either: Lake) -> None:
    history(either)
    tidy(either, by="thử")
    before = either.snapshot()
    tidy(either, by="thử")
    assert either.snapshot() == before


def test_every_file_that_is_written_merged_or_flushed_has_its_hash_kept(either: Lake) -> None:
    history(either)
    tidy(either, by="thử")
    kept = kept_hashes(either.folder)
    there = {file.relative_to(either.data).as_posix(): sha256_of(file) for file in either.data.rglob("*.parquet")}
    assert there and kept == there


def test_figures_of_a_version_are_the_same_whether_its_rows_are_inlined_or_in_files(lake: Lake, tmp_path: Path) -> None:
    load(lake, dossiers(), write(tmp_path / "a.csv", [dossier(n) for n in range(30)]), places(), loaded_by="thử")
    load(lake, dossiers(), write(tmp_path / "b.csv", [dossier(3, channel="post")]), places(), loaded_by="thử")
    versions = [one.snapshot for one in loads(lake)]

    def read() -> list[list[ROW]]:
        with lake.reading() as cursor:
            return [sorted(cursor.execute(as_it_stood(lake, dossiers(), one)).fetchall(), key=str) for one in versions]

    before = read()
    tidy(lake, by="thử")
    assert read() == before


VALUES = st.tuples(
    st.integers(-(2**63), 2**63 - 1) | st.none(),
    st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=20) | st.none(),
    st.decimals(-(10**13), 10**13, places=4, allow_nan=False) | st.none(),
    st.dates(date(1, 1, 1), date(9999, 12, 31)) | st.none(),
    st.datetimes(datetime(1900, 1, 1), datetime(2999, 12, 31)) | st.none(),  # noqa: DTZ001
    st.booleans() | st.none(),
    st.binary(max_size=20) | st.none(),
)


@settings(max_examples=5, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(VALUES, min_size=1, max_size=20))
def test_whatever_is_inlined_comes_back_as_it_was_and_so_it_does_from_a_file(either: Lake, given_rows: list) -> None:
    types = "a BIGINT, b VARCHAR, c DECIMAL(18,4), d DATE, e TIMESTAMP, f BOOLEAN, g BLOB"
    commit(either, "DROP TABLE IF EXISTS lake.kinds", f"CREATE TABLE lake.kinds ({types})")
    with either.reading() as cursor, either.committing(cursor, author="thử", message="thử", details={}):
        cursor.executemany("INSERT INTO lake.kinds VALUES (?, ?, ?, ?, ?, ?, ?)", given_rows)
    wanted = sorted((_plain(row) for row in given_rows), key=str)
    for prepare in (lambda: None, lambda: flush(either)):
        prepare()
        with either.reading() as cursor:
            found = cursor.execute("SELECT * FROM lake.kinds").fetchall()
        assert sorted((_plain(row) for row in found), key=str) == wanted


def _plain(row: ROW) -> ROW:
    return tuple(value.normalize() + 0 if isinstance(value, Decimal) else value for value in row)


def test_forgetting_removes_older_versions_and_says_so_when_one_is_asked_for(either: Lake) -> None:
    commit(either, "CREATE TABLE lake.noted (number BIGINT, word VARCHAR)")
    old = commit(either, "INSERT INTO lake.noted VALUES (1, 'x')")
    tomorrow = datetime.now(UTC).date() + timedelta(days=2)
    with pytest.raises(InputError) as caught:
        tidy(either, by="thử", forget_before=tomorrow)
    assert caught.value.code == "lake.forget"
    assert rows(either, old) == [(1, "x")]
    commit(either, "INSERT INTO lake.noted VALUES (2, 'y')")
    with either.reading() as cursor:  # as forget_before does for all of a day
        cursor.execute(f"CALL ducklake_expire_snapshots('lake', versions => [{old}])")
    with pytest.raises(DonghanhError, match=r"lake\.forgotten"):
        rows(either, old)
    assert rows(either) == [(1, "x"), (2, "y")]


def test_forgetting_before_a_day_without_older_versions_forgets_nothing(either: Lake) -> None:
    held = history(either)
    assert tidy(either, by="thử", forget_before=date(2020, 1, 1)).versions_forgotten == 0
    assert {number: rows(either, number) for number in held} == held


TIDIER = """
import sys
from pathlib import Path
from donghanh.lake.storage import Lake
from donghanh.lake.upkeep import tidy
lake = Lake.open(Path(sys.argv[1]))
print("ready", flush=True)
for _ in range(int(sys.argv[2])):
    tidy(lake, by="thử")
"""


def test_readers_and_writers_go_on_while_the_lake_is_tidied(either: Lake) -> None:
    commit(either, "CREATE TABLE lake.noted (number BIGINT, word VARCHAR)")
    command = [sys.executable, "-c", TIDIER, str(either.folder), "3"]
    beside = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert beside.stdout is not None and beside.stdout.readline() == "ready\n"
    dice, written = random.Random(5), 0
    while beside.poll() is None or written < 5:
        many = dice.choice((3, 40, 900))
        commit(either, f"INSERT INTO lake.noted SELECT range, 'x' FROM range({many})")
        written += 1
        assert len(rows(either)) >= many
    assert beside.wait() == 0, beside.stderr and beside.stderr.read()
    beside.communicate()
    with either.reading() as cursor:
        found = cursor.execute(
            "SELECT count(*) FROM lake.snapshots() WHERE author = 'thử' AND changes IS NOT NULL"
        ).fetchone()
    assert found is not None and found[0] >= written


def test_two_tidies_at_once_are_refused(lake: Lake) -> None:
    with (lake.folder / "tidy.lock").open("a") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        with pytest.raises(RefusedError, match="tidy"):
            tidy(lake, by="thử")
