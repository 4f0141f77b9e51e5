"""Computes indicators: one scan per dataset and period column, and after a load only the months it touched."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from donghanh.errors import DefinitionError, InputError
from donghanh.indicators.compile import month_of, months_statement
from donghanh.indicators.definition import Indicator
from donghanh.indicators.rollup import RollUp
from donghanh.indicators.store import LOADED, Number, Part, Store
from donghanh.lake.definition import Dataset
from donghanh.lake.lineage import version
from donghanh.lake.storage import Lake
from donghanh.measures import ratio
from donghanh.periods import Grain, Period, period_of
from donghanh.places import Places


@dataclass(frozen=True)
class Cell:
    """The value of an indicator for a place and period; both may be None where cells were added up over all."""

    indicator: Indicator
    place: str | None
    level: int | None
    period: Period | None
    numerator: Number
    denominator: Number | None
    snapshot: int
    as_of: date | None

    @property
    def value(self) -> Number | None:
        """Unrounded, in the indicator's measure; None where the denominator is 0."""
        if self.denominator is None:
            return self.numerator
        return ratio(self.numerator, self.denominator, self.indicator.measure)

    @property
    def id(self) -> str | None:
        """The figure id to trace it by; None for sums over all places or periods."""
        if self.place is None or self.period is None:
            return None
        return f"indicator/{self.indicator.code}/{self.place}/{self.period}@{self.snapshot}"


def store(lake: Lake) -> Store:
    """The cells kept beside a lake."""
    return Store(lake.folder / "figures.sqlite")


def compute(
    lake: Lake, dataset: Dataset, indicators: Iterable[Indicator], places: Places, *, at: int | None = None
) -> int:
    """Compute what is not yet kept for these indicators of one dataset; the version they are computed for.

    ``at`` is a snapshot number (the newest version without it).

    Raises:
        QueryError: the dataset holds no data.
        InputError: an indicator does not fit the dataset.
    """
    of = version(lake, dataset.code, at)
    snapshot = of.snapshot
    kept = store(lake)
    missing = [one for one in indicators if snapshot not in kept.runs(one.fingerprint)]
    for one in missing:
        _fit(one, dataset)
    for group in _scans(missing, kept, snapshot):
        base = _base(kept, group[0], snapshot)
        months = None if base is None else _touched(lake, dataset, group[0].period.column, base, snapshot)
        fresh = _scan(lake, dataset, group, snapshot, months)
        for position, one in enumerate(group):
            loaded = [*_unchanged(kept, one, base, months), *fresh[position]]
            kept.write(one.fingerprint, snapshot, loaded, RollUp(places).add(loaded), as_of=of.as_of)
    return snapshot


def _fit(indicator: Indicator, dataset: Dataset) -> None:
    try:
        indicator.check_against(dataset)
    except DefinitionError as wrong:
        raise InputError(
            "indicator.dataset", vi=f"Chỉ tiêu không khớp tập dữ liệu: {wrong.vi}.", en=f"{wrong}."
        ) from wrong


def _scans(indicators: list[Indicator], kept: Store, snapshot: int) -> list[list[Indicator]]:
    """Indicators that can share one scan: same period column, same earlier run to build on."""

    def key(one: Indicator) -> tuple[str, int]:
        return one.period.column, _base(kept, one, snapshot) or 0

    return [list(group) for _, group in groupby(sorted(indicators, key=key), key=key)]


def _base(kept: Store, indicator: Indicator, snapshot: int) -> int | None:
    """The newest earlier version this definition was computed for."""
    return max((run for run in kept.runs(indicator.fingerprint) if run < snapshot), default=None)


def _touched(lake: Lake, dataset: Dataset, column: str, base: int, snapshot: int) -> list[date]:
    """The months (first days) that hold a row added, changed or removed between two versions."""
    schema, table = dataset.code.split(".")
    with lake.reading() as cursor:
        rows = cursor.execute(
            f"SELECT DISTINCT {month_of(column).sql('duckdb')} AS month "
            f"FROM ducklake_table_changes('lake', '{schema}', '{table}', {base + 1}, {snapshot}) "
            f'WHERE "{column}" IS NOT NULL ORDER BY month'
        ).fetchall()
    return [row[0] for row in rows]


def _scan(
    lake: Lake, dataset: Dataset, indicators: Sequence[Indicator], snapshot: int, months: list[date] | None
) -> list[list[Part]]:
    """The month parts of each indicator, in their order."""
    found: list[list[Part]] = [[] for _ in indicators]
    if months is not None and not months:
        return found
    with lake.reading() as cursor:
        rows = cursor.execute(months_statement(indicators, dataset, snapshot, months)).fetchall()
    for place, month, *values in rows:
        period = period_of(month, "month")
        for position, parts in enumerate(found):
            parts.append(Part(place, LOADED, period, values[2 * position], values[2 * position + 1]))
    return found


def _unchanged(kept: Store, indicator: Indicator, base: int | None, months: list[date] | None) -> list[Part]:
    """The month parts of loaded places that an earlier run has and the load did not touch."""
    if base is None or months is None:
        return []
    touched = {period_of(month, "month") for month in months}
    return [one for one in kept.loaded(indicator.fingerprint, base) if one.period not in touched]


def cells(
    lake: Lake,
    indicator: Indicator,
    snapshot: int,
    *,
    place: str | None = None,
    level: int | None = None,
    grain: Grain | None = None,
    period: Period | None = None,
) -> list[Cell]:
    """The kept cells of an indicator (call :func:`compute` first), by period and place."""
    kept = store(lake)
    as_of = kept.as_of(indicator.fingerprint, snapshot)
    parts = kept.read(indicator.fingerprint, snapshot, place=place, level=level, grain=grain, period=period)
    return [
        Cell(indicator, one.place, one.level, one.period, one.numerator, one.denominator, snapshot, as_of)
        for one in parts
    ]


def added_up(found: Iterable[Cell], by: Sequence[str]) -> list[Cell]:
    """Cells of one level and grain added up over what ``by`` leaves out (of "place", "period")."""
    sums: dict[tuple[str, str | None, Period | None], Cell] = {}
    for one in found:
        place = one.place if "place" in by else None
        period = one.period if "period" in by else None
        key = (one.indicator.code, place, period)
        known = sums.get(key)
        numerator: Number = one.numerator + (known.numerator if known else 0)
        denominator = one.denominator
        if known is not None and denominator is not None and known.denominator is not None:
            denominator = denominator + known.denominator
        level = one.level if "place" in by else None
        sums[key] = Cell(one.indicator, place, level, period, numerator, denominator, one.snapshot, one.as_of)
    return list(sums.values())
