"""A panel: one value by place and period, the treated places with the period each began, and the comparison places."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property

from donghanh.errors import InputError
from donghanh.periods import Period, period_of

NAMED = 5
"""How many places a message names before it only counts them."""


@dataclass(frozen=True, slots=True)
class Observation:
    """The value of a place in a period (None: not known) and, where it is a share or a rate, its base (denominator)."""

    place: str
    period: Period
    value: float | None
    base: float | None = None


@dataclass(frozen=True)
class Panel:
    """What :func:`panel` has checked; periods follow each other without a hole, values may be missing."""

    periods: tuple[Period, ...]
    starts: Mapping[str, Period]
    """The treated places with the first period in which each was treated."""
    comparisons: tuple[str, ...]
    values: Mapping[tuple[str, Period], float]
    """The known values."""
    weights: Mapping[str, float]
    """Mean base of each place before anything started; empty where the panel has no bases."""

    @property
    def treated(self) -> tuple[str, ...]:
        """The treated places, by code."""
        return tuple(self.starts)

    @property
    def places(self) -> tuple[str, ...]:
        """The treated places, then the comparison places."""
        return (*self.starts, *self.comparisons)

    @property
    def missing_share(self) -> float:
        """Share (0-1) of places × periods without a value."""
        return 1 - len(self.values) / (len(self.places) * len(self.periods))

    @cached_property
    def cohorts(self) -> tuple[Period, ...]:
        """The different starts, the earliest first."""
        return tuple(sorted(set(self.starts.values())))

    @property
    def periods_before(self) -> int:
        """Periods before the earliest start."""
        return self.periods.index(self.cohorts[0])

    @property
    def periods_after(self) -> int:
        """Periods from the latest start on."""
        return len(self.periods) - self.periods.index(self.cohorts[-1])


def panel(observations: Iterable[Observation], *, treated: Mapping[str, Period], comparisons: Iterable[str]) -> Panel:
    """The panel of these observations, checked.

    ``treated`` gives for each treated place its first treated period, in the grain of the observations. With bases a
    place weighs what its mean base was before the earliest start, which the treatment cannot have changed.

    Raises:
        InputError: no treated place, or no comparison place; a place in both groups, or in neither, or without any
            observation; two observations of one place and period; periods of different grains; a value that is no
            number; a base missing or not above 0; a place without a value before a start or after it.
    """
    rows = list(observations)
    others = tuple(sorted(set(comparisons)))
    _check_groups(rows, treated, others)
    starts = {place: treated[place] for place in sorted(treated)}
    periods = _periods(rows, starts)
    _check_rows(rows)
    known = {(row.place, row.period): row.value for row in rows if row.value is not None and not math.isnan(row.value)}
    found = Panel(periods, starts, others, known, _weights(rows, [*starts, *others], min(starts.values())))
    _check_both_sides(found)
    return found


def named(places: Iterable[str]) -> str:
    """The places as a message names them: the first few, then how many more."""
    listed = sorted(places)
    more = f" (+{len(listed) - NAMED})" if len(listed) > NAMED else ""
    return ", ".join(listed[:NAMED]) + more


def _check_groups(rows: list[Observation], treated: Mapping[str, Period], comparisons: tuple[str, ...]) -> None:
    if not treated or not comparisons:
        raise InputError(
            "evaluation.group.empty",
            vi="Cần ít nhất một địa bàn thí điểm và một địa bàn đối chứng. Hãy chọn thêm.",
            en="At least one treated place and one comparison place are wanted. Choose some.",
        )
    if both := set(treated) & set(comparisons):
        raise InputError(
            "evaluation.group.both",
            vi=f"{named(both)} vừa là thí điểm vừa là đối chứng. Hãy bỏ khỏi một nhóm.",
            en=f"{named(both)}: in both groups, treated and comparison. Take it out of one.",
        )
    groups, seen = {*treated, *comparisons}, {row.place for row in rows}
    if unknown := seen - groups:
        raise InputError(
            "evaluation.place.unknown",
            vi=f"{named(unknown)} không thuộc nhóm nào. Hãy xếp vào thí điểm hoặc đối chứng, hoặc bỏ số liệu.",
            en=f"{named(unknown)}: in neither group. Make it treated or comparison, or leave its values out.",
        )
    if silent := groups - seen:
        raise InputError(
            "evaluation.place.silent",
            vi=f"{named(silent)} không có số liệu nào. Hãy kiểm tra mã địa bàn hoặc bỏ khỏi nhóm.",
            en=f"{named(silent)}: no value at all. Check the place code, or take it out of its group.",
        )


def _periods(rows: list[Observation], starts: Mapping[str, Period]) -> tuple[Period, ...]:
    grains = {row.period.grain for row in rows} | {start.grain for start in starts.values()}
    if len(grains) > 1:
        raise InputError(
            "evaluation.period.grain",
            vi=f"Kỳ số liệu và kỳ bắt đầu lẫn lộn ({', '.join(sorted(grains))}). Hãy dùng chung tháng, quý hoặc năm.",
            en=f"Periods and starts are mixed ({', '.join(sorted(grains))}). Use months, quarters or years throughout.",
        )
    last = max(row.period for row in rows)
    periods = [min(row.period for row in rows)]
    while periods[-1] < last:
        periods.append(period_of(periods[-1].last_day + timedelta(days=1), last.grain))
    for place, start in starts.items():
        if not periods[0] < start:
            raise InputError(
                "evaluation.period.before",
                vi=f"{place} bắt đầu {start.name()}, không có kỳ nào trước đó. Hãy thêm số liệu các kỳ trước.",
                en=f"{place} starts in {start} and there is no period before it. Add values of earlier periods.",
            )
        if last < start:
            raise InputError(
                "evaluation.period.after",
                vi=f"{place} bắt đầu {start.name()}, số liệu chỉ đến {last.name()}. Hãy chờ hoặc thêm số liệu kỳ sau.",
                en=f"{place} starts in {start} but values end in {last}. Wait for later periods, or add them.",
            )
    return tuple(periods)


def _check_rows(rows: list[Observation]) -> None:
    (place, period), times = Counter((row.place, row.period) for row in rows).most_common(1)[0]
    if times > 1:
        raise InputError(
            "evaluation.row.twice",
            vi=f"{place} có {times} dòng cho {period.name()}. Chỉ để lại một.",
            en=f"{place} has {times} rows for {period}. Keep one.",
        )
    for row in rows:
        if row.value is not None and math.isinf(row.value):
            raise InputError(
                "evaluation.row.number",
                vi=f"Giá trị của {row.place}, {row.period.name()} là vô cực. Hãy sửa, hoặc để trống nếu chưa biết.",
                en=f"The value of {row.place} in {row.period} is infinite. Correct it, or leave it empty if not known.",
            )
        if row.base is not None and not 0 < row.base < math.inf:
            raise InputError(
                "evaluation.row.base",
                vi=f"Mẫu số của {row.place}, {row.period.name()} là {row.base}. Mẫu số phải lớn hơn 0.",
                en=f"The base of {row.place} in {row.period} is {row.base}. A base must be above 0.",
            )


def _weights(rows: list[Observation], places: list[str], start: Period) -> dict[str, float]:
    bases: dict[str, list[float]] = {}
    for row in sorted(rows, key=lambda one: one.period):
        if row.base is not None and row.period < start:
            bases.setdefault(row.place, []).append(row.base)
    if bases and (without := set(places) - set(bases)):
        raise InputError(
            "evaluation.base.missing",
            vi=f"{named(without)} thiếu mẫu số trước {start.name()}. Hãy bổ sung, hoặc bỏ mẫu số ở mọi nơi.",
            en=f"{named(without)}: no base before {start}, while others have one. Add it, or leave out all bases.",
        )
    return {place: math.fsum(bases[place]) / len(bases[place]) for place in places if bases}


def _check_both_sides(found: Panel) -> None:
    bounds = {place: (start, start) for place, start in found.starts.items()}
    bounds |= dict.fromkeys(found.comparisons, (found.cohorts[0], found.cohorts[-1]))
    known: dict[str, list[Period]] = {}
    for place, period in found.values:
        known.setdefault(place, []).append(period)
    early = [place for place, (start, _) in bounds.items() if not any(one < start for one in known.get(place, ()))]
    late = [place for place, (_, start) in bounds.items() if all(one < start for one in known.get(place, ()))]
    if early:
        raise InputError(
            "evaluation.place.before",
            vi=f"{named(early)} không có giá trị nào trước khi thí điểm bắt đầu. Hãy bổ sung hoặc bỏ khỏi nhóm.",
            en=f"{named(early)}: no value before the pilot began. Add one, or take the place out of its group.",
        )
    if late:
        raise InputError(
            "evaluation.place.after",
            vi=f"{named(late)} không có giá trị nào từ khi thí điểm bắt đầu. Hãy bổ sung hoặc bỏ khỏi nhóm.",
            en=f"{named(late)}: no value since the pilot began. Add one, or take the place out of its group.",
        )
