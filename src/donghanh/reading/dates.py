"""Dates: when the event was, and which dates are something else.

Dates are ISO; ``XXXX-08-21`` (the EDTF form) where the year cannot be had. A date is the
event's unless its sentence says otherwise: a legal basis, an earlier signing, a deadline.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from donghanh.reading.definition import Finding
from donghanh.reading.segments import Segmented
from donghanh.reading.years import YearClues, resolve_year

_DAYPART = r"(?:(?:rạng )?sáng|trưa|chiều|tối|đêm)(?: nay| qua| mai)?(?:[, ]+(?:thứ \w+|chủ nhật))?[, ]+\(?(?:ngày )?"
_LONG = r"ngày\s+(?P<ld>\d{1,2})\s+tháng\s*(?P<lm>\d{1,2})(?:,?\s+năm\s+(?P<ly>\d{4}))?"
_SHORT = r"(?P<d>\d{1,2})\s?(?P<sep>[/.-])\s?(?P<m>\d{1,2})(?:\s?(?P=sep)\s?(?P<y>\d{4}))?"
_RANGE = r"(?P<first>\d{1,2})(?P<fm>[/.]\d{1,2})?\s?(?:-|đến|và)\s?(?:ngày )?(?=\d{1,2}[/.]\d{1,2})"
_DATE = re.compile(rf"(?P<lead>{_DAYPART}|(?:từ )?ngày\s+(?=\d))?(?:{_LONG}|(?:{_RANGE})?{_SHORT})(?![\d%]|[/.-]\d)")
_MONTH = re.compile(
    r"(?:(?P<part>đầu|giữa|cuối|trung tuần|thượng tuần|hạ tuần|trong) )?tháng (?P<m>\d{1,2})(?:[/.-]| năm )(?P<y>\d{4})(?!\d)"
)
_TODAY = re.compile(r"\b(?:sáng|chiều|tối|trưa) (?P<today>nay|qua)\b|\b(?:ngày )?hôm (?P<day>nay|qua)\b")

_LEGAL = re.compile(
    r"(?:quyết định|nghị quyết|kế hoạch|công văn|thông báo|chỉ thị|nghị định|thông tư|luật|kết luận|tờ trình|chương trình|đề án|căn cứ|"
    r"số \d+[\w/.-]*|\d+/[\w-]+)[^.;\n]{0,60}$"
)
_EARLIER = re.compile(
    r"(?:trước đó|trước đây|(?:được|đã) ký(?: kết)?|ký(?: kết)?(?: vào)?|(?:sau|tại|từ) (?:khi|lễ) ký)[^.;\n]{0,140}$"
)
_DEADLINE = re.compile(
    r"(?:trước|đến|chậm nhất|hạn|hết|từ|kể từ|tính đến|dự kiến|hàng năm|lấy|hưởng ứng|nhân|kỷ niệm|vào)(?: ngày| vào)?[^.;,\n]{0,24}$"
)
_SIGNING_DAY = re.compile(r"(?:ngày )?(?:chuyển đổi số|thành lập|truyền thống|giải phóng|quốc khánh)[^.;,\n]{0,20}$")


@dataclass(frozen=True)
class _Candidate:
    start: int
    end: int
    day: int
    month: int
    year: int | None
    first_day: int | None
    long: bool
    daypart: bool
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
    candidates = [_candidate(text, found, paper=paper, signing=signing) for found in _dates(text)]
    chosen = max(candidates, key=lambda one: (one.score, -one.start), default=None)
    events: list[Finding] = []
    if chosen is not None and chosen.score > 0:
        events.append(_event(text, chosen, known, clues))
    else:
        chosen = None
        events += _vague_event(text, known, signing=signing)
    others = [_other(text, one, known) for one in candidates if one is not chosen and (one.year or one.role)]
    return Dates(tuple(events), tuple(one for one in others if one), line)


def published_line(text: Segmented) -> Finding | None:
    """The publication line: a line with day and time, or one that says "cập nhật"."""
    stamp = re.compile(
        r"(?:\d{1,2}[:h]\d{2}(?::\d{2})?\s*(?:am|pm)?\s*[,|-]?\s*(?:ngày )?)?(?P<d>\d{1,2})[/.-](?P<m>\d{1,2})[/.-](?P<y>\d{4})"
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
    if re.search(r"[\w/.,-]$", before):
        return False
    return bool(dated) or bool(
        re.search(r"\($|\b(?:ngày|hôm)\s*$", text.key[max(0, found.start() - 8) : found.start()])
    )


def _candidate(text: Segmented, found: re.Match[str], *, paper: bool, signing: bool) -> _Candidate:
    year = found["ly"] or found["y"]
    daypart = (bool(found["lead"]) and not found["lead"].strip().endswith("ngày")) or bool(
        found["lead"] and re.match(r"rạng|sáng|trưa|chiều|tối|đêm", found["lead"])
    )
    score, role = _score(text, found, daypart=daypart, paper=paper, signing=signing)
    return _Candidate(
        found.start(),
        found.end(),
        int(found["ld"] or found["d"]),
        int(found["lm"] or found["m"]),
        int(year) if year else None,
        int(found["first"]) if found["first"] else None,
        bool(found["ld"]),
        daypart,
        score,
        role,
    )


def _score(text: Segmented, found: re.Match[str], *, daypart: bool, paper: bool, signing: bool) -> tuple[float, str]:
    """How much a date looks like the event's; below zero it has another role."""
    block, sentence = text.block_at(found.start()), text.sentence_at(found.start())
    start = sentence.start if sentence else found.start()
    before = text.key[start : found.start()]
    if found["ld"] and re.search(r"(?:^|\n|\s)[\w. ]{2,25},\s*$", before) and (block and block.start < 700):
        return 9.0, ""
    if paper:
        return -5.0, "decision" if _LEGAL.search(before) else "event"
    if not daypart and _LEGAL.search(before) and not re.match(r"^\W*$", before):
        return -5.0, "legal_basis" if re.match(r"\W*căn cứ", before) else "decision"
    if re.match(r"\W*(?:trước đó|trước đây)", before):
        return -5.0, "agreement_signed" if "ký" in text.key[start : sentence.end if sentence else None] else "earlier"
    if (
        not daypart
        and _EARLIER.search(before)
        and not (signing and not re.search(r"thỏa thuận|biên bản|ghi nhớ|lễ ký", before))
    ):
        return -4.0, "agreement_signed"
    if not daypart and (_DEADLINE.search(before) or _SIGNING_DAY.search(before)):
        return -3.0, "deadline"
    score = 1.0 + 2.0 * daypart
    score += 2.0 if len(before) < 40 else 0.0
    score += {"headline": 1.5, "lead": 2.0, "caption": -0.5}.get(block.kind if block else "", 0.0)
    return score, ""


