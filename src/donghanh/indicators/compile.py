"""The SQL of indicators: from the records of a dataset to the parts of every loaded place and finest period.

Each function takes the SELECT of the records (:func:`donghanh.lake.tables.as_it_stood` at a version, or a table inside
a transaction that tries something out), so that what is published and what is only previewed is the same statement.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

import sqlglot
from sqlglot import exp

from donghanh.indicators.definition import Indicator, aggregate, holistic
from donghanh.indicators.rollup import BRANCHES, placed
from donghanh.lake.columns import Column
from donghanh.lake.definition import Dataset
from donghanh.periods import MONTHS, Grain, Period


def first_day(column: str, grain: Grain) -> str:
    """The SQL of the first day of the period a date column lies in."""
    return f"CAST(date_trunc('{grain}', \"{column}\") AS DATE)"


def sums(indicators: Sequence[Indicator]) -> dict[str, str]:
    """The numerators and denominators of indicators that add up: name of the part → its SQL, 0 over no row."""
    found = {}
    for one in indicators:
        for letter, part in (("n", one.numerator), ("d", one.denominator)):
            if part:
                whole = exp.func("coalesce", aggregate(part), exp.Literal.number(0))
                found[f"{letter}_{one.fingerprint}"] = whole.sql("duckdb")
    return found


def values(indicators: Sequence[Indicator]) -> dict[str, str]:
    """The values that do not add up: name → the SQL of the aggregate."""
    return {f"n_{one.fingerprint}": holistic(one.value).sql("duckdb") for one in indicators if one.value}


def columns_read(indicators: Iterable[Indicator], dataset: Dataset) -> tuple[Column, ...]:
    """The columns of the dataset that these indicators need, with place and period."""
    assert dataset.place is not None
    names = {dataset.place.column}
    for one in indicators:
        names.add(one.period.column)
        parsed = [aggregate(sql) for sql in one.parts.values()] + ([holistic(one.value)] if one.value else [])
        names |= {column.name for sql in parsed for column in sql.find_all(exp.Column)}
    return tuple(column for column in dataset.columns if column.name in names)


def within(column: str, periods: Sequence[Period] | None) -> str:
    """The condition that a date lies in one of these periods (in any, without them), by plain bounds.

    Neighbours are told as one range: DuckDB reads only the files whose smallest and largest date meet it.
    """
    if periods is None:
        return f'"{column}" IS NOT NULL'
    ranges: list[tuple[date, date]] = []
    for one in sorted(periods):
        if ranges and ranges[-1][1] + timedelta(days=1) == one.first_day:
            ranges[-1] = (ranges[-1][0], one.last_day)
        else:
            ranges.append((one.first_day, one.last_day))
    told = (f"\"{column}\" BETWEEN DATE '{first}' AND DATE '{last}'" for first, last in ranges)
    return f"({' OR '.join(told)})" if ranges else "FALSE"


def parts_statement(
    source: str, dataset: Dataset, column: str, grain: Grain, parts: dict[str, str], periods: Sequence[Period] | None
) -> str:
    """One scan for all parts of one period column: place, period (first day), ``records``, then each part."""
    assert dataset.place is not None
    selected = "".join(f', {sql} AS "{name}"' for name, sql in parts.items())
    place = f'"{dataset.place.column}"'
    return (
        f"SELECT {place} AS place, {first_day(column, grain)} AS period, count(*) AS records{selected} "
        f"FROM ({source}) WHERE {within(column, periods)} AND {place} IS NOT NULL GROUP BY 1, 2"
    )


def values_statement(
    source: str,
    dataset: Dataset,
    indicators: Sequence[Indicator],
    periods: Sequence[Period],
    targets: tuple[Period, Period] | None,
) -> str:
    """Values recomputed from the records for every container and target: place (its number), level, months, period.

    Behind them each value. Reads the tables ``spans`` and ``contains`` (:mod:`donghanh.indicators.rollup`), limited to
    these periods and to the targets, of one grain, from the first to the last of ``targets``.
    """
    assert dataset.place is not None
    column, grain = indicators[0].period.column, indicators[0].period.grain
    used = columns_read(indicators, dataset)
    names = [f'"{one.name}"' for one in used]
    records = (  # named apart: a dataset may have columns called level, period or code
        f'SELECT {", ".join(names)}, "{dataset.place.column}" AS _place, {first_day(column, grain)} AS _period '
        f"FROM ({source}) WHERE {within(column, periods)}"
    )
    columns = ", ".join(f"r.{name}" for name in names)
    aggregates = ", ".join(f'{sql} AS "{name}"' for name, sql in values(indicators).items())
    branches = " UNION ALL ".join(
        f"SELECT {place} AS place, {level} AS level, _months AS months, _target AS period, {aggregates} FROM placed "
        f"WHERE {place} IS NOT NULL GROUP BY ALL"
        for place, level in BRANCHES
    )
    between = (
        f" AND s.months = {MONTHS[targets[0].grain]}"
        f" AND s.target BETWEEN DATE '{targets[0].first_day}' AND DATE '{targets[1].first_day}'"
        if targets
        else ""
    )
    return (
        f"WITH placed AS MATERIALIZED (SELECT {columns}, {placed(grain)} FROM ({records}) r "
        f"JOIN spans s ON s.period = r._period{between} "
        f"JOIN contains c ON c.code = r._place AND c.loaded = s.loaded AND c.shown = s.shown) {branches}"
    )


def counted_rows(indicator: Indicator, part: str) -> exp.Expr:
    """The condition under which a record enters a part: the filters of its counts and sums, joined by OR.

    ``part`` is numerator, denominator or value.
    """
    parsed = holistic(indicator.value) if part == "value" and indicator.value else aggregate(indicator.parts[part])
    conditions: list[exp.Expr] = []
    for call in parsed.find_all(exp.Count, exp.Sum, exp.Median, exp.Quantile, exp.PercentileCont, exp.PercentileDisc):
        filtered = call.parent if isinstance(call.parent, exp.Filter) else None
        counted = call.this.expressions[0] if isinstance(call.this, exp.Distinct) else call.this
        terms = [filtered.expression.this] if filtered else []
        if not isinstance(counted, exp.Star | exp.Literal):
            terms.append(counted.is_(exp.Null()).not_())
        conditions.append(exp.and_(*terms) if terms else exp.true())
    return exp.or_(*conditions)


def parsed(sql: str) -> exp.Select:
    """A SELECT parsed, to add to."""
    found = sqlglot.parse_one(sql, dialect="duckdb")
    assert isinstance(found, exp.Select)
    return found
