"""Readiness: in which order places should take over a pilot, what each item adds, and what a place still lacks.

Each item's values become shares 0-1 over all places: ``min_max`` (distance from the worst, of the whole range) or
``rank`` (how many places are worse, equals counting half); then the weighted mean, in points of 100. Both as in the
OECD/JRC Handbook on Constructing Composite Indicators (2008), step 5. An item not known adds nothing: a place is not
called ready for what nobody has looked at.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from donghanh.errors import InputError

Normalisation = Literal["min_max", "rank"]
DECIMALS = 9
"""Scores equal to so many decimals are equal; the rest is the order of addition."""


@dataclass(frozen=True, slots=True)
class ReadinessItem:
    """Something that makes a place ready, whether much or little of it is better, and what it weighs (above 0)."""

    code: str
    better: Literal["high", "low"]
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Part:
    """What an item does for a place, in points of 100."""

    item: str
    value: float | None
    adds: float
    lacks: float
    """What the place would gain by being the best in this."""


@dataclass(frozen=True)
class Standing:
    """A place in the ranking; equals share a rank and the next are skipped."""

    place: str
    rank: int
    score: float
    """Points of 100."""
    parts: tuple[Part, ...]
    missing: tuple[str, ...]
    """Items without a value."""


@dataclass(frozen=True)
class Wave:
    """Places that begin together."""

    places: tuple[str, ...]
    tied_with: tuple[str, ...]
    """Places left for later that are just as ready as the last ones here; somebody must choose."""


@dataclass(frozen=True)
class Readiness:
    """All places, the readiest first; the waves in order; the places after the last wave."""

    standings: tuple[Standing, ...]
    waves: tuple[Wave, ...]
    later: tuple[str, ...]


def readiness(
    items: Sequence[ReadinessItem],
    values: Mapping[str, Mapping[str, float | None]],
    *,
    normalisation: Normalisation = "min_max",
    waves: Sequence[int] = (),
) -> Readiness:
    """Rank the places of ``values`` (place → item → value) and cut the order into waves of these sizes.

    Of equals the place with fewer items missing comes first, then the lower code.

    Raises:
        InputError: no item or no place; an item twice, or with a weight not above 0; a value of an item that is not
            asked for, or no finite number; a wave of no place.
    """
    _check(items, values, waves)
    shares = {item.code: _shares(item, values, normalisation) for item in items}
    whole = math.fsum(item.weight for item in items)
    found = []
    for place in values:
        parts = tuple(_part(item, values[place].get(item.code), shares[item.code].get(place), whole) for item in items)
        score = round(math.fsum(part.adds for part in parts), DECIMALS)
        found.append((score, place, parts, tuple(part.item for part in parts if part.value is None)))
    found.sort(key=lambda one: (-one[0], len(one[3]), one[1]))
    standings = tuple(
        Standing(place, 1 + sum(other[0] > score for other in found), score, parts, missing)
        for score, place, parts, missing in found
    )
    return Readiness(standings, *_waves(standings, waves))


def _shares(
    item: ReadinessItem, values: Mapping[str, Mapping[str, float | None]], normalisation: Normalisation
) -> dict[str, float]:
    """The share of each place whose value is known; all are 1 where all are equal."""
    sign = 1 if item.better == "high" else -1
    known = {place: sign * value for place, row in values.items() if (value := row.get(item.code)) is not None}
    if not known:
        return {}
    low, high = min(known.values()), max(known.values())
    if low == high:
        return dict.fromkeys(known, 1.0)
    if normalisation == "min_max":
        return {place: (value - low) / (high - low) for place, value in known.items()}
    counts, below, shares = Counter(known.values()), 0, {}
    for value in sorted(counts):
        shares[value] = (below + (counts[value] - 1) / 2) / (len(known) - 1)
        below += counts[value]
    return {place: shares[value] for place, value in known.items()}


def _part(item: ReadinessItem, value: float | None, share: float | None, whole: float) -> Part:
    most = 100 * item.weight / whole
    adds = most * (share or 0.0)
    return Part(item.code, value, adds, most - adds)


def _waves(standings: tuple[Standing, ...], sizes: Sequence[int]) -> tuple[tuple[Wave, ...], tuple[str, ...]]:
    waves, start = [], 0
    for size in sizes:
        now, after = standings[start : start + size], standings[start + size :]
        if now:
            tied = tuple(one.place for one in after if one.rank == now[-1].rank)
            waves.append(Wave(tuple(one.place for one in now), tied))
        start += size
    return tuple(waves), tuple(one.place for one in standings[start:])


def _check(
    items: Sequence[ReadinessItem], values: Mapping[str, Mapping[str, float | None]], waves: Sequence[int]
) -> None:
    if not items or not values:
        raise InputError(
            "readiness.empty",
            vi="Cần ít nhất một tiêu chí sẵn sàng và một địa bàn. Hãy thêm.",
            en="At least one readiness item and one place are wanted. Add them.",
        )
    for code, times in Counter(item.code for item in items).items():
        if times > 1:
            raise InputError(
                "readiness.item.twice",
                vi=f"Tiêu chí {code} có {times} lần. Chỉ để lại một.",
                en=f"The item {code} is there {times} times. Keep one.",
            )
    for item in items:
        if not 0 < item.weight < math.inf:
            raise InputError(
                "readiness.item.weight",
                vi=f"Trọng số của {item.code} là {item.weight}. Trọng số phải lớn hơn 0.",
                en=f"The weight of {item.code} is {item.weight}. A weight must be above 0.",
            )
    codes = {item.code for item in items}
    for place, row in values.items():
        for code, value in row.items():
            if code not in codes or (value is not None and not math.isfinite(value)):
                raise InputError(
                    "readiness.value",
                    vi=f"{place}: giá trị {value} của {code} không dùng được. Hãy ghi số của tiêu chí đã có.",
                    en=f"{place}: the value {value} of {code} cannot be used. Give a number of a declared item.",
                )
    for size in waves:
        if size < 1:
            raise InputError(
                "readiness.wave",
                vi=f"Đợt có {size} địa bàn. Mỗi đợt cần ít nhất một.",
                en=f"A wave of {size} places. A wave wants at least one.",
            )
