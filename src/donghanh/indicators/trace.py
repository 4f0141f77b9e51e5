"""From the value of an indicator to its numerator and denominator, and from those to the records counted.

Ids: ``indicator/<code>/<place>/<period>@<snapshot>``, and the same with ``/numerator`` or ``/denominator`` behind it;
``<period>~old`` and ``<period>~new`` are the same on the boundaries before the merger of 2025 and on today's. A value
that does not add up leads to its records at once.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import cast

from donghanh.errors import InputError, QueryError, TraceError
from donghanh.indicators.compile import columns_read, counted_rows, first_day
from donghanh.indicators.compute import Cell, cells, compute, open_run
from donghanh.indicators.containment import Boundaries
from donghanh.indicators.definition import Indicator
from donghanh.indicators.rollup import contributing_statement
from donghanh.indicators.wording import made_by
from donghanh.lake.definition import Dataset
from donghanh.lake.storage import Lake
from donghanh.lake.tables import as_it_stood
from donghanh.lake.trace import record_id
from donghanh.periods import parse_period
from donghanh.places import Places
from donghanh.provenance import Derivation, Figure, Resolver

FIRST_RECORDS = 50
"""How many records a numerator or denominator names; it tells how many there are in all."""

_ID = re.compile(r"indicator/([^/@]+)/([^/@]+)/([^/@~]+)(?:~(old|new))?@(\d+)(?:/(numerator|denominator))?")
_PARTS = {"numerator": ("Tử số", "Numerator"), "denominator": ("Mẫu số", "Denominator")}


def resolvers(
    lake: Lake, indicators: Mapping[str, Indicator], datasets: Mapping[str, Dataset], places: Places
) -> dict[str, Resolver]:
    """The resolver of ``indicator/…`` for these indicators."""

    def resolve(figure_id: str) -> Figure:
        found = _ID.fullmatch(figure_id)
        if not found or found[1] not in indicators:
            raise _unknown(figure_id)
        indicator = indicators[found[1]]
        dataset = datasets[indicator.dataset]
        boundaries = cast("Boundaries", found[4] or "own")
        try:
            period, snapshot = parse_period(found[3]), int(found[5])
            compute(lake, dataset, [indicator], places, at=snapshot, grain=period.grain, boundaries=boundaries)
            kept = cells(lake, indicator, snapshot, place=found[2], period=period, boundaries=boundaries)
        except (InputError, QueryError) as wrong:
            raise _unknown(figure_id) from wrong
        if not kept or (found[6] and found[6] not in indicator.parts):
            raise _unknown(figure_id)
        if found[6]:
            return _part(lake, dataset, places, kept[0], figure_id, found[6])
        return _value(lake, dataset, places, kept[0], figure_id)

    return {"indicator": resolve}


def _value(lake: Lake, dataset: Dataset, places: Places, cell: Cell, figure_id: str) -> Figure:
    indicator = cell.indicator
    inputs: tuple[str, ...] = tuple(f"{figure_id}/{part}" for part in indicator.parts)
    total = len(inputs)
    if indicator.value:
        inputs, total = _records(lake, dataset, places, cell, "value")
    return Figure(
        figure_id,
        indicator.name,
        cell.value,
        indicator.measure,
        Derivation(made_by(cell), inputs, total),
        place=cell.place,
        period=str(cell.period),
        as_of=cell.as_of,
    )


def _part(lake: Lake, dataset: Dataset, places: Places, cell: Cell, figure_id: str, part: str) -> Figure:
    indicator = cell.indicator
    records, total = _records(lake, dataset, places, cell, part)
    vi, en = _PARTS[part]
    rule = {
        "vi": f"{indicator.parts[part]} – tính trên {total} bản ghi của {dataset.name['vi']}",
        "en": f"{indicator.parts[part]} – over {total} records of {dataset.code}",
    }
    return Figure(
        figure_id,
        {"vi": f"{vi}: {indicator.name['vi']}", "en": f"{en}: {indicator.name.get('en', indicator.code)}"},
        cell.numerator if part == "numerator" else cell.denominator,
        "count",
        Derivation(rule, records, total),
        place=cell.place,
        period=str(cell.period),
        as_of=cell.as_of,
    )


def _records(lake: Lake, dataset: Dataset, places: Places, cell: Cell, part: str) -> tuple[tuple[str, ...], int]:
    """The first records counted in a part of a cell, by key, and how many there are."""
    assert dataset.place is not None and cell.period is not None
    indicator = cell.indicator
    column, grain = indicator.period.column, indicator.period.grain
    read = {column.name: column for column in columns_read([indicator], dataset)}
    read |= {key: dataset.column(key) for key in dataset.keys}
    source = as_it_stood(lake, dataset, cell.snapshot, read.values())
    keys = ", ".join(f'"{key}"' for key in dataset.keys)
    with lake.reading() as cursor:
        run = open_run(lake, cursor, dataset, places, indicator, cell.snapshot)
        run.fill(indicator, cell.boundaries, cell.period)
        contributing = contributing_statement(indicator)
        cursor.execute(
            f"CREATE OR REPLACE TEMP TABLE contributing AS {contributing}", {"place": cell.place, "level": cell.level}
        )
        rows = cursor.execute(
            f"SELECT {keys}, count(*) OVER () FROM ({source}) AS records SEMI JOIN contributing ON "
            f'contributing.place = "{dataset.place.column}" AND contributing.period = {first_day(column, grain)} '
            f'WHERE ({counted_rows(indicator, part).sql("duckdb")}) AND "{column}" BETWEEN '
            "(SELECT min(period) FROM contributing) AND (SELECT max(until) FROM contributing) "
            f"ORDER BY {keys} LIMIT {FIRST_RECORDS}"
        ).fetchall()
    ids = tuple(record_id(dataset, row[:-1], cell.snapshot) for row in rows)
    return ids, rows[0][-1] if rows else 0


def _unknown(figure_id: str) -> TraceError:
    return TraceError(
        "trace.indicator",
        vi=f"Không có số liệu {figure_id}; kiểm tra mã chỉ tiêu, địa bàn, kỳ và phiên bản dữ liệu.",
        en=f"There is no figure {figure_id}; check the indicator, the place, the period and the data version.",
    )
