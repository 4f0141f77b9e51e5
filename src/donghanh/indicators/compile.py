"""The SQL of indicators: one scan for all that share a dataset and a period column."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import sqlglot
from sqlglot import exp

from donghanh.indicators.definition import Indicator, aggregate
from donghanh.lake.definition import Dataset


def month_of(column: str) -> exp.Expr:
    """The SQL of the first day of the month a date column lies in."""
    return sqlglot.parse_one(f"CAST(date_trunc('month', \"{column}\") AS DATE)", dialect="duckdb")


def _version(dataset: Dataset, snapshot: int) -> exp.Select:
    read = sqlglot.parse_one(f"SELECT 1 FROM {dataset.table} AT (VERSION => {snapshot})", dialect="duckdb")
    assert isinstance(read, exp.Select)
    return read.select(append=False)


def months_statement(
    indicators: Sequence[Indicator], dataset: Dataset, snapshot: int, months: Sequence[date] | None
) -> str:
    """Numerators and denominators for every place and month: place, month, n0, d0, n1, d1 …

    The indicators must share their period column. ``months`` limits the scan to those months
    (first days). A sum over no row counts as 0; an indicator without a denominator gives NULL.
    """
    assert dataset.place is not None
    column = indicators[0].period.column
    month = month_of(column)
    select = _version(dataset, snapshot).select(exp.column(dataset.place.column, quoted=True).as_("place"))
    select = select.select(month.copy().as_("month"))
    for number, indicator in enumerate(indicators):
        for letter, part in (("n", indicator.numerator), ("d", indicator.denominator)):
            value = exp.func("coalesce", aggregate(part), exp.Literal.number(0)) if part else exp.Null()
            select = select.select(value.as_(f"{letter}{number}"))
    select = select.where(exp.column(column, quoted=True).is_(exp.Null()).not_())
    if months is not None:
        days = [exp.cast(exp.Literal.string(day.isoformat()), "date") for day in months]
        select = select.where(month.copy().isin(*days))
    return select.group_by("1", "2").sql("duckdb")


def counted_rows(indicator: Indicator, part: str) -> exp.Expr:
    """The condition under which a row enters a part: the filters of its counts and sums, joined by OR."""
    parsed = aggregate(indicator.parts[part])
    conditions: list[exp.Expr] = []
    for call in parsed.find_all(exp.Count, exp.Sum):
        filtered = call.parent if isinstance(call.parent, exp.Filter) else None
        counted = call.this
        terms = [filtered.expression.this] if filtered else []
        if not isinstance(counted, exp.Star | exp.Literal):
            terms.append(counted.is_(exp.Null()).not_())
        conditions.append(exp.and_(*terms) if terms else exp.true())
    return exp.or_(*conditions)
