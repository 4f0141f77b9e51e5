"""The condition under which points are given: "từ 70% đến dưới 90%", "≥ 80%", "4 cuộc", "không có", "còn lại"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from donghanh.indices.annex.numbers import NUMBER, key, number

_LOW = r">=|≥|=>|lon hon hoac bang|khong (?:duoi|thap hon|it hon|nho hon)|toi thieu|it nhat|tu"
_ABOVE = r">|tren|(?:lon|cao|nhieu) hon|vuot|hon"
_HIGH = r"<=|≤|=<|nho hon hoac bang|khong (?:vuot )?qua|khong (?:lon|cao|nhieu) hon|toi da|den|toi|-"
_BELOW = r"<|duoi|(?:nho|thap|it) hon|chua (?:dat|du|den|toi)|can"
_BOUND = re.compile(
    rf"(?:(?P<low>{_LOW})|(?P<high>{_HIGH})|(?P<below>{_BELOW})|(?P<above>{_ABOVE}))?\s*(?:muc |dat |co |la )?\s*"
    rf"(?<![\w.,])(?P<number>{NUMBER})(?![\w])\s*(?P<percent>%)?"
    r"(?:[a-z /]{0,40}?(?:(?P<up>tro len)|(?P<down>tro xuong)))?"
)
_SIGN_AFTER = re.compile(r"\s*(?P<sign><=|≤|=<|<|>=|≥|=>|>)")
_UNRELATED = (  # numbers in a condition that are no bounds
    r"\([^()]*\)",
    r"\b(?:ngay )?\d{1,2}/\d{1,2}(?:/\d{4})?\b|\bngay \d{1,2}[.-]\d{1,2}(?:[.-]\d{4})?\b",
    r"\b(?:nam|thang|quy|muc(?: do)?|cap(?: do)?|hang|loai|ban|doan|luc|bieu|dieu|khoan) (?:\d{1,4}|[ivx]+)\b(?!\s*%)",
    r"\b(?:quyet dinh|nghi quyet|nghi dinh|ke hoach|cong van|thong tu|chi thi|de an)(?: so)? \d+[^\s;,]*",
    r"/\s*(?:01 |1 )?(?:nam|quy|thang|lan)\b",
    r"\b\d+/\d+\s*(?:quy|thang)\b",
)
_ELSE = re.compile(
    r"^(?:cac |doi voi |neu )*(?:truong hop |muc )?(?:con lai|khac\b|nguoc lai)|^(?:con lai|khong thuoc)"
)
_NOT = re.compile(r"\b(?:khong|chua)\b")


@dataclass(frozen=True)
class Interval:
    """The values a condition covers; None: without end on that side."""

    low: float | None
    high: float | None
    has_low: bool = True
    has_high: bool = True
    """Whether the end itself belongs to it."""
    is_percent: bool = False

    @property
    def is_one(self) -> bool:
        """Whether it is one value only."""
        return self.low is not None and self.low == self.high


def is_else(condition: str) -> bool:
    """Whether the condition is “all other cases”."""
    return bool(_ELSE.search(key(condition).strip(" -:,.")))


def is_negative(condition: str) -> bool:
    """Whether the condition denies something, or is “all other cases”."""
    return is_else(condition) or bool(_NOT.search(key(condition)))


def interval(condition: str) -> Interval | None:
    """The values the condition covers; None where it speaks of none, or of more than one range."""
    words = key(condition)
    for pattern in _UNRELATED:
        words = re.sub(pattern, " ", words)
    bounds = list(_BOUND.finditer(words))
    if not bounds or len(bounds) > 2:
        return None
    percents = {bool(one["percent"]) for one in bounds}
    is_percent = True in percents
    low = high = None
    has_low = has_high = True
    for at, bound in enumerate(bounds):
        side, included = _side(bound, words, is_first=at == 0 and len(bounds) == 2)
        value = number(bound["number"])
        if side == "one" and len(bounds) == 1:
            return Interval(value, value, is_percent=is_percent)
        if side == "low" and low is None:
            low, has_low = value, included
        elif side == "high" and high is None:
            high, has_high = value, included
        else:
            return None
    if low is not None and high is not None and low > high:
        return None
    return Interval(low, high, has_low, has_high, is_percent)


def _side(bound: re.Match[str], words: str, *, is_first: bool) -> tuple[str, bool]:
    """Which end a number is, and whether it belongs to the range."""
    if bound["up"]:
        return "low", True
    if bound["down"]:
        return "high", True
    sign = _SIGN_AFTER.match(words, bound.end())
    if sign and not (bound["low"] or bound["high"] or bound["below"] or bound["above"]):
        return ("low" if "<" in sign["sign"] or "≤" in sign["sign"] else "high"), sign["sign"] not in ("<", ">")
    for name, side, included in (("low", "low", True), ("above", "low", False), ("high", "high", True)):
        if bound[name]:
            return side, included
    if bound["below"]:
        return "high", False
    return ("low" if is_first else "one"), True
