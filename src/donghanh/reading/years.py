"""The year of a date written without one: from publication, from the text around it, or inferred."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from donghanh.reading.segments import Segmented

_CURRENT = re.compile(
    r"(?:ngay trong|trước mắt,? (?:trong )?|riêng|trong|kế hoạch hợp tác|các hoạt động|nhiệm vụ) năm "
    r"(?P<y>(?:19|20)\d{2})(?!\s?-)"
    r"|(?:quý|quí) (?:\d|[ivx]+)(?:/| năm )(?P<q>20\d{2})"
    r"|từ (?:đầu )?(?:tháng \d{1,2}/|năm )(?P<s>20\d{2}) đến nay"
    r"|\d tháng (?:đầu|cuối) năm (?P<h>20\d{2})"
)
_ANY_MONTH = re.compile(r"tháng (?P<m>\d{1,2})(?:[/.-]| năm )(?P<y>20\d{2})")
_TO_COME = re.compile(r"\b(?:đề nghị|sẽ|dự kiến|giao|yêu cầu|phấn đấu|hoàn thành trước)\b")
_AIM = re.compile(r"(?:trước|đến|chậm nhất)\s+\Z")
"""A year behind it is one to come."""
_FULL = re.compile(r"(?<![\d/.-])(?P<d>\d{1,2})[/.-](?P<m>\d{1,2})[/.-](?P<y>20\d{2})(?!\d)")
_AFTER_YEARS = re.compile(r"(?:sau|qua|kết|và|hơn)\s+(?:gần |hơn )?0?(?P<n>\d{1,2}|một|hai|ba|bốn|năm) năm\b(?! \d)")
_OPENING_YEAR = re.compile(r"\bnăm (?P<y>20\d{2})(?!\s?-)")
_NUMBERS = {"một": 1, "hai": 2, "ba": 3, "bốn": 4, "năm": 5}


@dataclass(frozen=True)
class YearClues:
    """What a text says about the year it was written in."""

    current: tuple[int, ...]
    """Years spoken of as now ("trong năm 2021", "từ tháng 4/2023 đến nay")."""
    opening: tuple[int, ...]
    """Years in the headline and the first sentences, not part of a period."""
    signed: date | None
    """The day an earlier agreement was signed, if the text tells."""
    begins: int | None
    """The first year of this agreement's period."""
    elapsed: tuple[int, ...]
    """Numbers of years that a review looks back on."""
    ahead: tuple[tuple[int, int], ...] = ()
    """Years and months by which something is to be done."""


def year_clues(text: Segmented, begins: int | None) -> YearClues:
    """Collect the clues; ``begins`` is the first year of the period of this agreement."""
    told = [found for found in text.search(_CURRENT) if not _AIM.search(_before(text, found))]
    current = [int(next(year for year in found.groups() if year)) for found in told]
    ahead = []
    for found in text.search(_ANY_MONTH):
        sentence = text.sentence_at(found.start())
        if sentence and _TO_COME.search(text.key, sentence.start, found.start()):
            ahead.append((int(found["y"]), int(found["m"])))
        else:
            current.append(int(found["y"]))
    opening = []
    for block in list(text.readable())[:3]:
        opening += [int(found["y"]) for found in text.search(_OPENING_YEAR, block) if "đến" not in _before(text, found)]
    signed = None
    for found in text.search(_FULL):
        if re.search(r"\bký\b[^.;]{0,60}\Z", _before(text, found, 80)):
            signed = _date(int(found["y"]), int(found["m"]), int(found["d"]))
    elapsed = [_NUMBERS.get(found["n"]) or int(found["n"]) for found in text.search(_AFTER_YEARS)]
    looked_back = tuple(one for one in elapsed if one <= 10)
    return YearClues(tuple(current), tuple(opening), signed, begins, looked_back, tuple(ahead))


def _before(text: Segmented, found: re.Match[str], width: int = 12) -> str:
    return text.key[max(0, found.start() - width) : found.start()]


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def resolve_year(month: int, day: int, published: str | None, clues: YearClues) -> tuple[int | None, str]:
    """The year of ``day`` and ``month``, and where it was had from (``year_source`` of the record)."""
    if published:
        return _from_published(month, day, published), "published"
    if clues.signed and clues.elapsed:
        year = clues.signed.year + min(clues.elapsed)
        return year, "inferred"
    if clues.opening:
        return clues.opening[0], "text_context"
    if clues.current:
        return (clues.begins if clues.begins in clues.current else min(clues.current)), "inferred"
    if clues.ahead:
        year, by = min(clues.ahead)
        return year - (by < month), "inferred"
    if clues.begins and clues.elapsed:
        return clues.begins + min(clues.elapsed), "inferred"
    return None, "none"


def _from_published(month: int, day: int, published: str) -> int:
    """The latest such day not after publication (a month of grace where only the month is known)."""
    parts = [int(part) for part in published.split("-")]
    known = date(parts[0], parts[1] if len(parts) > 1 else 12, parts[2] if len(parts) > 2 else 28)
    limit = known + timedelta(days=3 if len(parts) > 2 else 31)
    year = known.year + 1
    while year > known.year - 8:
        then = _date(year, month, day)
        if then and then <= limit:
            return year
        year -= 1
    return known.year
