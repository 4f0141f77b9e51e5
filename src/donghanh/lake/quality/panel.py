"""The numbers of a dataset by unit, period and column: what anomalies and scores are looked for in.

A unit is an organisation or a place. A dataset of one row per unit and period gives its numeric columns; one of
single cases (dossiers) gives the number of rows and the sums of its numeric columns per unit and period.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from donghanh.lake.columns import Column
from donghanh.lake.definition import Dataset
from donghanh.lake.storage import Lake
from donghanh.lake.tables import as_it_stood
from donghanh.periods import MONTHS, Grain, Period, period_of

MOST_PERIODS = 36
ROWS = "_rows"
"""The name of the number of rows among the columns of a panel."""
_NUMBERS = ("integer", "money", "decimal")


@dataclass(frozen=True)
class Panel:
    """``values[unit, period, column]``; NaN where a unit has no number. Periods follow each other without a gap."""

    units: tuple[str, ...]
    periods: tuple[Period, ...]
    columns: tuple[str, ...]
    whole: NDArray[np.bool_]
    """Per column: only whole numbers occur by its type."""
    values: NDArray[np.float64]

    @cached_property
    def reported(self) -> NDArray[np.bool_]:
        """Unit × period: whether the unit brought any row."""
        return np.logical_not(np.isnan(self.values).all(axis=2))


def unit_column(dataset: Dataset) -> Column | None:
    """The column that says whose a row is: of type organisation (a key before others), else the place."""
    typed = [column for column in dataset.public_columns if column.type == "organisation" and not column.retired]
    typed.sort(key=lambda column: column.name not in dataset.keys)
    if typed:
        return typed[0]
    if dataset.place:
        return dataset.column(dataset.place.column)
    return next((column for column in dataset.public_columns if column.type == "place" and not column.retired), None)


def period_column(dataset: Dataset) -> Column | None:
    """The date column that says which period a row belongs to: declared for loads, partitions or places, else the
    first required one."""
    dated_by = dataset.place.dated_by if dataset.place else None
    named = next((name for name in (dataset.load.column, dataset.partition, dated_by) if name), None)
    if named:
        return dataset.column(named)
    return next((column for column in dataset.columns if column.type == "date" and column.required), None)


def grain_of(dataset: Dataset) -> Grain:
    """The length of the dataset's periods: of its freshness, else of its loads."""
    return dataset.freshness.grain if dataset.freshness else dataset.load.grain


def numbers(dataset: Dataset) -> tuple[Column, ...]:
    """The numeric columns that are compared: neither keys nor personal nor retired."""
    return tuple(
        column
        for column in dataset.public_columns
        if column.type in _NUMBERS and column.name not in dataset.keys and not column.retired
    )


def is_row_level(dataset: Dataset) -> bool:
    """Whether a unit may have several rows in a period."""
    unit, period = unit_column(dataset), period_column(dataset)
    return not {unit.name if unit else "", period.name if period else ""}.issuperset(dataset.keys)


def panel(lake: Lake, dataset: Dataset, snapshot: int, until: date) -> Panel | None:
    """The panel of a version: the newest :data:`MOST_PERIODS` periods that had ended by the day ``until``.

    None when the dataset has no unit, no period or no number, or no row in these periods.
    """
    unit, period = unit_column(dataset), period_column(dataset)
    wanted = numbers(dataset)
    if unit is None or period is None or not (wanted or is_row_level(dataset)):
        return None
    counted = ["count(*)::DOUBLE"] if is_row_level(dataset) else []
    sums = ", ".join([*counted, *(f'sum("{column.name}")::DOUBLE' for column in wanted)])
    grain = grain_of(dataset)
    rows = as_it_stood(lake, dataset, snapshot, [unit, period, *wanted])
    # Months since year 0 in steps of the grain: a number that periods can be counted with.
    step = f'(year("{period.name}") * 12 + month("{period.name}") - 1) // {MONTHS[grain]}'
    ended = (until + timedelta(days=1)).year * 12 + (until + timedelta(days=1)).month - 1
    newest = ended // MONTHS[grain] - 1
    with lake.reading() as cursor:
        found = cursor.execute(
            f'SELECT "{unit.name}", {step}, {sums} FROM ({rows}) '
            f'WHERE "{unit.name}" IS NOT NULL AND {step} BETWEEN {newest - MOST_PERIODS + 1} AND {newest} GROUP BY 1, 2'
        ).fetchnumpy()
    codes, steps, *sums_found = found.values()
    series = [np.ma.filled(one, np.nan) for one in sums_found]
    if not len(codes):
        return None
    units, at = np.unique(np.asarray(codes, dtype=str), return_inverse=True)
    steps = np.asarray(steps, dtype=np.int64)
    first, last = int(steps.min()), int(steps.max())
    values = np.full((len(units), last - first + 1, len(series)), np.nan)
    values[at, steps - first] = np.stack(series, axis=1)
    return Panel(
        tuple(str(one) for one in units),
        tuple(_period(number, grain) for number in range(first, last + 1)),
        tuple([ROWS] * len(counted) + [column.name for column in wanted]),
        np.array([True] * len(counted) + [column.type != "decimal" for column in wanted]),
        values,
    )


def _period(number: int, grain: Grain) -> Period:
    months = number * MONTHS[grain]
    return period_of(date(months // 12, months % 12 + 1, 1), grain)
