"""What was found in a unit's figures, said so that an official understands it and can answer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from donghanh.lake.definition import Dataset
from donghanh.lake.quality.panel import ROWS, Panel
from donghanh.places import Places
from donghanh.text import say_number

Kind = Literal["copied", "duplicate", "rounded", "jump", "missing"]


@dataclass(frozen=True)
class Finding:
    """A figure, or a whole return, that should be looked at again."""

    dataset: str
    unit: str
    unit_name: str
    period: str
    column: str
    """The column, "_rows" for the number of rows, empty where the whole return is meant."""
    value: float | None
    usual: tuple[float, float] | None
    """Between which values the figure usually lies."""
    kind: Kind
    severity: Literal["high", "medium", "low"]
    vi: str
    en: str


def unit_name(places: Places, unit: str, on: date | None = None) -> str:
    """The place's name on that day, else its newest, capitalised; the code where it is no place."""
    found = (places.at(unit, on) if on else None) or places.at(unit)
    return found.full_name[0].upper() + found.full_name[1:] if found else unit


class Wording:
    """Makes the findings of one panel."""

    def __init__(self, dataset: Dataset, shown: Panel, places: Places) -> None:
        self._dataset = dataset
        self._shown = shown
        self._places = places

    def name(self, unit: str, period: int) -> str:
        """The place's name on the last day of the period, else its newest, else the code."""
        return unit_name(self._places, unit, self._shown.periods[period].last_day)

    def copied(self, unit: int, period: int, many: int) -> Finding:
        """All ``many`` numbers equal those of the period before."""
        before = self._shown.periods[period - 1]
        return self._finding(
            self._shown.units[unit],
            period,
            "copied",
            "high",
            f"chép nguyên số {before.name()} ở {many}/{many} cột",
            f"repeats {before} in {many} of {many} columns",
        )

    def duplicate(self, unit: int, period: int, others: list[int]) -> Finding:
        """All numbers equal those of other units."""
        names = [self.name(self._shown.units[other], period) for other in others[:3]]
        more = len(others) - len(names)
        shown = ", ".join(names)
        return self._finding(
            self._shown.units[unit],
            period,
            "duplicate",
            "high",
            f"có mọi số trùng với {shown}" + (f" và {more} đơn vị khác" if more else ""),
            f"has the same numbers as {shown}" + (f" and {more} other units" if more else ""),
        )

    def rounded(self, unit: int, period: int, k: int, n: int, share: float, over: int = 1) -> Finding:
        """k of n numbers end in 0 or 5, in one return or over the last ``over`` periods."""
        vi_span, en_span = ("", "") if over == 1 else (f" trong {over} kỳ gần nhất", f" over the last {over} periods")
        return self._finding(
            self._shown.units[unit],
            period,
            "rounded",
            "low",
            f"có {k}/{n} số tận cùng là 0 hoặc 5{vi_span} (thường khoảng {share:.0%}): có thể là số ước lượng",
            f"has {k} of {n} numbers ending in 0 or 5{en_span} (usually about {share:.0%}): perhaps estimates",
        )

    def jump(self, unit: int, period: int, column: int, usual: tuple[float, float], middle: float) -> Finding:
        """A value far from the unit's own history."""
        value = float(self._shown.values[unit, period, column])
        name = self._shown.columns[column]
        low, high = (round(one, 0 if self._shown.whole[column] else 4) for one in usual)
        huge = value >= 10 * middle or value <= middle / 10
        between_vi = f"từ {say_number(low)} đến {say_number(high)}"
        between_en = f"between {say_number(low, 'en')} and {say_number(high, 'en')}"
        return self._finding(
            self._shown.units[unit],
            period,
            "jump",
            "high" if huge else "medium",
            f"có {self._title(name)} là {say_number(value)}, các kỳ trước thường {between_vi}",
            f"has {self._title(name, 'en')} {say_number(value, 'en')}, usually {between_en}",
            column=name,
            value=value,
            usual=(low, high),
        )

    def missing(self, unit: str, period: int) -> Finding:
        """Nothing came for a period that is due."""
        return self._finding(unit, period, "missing", "high", "chưa có số liệu", "has not reported")

    def _title(self, column: str, language: str = "vi") -> str:
        if column == ROWS:
            return "số bản ghi" if language == "vi" else "rows"
        declared = self._dataset.column(column)
        return f"“{declared.label.get(language, declared.title)}”"

    def _finding(
        self,
        unit: str,
        period: int,
        kind: Kind,
        severity: Literal["high", "medium", "low"],
        vi: str,
        en: str,
        *,
        column: str = "",
        value: float | None = None,
        usual: tuple[float, float] | None = None,
    ) -> Finding:
        when, name = self._shown.periods[period], self.name(unit, period)
        vi, en = f"{name} {when.name()} {vi}.", f"{name} {when.name('en')} {en}."
        return Finding(self._dataset.code, unit, name, str(when), column, value, usual, kind, severity, vi, en)
