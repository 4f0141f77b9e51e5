"""Named questions about indicators: what is declared, what the lake gives for it."""

from __future__ import annotations

from django.http import Http404

from donghanh.errors import QueryError
from donghanh.indicators.compute import Cell, cells, compute
from donghanh.indicators.definition import Indicator
from donghanh.periods import Period
from donghanh.places import Place
from donghanh.text import fold
from donghanh.web.catalogue.querysets import lake, packs
from donghanh.web.programme.models import Agreement, Task

PROVINCE, COMMUNE = 1, 3
"""Levels of places, as the engine counts them."""


def indicators_known() -> list[Indicator]:
    """Every indicator the packs declare, by name."""
    return sorted(packs().indicators.values(), key=lambda one: fold(one.name["vi"]))


def indicator_of(code: str) -> Indicator:
    """The indicator of that code, or the page not found."""
    if code not in packs().indicators:
        raise Http404(code)
    return packs().indicators[code]


def place_of(code: str, period: Period | None = None) -> Place | None:
    """The place of that code at the end of the period, or today's; None for what no pack knows."""
    places = packs().places
    return places.at(code, period.last_day if period else None) or places.at(code)


def province_code(code: str, period: Period | None = None) -> str:
    """The code of the province a place lies in; empty for a place no pack knows."""
    place = place_of(code, period)
    return packs().places.province_of(place).code if place else ""


def place_name(code: str, period: Period | None = None) -> str:
    """What to call a place; its code where no pack knows it."""
    place = place_of(code, period)
    return place.full_name if place else code


def current(indicator: Indicator) -> int | None:
    """The newest version the indicator is computed for, computing what is missing; None while there is no data."""
    dataset = packs().datasets[indicator.dataset]
    try:
        return compute(lake(), dataset, [indicator], packs().places)
    except QueryError as error:
        if error.code == "lake.no-version":
            return None
        raise


def provinces_measured(indicator: Indicator, snapshot: int) -> list[str]:
    """Codes of the provinces that have a value."""
    found = cells(lake(), indicator, snapshot, level=PROVINCE, grain="year")
    return list(dict.fromkeys(cell.place for cell in found if cell.place))


def months_of(indicator: Indicator, snapshot: int, place: str) -> list[Cell]:
    """The months that were over on the as-of day, in order."""
    found = cells(lake(), indicator, snapshot, place=place, grain="month")
    return [cell for cell in found if cell.period and (cell.as_of is None or cell.period.last_day <= cell.as_of)]


def communes_of(indicator: Indicator, snapshot: int, province: str, period: Period) -> list[Cell]:
    """The communes of a province in one period."""
    places = packs().places
    found = cells(lake(), indicator, snapshot, level=COMMUNE, period=period)
    return [
        cell
        for cell in found
        if (one := place_of(cell.place or "", period)) and places.province_of(one).code == province
    ]


def latest(code: str, place: str) -> Cell | None:
    """The newest full month of an indicator for a place; None where nothing is measured."""
    indicator = packs().indicators.get(code)
    snapshot = current(indicator) if indicator else None
    months = months_of(indicator, snapshot, place) if indicator and snapshot is not None else []
    return months[-1] if months else None


def indicator_codes(agreement: Agreement) -> list[str]:
    """The indicators that the agreement's tasks say they move and that a pack declares, by code."""
    tasks = Task.objects.filter(commitment__agreement=agreement).exclude(state=Task.State.DROPPED)
    named = tasks.exclude(indicator_code="").order_by().values_list("indicator_code", flat=True).distinct()
    return sorted(set(named) & set(packs().indicators))
