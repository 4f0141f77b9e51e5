"""Where a commune's month goes: the places and periods whose value contains it, through mergers too.

A cell of a place and period stands for the place of that code on the period's last day. A
province therefore gathers the months of all it was merged from. A commune's quarter or year
holds only months in which it was that commune: what a divided commune's months would add to
its successors is not known.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from donghanh.indicators.store import Number, Part
from donghanh.periods import MONTHS, Period
from donghanh.places import Place, Places


class RollUp:
    """Rolls months of loaded places up over the places given."""

    def __init__(self, places: Places) -> None:
        self._places = places
        self._provinces: dict[tuple[Place, Period], Place | None] = {}

    def add(self, loaded: Iterable[Part]) -> list[Part]:
        """The month cells of loaded places, and all provinces, quarters and years they add up to."""
        sums: dict[tuple[str, int, Period], Part] = {}
        for part in loaded:
            for key in self.containing(part.place, part.period):
                known = sums.get(key)
                sums[key] = part_of(key, part) if known is None else part_of(key, known, part)
        return list(sums.values())

    def containing(self, code: str, month: Period) -> Iterator[tuple[str, int, Period]]:
        """Every (place code, level, period) whose value contains that month of the place with that code."""
        place = self._at(code, month)
        if place is None:
            return
        for grain in MONTHS:
            period = month.widened(grain)
            if grain == "month" or self._places.at(code, period.last_day) == place:
                yield code, place.level, period
            province = self._province(place, period) if place.level > 1 else None
            if province is not None:
                yield province.code, 1, period

    def _at(self, code: str, month: Period) -> Place | None:
        """The place meant by a row of that month: a dossier may be settled after its commune was merged."""
        on_last_day = self._places.at(code, month.last_day)
        if on_last_day:
            return on_last_day
        started = [
            one for one in self._places.versions(code) if one.valid_from is None or one.valid_from <= month.last_day
        ]
        return started[-1] if started else None

    def _province(self, place: Place, period: Period) -> Place | None:
        if (place, period) not in self._provinces:
            found = self._places.counterparts(self._places.province_of(place), period.last_day)
            self._provinces[place, period] = found[0] if len(found) == 1 else None
        return self._provinces[place, period]


def part_of(key: tuple[str, int, Period], *parts: Part) -> Part:
    """The parts added up, as the part of that place, level and period."""
    numerator: Number = sum(one.numerator for one in parts)
    given = [one.denominator for one in parts if one.denominator is not None]
    return Part(*key, numerator, sum(given) if given else None)
