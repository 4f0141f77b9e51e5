"""Measured inputs: the items that an indicator feeds, taken from the lake instead of typed."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from itertools import groupby

from donghanh.errors import ScoreError
from donghanh.indicators.compute import Cell, cells, compute
from donghanh.indicators.definition import Indicator
from donghanh.indices.definition import Edition, Item
from donghanh.indices.inputs import Entry, measured
from donghanh.lake.definition import Dataset
from donghanh.lake.storage import Lake
from donghanh.periods import Period
from donghanh.places import Places

_LEVELS = {"province": 1, "commune": 3}


def from_lake(
    edition: Edition,
    lake: Lake,
    indicators: Mapping[str, Indicator],
    datasets: Mapping[str, Dataset],
    places: Places,
    *,
    period: Period,
    subjects: Collection[str] = (),
) -> tuple[Entry, ...]:
    """The entries of every item that names an indicator, for ``period``, computed where they are not yet kept.

    ``subjects`` limits them to these places (all of the edition's level without it); the edition's ``whole`` is taken
    along. Each entry carries the id of the figure it is.

    Raises:
        ScoreError: the edition has no item with an indicator, or its subjects are no places.
        QueryError: a dataset holds no data.
    """
    items = sorted((item for item in edition.scored if item.indicator), key=lambda item: _dataset(item, indicators))
    if not items or edition.subjects not in _LEVELS:
        vi = f"Bộ chỉ số “{edition.code} {edition.edition}” không có chỉ số nào lấy số đo từ kho dữ liệu."
        en = f"No item of “{edition.code} {edition.edition}” is measured from the lake."
        raise ScoreError("score.lake", vi=vi, en=en)
    entries: list[Entry] = []
    for code, group in groupby(items, key=lambda item: _dataset(item, indicators)):
        fed = list(group)
        named = [_indicator(item, indicators) for item in fed]
        snapshot = compute(lake, datasets[code], named, places, grain=period.grain)
        for item in fed:
            for cell in _wanted(edition, lake, _indicator(item, indicators), snapshot, period, subjects):
                entries += _entries(item, cell)
    return tuple(entries)


def _indicator(item: Item, indicators: Mapping[str, Indicator]) -> Indicator:
    assert item.indicator is not None
    return indicators[item.indicator]


def _dataset(item: Item, indicators: Mapping[str, Indicator]) -> str:
    return _indicator(item, indicators).dataset


def _wanted(
    edition: Edition, lake: Lake, indicator: Indicator, snapshot: int, period: Period, subjects: Collection[str]
) -> Iterator[Cell]:
    for cell in cells(lake, indicator, snapshot, level=_LEVELS[edition.subjects], period=period):
        if not subjects or cell.place in subjects:
            yield cell
    if edition.whole is not None:
        yield from cells(lake, indicator, snapshot, place=edition.whole.place, period=period)


def _entries(item: Item, cell: Cell) -> tuple[Entry, ...]:
    assert cell.place is not None and cell.id is not None, "cells of one place and period have both"
    known = {"numerator": cell.numerator, "denominator": cell.denominator, "value": cell.value}
    return measured(item, cell.place, cell.id, {role: number for role, number in known.items() if number is not None})
