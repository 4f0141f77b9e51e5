"""Periods: a year, a quarter or a month, written ``2026``, ``2026-Q2``, ``2026-05``."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date
from typing import Literal

from donghanh.errors import InputError

Grain = Literal["month", "quarter", "year"]
MONTHS: dict[Grain, int] = {"month": 1, "quarter": 3, "year": 12}
_WRITTEN = re.compile(r"(\d{4})(?:-(?:Q([1-4])|(0[1-9]|1[0-2])))?")


@dataclass(frozen=True, slots=True)
class Period:
    """The ``number``-th month, quarter or (always 1) year of a year. Compare periods by their days."""

    year: int
    grain: Grain
    number: int = 1

    @property
    def first_day(self) -> date:
        """The first day that belongs to the period."""
        return date(self.year, (self.number - 1) * MONTHS[self.grain] + 1, 1)

    @property
    def last_day(self) -> date:
        """The last day that belongs to the period."""
        month = self.number * MONTHS[self.grain]
        return date(self.year, month, calendar.monthrange(self.year, month)[1])

    def __str__(self) -> str:
        if self.grain == "year":
            return f"{self.year:04d}"
        return f"{self.year:04d}-Q{self.number}" if self.grain == "quarter" else f"{self.year:04d}-{self.number:02d}"

    def __lt__(self, other: Period) -> bool:
        """Order in time; of two that start together the longer comes first, so a year precedes its months."""
        return (self.first_day, -MONTHS[self.grain]) < (other.first_day, -MONTHS[other.grain])

    def __contains__(self, other: Period | date) -> bool:
        """Whether a day, or all of another period, lies in this one."""
        first, last = (other, other) if isinstance(other, date) else (other.first_day, other.last_day)
        return self.first_day <= first and last <= self.last_day

    def widened(self, grain: Grain) -> Period:
        """The month, quarter or year that this period lies in (ValueError if that is finer)."""
        if MONTHS[grain] < MONTHS[self.grain]:
            raise ValueError(f"a {self.grain} lies in no single {grain}")
        return period_of(self.first_day, grain)

    def name(self, language: str = "vi") -> str:
        """The period in words: "tháng 5/2026", "quý II/2026", "năm 2026"."""
        if not language.startswith("vi"):
            return str(self)
        if self.grain == "year":
            return f"năm {self.year}"
        if self.grain == "quarter":
            return f"quý {('I', 'II', 'III', 'IV')[self.number - 1]}/{self.year}"
        return f"tháng {self.number}/{self.year}"


def period_of(day: date, grain: Grain) -> Period:
    """The period of that grain that the day belongs to."""
    return Period(day.year, grain, (day.month - 1) // MONTHS[grain] + 1)


def parse_period(text: str) -> Period:
    """Read ``2026``, ``2026-Q2`` or ``2026-05``.

    Raises:
        InputError: anything else.
    """
    found = _WRITTEN.fullmatch(text.strip())
    if not found or int(found[1]) == 0:
        raise InputError(
            "period.form",
            vi=f"“{text}” không phải kỳ báo cáo. Viết 2026 (năm), 2026-Q2 (quý) hoặc 2026-05 (tháng).",
            en=f"“{text}” is not a period. Write 2026 (year), 2026-Q2 (quarter) or 2026-05 (month).",
        )
    if found[2]:
        return Period(int(found[1]), "quarter", int(found[2]))
    return Period(int(found[1]), "month", int(found[3])) if found[3] else Period(int(found[1]), "year")
