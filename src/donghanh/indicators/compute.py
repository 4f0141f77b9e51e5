"""Computes indicators: one scan per dataset and period column, and after a load only the periods it touched."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from pathlib import Path

import duckdb

from donghanh.errors import DefinitionError, InputError
from donghanh.indicators.compile import columns_read
from donghanh.indicators.containment import Boundaries, containment
from donghanh.indicators.definition import Indicator
from donghanh.indicators.runs import Base, Run, touched
from donghanh.indicators.store import Number, Row, Store
from donghanh.lake.definition import Dataset
from donghanh.lake.lineage import LoadRecord, version
from donghanh.lake.storage import Lake
from donghanh.lake.tables import as_it_stood
from donghanh.measures import ratio
from donghanh.periods import MONTHS, Grain, Period
from donghanh.places import Places


@dataclass(frozen=True)
class Cell:
    """The value of an indicator for a place and period; both may be None where cells were added up over all.

    For an indicator with a ``value`` that does not add up the numerator is that value.
    """

    indicator: Indicator
    place: str | None
    level: int | None
    """0 the country, 1 a province, 2 a district, 3 a commune."""
    period: Period | None
    numerator: Number
    denominator: Number | None
    snapshot: int
    as_of: date | None
    boundaries: Boundaries = "own"
    """Whose territory the code means: on the period's last day, before the merger of 2025, or today."""
    bridged: bool = False
    """Whether a divided place was counted wholly where its main part went (or came from)."""
    reporting: int | None = None
    """For a stock: how many loaded places reported in the last finest period, the one shown."""

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
        period = f"{self.period}" if self.boundaries == "own" else f"{self.period}~{self.boundaries}"
        return f"indicator/{self.indicator.code}/{self.place}/{period}@{self.snapshot}"


def store(lake: Lake) -> Store:
    """The figures kept beside a lake."""
    return Store(lake)


def compute(
    lake: Lake,
    dataset: Dataset,
    indicators: Iterable[Indicator],
    places: Places,
    *,
    at: int | None = None,
    grain: Grain | None = None,
    boundaries: Boundaries = "own",
) -> int:
    """Compute what is not yet kept for these indicators of one dataset; the version they are computed for.

    ``at`` is a snapshot number (the newest version without it). Values that do not add up are recomputed from the
    records for their finest period and, besides, for ``grain``; all others have every grain at once.

    Raises:
        QueryError: the dataset holds no data.
        InputError: an indicator does not fit the dataset.
    """
    of = version(lake, dataset.code, at)
    kept = store(lake)
    missing = uncomputed(lake, indicators, of.snapshot, grain=grain, boundaries=boundaries)
    for one in missing:
        _fit(one, dataset)
    for group in _scans(missing, kept, of.snapshot):
        with lake.reading() as cursor:
            _keep(lake, cursor, kept, dataset, group, places, of, grain, boundaries)
    return of.snapshot


def uncomputed(
    lake: Lake,
    indicators: Iterable[Indicator],
    snapshot: int,
    *,
    grain: Grain | None = None,
    boundaries: Boundaries = "own",
) -> list[Indicator]:
    """Those of which something is not kept yet at a version of their dataset."""
    kept = store(lake)
    return [
        one for one in indicators if set(grains_of(one, grain)) - set(kept.cells(one.fingerprint, snapshot, boundaries))
    ]


def grains_of(indicator: Indicator, asked: Grain | None) -> list[Grain]:
    """The grains to compute: all that are no finer than the period column's, or for a value only those needed."""
    finest = indicator.period.grain
    return [
        one for one in MONTHS if MONTHS[one] >= MONTHS[finest] and (indicator.value is None or one in (finest, asked))
    ]


def _fit(indicator: Indicator, dataset: Dataset) -> None:
    try:
        indicator.check_against(dataset)
    except DefinitionError as wrong:
        raise InputError(
            "indicator.dataset", vi=f"Chỉ tiêu không khớp tập dữ liệu: {wrong.vi}.", en=f"{wrong}."
        ) from wrong


def _scans(indicators: list[Indicator], kept: Store, snapshot: int) -> Iterator[list[Indicator]]:
    """Indicators that can share one scan: same period column and grain, same run to build on."""

    def key(one: Indicator) -> int:
        return _base(kept, one, snapshot) or 0

    for group in by_period(indicators):
        for _, scan in groupby(sorted(group, key=key), key=key):
            yield list(scan)


def _base(kept: Store, indicator: Indicator, snapshot: int) -> int | None:
    """The newest version, this one included, that this definition was computed for."""
    return max((run for run in kept.runs(indicator.fingerprint) if run <= snapshot), default=None)


def _keep(
    lake: Lake,
    cursor: duckdb.DuckDBPyConnection,
    kept: Store,
    dataset: Dataset,
    group: list[Indicator],
    places: Places,
    of: LoadRecord,
    grain: Grain | None,
    boundaries: Boundaries,
) -> None:
    """Make and keep the parts of a group, if they are not there, and the cells that are wanted of it."""

    def source(indicators: Sequence[Indicator]) -> str:
        return as_it_stood(lake, dataset, of.snapshot, columns_read(indicators, dataset))

    run = Run(cursor, source, dataset, containment(places), group)
    base_run = _base(kept, group[0], of.snapshot)
    base = None
    if base_run == of.snapshot:
        run.read(_parts(kept, group, of.snapshot))
    else:
        changed = touched(cursor, dataset, group[0], base_run, of.snapshot) if base_run is not None else None
        if base_run is not None and changed is not None:
            base = Base(_parts(kept, group, base_run), changed)
        run.scan(base)
        file = kept.write(cursor, "FROM parts")
        kept.keep_parts([one.fingerprint for one in group], of.snapshot, of.as_of, file)
    for same in alike(group):
        for wanted in grains_of(same[0], grain):
            earlier = _earlier(kept, same, base_run, boundaries, wanted) if base else []
            statement = run.cells(same, boundaries, wanted, earlier, base)
            if statement:
                earlier = [kept.write(cursor, statement)] * len(same)
            files = dict(zip((one.fingerprint for one in same), earlier, strict=True))
            kept.keep_cells(of.snapshot, boundaries, wanted, files)


