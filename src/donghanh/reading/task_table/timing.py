"""When a task is to be done: the words of a "thời gian" cell to days.

The due day is the last day of what is said: "Quý II/2026" is due on 30/06/2026. Offices write "trước ngày
30/6/2026" and mean that day as the last, so it is kept as the due day; only before the first day of a period
("trước ngày 01/7/2026", "trước tháng 7/2026", "trước năm 2027") the day before is meant. A start is read only where
one is said: a range, or "từ …". What is not said in full (no year known, "theo tiến độ của Bộ") gives no day.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from donghanh.text import fold, nfc

_ONE_DAY = timedelta(days=1)
_DASHES = str.maketrans(dict.fromkeys("–—−‐‑→~", "-") | {"\u00a0": " "})
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_QUARTER = r"(?:iv|i{1,3}|0?[1-4])(?!\w)"
_YEAR = r"20\d{2}(?!\d)"
_LIST = r"\s*(?:[-,&+;/]|va|den|toi)\s*"
_SPELLED = (  # a second quarter or month named by its number alone: "quý II, III/2026", "tháng 3-6/2026"
    (
        re.compile(rf"(\bquy {_QUARTER}\s*(?:/|nam)?\s*(?:{_YEAR})?)({_LIST})(?={_QUARTER}(?!\s*thang))"),
        r"\1\2quy ",
    ),
    (
        re.compile(
            rf"(\bthang \d{{1,2}}(?!\d))(\s*(?:[-,&]|va|den)\s*)"
            rf"(?=\d{{1,2}}(?:\s*/\s*{_YEAR}|\s*nam\b|\s*[,;)]|\s*$))"
        ),
        r"\1\2thang ",
    ),
)
_NUMBERS = dict(zip(["mot", "hai", "ba", "tu", "nam", "sau", "bay", "tam", "chin", "muoi"], range(1, 11), strict=True))
_NUMBERS |= {"bon": 4, "gieng": 1, "chap": 12, "muoi mot": 11, "muoi hai": 12}
_IN_WORDS = re.compile(rf"\b(?P<kind>quy|thang) (?P<number>muoi mot|muoi hai|[a-z]+)(?=\s*(?:/|nam)\s*{_YEAR})")
_REFERENCE = re.compile(
    r"\b(?:theo|tai|can cu|cua|thuc hien)\s+(?:chi dao (?:tai|cua) |noi dung |tien do |cac )*"
    r"(?:quyet dinh|ke hoach|nghi quyet|cong van|thong bao|ket luan|chi thi|nghi dinh|van ban|quy dinh|luat)\b[^;\n]*"
    r"|\b(?:tam nhin|dinh huong)\b[^;\n]*"
    r"|\bnam hoc (?:20)?\d{2}\s*-\s*(?:20)?\d{2}"
)
"""A paper named beside, whose date is not the task's; a view beyond the plan; the school year, which is no year."""
_MARKED = r"(?:(?P<{0}>dau|giua|cuoi|thuong tuan|trung tuan|ha tuan) )?"
_POINT = re.compile(
    r"(?P<iso>\d{4})-(?P<iso_m>\d{2})-(?P<iso_d>\d{2})(?!\d)"
    r"|(?P<d>(?<![\d/.])\d{1,2})\s*(?P<mark>[/.-])\s*(?P<m>\d{1,2})\s*(?P=mark)\s*(?P<y>20\d{2}|\d{2})(?![\d/])"
    rf"|\bngay\s+(?P<wd>\d{{1,2}})\s*(?:thang|/)\s*(?P<wm>\d{{1,2}})(?:\s*(?:,?\s*nam|/)\s*(?P<wy>{_YEAR}))?"
    rf"|\bquy\s*(?P<quarter>{_QUARTER})(?:\s*[/.,(-]?\s*(?:nam\s*)?(?P<qy>{_YEAR}))?"
    rf"|\bq\s*\.?\s*(?P<short_quarter>{_QUARTER})(?:\s*[/.-]\s*(?P<sqy>{_YEAR}))?"
    rf"|(?<!\w)(?P<bare_quarter>iv|i{{1,3}})\s*[/-]\s*(?P<bqy>{_YEAR})"
    rf"|\b(?P<months>3|6|9|03|06|09|sau|ba|chin)\s+thang\s+(?P<half>dau|cuoi)(?:\s*(?:cua\s*)?nam)?(?:\s*(?P<hy>{_YEAR}))?"
    rf"|\bnua (?P<part>dau|cuoi)\s+nam(?:\s*(?P<py>{_YEAR}))?"
    rf"|\b{_MARKED.format('when')}(?:thang|t)\s*\.?\s*(?P<month>\d{{1,2}})(?!\d)(?:\s*(?:/|-|\.|,)?\s*(?:nam\s*)?(?P<my>{_YEAR}))?"
    rf"|(?<![\d/.])(?P<bare_month>\d{{1,2}})\s*[/.-]\s*(?P<by>{_YEAR})(?!\s*[/-]\s*\d{{1,2}}\b(?!\s*[/.-]))"
    r"|(?<![\d/.])(?!24\s*/\s*7\b)(?P<sd>\d{1,2})\s*/\s*(?P<sm>\d{1,2})(?![\d/])"
    rf"|\b{_MARKED.format('season')}(?:nam\s*)?(?P<year>(?<![\d/.]){_YEAR})"
    r"|\b(?P<this>giua|cuoi|het|trong) nam\b(?! hoc)"
)
_FIRST_DAY = re.compile(r"(?<![\d/.])(?P<d>\d{1,2})\s*-\s*(?=\d{1,2}\s*/\s*\d{1,2})")
"""The first day of "15-20/6/2026", which has the month of the second."""
_RANGE = re.compile(r"\s*(?:-|den|toi)\s*(?:het\s*)?(?:ngay\s*)?(?:nam\s*)?")
_FROM = re.compile(r"\b(?:tu|ke tu|bat dau(?: tu)?|sau)\s*(?:dau\s*)?(?:ngay\s*|nam\s*)?$")
_BEFORE = re.compile(r"\btruoc\s*(?:ngay\s*|nam\s*)?$")
_NARROWS = re.compile(r"\s*(?:\(|[,;:(]?\s*\(?(?:phai |can )?(?:hoan thanh|xong|truoc|cham nhat)\b).*")
_ONWARD = re.compile(r"\btro di\b|(?:cac|nhung) nam (?:tiep theo|sau|ke tiep)|\btiep theo\b")
_EACH = r"\b(?:hang|moi|tung|dinh ky(?: (?:hang|moi))?|theo)"
_SIX, _THREE, _ONCE = r"(?:0?6|sau) thang", r"(?:0?3|ba) thang", r"\s*(?:/|mot|moi)\s*(?:0?1\s*|mot\s*)?lan"
_RECURRING = {  # the first that fits decides: the more exact word before the more general
    "half_yearly": rf"(?:{_EACH}|/|\bdinh ky)\s*{_SIX}(?! (?:dau|cuoi))|{_SIX}{_ONCE}|{_EACH} nua nam"
    rf"|{_SIX},? (?:va )?(?:hang )?nam|\b(?:0?2|hai) lan\s*/\s*nam",
    "quarterly": rf"{_EACH} (?:quy|{_THREE})\b(?! (?:iv|i|[1-4]|dau|cuoi))|{_THREE}{_ONCE}|\blan\s*/\s*quy\b",
    "monthly": rf"{_EACH} thang\b(?! \d)|\blan\s*/\s*thang\b",
    "yearly": rf"{_EACH} nam\b(?! 20)|\blan\s*/\s*nam\b|\bcac nam\b(?! (?:tiep|sau|ke|20))",
    "regular": r"thuong xuyen|lien tuc|\bthuong ky\b|\bdinh ky\b|\b(?:hang|moi) (?:tuan|ngay)\b"
    r"|\bkhi co (?:phat sinh|yeu cau)",
}


