"""Which figures would change if a load were taken back, before it is: computed on the rows that would remain."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import duckdb

from donghanh.indicators.building import alike, by_period, grains_of
from donghanh.indicators.compute import Cell, cell_of, compute, store
from donghanh.indicators.containment import containment
from donghanh.indicators.definition import Indicator
from donghanh.indicators.rollup import Whereabouts
from donghanh.indicators.runs import Run
from donghanh.indicators.store import Piece, Row, Store, number
from donghanh.lake.definition import Dataset
from donghanh.lake.retiring import trial
from donghanh.lake.storage import Lake
from donghanh.periods import MONTHS, Grain, Period, period_of
from donghanh.places import Places


@dataclass(frozen=True)
class Change:
    """A figure before and after; None where there would be no value, or was none."""

    indicator: Indicator
    place: str
    level: int
    period: Period
    before: Cell | None
    after: Cell | None


def changed_by_retiring(
    lake: Lake, dataset: Dataset, load_id: str, indicators: Iterable[Indicator], places: Places
) -> list[Change]:
    """The figures that taking this load back would change, by indicator, grain, period and place.

    Values that do not add up are compared in their finest period only.

    Raises:
        LoadError: the load cannot be taken back.
        QueryError: the dataset holds no data.
    """
    chosen = list(indicators)
    snapshot = compute(lake, dataset, chosen, places)
    kept = store(lake)
    with trial(lake, dataset, load_id) as (cursor, _):
        found = [
            change
            for group in by_period(chosen)
            for change in _of_group(kept, cursor, dataset, group, places, snapshot)
        ]
    order = {one.code: position for position, one in enumerate(chosen)}
    return sorted(found, key=lambda one: (order[one.indicator.code], one.level, str(one.period), one.place))


def _of_group(
    kept: Store,
    cursor: duckdb.DuckDBPyConnection,
    dataset: Dataset,
    group: list[Indicator],
    places: Places,
    snapshot: int,
) -> Iterator[Change]:
    def source(_: Sequence[Indicator]) -> str:
        return f"SELECT * FROM {dataset.table}"

    run = Run(cursor, source, dataset, Whereabouts(cursor, containment(places)), group)
    run.scan(None)
    kept_runs = kept.found((one.fingerprint, snapshot) for one in group)
    for same in alike(group):
        grains = grains_of(same[0], None)
        made = run.cells(same, "own", grains)
        assert made is not None  # anew, there is always a statement
        cursor.execute(f"CREATE OR REPLACE TEMP TABLE after AS {made[0]}")
        for one in same:
            before_run = kept_runs[one.fingerprint, snapshot]
            for grain in grains:
                for before, later in _different(cursor, one, before_run.cells["own"][grain], grain):
                    place = before or later
                    assert place is not None
                    yield Change(
                        one,
                        place.place,
                        place.level,
                        place.period,
                        cell_of(one, before, snapshot, before_run.as_of, "own") if before else None,
                        cell_of(one, later, snapshot, before_run.as_of, "own") if later else None,
                    )


def _different(
    cursor: duckdb.DuckDBPyConnection, indicator: Indicator, kept: Sequence[Piece], grain: Grain
) -> Iterator[tuple[Row | None, Row | None]]:
    n, d = f'"n_{indicator.fingerprint}"', f'"d_{indicator.fingerprint}"' if indicator.denominator else "NULL"
    columns = f"place, level, period, {n} AS n, {d} AS d, reporting"
    before = " UNION ALL ".join(one.select(columns) for one in kept)
    rows = cursor.execute(
        "SELECT place, level, period, b.n, b.d, b.reporting, a.n, a.d, a.reporting FROM "
        f"({before}) b FULL JOIN (SELECT {columns} FROM after WHERE months = {MONTHS[grain]}) a "
        "USING (place, level, period) WHERE (b.n, b.d, b.reporting) IS DISTINCT FROM (a.n, a.d, a.reporting)"
    ).fetchall()
    for place, level, day, *parts in rows:
        period = period_of(day, grain)
        yield _row(place, level, period, *parts[:3]), _row(place, level, period, *parts[3:])


def _row(
    place: str, level: int, period: Period, n: int | float | None, d: int | None, reporting: int | None
) -> Row | None:
    if n is None:
        return None
    return Row(place, level, period, number(n), None if d is None else number(d), reporting, bridged=False)
