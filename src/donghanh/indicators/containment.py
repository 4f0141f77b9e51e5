"""What contains what: the places and periods whose value holds a loaded place's month, through mergers too.

A cell of a place and period stands, on its **own** boundaries, for the place of that code on the period's last day. A
province therefore gathers the months of all it was merged from; a commune's quarter or year holds only months in
which it was that commune. On **new** boundaries the whole series stands for today's places, on **old** ones for the
places of the day before the merger of 01/07/2025, as far as the data allows.

Which place a code meant changes only on a few days, so the answers are kept per *epoch*, the time between two of
them, and a roll-up is one join with a table of codes and epochs.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Literal

from donghanh.periods import MONTHS, Grain, Period, period_of
from donghanh.places import Place, Places

Boundaries = Literal["own", "old", "new"]
NATION = "VN"
"""The place code of the whole country, of level 0: all loaded places but invented ones."""
MERGER = date(2025, 7, 1)
"""The day 63 provinces became 34 and districts ended; old boundaries are those of the day before."""


@dataclass(frozen=True, slots=True)
class Span:
    """A finest period that enters a target period; ``loaded`` and ``shown`` are their epochs."""

    period: Period
    target: Period
    loaded: int
    shown: int


@dataclass(frozen=True, slots=True)
class Container:
    """Where the figures of a code go, of the place it meant: to itself or its heir, its province, the country."""

    self: str | None
    late: str | None
    """The code itself where a row came in after its place had ended: told in the finest period, in no longer one."""
    level: int
    province: str | None
    nation: str | None
    bridged: tuple[str, ...] = ()
    """Codes of places whose value is a convention because this one was divided among them."""


class Containment:
    """Places and their epochs; get it by :func:`containment`, which keeps what was found out."""

    def __init__(self, places: Places) -> None:
        self._places = places
        every = [one for level in (1, 2, 3) for one in places.every(level)]
        starts = {one.valid_from for one in every if one.valid_from}
        self._changes = sorted(starts | {one.valid_to + timedelta(days=1) for one in every if one.valid_to})
        self._known: dict[tuple[str, int, int, Boundaries], Container | None] = {}

    def spans(
        self, periods: Collection[Period], grain: Grain, rolling: int | None, boundaries: Boundaries
    ) -> list[Span]:
        """Which of these finest periods enter which targets of a grain; a window that is not full is no target."""
        pairs = _windows(periods, grain, rolling) if rolling else ((one, one.widened(grain)) for one in periods)
        return [Span(one, target, self.epoch(one.last_day), self._shown(target, boundaries)) for one, target in pairs]

    def epoch(self, day: date) -> int:
        """The number of the epoch a day lies in."""
        return bisect_right(self._changes, day)

    def _shown(self, target: Period, boundaries: Boundaries) -> int:
        if boundaries == "own":
            return self.epoch(target.last_day)
        return self.epoch(MERGER - timedelta(days=1)) if boundaries == "old" else len(self._changes)

    def _day(self, epoch: int) -> date:
        return self._changes[epoch - 1] if epoch else self._changes[0] - timedelta(days=1)

    def container(self, code: str, loaded: int, shown: int, boundaries: Boundaries) -> Container | None:
        """Where the figures of a code loaded in one epoch go in another; None for a place no table knows."""
        key = code, loaded, shown, boundaries
        if key not in self._known:
            self._known[key] = self._find(code, loaded, shown, boundaries)
        return self._known[key]

    def _find(self, code: str, loaded: int, shown: int, boundaries: Boundaries) -> Container | None:
        place = self._at(code, self._day(loaded))
        if place is None:
            return None
        nation = None if place.simulated else NATION
        on = self._day(shown)
        if boundaries == "own":
            heir = code if self._places.at(code, on) == place else None
            late = code if heir is None and loaded == shown else None
            return _container(place, heir, _only(self._provinces(place, on)), nation, late=late)
        if self._is_before(place, on):
            return self._heir(place, on, nation)
        return self._forebear(place, on, nation)

    def _at(self, code: str, day: date) -> Place | None:
        """The place meant by a row of that day: a dossier may be settled after its commune was merged."""
        there = self._places.at(code, day)
        if there:
            return there
        started = [one for one in self._places.versions(code) if one.valid_from is None or one.valid_from <= day]
        return started[-1] if started else None

    def _provinces(self, place: Place, on: date) -> tuple[Place, ...]:
        return self._places.counterparts(self._places.province_of(place), on)

    @staticmethod
    def _is_before(place: Place, on: date) -> bool:
        return place.exists(on) or (place.valid_to is not None and place.valid_to < on)

    def _heir(self, place: Place, on: date, nation: str | None) -> Container:
        """On later boundaries: what became of the place; divided, it counts wholly where its main part went."""
        heir, bridged = self._follow(place, on)
        province = _only(self._provinces(place, on))
        return _container(place, heir.code if heir else None, province, nation, tuple(sorted(bridged)))

    def _follow(self, place: Place, on: date) -> tuple[Place | None, set[str]]:
        if place.exists(on):
            return place, set()
        after = self._places.successors(place)
        main = [one for one, share in after if share in ("whole", "main")]
        divided = {one.code for one, _ in after} if len(after) > 1 else set()
        if len(main) != 1:
            return None, divided
        heir, later = self._follow(main[0], on)
        return heir, divided | later

    def _forebear(self, place: Place, on: date, nation: str | None) -> Container:
        """On earlier boundaries: the one place it was, if nothing was merged or divided; else only its province."""
        before = self._places.predecessors(place)
        if place.level == 1:
            exact = len(before) == 1 and len(self._places.successors(before[0][0])) == 1
            found = self._places.counterparts(before[0][0], on) if exact else ()
            return _container(place, None, _only(found), nation)
        provinces = {code for one, _ in before if (code := _only(self._provinces(one, on)))}
        chief = {code for one, share in before if share != "part" and (code := _only(self._provinces(one, on)))}
        bridged = tuple(sorted(provinces)) if len(provinces) > 1 else ()
        alone = len(before) == 1 and len(self._places.successors(before[0][0])) == 1 and before[0][0].exists(on)
        heir = before[0][0].code if alone else None
        counted = chief if len(chief) == 1 else provinces
        return _container(place, heir, next(iter(counted)) if len(counted) == 1 else None, nation, bridged)


def _container(
    place: Place,
    heir: str | None,
    province: str | None,
    nation: str | None,
    bridged: tuple[str, ...] = (),
    late: str | None = None,
) -> Container:
    if place.level == 1:
        heir = late = None  # a province's own rows meet those of its communes under "province"
    return Container(heir, late, place.level, province, nation, bridged)


@lru_cache(maxsize=8)
def containment(places: Places) -> Containment:
    """The containment of these places, the same one for every caller."""
    return Containment(places)


def _windows(periods: Collection[Period], grain: Grain, rolling: int) -> Iterator[tuple[Period, Period]]:
    """The periods of every full window of ``rolling`` finest periods that ends with a target's last day."""
    if not periods:
        return
    months = MONTHS[next(iter(periods)).grain]
    numbered = {_number(one): one for one in periods}
    first, last = min(numbered), max(numbered)
    targets = dict.fromkeys(
        period_of(date(number // 12, number % 12 + 1, 1), grain) for number in range(first, last + months, months)
    )
    for target in targets:
        end = _number(target) + MONTHS[grain]
        if end - rolling * months >= first:
            yield from (
                (numbered[number], target)
                for number in range(end - rolling * months, end, months)
                if number in numbered
            )


def _number(period: Period) -> int:
    return period.first_day.year * 12 + period.first_day.month - 1


def _only(found: Iterable[Place]) -> str | None:
    codes = [one.code for one in found]
    return codes[0] if len(codes) == 1 else None
