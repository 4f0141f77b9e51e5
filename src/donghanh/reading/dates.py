"""Dates: when the event was, and which dates are something else.

Dates are ISO; ``XXXX-08-21`` (the EDTF form) where the year cannot be had. A date is the
event's unless its sentence says otherwise: a legal basis, an earlier signing, a deadline.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from donghanh.reading.date_roles import DEADLINE, YEARLY, weigh_date
from donghanh.reading.definition import Finding
from donghanh.reading.segments import Segmented
from donghanh.reading.years import YearClues, resolve_year

_DAYPART = r"(?:(?:rạng )?sáng|trưa|chiều|tối|đêm)(?: nay| qua| mai)?(?:[, ]+(?:thứ \w+|chủ nhật))?[, ]+\(?(?:ngày )?"
_LONG = r"ngày\s+(?P<ld>\d{1,2})\s+tháng\s*(?P<lm>\d{1,2})(?:(?:,?\s+năm\s+|\s?[/,]\s?)(?P<ly>\d{4}))?"
_SHORT = r"(?P<d>\d{1,2})\s?(?P<sep>[/.-])\s?(?P<m>\d{1,2})(?:\s?(?P=sep)\s?(?P<y>\d{4}))?"
_RANGE = r"(?P<first>\d{1,2})(?P<fm>[/.]\d{1,2})?\s?(?:-|đến|và)\s?(?:ngày )?(?=\d{1,2}[/.]\d{1,2})"
_DATE = re.compile(
    rf"(?P<lead>(?P<part>{_DAYPART})|(?:từ |hai |2 )?ngày\s+(?=\d))?(?:{_LONG}|(?:{_RANGE})?{_SHORT})(?![\d%]|[/.-]\d)"
)
_MONTH = re.compile(
    r"(?:(?P<part>đầu|giữa|cuối|trung tuần|thượng tuần|hạ tuần|trong) )?tháng (?P<m>\d{1,2})(?:[/.-]| "
    r"năm )(?P<y>\d{4})(?!\d)"
)
_GOOD_ENOUGH = 3.0
_TODAY = re.compile(r"\b(?:sáng|chiều|tối|trưa) (?P<today>nay|qua)\b|\b(?:ngày )?hôm (?P<day>nay|qua)\b")


@dataclass(frozen=True)
class _Candidate:
    start: int
    end: int
    day: int
    month: int
    year: int | None
    first_day: int | None
    score: float
    role: str
    """Why it is not the event's date, or ""."""


@dataclass(frozen=True)
class Dates:
    """What was found: the event's dates, the others, and the publication line."""

    events: tuple[Finding, ...]
    others: tuple[Finding, ...]
    published: Finding | None


def find_dates(text: Segmented, published: str | None, clues: YearClues, *, paper: bool, signing: bool) -> Dates:
    """Sort the dates of the text. ``paper``: an official paper, whose own date is the event's."""
    line = published_line(text)
    known = published or (line.value if line else None)
    candidates = [_candidate(text, found, known, paper=paper, signing=signing) for found in _dates(text)]
    chosen = max(candidates, key=lambda one: (one.score, -one.start), default=None)
    if chosen is not None and chosen.score >= _GOOD_ENOUGH:
        events = [_event(text, chosen, known, clues)]
    else:
        chosen, events = None, _vague_event(text, known, signing=signing)
    others: dict[str | None, Finding] = {}
    for one in candidates:
        if (
            one.role
            and one.role not in (DEADLINE, YEARLY)
            and not (chosen and (one.day, one.month) == (chosen.day, chosen.month))
        ):
            finding = _other(text, one, known, clues)
            others.setdefault(finding.value, finding)
    return Dates(tuple(one for one in events if one.value), tuple(one for one in others.values() if one.value), line)


