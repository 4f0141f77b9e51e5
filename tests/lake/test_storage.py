import subprocess
import sys
import threading
from pathlib import Path

import duckdb
import pytest
from tests.warehouse import ROOT, dossier, dossiers, places, write

from donghanh.lake.lineage import loads
from donghanh.lake.loading.load import load
from donghanh.lake.storage import Lake, open_read_only

LOADER = """
import sys
from pathlib import Path
from donghanh.lake.loading.load import load
from donghanh.lake.storage import Lake
from tests.warehouse import dossiers, places
lake = Lake.open(Path(sys.argv[1]))
print("ready", flush=True)
for name in sys.argv[2:]:
    print(load(lake, dossiers(), Path(name), places(), loaded_by=str(len(sys.argv))).record.id, flush=True)
"""


def loader(folder: Path, *files: Path) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", LOADER, str(folder), *map(str, files)]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)


def count(lake: Lake) -> dict[str, int]:
    with lake.reading() as cursor:
        return dict(cursor.execute("SELECT _load, count(*) FROM lake.services.dossiers GROUP BY 1").fetchall())


@pytest.fixture
def lake(either: Lake) -> Lake:
    """These tests run on both kinds of catalogue."""
    return either


def test_one_lake_serves_the_whole_process(lake):
    assert Lake.open(lake.folder) is lake


def test_a_lake_that_was_closed_opens_again_with_its_data(catalogue, tmp_path):
    first = Lake.open(tmp_path / "lake")
    load(first, dossiers(), write(tmp_path / "a.csv", [dossier(1)]), places(), loaded_by="thử")
    first.close()
    again = Lake.open(tmp_path / "lake")
    assert again is not first and count(again) == {"L000001": 1}
    again.close()


def test_an_exception_inside_a_commit_leaves_nothing(lake):
    before = lake.snapshot()
    with lake.reading() as cursor:
        commit = lake.committing(cursor, author="thử", message="thử", details={})
        with pytest.raises(RuntimeError), commit:
            cursor.execute("CREATE TABLE lake.main.half AS SELECT 1 AS x")
            raise RuntimeError
    assert lake.snapshot() == before


def test_every_commit_carries_its_author_and_what_it_was(lake, tmp_path):
    load(lake, dossiers(), write(tmp_path / "a.csv", [dossier(1)]), places(), loaded_by="Nguyễn Văn Thử")
    with lake.reading() as cursor:
        last = cursor.execute(
            "SELECT author, commit_message, snapshot_id FROM lake.snapshots() ORDER BY snapshot_id DESC LIMIT 1"
        ).fetchone()
    assert last == ("Nguyễn Văn Thử", "services.dossiers ← a.csv", loads(lake)[0].snapshot)


def test_nothing_outside_the_folder_can_be_read_even_past_the_parser(lake):
    with lake.reading() as cursor:
        for sql in ("SELECT * FROM read_text('/etc/hostname')", "SET enable_external_access = true", "LOAD httpfs"):
            with pytest.raises(Exception, match=r"disabled|locked|Permission|not found"):
                cursor.execute(sql).fetchall()


def test_an_older_lake_gets_the_columns_its_records_have_gained(lake, tmp_path):
    load(lake, dossiers(), write(tmp_path / "a.csv", [dossier(1)]), places(), loaded_by="thử")
    with lake.reading() as cursor, lake.committing(cursor, author="thử", message="thử", details={}):
        cursor.execute("ALTER TABLE lake._records.loads DROP COLUMN warnings")
        cursor.execute("DROP TABLE lake._records.faults")
    lake.close()
    again = Lake.open(lake.folder)
    assert loads(again)[0].warnings is None
    load(again, dossiers(), write(tmp_path / "b.csv", [dossier(2)]), places(), loaded_by="thử")
    assert [one.warnings for one in loads(again)] == [0, None]
    again.close()


def test_a_connection_for_reading_alone_reads_and_cannot_write(lake, tmp_path):
    load(lake, dossiers(), write(tmp_path / "a.csv", [dossier(1)]), places(), loaded_by="thử")
    connection = open_read_only(lake.folder, memory="256MB", spill="100MB")
    assert connection.execute("SELECT count(*) FROM lake.services.dossiers").fetchall() == [(1,)]
    for writing in (
        "DELETE FROM lake.services.dossiers",
        "CREATE TABLE lake.noted (x INT)",
        "SET memory_limit = '9GB'",
    ):
        with pytest.raises(duckdb.Error, match=r"read-only|locked"):
            connection.execute(writing)
    connection.close()


def test_two_processes_that_load_at_once_both_succeed_and_every_row_is_there_once(catalogue, tmp_path):
    folder, files = tmp_path / "lake", []
    for number in range(4):
        rows = [dossier(1000 * number + row) for row in range(50)]
        files.append(write(tmp_path / f"{number}.csv", rows))
    # both also bring the last file: one of them finds it loaded
    running = [loader(folder, *files[:2], files[3]), loader(folder, *files[2:])]
    ids = [process.communicate(timeout=120)[0].split()[1:] for process in running]
    assert [process.returncode for process in running] == [0, 0]
    lake = Lake.open(folder)
    assert len({*ids[0], *ids[1]}) == 4
    assert sorted(count(lake).values()) == [50] * 4
    assert sorted(one.id for one in loads(lake)) == [f"L{number:06d}" for number in range(1, 5)]
    lake.close()


def test_threads_of_one_process_may_load_and_read_at_the_same_time(lake, tmp_path):
    load(lake, dossiers(), write(tmp_path / "first.csv", [dossier(0)]), places(), loaded_by="thử")
    files = [write(tmp_path / f"{n}.csv", [dossier(100 * n + row) for row in range(20)]) for n in range(1, 5)]
    seen: list[int] = []

    def bring(file: Path) -> None:
        load(lake, dossiers(), file, places(), loaded_by="thử")
        seen.append(sum(count(lake).values()))

    threads = [threading.Thread(target=bring, args=(file,)) for file in files]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(seen) == 4 and all((total - 1) % 20 == 0 for total in seen)
    assert sorted(count(lake).values()) == [1, 20, 20, 20, 20]
