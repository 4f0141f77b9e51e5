"""From the value of an indicator to its numerator and denominator, and from those to the records counted.

Ids: ``indicator/<code>/<place>/<period>@<snapshot>``, and the same with ``/numerator`` or
``/denominator`` behind it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

import sqlglot
from sqlglot import exp

from donghanh.errors import InputError, QueryError, TraceError
from donghanh.indicators.compile import counted_rows, month_of
from donghanh.indicators.compute import Cell, cells, compute, store
from donghanh.indicators.definition import Indicator
from donghanh.indicators.rollup import RollUp
from donghanh.lake.definition import Dataset
from donghanh.lake.storage import Lake
from donghanh.lake.trace import record_id
from donghanh.periods import Period, parse_period
from donghanh.places import Places
from donghanh.provenance import Derivation, Figure, Resolver

FIRST_RECORDS = 50
"""How many records a numerator or denominator names; it tells how many there are in all."""

_ID = re.compile(r"indicator/([^/@]+)/([^/@]+)/([^/@]+)@(\d+)(?:/(numerator|denominator))?")
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
        try:
            period = parse_period(found[3])
            compute(lake, dataset, [indicator], places, at=int(found[4]))
            kept = cells(lake, indicator, int(found[4]), place=found[2], period=period)
        except (InputError, QueryError) as wrong:
            raise _unknown(figure_id) from wrong
        if not kept or (found[5] and found[5] not in indicator.parts):
            raise _unknown(figure_id)
        if found[5]:
            return _part(lake, dataset, places, kept[0], figure_id, found[5])
        return _value(kept[0], figure_id)

    return {"indicator": resolve}


def _value(cell: Cell, figure_id: str) -> Figure:
    indicator = cell.indicator
    inputs = tuple(f"{figure_id}/{part}" for part in indicator.parts)
    return Figure(
        figure_id,
        indicator.name,
        cell.value,
        indicator.measure,
        Derivation(indicator.rule, inputs, len(inputs)),
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
    assert dataset.place is not None and cell.place is not None and cell.period is not None
    rolling = RollUp(places)
    months = [
        (one.place, one.period)
        for one in store(lake).loaded(cell.indicator.fingerprint, cell.snapshot)
        if (cell.place, cell.level, cell.period) in set(rolling.containing(one.place, one.period))
    ]
    counted = counted_rows(cell.indicator, part)
    here = _in_months(dataset.place.column, cell.indicator.period.column, months)
    keys = ", ".join(f'"{key}"' for key in dataset.keys)
    statement = sqlglot.parse_one(
        f"SELECT {keys}, count(*) OVER () FROM {dataset.table} AT (VERSION => {cell.snapshot})", dialect="duckdb"
    )
    assert isinstance(statement, exp.Select)
    sql = statement.where(counted, here).order_by(keys, dialect="duckdb").limit(FIRST_RECORDS).sql("duckdb")
    with lake.reading() as cursor:
        rows = cursor.execute(sql).fetchall()
    ids = tuple(record_id(dataset, row[:-1], cell.snapshot) for row in rows)
    return ids, rows[0][-1] if rows else 0


def _in_months(place: str, column: str, months: list[tuple[str, Period]]) -> exp.Expr:
    by_month: dict[Period, list[str]] = {}
    for code, month in months:
        by_month.setdefault(month, []).append(code)
    return exp.or_(
        *(
            exp.and_(
                month_of(column).eq(exp.cast(exp.Literal.string(month.first_day.isoformat()), "date")),
                exp.column(place, quoted=True).isin(*(exp.Literal.string(code) for code in codes)),
            )
            for month, codes in by_month.items()
        )
    )


def _unknown(figure_id: str) -> TraceError:
    return TraceError(
        "trace.indicator",
        vi=f"Không có số liệu {figure_id}; kiểm tra mã chỉ tiêu, địa bàn, kỳ và phiên bản dữ liệu.",
        en=f"There is no figure {figure_id}; check the indicator, the place, the period and the data version.",
    )