def published_line(text: Segmented) -> Finding | None:
    """The publication line: a line with day and time, or one that says "cập nhật"."""
    stamp = re.compile(
        r"(?:\d{1,2}[:h]\d{2}(?::\d{2})?\s*(?:am|pm)?\s*[,|-]?\s*(?:ngày "
        r")?)?(?P<d>\d{1,2})[/.-](?P<m>\d{1,2})[/.-](?P<y>\d{4})"
        r"(?:\s*[,|-]?\s*(?:lúc )?\d{1,2}[:h]\d{2}(?::\d{2})?(?:\s*(?:am|pm))?(?: \(?gmt ?\+ ?7\)?)?)?"
    )
    for block in text.blocks:
        found = stamp.search(text.key, block.start, block.end) if block.kind == "meta" else None
        if found:
            day, month = int(found["d"]), int(found["m"])
            if month > 12:  # 7/15/2021 5:21 PM
                day, month = month, day
            value = _iso(int(found["y"]), month, day)
            if value:
                return Finding(value, (text.span(found.start(), found.end()),))
    return None


def _dates(text: Segmented) -> Iterator[re.Match[str]]:
    for found in text.search(_DATE):
        block = text.block_at(found.start())
        if block and block.kind != "meta" and _plausible(text, found):
            yield found


def _plausible(text: Segmented, found: re.Match[str]) -> bool:
    day, month = int(found["ld"] or found["d"]), int(found["lm"] or found["m"])
    if not (1 <= day <= 31 and 1 <= month <= 12):
        return False
    dated = found["lead"] or found["ld"] or found["y"]
    before = text.key[max(0, found.start() - 2) : found.start()]
    if not found["lead"] and not found["ld"] and re.search(r"[\w/.,-]\Z", before):
        return False
    return bool(dated) or bool(
        re.search(r"\(\Z|\b(?:ngày|hôm)\s*\Z", text.key[max(0, found.start() - 8) : found.start()])
    )


def _candidate(text: Segmented, found: re.Match[str], known: str | None, *, paper: bool, signing: bool) -> _Candidate:
    year = int(found["ly"] or found["y"] or 0) or None
    day, month = int(found["ld"] or found["d"]), int(found["lm"] or found["m"])
    score, role = weigh_date(
        text,
        found.span(),
        _day(year, month, day) if year else None,
        spelled=bool(found["ld"]),
        daypart=bool(found["part"]),
        paper=paper,
        signing=signing,
        published=date.fromisoformat(known) if known and len(known) == 10 else None,
    )
    first = int(found["first"]) if found["first"] else None
    return _Candidate(found.start(), found.end(), day, month, year, first, score, role)


def _event(text: Segmented, chosen: _Candidate, known: str | None, clues: YearClues) -> Finding:
    year, source = (chosen.year, "text") if chosen.year else resolve_year(chosen.month, chosen.day, known, clues)
    value = _iso(year, chosen.month, chosen.day)
    if chosen.first_day and value and chosen.first_day < chosen.day:
        value = f"{_iso(year, chosen.month, chosen.first_day)}/{value}"
    return Finding(value, (text.span(chosen.start, chosen.end),), {"year_source": source})


def _vague_event(text: Segmented, known: str | None, *, signing: bool) -> list[Finding]:
    """A day given only as "sáng nay", or a month in the lead of a report on a signing."""
    leads = [block for block in text.readable() if block.kind == "lead"]
    for block in leads:
        today = next(text.search(_TODAY, block), None)
        if today and known and len(known) == 10:
            day = date.fromisoformat(known) - timedelta(days="qua" in (today["today"], today["day"]))
            return [Finding(day.isoformat(), (text.span(*today.span()),), {"year_source": "published"})]
        month = next(text.search(_MONTH, block), None)
        if month and signing and month.start() - block.start < 40 and 1 <= int(month["m"]) <= 12:
            value = f"{month['y']}-{int(month['m']):02d}"
            return [Finding(value, (text.span(*month.span()),), {"year_source": "text"})]
    return []


def _other(text: Segmented, one: _Candidate, known: str | None, clues: YearClues) -> Finding:
    year = one.year or resolve_year(one.month, one.day, known, clues)[0]
    return Finding(_iso(year, one.month, one.day), (text.span(one.start, one.end),), {"role": one.role})


def _iso(year: int | None, month: int, day: int) -> str | None:
    """The ISO date, or its XXXX form; None for a day that does not exist."""
    if _day(year or 2000, month, day) is None:
        return None
    return f"{year:04d}-{month:02d}-{day:02d}" if year else f"XXXX-{month:02d}-{day:02d}"


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
