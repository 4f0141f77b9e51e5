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
    asked = {(indicator.fingerprint, snapshot): indicator for indicator, snapshot in runs}
    known: list[tuple[Indicator, int, date | None]] = []
    selects = []
    for (name, snapshot), kept in store(lake).found(asked).items():
        indicator = asked[name, snapshot]
        grain = indicator.period.grain
        pieces = kept.cells.get("own", {}).get(grain, ())
        if not pieces:
            continue
        over = f"AND period + INTERVAL {MONTHS[grain]} MONTH <= DATE '{kept.as_of}' + 1" if kept.as_of else ""
        denominator = f'"d_{name}"' if indicator.denominator else "NULL"
        columns = f'place, level, period, "n_{name}" AS n, {denominator} AS d, reporting, bridged'
        rows = " UNION ALL ".join(f"{one.select(columns)} AND place = $place" for one in pieces)
        selects.append(
            f"(SELECT {len(known)}, * FROM ({rows}) WHERE n IS NOT NULL {over} ORDER BY period DESC LIMIT 1)"
        )
        known.append((indicator, snapshot, kept.as_of))
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
