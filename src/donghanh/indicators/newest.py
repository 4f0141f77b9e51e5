"""The newest figure of many indicators for one place, in one question: what lists and first pages show."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from donghanh.indicators.compute import Cell, cell_of, store
from donghanh.indicators.definition import Indicator
from donghanh.indicators.store import Row, number
from donghanh.lake.storage import Lake
from donghanh.periods import MONTHS, period_of


def newest_cells(lake: Lake, runs: Iterable[tuple[Indicator, int]], place: str) -> dict[str, Cell]:
    """Indicator code → its newest cell of the finest grain, of a period that was over on the as-of day.

    ``runs``: indicators with the versions they are computed for (see :func:`~donghanh.indicators.compute.compute`);
    those without a figure for the place are left out.
    """
    kept = store(lake)
    known: list[tuple[Indicator, int, date | None]] = []
    selects = []
    for indicator, snapshot in runs:
        name, grain = indicator.fingerprint, indicator.period.grain
        file = kept.cells(name, snapshot, "own").get(grain)
        if file is None:
            continue
        as_of = kept.as_of(name, snapshot)
        over = f"AND period + INTERVAL {MONTHS[grain]} MONTH <= DATE '{as_of}' + 1" if as_of else ""
        denominator = f'"d_{name}"' if indicator.denominator else "NULL"
        quoted = str(file).replace("'", "''")
        selects.append(
            f'(SELECT {len(known)}, place, level, period, "n_{name}", {denominator}, reporting, bridged '
            f"FROM read_parquet('{quoted}') WHERE place = $place AND \"n_{name}\" IS NOT NULL {over} "
            "ORDER BY period DESC LIMIT 1)"
        )
        known.append((indicator, snapshot, as_of))
    if not selects:
        return {}
    found = {}
    with lake.reading() as cursor:
        for position, code, level, day, n, d, reporting, bridged in cursor.execute(
            " UNION ALL ".join(selects), {"place": place}
        ).fetchall():
            indicator, snapshot, as_of = known[position]
            period = period_of(day, indicator.period.grain)
            row = Row(code, level, period, number(n), None if d is None else number(d), reporting, bridged)
            found[indicator.code] = cell_of(indicator, row, snapshot, as_of, "own")
    return found
