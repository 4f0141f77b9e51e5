"""The sides of a formal agreement: whom its heading names, and who is "Bên A", "Bên B" in its articles.

The heading of an agreement says no verb of cooperation: it names one side after the other, each at
the start of a line ("BÊN A: ỦY BAN NHÂN DÂN TỈNH …", "1. TẬP ĐOÀN …", "… (sau đây gọi tắt là Bên B)").
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from donghanh.reading.mentions import Named
from donghanh.reading.segments import Segmented, Stretch

_LETTER = r"(?P<letter>thứ nhất|thứ hai|thứ ba|[abc]|[123])"
LETTERS = {"thứ nhất": "a", "thứ hai": "b", "thứ ba": "c", "1": "a", "2": "b", "3": "c"}
"""Other ways to say a letter."""
_NUMBER = r"(?:(?:\d{1,2}|[ivx]+)[.)/]\s*|[-*•+]\s*)?"
_HEADED = re.compile(
    rf"^[ \t]*{_NUMBER}(?:đại diện |thay mặt )?bên {_LETTER}\b\s*(?:\([^)\n]{{0,60}}\)\s*)?(?:[:.-]|là\b)?\s*"
    r"(?:là\b)?\s*(?P<name>\S[^\n]*)",
    re.MULTILINE,
)
_CALLED = re.compile(rf"(?:(?:gọi|viết)(?: chung)?(?: tắt)? là\s*:?\s*|\()[\"']?bên {_LETTER}\b")
_ZONE = re.compile(
    r"(?:chúng tôi gồm|chúng tôi, gồm|gồm có|các bên gồm|một bên là|đại diện (?:các|hai) bên"
    r"|hai bên gồm|chúng tôi là)\b"
)
_ZONE_END = re.compile(r"\bđiều 1\b|\b(?:cùng|đã|hai bên|các bên|nhau) (?:thống nhất|thỏa thuận)|\bsau khi\b")
_LONGEST_ZONE = 2500
_LINE_START = re.compile(rf"(?:^|\n)[ \t]*{_NUMBER}(?:giữa\s+|và\s+|một bên là:?\s+|là:?\s+)?\Z")
_TITLE_END = re.compile(r"\bcăn cứ\b|\bhôm nay\b|\bđiều 1\b")
_LONGEST_TITLE = 600
_REACH = 700
"""How far before "(sau đây gọi là Bên A)" its name may stand."""


@dataclass(frozen=True)
class Side:
    """One side: the organisations its line names, and its letter where it has one."""

    named: tuple[Named, ...]
    letter: str | None = None


def find_sides(text: Segmented, mentions: Sequence[Named]) -> list[Side]:
    """The sides a heading names, in order; empty where there is no such heading. ``mentions``: all, in order."""
    found: dict[str, Side] = {}
    for letter, named in (*_headed(text, mentions), *_called(text, mentions)):
        found.setdefault(letter, Side(named, letter))
    return list(found.values()) if len(found) > 1 else list(_listed(text, mentions))


def title(text: Segmented) -> Stretch:
    """The heading of an agreement, before its legal bases: "THỎA THUẬN HỢP TÁC GIỮA … VÀ …"."""
    end = _TITLE_END.search(text.key, 0, _LONGEST_TITLE)
    return Stretch(0, end.start() if end else min(len(text.key), _LONGEST_TITLE))


def _headed(text: Segmented, mentions: Sequence[Named]) -> Iterator[tuple[str, tuple[Named, ...]]]:
    for found in _HEADED.finditer(text.key):
        named = _in_line(text, mentions, found.start("name"))
        if named and named[0].start - found.start("name") < 3:
            yield LETTERS.get(found["letter"], found["letter"]), named


def _called(text: Segmented, mentions: Sequence[Named]) -> Iterator[tuple[str, tuple[Named, ...]]]:
    floor = 0
    for found in _CALLED.finditer(text.key):
        floor = max(floor, found.start() - _REACH)
        first = next((one for one in mentions if floor <= one.start < found.start() and _heads_line(text, one)), None)
        if first:
            yield LETTERS.get(found["letter"], found["letter"]), _in_line(text, mentions, first.start)
        floor = found.end()


def _listed(text: Segmented, mentions: Sequence[Named]) -> Iterator[Side]:
    """ "Chúng tôi gồm: 1. ỦY BAN NHÂN DÂN TỈNH … 2. TẬP ĐOÀN …"."""
    zone = _ZONE.search(text.key)
    if zone is None:
        return
    stop = _ZONE_END.search(text.key, zone.end(), zone.end() + _LONGEST_ZONE)
    end = stop.start() if stop else zone.end()
    lines = [one for one in mentions if zone.end() <= one.start < end and _heads_line(text, one)]
    for one in lines:
        yield Side(_in_line(text, mentions, one.start))


def _heads_line(text: Segmented, one: Named) -> bool:
    return _LINE_START.search(text.key, max(0, one.start - 40), one.start) is not None


def _in_line(text: Segmented, mentions: Sequence[Named], start: int) -> tuple[Named, ...]:
    end = text.key.find("\n", start)
    return tuple(one for one in mentions if start <= one.start < (end if end >= 0 else len(text.key)))