@dataclass(frozen=True)
class Timing:
    """When a task is to be done; the days and the rhythm are None and "" where the words do not say them."""

    words: str
    """As written."""
    starts_on: date | None = None
    due_on: date | None = None
    """The last day of what is said."""
    recurring: str = ""
    """"", ``yearly``, ``half_yearly``, ``quarterly``, ``monthly`` or ``regular`` ("Thường xuyên")."""


@dataclass
class _Point:
    """A day or a period named in the words; ``year`` is 0 where it is not said."""

    start: int
    end: int
    first: tuple[int, int]
    """Month and day."""
    last: tuple[int, int]
    """Month and day; day 0 is the last of the month."""
    year: int = 0
    is_year: bool = False
    is_span: bool = False
    """Two days of one month: "15-20/6/2026"."""

    def first_day(self) -> date:
        return date(self.year, *self.first)

    def last_day(self) -> date:
        month, day = self.last
        return date(self.year, month, day or calendar.monthrange(self.year, month)[1])


def read_timing(words: str, year: int | None = None) -> Timing:
    """The days and the rhythm that the words say. ``year`` is that of the plan, for "Quý II" without one."""
    shown = " ".join(nfc(words).split())
    text = fold(nfc(words).translate(_DASHES)).replace("\n", " ; ")
    text = _REFERENCE.sub(" ", re.sub(r"\bqui\b", "quy", " ".join(text.split())))
    text = _IN_WORDS.sub(_in_digits, text)
    for pattern, spelled in _SPELLED:
        for _ in range(4):  # a list names up to five
            text = pattern.sub(spelled, text)
    recurring = next((name for name, pattern in _RECURRING.items() if re.search(pattern, text)), "")
    try:
        points = list(_points(text))
        _fill_years(points, None if recurring in ("monthly", "quarterly", "half_yearly") else year)
        starts_on, due_on = _span(text, _narrowed(text, [one for one in points if one.year]))
    except ValueError:  # a day that does not exist, or none in particular: the words stay, for a person to mend
        starts_on = due_on = None
    if starts_on and due_on and starts_on > due_on:
        starts_on = due_on = None
    return Timing(shown, starts_on, due_on, recurring)


