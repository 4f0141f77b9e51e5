"""What ``make bench`` measures: ratios within one run, printed as the table of docs/reference/benchmarks.md.

Each row does a piece of the chain and, where there is one, the barest way to do the same in plain DuckDB. Medians of
three runs after one that is not counted; everything happens in a temporary folder.
"""

from __future__ import annotations

import resource
import statistics
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

import duckdb

from donghanh.indicators.compute import compute
from donghanh.indices.inputs import Entry, gather
from donghanh.indices.score import score
from donghanh.indices.table import read_entries
from donghanh.lake.loading import load
from donghanh.lake.storage import Lake
from donghanh.packs.definition import Packs
from donghanh.packs.load import load_packs
from donghanh.paths import packs_folders, vocabulary_folders
from donghanh.places import load_places
from donghanh.reading.evaluate import evaluate
from donghanh.reading.vocabulary import load_vocabulary
from donghanh.simulate import simulate_dossiers

ROOT = Path(__file__).parents[1]
ROWS = 300_000
Row = tuple[str, str, str]
"""What, measured, against what."""
YEAR = {"start": date(2025, 7, 1), "end": date(2026, 6, 30)}


def seconds(work: Callable[[], object], times: int = 3) -> float:
    """Median wall seconds of ``times`` runs, after one run that is not counted."""
    work()
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        work()
        taken.append(time.perf_counter() - start)
    return statistics.median(taken)


def _packs() -> Packs:
    return load_packs([*packs_folders(), ROOT / "demo" / "packs"])


def reading() -> list[Row]:
    """Documents a second on the invented keys."""
    done = evaluate(ROOT / "tests" / "reading" / "keys", load_vocabulary(*vocabulary_folders()))
    return [
        ("reading the invented documents of the suite", f"{done.documents / done.seconds:.0f} documents/s", "mark: 20")
    ]


def lake(folder: Path) -> list[Row]:
    """A checked, versioned load and an indicator, each against plain DuckDB on the same file."""
    packs = _packs()
    places = load_places(packs_folders()[0] / "places", ROOT / "demo" / "packs" / "lam-giang")
    file = folder / "dossiers.csv"
    file.write_text(simulate_dossiers(places.children("LG", date(2026, 1, 1)), rows=ROWS, **YEAR), encoding="utf-8")
    dataset = packs.datasets["services.dossiers"]
    indicators = [one for one in packs.indicators.values() if one.dataset == dataset.code]
    counter = iter(range(99))

    def load_once() -> None:
        opened = Lake.open(folder / f"lake{next(counter)}")
        load(opened, dataset, file, places, loaded_by="bench")
        opened.close()

    plain = duckdb.connect()
    read = f"CREATE OR REPLACE TABLE d AS FROM read_csv('{file}', all_varchar = true)"
    ours, bare = seconds(load_once), seconds(lambda: plain.execute(read))
    rows = [
        (f"load {ROWS:,} rows: typed, checked, versioned", f"{ours:.2f} s", f"{ours / bare:.1f} × read_csv as text")
    ]

    opened = Lake.open(folder / "lake0")
    (folder / "lake0" / "figures.sqlite").unlink(missing_ok=True)

    def compute_once() -> None:
        (folder / "lake0" / "figures.sqlite").unlink(missing_ok=True)
        compute(opened, dataset, indicators, places)

    by_hand = (
        "SELECT commune_code, date_trunc('month', completed_on), count(*) FILTER (completed_on <= due_on), count(*), "
        "count(*) FILTER (channel = 'online') FROM lake.services.dossiers WHERE completed_on IS NOT NULL GROUP BY ALL"
    )

    def query_once() -> None:
        with opened.reading() as cursor:
            cursor.execute(by_hand).fetchall()

    ours, bare = seconds(compute_once), seconds(query_once)
    what = f"{len(indicators)} indicators × 60 communes × 12 months, rolled up and stored"
    rows.append((what, f"{ours:.2f} s", f"{ours / bare:.1f} × the scan alone, by hand"))
    opened.close()
    return rows


def scoring() -> list[Row]:
    """The invented province's index for 4,000 places."""
    folder = ROOT / "demo" / "packs" / "lam-giang"
    edition = next(one for (code, _), one in _packs().indices.items() if code == "lg-cds")
    entries = [one for name in ("", "-measured") for one in read_entries(folder / f"examples/lg-cds-2026{name}.csv")]
    example = [one for one in entries if one.subject == "LG001"]
    many = [Entry(f"P{place:04d}", one.item, one.raw, one.role) for place in range(4000) for one in example]
    inputs = gather(edition, many)
    taken = seconds(lambda: score(edition, inputs))
    return [(f"scoring {edition.code} for 4,000 places", f"{taken:.3f} s", "–")]


def main() -> None:
    """Print the table."""
    with tempfile.TemporaryDirectory() as folder:
        rows = [*reading(), *lake(Path(folder)), *scoring()]
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    rows.append(("peak memory of the whole run", f"{peak:.0f} MB", "–"))
    print("| what | measured | against |\n| --- | --- | --- |")  # noqa: T201
    for row in rows:
        print("| " + " | ".join(row) + " |")  # noqa: T201


if __name__ == "__main__":
    main()
