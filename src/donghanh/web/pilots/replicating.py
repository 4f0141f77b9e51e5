"""Which places are ready to take a pilot over, from the newest figures of the indicators chosen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from donghanh.errors import InputError
from donghanh.evaluation.readiness import Readiness, ReadinessItem, readiness
from donghanh.indicators.compute import Cell, cells
from donghanh.web.catalogue.querysets import lake, packs
from donghanh.web.organisations.models import Organisation
from donghanh.web.pilots.models import Pilot, PilotPlace
from donghanh.web.pilots.territory import communes_of_pilot
from donghanh.web.scoreboard.querysets import COMMUNE, current


@dataclass(frozen=True)
class ItemFacts:
    """What makes a place ready: an indicator, whether high or low is better, and its weight (above 0)."""

    indicator_code: str
    better: str
    weight: float = 1.0


@dataclass(frozen=True)
class Ranked:
    """The ranking, with the cell behind each value and the names of the places."""

    found: Readiness
    cells: dict[str, dict[str, Cell]]
    """Item → place → its newest cell."""
    names: dict[str, str]


def rank_places(pilot: Pilot, items: Sequence[ItemFacts], waves: Sequence[int]) -> Ranked:
    """Every commune of the province that was no pilot place, the readiest first.

    Raises:
        InputError: an indicator that no pack declares or that has no data, a direction that is none, and what
            :func:`~donghanh.evaluation.readiness.readiness` refuses.
    """
    tried = set(pilot.places.filter(group=PilotPlace.Group.TREATED).values_list("place_code", flat=True))
    names = {code: name for code, name in communes_of_pilot(pilot).items() if code not in tried}
    known = {one.indicator_code: _newest(one, set(names)) for one in items}
    values: dict[str, dict[str, float | None]] = {
        place: {code: _value(found.get(place)) for code, found in known.items()} for place in names
    }
    asked = [ReadinessItem(one.indicator_code, one.better, one.weight) for one in items]  # type: ignore[arg-type]
    return Ranked(readiness(asked, values, waves=waves), known, names)


def _newest(item: ItemFacts, places: set[str]) -> dict[str, Cell]:
    """The newest cell of each place whose period was over on the as-of day."""
    indicator = packs().indicators.get(item.indicator_code)
    snapshot = current(indicator) if indicator else None
    if indicator is None or snapshot is None or item.better not in ("high", "low"):
        raise InputError(
            "replication.item",
            vi=f"Tiêu chí “{item.indicator_code}” chưa có số liệu hoặc thiếu chiều (cao hay thấp tốt). Hãy chọn lại.",
            en=f"The item “{item.indicator_code}” has no data, or no direction (high or low is better). Choose again.",
        )
    found: dict[str, Cell] = {}
    for cell in cells(lake(), indicator, snapshot, level=COMMUNE, grain=indicator.period.grain):
        over = cell.period and (cell.as_of is None or cell.period.last_day <= cell.as_of)
        if over and cell.place in places and cell.value is not None:
            found[cell.place] = cell
    return found


def _value(cell: Cell | None) -> float | None:
    return None if cell is None or cell.value is None else float(cell.value)


def parts_of(ranked: Ranked, place: str) -> list[dict[str, Any]]:
    """What each item does for a place, as a roll-out keeps it."""
    standing = next(one for one in ranked.found.standings if one.place == place)
    told = []
    for part in standing.parts:
        cell = ranked.cells[part.item].get(place)
        figure = cell.id if cell else None
        told.append(
            {"indicator": part.item, "value": part.value, "adds": part.adds, "lacks": part.lacks, "figure": figure}
        )
    return told


def commune_offices(codes: Sequence[str]) -> dict[str, Organisation]:
    """Place → the commune's own office, where one is entered."""
    found = Organisation.objects.filter(kind=Organisation.Kind.COMMUNE, place_code__in=codes).order_by("-pk")
    return {one.place_code: one for one in found}