def open_run(
    lake: Lake,
    cursor: duckdb.DuckDBPyConnection,
    dataset: Dataset,
    places: Places,
    indicator: Indicator,
    snapshot: int,
) -> Run:
    """The kept run of one indicator, to ask what a cell was made of (call :func:`compute` first)."""

    def source(indicators: Sequence[Indicator]) -> str:
        return as_it_stood(lake, dataset, snapshot, columns_read(indicators, dataset))

    run = Run(cursor, source, dataset, containment(places), [indicator])
    run.read(_parts(store(lake), [indicator], snapshot))
    return run


def _parts(kept: Store, group: Iterable[Indicator], snapshot: int) -> tuple[Path, ...]:
    found = (kept.parts(one.fingerprint, snapshot) for one in group)
    return tuple(file for file in found if file)


def by_period(indicators: Iterable[Indicator]) -> list[list[Indicator]]:
    """Indicators that one scan can count: same period column and grain."""

    def key(one: Indicator) -> tuple[str, Grain]:
        return one.period.column, one.period.grain

    return [list(group) for _, group in groupby(sorted(indicators, key=key), key=key)]


def alike(group: list[Indicator]) -> Iterator[list[Indicator]]:
    """Indicators that are rolled up in the same way."""

    def key(one: Indicator) -> tuple[bool, str, int]:
        return one.value is not None, one.over_time, one.rolling or 0

    for _, same in groupby(sorted(group, key=key), key=key):
        yield list(same)


def _earlier(
    kept: Store, alike: list[Indicator], snapshot: int | None, boundaries: Boundaries, grain: Grain
) -> list[Path]:
    """The files with the cells of an earlier run, one for each indicator; none if one of them is missing."""
    if snapshot is None:
        return []
    found = [kept.cells(one.fingerprint, snapshot, boundaries).get(grain) for one in alike]
    return [file for file in found if file] if all(found) else []


def cells(
    lake: Lake,
    indicator: Indicator,
    snapshot: int,
    *,
    place: str | None = None,
    level: int | None = None,
    grain: Grain | None = None,
    period: Period | None = None,
    boundaries: Boundaries = "own",
) -> list[Cell]:
    """The kept cells of an indicator (call :func:`compute` first, with the same boundaries), by period and place."""
    kept = store(lake)
    asked = period.grain if period else grain
    files = kept.cells(indicator.fingerprint, snapshot, boundaries)
    rows = kept.read(
        indicator.fingerprint,
        {one: file for one, file in files.items() if asked in (None, one)},
        has_denominator=indicator.denominator is not None,
        place=place,
        level=level,
        period=period,
    )
    as_of = kept.as_of(indicator.fingerprint, snapshot)
    return [cell_of(indicator, row, snapshot, as_of, boundaries) for row in rows]


def cell_of(indicator: Indicator, row: Row, snapshot: int, as_of: date | None, boundaries: Boundaries) -> Cell:
    """A kept row as a cell."""
    parts = (row.place, row.level, row.period, row.numerator, row.denominator)
    return Cell(indicator, *parts, snapshot, as_of, boundaries, row.bridged, row.reporting)


def added_up(found: Iterable[Cell], by: Collection[str]) -> list[Cell]:
    """Cells of one level and grain added up over what ``by`` leaves out (of "place", "period").

    Raises:
        InputError: an indicator's values do not add up over it.
    """
    sums: dict[tuple[str, str | None, Period | None], Cell] = {}
    for one in found:
        _check_additive(one.indicator, by)
        place = one.place if "place" in by else None
        period = one.period if "period" in by else None
        key = (one.indicator.code, place, period)
        known = sums.get(key)
        numerator: Number = one.numerator + (known.numerator if known else 0)
        denominator = one.denominator
        if known is not None and denominator is not None and known.denominator is not None:
            denominator = denominator + known.denominator
        level = one.level if "place" in by else None
        bridged = one.bridged or (known is not None and known.bridged)
        told = (one.snapshot, one.as_of, one.boundaries, bridged)
        sums[key] = Cell(one.indicator, place, level, period, numerator, denominator, *told)
    return list(sums.values())


def _check_additive(indicator: Indicator, by: Collection[str]) -> None:
    over_places = "place" not in by and indicator.value is not None
    over_time = "period" not in by and (indicator.value or indicator.rolling or indicator.over_time == "last")
    if over_places or over_time:
        raise InputError(
            "indicator.not-additive",
            vi=f"{indicator.code} không cộng được qua {'địa bàn' if over_places else 'các kỳ'}; "
            "hãy chọn một địa bàn hoặc một kỳ dài hơn, hệ thống tính riêng cho kỳ đó.",
            en=f"{indicator.code} does not add up over {'places' if over_places else 'periods'}; "
            "ask for one place, or for a longer period: it is computed for that.",
        )