def _in_digits(found: re.Match[str]) -> str:
    return f"{found['kind']} {_NUMBERS.get(found['number'], found['number'])}"


def _points(text: str) -> Iterator[_Point]:
    for found in _POINT.finditer(text):
        first_day = _FIRST_DAY.search(text, max(0, found.start() - 6), found.end())
        point = _point(found)
        if first_day and first_day.end() == found.start() and point.first == point.last:
            point.first, point.is_span = (point.first[0], int(first_day["d"])), True
        yield point


def _point(found: re.Match[str]) -> _Point:
    def told(*names: str) -> int:
        return next((int(found[name]) for name in names if found[name]), 0)

    start, end = found.span()
    if month := told("iso_m", "m", "wm", "sm"):
        day = (month, told("iso_d", "d", "wd", "sd"))
        year = told("iso", "y", "wy")
        return _checked(_Point(start, end, day, day, year + 2000 if 0 < year < 100 else year))
    if quarter := found["quarter"] or found["short_quarter"] or found["bare_quarter"]:
        last = 3 * (_ROMAN.get(quarter) or int(quarter))
        return _Point(start, end, (last - 2, 1), (last, 0), told("qy", "sqy", "bqy"))
    if found["half"]:
        count = {"sau": 6, "ba": 3, "chin": 9}.get(found["months"]) or int(found["months"])
        begins = 1 if found["half"] == "dau" else 13 - count
        return _Point(start, end, (begins, 1), (begins + count - 1, 0), told("hy"))
    if found["part"]:
        begins = 1 if found["part"] == "dau" else 7
        return _Point(start, end, (begins, 1), (begins + 5, 0), told("py"))
    if month := told("month", "bare_month"):
        ends = {"dau": 10, "thuong tuan": 10, "giua": 20, "trung tuan": 20}.get(found["when"] or "", 0)
        return _checked(_Point(start, end, (month, 1), (month, ends), told("my", "by")))
    season = found["season"] or found["this"] or ""
    if season == "dau":
        raise ValueError("no day ends the beginning of a year")
    ends = 6 if season == "giua" else 12
    return _Point(start, end, (1, 1), (ends, 0), told("year"), is_year=not season)


def _checked(point: _Point) -> _Point:
    """The point, if its days can exist in a leap year (ValueError)."""
    date(2024, *point.first), date(2024, point.last[0], point.last[1] or 1)
    return point


def _fill_years(points: list[_Point], year: int | None) -> None:
    """Give a point without a year that of the next with one, else of the one before, else the plan's."""
    years = [one.year for one in points if not one.is_year] + [one.year for one in points if one.is_year]
    if not any(years):
        for point in points:
            point.year = year or 0
        return
    known = 0
    for point in reversed(points):
        known = point.year = point.year or known
    for point in points:
        known = point.year = point.year or known


def _narrowed(text: str, points: list[_Point]) -> list[_Point]:
    """Without a period whose last day is told right after it: "Năm 2026 (hoàn thành trước 30/6)"."""
    kept = []
    for at, point in enumerate(points):
        after = points[at + 1] if at + 1 < len(points) else None
        is_told = after and _NARROWS.fullmatch(text[point.end : after.start])
        if not (is_told and after and point.first_day() <= after.last_day() <= point.last_day()):
            kept.append(point)
    return kept


def _span(text: str, points: list[_Point]) -> tuple[date | None, date | None]:
    """The first and the last day said."""
    starts: list[date] = []
    ends: list[date] = []
    for at, point in enumerate(points):
        before = text[points[at - 1].end if at else 0 : point.start]
        following = text[point.end : points[at + 1].start] if at + 1 < len(points) else text[point.end :]
        opens = at + 1 < len(points) and _RANGE.fullmatch(following)
        is_onward = bool(_FROM.search(before) or _ONWARD.search(following))
        if opens or is_onward or point.is_span:
            starts.append(point.first_day())
        if _BEFORE.search(before) and point.first[1] == 1:
            ends.append(point.first_day() - _ONE_DAY)
        elif not opens and not is_onward:
            ends.append(point.last_day())
    return min(starts, default=None), max(ends, default=None)
