"""What others call: compute the figures of a dataset at a version, read them, add them up."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date
from typing import NamedTuple

import duckdb

from donghanh.errors import DefinitionError, InputError
from donghanh.indicators.building import Build, grains_of
from donghanh.indicators.containment import Boundaries, containment
from donghanh.indicators.definition import Indicator
from donghanh.indicators.rollup import Whereabouts
from donghanh.indicators.runs import Run
from donghanh.indicators.store import Number, Row, Store
from donghanh.lake.definition import Dataset
from donghanh.lake.lineage import version
from donghanh.lake.storage import Lake
from donghanh.measures import ratio
from donghanh.periods import Grain, Period
from donghanh.places import Places


class Cell(NamedTuple):
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
    missing = uncomputed(lake, indicators, of.snapshot, grain=grain, boundaries=boundaries)
    for one in missing:
        _fit(one, dataset)
    if missing:
        with lake.reading() as cursor:
            build = Build(lake, cursor, store(lake), dataset, of, boundaries, grain)
            build.run(missing, Whereabouts(cursor, containment(places)))
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
    asked = list(indicators)
    kept = store(lake).found((one.fingerprint, snapshot) for one in asked)
    return [
        one
        for one in asked
        if not set(grains_of(one, grain)) <= kept[one.fingerprint, snapshot].cells.get(boundaries, {}).keys()
    ]


def _fit(indicator: Indicator, dataset: Dataset) -> None:
    try:
        indicator.check_against(dataset)
    except DefinitionError as wrong:
        raise InputError(
            "indicator.dataset", vi=f"Chỉ tiêu không khớp tập dữ liệu: {wrong.vi}.", en=f"{wrong}."
        ) from wrong


def open_run(
    lake: Lake,
    cursor: duckdb.DuckDBPyConnection,
    dataset: Dataset,
    places: Places,
    indicator: Indicator,
    snapshot: int,
) -> Run:
    """The kept run of one indicator, to ask what a cell was made of (call :func:`compute` first)."""
    of = version(lake, dataset.code, snapshot)
    build = Build(lake, cursor, store(lake), dataset, of, "own", None)
    run = Run(cursor, build.source, dataset, Whereabouts(cursor, containment(places)), [indicator])
    run.read({indicator.fingerprint: build.store.one(indicator.fingerprint, snapshot).parts})
    return run


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
    run = kept.one(indicator.fingerprint, snapshot)
    asked = period.grain if period else grain
    rows = kept.read(
        indicator.fingerprint,
        [piece for one, pieces in run.cells.get(boundaries, {}).items() if asked in (None, one) for piece in pieces],
        has_denominator=indicator.denominator is not None,
        place=place,
        level=level,
        period=period,
    )
    return [cell_of(indicator, row, snapshot, run.as_of, boundaries) for row in rows]


def cell_of(indicator: Indicator, row: Row, snapshot: int, as_of: date | None, boundaries: Boundaries) -> Cell:
    """A kept row as a cell."""
    code, level, period, numerator, denominator, reporting, bridged = row
    return Cell(indicator, code, level, period, numerator, denominator, snapshot, as_of, boundaries, bridged, reporting)


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
