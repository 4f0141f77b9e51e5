"""Loads that are killed at random points: does the lake always show the old version or the new one?

``python -m bench.kills 200`` (``--catalogue postgres://…?schema=…`` for the other kind). Each child loads files whose
rows all carry the number of the file, small ones (kept in the catalogue) and larger ones in turn, and is killed by
``SIGKILL`` after a random while. What it had acknowledged must be there; nothing may be half there.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from donghanh.lake.catalogue import VARIABLE
from donghanh.lake.definition import Dataset
from donghanh.lake.lineage import loads
from donghanh.lake.loading.load import load
from donghanh.lake.storage import Lake
from donghanh.lake.verify import verify_lake
from donghanh.places import load_places

ROOT = Path(__file__).parents[1]
SIZES = (40, 4_000)
DATASET = Dataset.model_validate(
    {
        "code": "bench.kills",
        "name": {"vi": "Thử ngắt"},
        "entry": "load",
        "keys": ["id"],
        "columns": [
            {"name": "id", "type": "integer", "required": True},
            {"name": "turn", "type": "integer", "required": True},
        ],
    }
)


def write(folder: Path, turn: int) -> Path:
    """A file whose rows all carry its number; odd ones are small."""
    file = folder / f"turn{turn}.csv"
    if not file.exists():
        rows = "".join(f"{number},{turn}\n" for number in range(SIZES[1 - turn % 2]))
        file.write_text(f"id,turn\n{rows}", encoding="utf-8")
    return file


def child(folder: Path, turn: int) -> None:
    """Load file after file until killed; tell each load once it is acknowledged."""
    lake, places = Lake.open(folder / "lake"), load_places(ROOT / "packs" / "places")
    print("ready", flush=True)  # noqa: T201
    while True:
        done = load(lake, DATASET, write(folder, turn), places, loaded_by="bench")
        print(turn, done.record.id, flush=True)  # noqa: T201
        turn += 1


@dataclass
class Told:
    """What the kills came to."""

    kills: int = 0
    inside: int = 0
    """Kills after which a load that was not acknowledged had been committed whole."""
    acknowledged: int = 0
    wrong: tuple[str, ...] = ()


def rounds(folder: Path, kills: int, seed: int = 1, longest: float = 3.0) -> Told:
    """Kill ``kills`` children, looking at the lake after each; every wrong thing seen is told."""
    dice, told, turn, wrong = random.Random(seed), Told(), 1, []
    load_places_once = load_places(ROOT / "packs" / "places")
    for _ in range(kills):
        process = subprocess.Popen(
            [sys.executable, "-m", "bench.kills", "--child", str(folder), str(turn)],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert process.stdout is not None and process.stdout.readline() == "ready\n"
        time.sleep(dice.uniform(0.0, longest))
        os.kill(process.pid, signal.SIGKILL)
        last = process.communicate()[0].splitlines()[-1:]
        acknowledged = int(last[0].split()[0]) if last else turn - 1
        told.kills += 1
        told.acknowledged += acknowledged - turn + 1
        lake = Lake.open(folder / "lake")
        seen = _look(lake)
        wrong += [f"{one} (after kill {told.kills})" for one in seen if isinstance(one, str)]
        newest = next((one for one in seen if isinstance(one, int)), 0)
        if newest not in (acknowledged, acknowledged + 1):
            wrong.append(f"turn {acknowledged} was acknowledged and {newest} is there (after kill {told.kills})")
        told.inside += newest > acknowledged
        turn = max(newest, acknowledged) + 1
        load(lake, DATASET, write(folder, turn), load_places_once, loaded_by="bench")  # the next load works
        turn += 1
        lake.close()
    wrong += [str(one) for one in verify_lake(folder / "lake", deep=True)]
    told.wrong = tuple(wrong)
    return told


def _look(lake: Lake) -> list[str | int]:
    """The newest turn in the lake, and what does not agree, in words."""
    records = loads(lake, DATASET.code)
    if not records:
        return [0]
    with lake.reading() as cursor:
        rows = cursor.execute(
            f"SELECT turn, _load, count(*), max(id) FROM {DATASET.table} GROUP BY 1, 2 ORDER BY turn DESC"
        ).fetchall()
    seen: list[str | int] = [rows[0][0]]
    if sum(row[2] for row in rows) not in SIZES:
        seen.append(f"{sum(row[2] for row in rows)} rows")
    if len(rows) > 2 or rows[0][1] != records[0].id:
        seen.append(f"rows of {rows} while the newest record is {records[0].id}")
    if rows[0][2] != records[0].rows_inserted + records[0].rows_updated:
        seen.append(f"{rows[0][2]} rows of {records[0].id}, which wrote {records[0].rows_inserted}")
    if len({one.id for one in records}) != len(records):
        seen.append("a load on record twice")
    return seen


def main() -> None:
    """Print what the kills came to; exit 1 if anything was wrong."""
    parser = argparse.ArgumentParser()
    parser.add_argument("kills", nargs="?", type=int, default=200)
    parser.add_argument("--catalogue", help="a PostgreSQL address; SQLite without it")
    parser.add_argument("--child", nargs=2, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.child:
        child(Path(given.child[0]), int(given.child[1]))
    if given.catalogue:
        os.environ[VARIABLE] = given.catalogue
    with tempfile.TemporaryDirectory() as folder:
        told = rounds(Path(folder), given.kills)
    print(  # noqa: T201
        f"{told.kills} kills, {told.acknowledged} loads acknowledged, {told.inside} kills between a commit and its "
        f"acknowledgement, {len(told.wrong)} wrong"
    )
    for one in told.wrong:
        print(one)  # noqa: T201
    sys.exit(bool(told.wrong))


if __name__ == "__main__":
    main()
