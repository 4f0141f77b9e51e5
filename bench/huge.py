"""A hundred million rows: the largest memory of loading them in twelve files, and of computing eight indicators.

``python -m bench.huge /tmp/huge`` (about 30 GB of disk, most of an hour); ``--rows 1000000`` to try it out.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from bench.computing import fill
from bench.data import MONTHS, write_dossiers
from bench.measuring import Row, apart, show

ROWS = 100_000_000
MARK = "mark: < 4,000 MB"


def rows(folder: Path, many: int) -> list[Row]:
    """The table of this theme: each month loaded by a process of its own, as an installation would."""
    lake, each = str(folder / "lake"), many // MONTHS
    taken, peak = 0.0, 0.0
    for month in range(MONTHS):
        file = write_dossiers(folder / f"month-{month}.parquet", each, after=month * each, month=month)
        done = apart("bench.huge:one", lake, str(file))
        if done.failed:
            return [(f"loading month {month + 1} of {many:,} rows", str(done), MARK)]
        taken, peak = taken + done.seconds, max(peak, done.megabytes)
    computed = apart("bench.computing:ours", lake)
    return [
        (f"loading {each * MONTHS:,} rows, a month at a time", f"{taken:.0f} s, {peak:.0f} MB", MARK),
        (f"8 indicators over {each * MONTHS:,} rows", str(computed), MARK),
    ]


def one(lake: str, file: str) -> int:
    """Load one month."""
    return fill(lake, file)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("--rows", type=int, default=ROWS)
    given = parser.parse_args()
    given.folder.mkdir(parents=True, exist_ok=True)
    print(show("A hundred million rows", rows(given.folder, given.rows)))  # noqa: T201


if __name__ == "__main__":
    main()