def _event(text: Segmented, chosen: _Candidate, known: str | None, clues: YearClues) -> Finding:
    year, source = (chosen.year, "text") if chosen.year else resolve_year(chosen.month, chosen.day, known, clues)
    value = _iso(year, chosen.month, chosen.day)
    if chosen.first_day and value and chosen.first_day < chosen.day:
        value = f"{_iso(year, chosen.month, chosen.first_day)}/{value}"
    end = chosen.end
    return Finding(value, (text.span(chosen.start, end),), {"year_source": source})


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


def _other(text: Segmented, one: _Candidate, known: str | None) -> Finding | None:
    year = one.year or (int(known[:4]) if known else None)
    value = _iso(year, one.month, one.day)
    start = one.start
    return Finding(value, (text.span(start, one.end),), {"role": one.role or "mentioned"}) if value else None


def _iso(year: int | None, month: int, day: int) -> str | None:
    """The ISO date, or its XXXX form; None for a day that does not exist."""
    try:
        date(year or 2000, month, day)
    except ValueError:
        return None
    return f"{year:04d}-{month:02d}-{day:02d}" if year else f"XXXX-{month:02d}-{day:02d}"


def event_years(events: Sequence[Finding]) -> set[int]:
    """The years of the events, where known."""
    return {int(one.value[:4]) for one in events if one.value and one.value[:4].isdigit()}
