"""Thousands of small returns: four writers at once, one by one or in batches, on both catalogues; a whole folder."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

import psycopg

from bench.data import communes, places
from bench.measuring import POSTGRES, ROOT, Measured, Row, apart
from donghanh.lake.catalogue import VARIABLE
from donghanh.lake.definition import Dataset
from donghanh.lake.lineage import loads
from donghanh.lake.loading.load import load, load_many
from donghanh.lake.storage import Lake
from donghanh.lake.upkeep import tidy

RETURNS = {"small": 200, "full": 4_000}
ROWS = 50
WRITERS = 4
BATCH = 250
RETURN = Dataset.model_validate(
    {
        "code": "bench.returns",
        "name": {"vi": "Báo cáo tháng"},
        "entry": "load",
        "keys": ["commune_code", "item"],
        "place": "commune_code",
        "columns": [
            {"name": "commune_code", "type": "place", "required": True},
            {"name": "item", "type": "integer", "required": True, "minimum": 1},
            {"name": "number", "type": "integer", "minimum": 0},
            {"name": "amount", "type": "decimal"},
            {"name": "day", "type": "date"},
        ],
    }
)


def write_returns(folder: Path, many: int) -> Path:
    """``many`` CSV files of fifty rows, each of one commune; other items where there are more files than communes."""
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(many):
        place, turn = communes()[number % len(communes())][0], number // len(communes())
        rows = (f"{place},{1 + turn * ROWS + n},{number * n},{n}.5,{1 + n % 28:02d}/06/2026\n" for n in range(ROWS))
        text = "".join(rows)
        (folder / f"{number:05d}.csv").write_text(f"commune_code,item,number,amount,day\n{text}", encoding="utf-8")
    return folder


def writer(lake_folder: str, files: str, turn: int, of: int, batched: bool) -> int:
    """Load every ``of``-th file, from ``turn``; how many."""
    mine = sorted(Path(files).glob("*.csv"))[turn::of]
    lake = Lake.open(Path(lake_folder))
    if batched:
        for first in range(0, len(mine), BATCH):
            done = load_many(lake, RETURN, mine[first : first + BATCH], places(), loaded_by=f"w{turn}")
            for one in done:
                if isinstance(one, Exception):
                    raise one
    else:
        for file in mine:
            load(lake, RETURN, file, places(), loaded_by=f"w{turn}")
    lake.close()
    return len(mine)


def write_at_once(lake_folder: str, files: str, writers: int, batched: bool) -> float:
    """The writers' processes, started together; the seconds until the last is done, starting included."""
    Lake.open(Path(lake_folder)).close()
    start = time.perf_counter()
    running = [
        subprocess.Popen(
            [
                sys.executable,
                "-m",
                "bench.measuring",
                "bench.returns:writer",
                json.dumps([lake_folder, files, turn, writers, batched]),
                "1",
                "0",
            ],
            cwd=ROOT,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
        )
        for turn in range(writers)
    ]
    for process in running:
        said = process.communicate()[1]
        if process.returncode != 0:
            raise RuntimeError(said.strip().splitlines()[-1])
    return time.perf_counter() - start


def counted(lake_folder: str) -> dict[str, int]:
    """Loads on record, different files among them, rows, and different keys among those."""
    lake = Lake.open(Path(lake_folder))
    records = loads(lake, RETURN.code)
    with lake.reading() as cursor:
        row = cursor.execute(f"SELECT count(*), count(DISTINCT (commune_code, item)) FROM {RETURN.table}").fetchone()
    lake.close()
    assert row is not None
    return {"loads": len(records), "files": len({one.sha256 for one in records}), "rows": row[0], "keys": row[1]}


def reading_time(lake_folder: str) -> float:
    """Median ms of a sum over all returns by province code, on an open lake."""
    lake, taken = Lake.open(Path(lake_folder)), []
    for _ in range(15):
        start = time.perf_counter()
        with lake.reading() as cursor:
            cursor.execute(f"SELECT commune_code, sum(number), sum(amount) FROM {RETURN.table} GROUP BY 1").fetchall()
        taken.append(1000 * (time.perf_counter() - start))
    lake.close()
    return statistics.median(taken[1:])


def tidied(lake_folder: str) -> int:
    """Tidy the lake; how many files it has then."""
    lake = Lake.open(Path(lake_folder))
    done = tidy(lake, by="bench")
    lake.close()
    return done.files_after


def _row(what: str, lake: Path, files: Path, many: int, writers: int, batched: bool, **environment: str) -> Row:
    taken = apart("bench.returns:write_at_once", str(lake), str(files), writers, batched, **environment)
    if taken.failed:
        return what, str(taken), "–"
    held: Measured = apart("bench.returns:counted", str(lake), **environment)
    if held.failed:
        return what, str(held), "–"
    whole = held.result == {"loads": many, "files": many, "rows": many * ROWS, "keys": many * ROWS}
    before = apart("bench.returns:reading_time", str(lake), **environment)
    after_files = apart("bench.returns:tidied", str(lake), **environment)
    after = apart("bench.returns:reading_time", str(lake), **environment)
    failed = before.failed or after_files.failed or after.failed
    read = failed or f"read {before.result:.0f} ms → tidied in {after_files.seconds:.1f} s → {after.result:.0f} ms"
    counts = "none lost, none twice" if whole else f"WRONG: {held.result}"
    return what, f"{taken.result:.1f} s, {many / taken.result:.0f} returns/s; {counts}", read


def rows(folder: Path, scale: str) -> list[Row]:
    """The table of this theme."""
    many = RETURNS[scale]
    files = write_returns(folder / "returns", many)
    table = []
    schema = f"bench_{os.getpid()}"
    for kind in ("SQLite", "PostgreSQL"):
        for batched in (False, True):
            lake = folder / f"returns-{kind}-{batched}"
            name = f"{schema}_{batched}".lower()
            environment = {VARIABLE: f"{POSTGRES}?schema={name}"} if kind == "PostgreSQL" else {}
            what = (
                f"{many:,} returns of {ROWS} rows, {WRITERS} writers, {'batched' if batched else 'one by one'}, {kind}"
            )
            table.append(_row(what, lake, files, many, WRITERS, batched, **environment))
            if environment:
                _drop(name)
    what = f"a folder of {many:,} files in one go, one process, SQLite"
    table.append(_row(what, folder / "returns-folder", files, many, 1, True))
    return table


def _drop(schema: str) -> None:
    try:
        with psycopg.connect(POSTGRES, autocommit=True, connect_timeout=2) as server:
            server.execute(f"DROP SCHEMA IF EXISTS {schema} CASCADE")
    except psycopg.OperationalError:
        return  # the table says that no server answered
