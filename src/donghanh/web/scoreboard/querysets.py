"""Named questions about indicators: what is declared, what the lake gives for it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from functools import lru_cache
from itertools import groupby

import shapely
from django.http import Http404
from django.utils import timezone

from donghanh.errors import QueryError
from donghanh.indicators.compute import Cell, cells, compute, uncomputed
from donghanh.indicators.containment import MERGER, Boundaries
from donghanh.indicators.definition import Indicator
from donghanh.indicators.newest import newest_cells
from donghanh.lake.tables import as_it_stood
from donghanh.outlines import Outline, of_geometry
from donghanh.periods import Grain, Period, parse_period
from donghanh.places import Place
from donghanh.text import fold
from donghanh.web.catalogue.querysets import lake, last_loads, loads_of, packs
from donghanh.web.organisations.models import User
from donghanh.web.programme.models import Agreement, Task
from donghanh.web.scoreboard.models import Target

PROVINCE, COMMUNE = 1, 3
"""Levels of places, as the engine counts them."""
OUTLINES = "core.outlines"
"""The dataset in which a province keeps the outlines of its communes."""


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


def current(indicator: Indicator, grain: Grain | None = None, boundaries: Boundaries = "own") -> int | None:
    """The newest version the indicator is computed for, computing what is missing; None while there is no data.

    A value that does not add up is computed for its finest period, and for ``grain`` where that is asked for.
    """
    dataset = packs().datasets[indicator.dataset]
    try:
        return compute(lake(), dataset, [indicator], packs().places, grain=grain, boundaries=boundaries)
    except QueryError as error:
        if error.code == "lake.no-version":
            return None
        raise


def provinces_measured(indicator: Indicator, snapshot: int) -> list[str]:
    """Codes of the provinces that have a value."""
    found = cells(lake(), indicator, snapshot, level=PROVINCE, grain=indicator.period.grain)
    return list(dict.fromkeys(cell.place for cell in found if cell.place))


def home_place(user: User) -> str:
    """The place whose figures a person sees first: their organisation's own, else the first province measured."""
    if user.organisation and user.organisation.place_code:
        return user.organisation.place_code
    for indicator in indicators_known():
        snapshot = current(indicator)
        if snapshot is not None and (measured := provinces_measured(indicator, snapshot)):
            return measured[0]
    return ""


def months_of(indicator: Indicator, snapshot: int, place: str, boundaries: Boundaries = "own") -> list[Cell]:
    """The months (or quarters, or years, if it is counted by those) that were over on the as-of day, in order."""
    found = cells(lake(), indicator, snapshot, place=place, grain=indicator.period.grain, boundaries=boundaries)
    return [cell for cell in found if cell.period and (cell.as_of is None or cell.period.last_day <= cell.as_of)]


def communes_of(
    indicator: Indicator, snapshot: int, province: str, period: Period, boundaries: Boundaries = "own"
) -> list[Cell]:
    """The communes of a province in one period."""
    places = packs().places
    day = boundary_day(boundaries, period)
    found = cells(lake(), indicator, snapshot, level=COMMUNE, period=period, boundaries=boundaries)
    below = places.every(COMMUNE, day) if day < MERGER else places.children(province, day)
    inside = {one.code for one in below if places.province_of(one).code == province}
    return [cell for cell in found if cell.place in inside]


def boundary_day(boundaries: Boundaries, period: Period) -> date:
    """The day whose places the codes of such cells mean."""
    return {"own": period.last_day, "old": MERGER - timedelta(days=1), "new": timezone.localdate()}[boundaries]


def newest_figures(indicators: Iterable[Indicator], place: str) -> dict[str, Cell]:
    """Indicator code → its newest full period for a place, computing what is missing; those without one are left out.

    One question for all of them, however many there are.
    """
    loaded = last_loads()
    runs = []
    chosen = sorted((one for one in indicators if one.dataset in loaded), key=lambda one: one.dataset)
    for code, group in groupby(chosen, key=lambda one: one.dataset):
        snapshot = loaded[code].snapshot
        measured = list(group)
        if missing := uncomputed(lake(), measured, snapshot):
            compute(lake(), packs().datasets[code], missing, packs().places, at=snapshot)
        runs += [(one, snapshot) for one in measured]
    return newest_cells(lake(), runs, place)


def latest(code: str, place: str) -> Cell | None:
    """The newest full month of an indicator for a place; None where nothing is measured."""
    indicator = packs().indicators.get(code)
    return newest_figures([indicator], place).get(code) if indicator else None


def indicator_codes(agreement: Agreement) -> list[str]:
    """The indicators that the agreement's tasks say they move and that a pack declares, by code."""
    tasks = Task.objects.filter(commitment__agreement=agreement).exclude(state=Task.State.DROPPED)
    named = tasks.exclude(indicator_code="").order_by().values_list("indicator_code", flat=True).distinct()
    return sorted(set(named) & set(packs().indicators))


def targets_of(code: str, place: str) -> list[Target]:
    """The targets of an indicator that count at a place: of each period the newest not withdrawn, by period."""
    counting: dict[str, Target] = {}
    found = Target.objects.filter(indicator_code=code, place_code=place, withdrawn_at=None).select_related("set_by")
    for target in found.order_by("pk"):
        counting[target.period] = target
    return sorted(counting.values(), key=lambda one: parse_period(one.period).first_day)


def measured_for(indicator: Indicator, snapshot: int, target: Target) -> Cell | None:
    """What was measured of a target's period; the newest part of it while the period runs; None where nothing is."""
    period = parse_period(target.period)
    whole = cells(lake(), indicator, snapshot, place=target.place_code, period=period)
    if whole:
        return whole[0]
    parts = cells(lake(), indicator, snapshot, place=target.place_code, grain=indicator.period.grain)
    inside = [cell for cell in parts if cell.period and cell.period in period]
    return inside[-1] if inside else None


def places_for_targets(indicator: Indicator, user: User) -> list[Place]:
    """Where a target may be set: the provinces measured, the person's own first, and the communes of that one."""
    snapshot = current(indicator)
    known = provinces_measured(indicator, snapshot) if snapshot is not None else []
    own = user.organisation.place_code if user.organisation else ""
    provinces = [place for code in dict.fromkeys([own, *known]) if code and (place := place_of(code))]
    below = packs().places.children(provinces[0].code, timezone.localdate()) if provinces else ()
    return [*provinces, *below]


def outlines_of(province: str, period: Period) -> list[Outline]:
    """The communes of a province as a map draws them: their own outlines where the lake holds them, else a point each.

    A commune of which neither is known is left out; the table beside the map still has it.
    """
    places = packs().places.children(province, period.last_day)
    own = _loaded_outlines(_outlines_version())
    found = []
    for place in places:
        if place.code in own:
            found.append(of_geometry(place.code, place.full_name, shapely.from_wkb(own[place.code])))
        elif point := packs().outlines.centroid(place.code):
            found.append(Outline(place.code, place.full_name, points=(point,)))
    return found


def provinces_of(indicator: Indicator, snapshot: int, period: Period, boundaries: Boundaries = "own") -> list[Cell]:
    """The provinces of the country in one period; a simulated province is none of them."""
    known = {one.code for one in packs().places.every(PROVINCE, boundary_day(boundaries, period)) if not one.simulated}
    found = cells(lake(), indicator, snapshot, level=PROVINCE, period=period, boundaries=boundaries)
    return [cell for cell in found if cell.place in known]


def _outlines_version() -> int | None:
    if OUTLINES not in packs().datasets:
        return None
    newest = loads_of(packs().datasets[OUTLINES])
    return newest[0].snapshot if newest else None


@lru_cache(maxsize=2)
def _loaded_outlines(snapshot: int | None) -> dict[str, bytes]:
    """The outlines in the lake by place code, as WKB."""
    if snapshot is None:
        return {}
    stored = as_it_stood(lake(), packs().datasets[OUTLINES], snapshot)
    with lake().reading() as cursor:
        return dict(cursor.execute(f"SELECT place_code, geometry FROM ({stored})").fetchall())
