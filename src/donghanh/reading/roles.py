"""The offices beside a name: a title, what it heads, and further titles joined by commas, dashes or "kiêm".

Behind a name a role runs as long as its words are known to belong to one. Before a name it is
held from both sides, so unknown words may stand in it, if none of them ends a phrase.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from donghanh.reading.phrases import Phrases, phrases
from donghanh.reading.segments import Segmented
from donghanh.reading.vocabulary import Vocabulary

_WORD = re.compile(r"[\w&/.'-]*\w\.?|&")
_LIST_JOIN = re.compile(r"\s*,\s*|\s*-\s*|\s+kiêm(?: nhiệm)?\s+")
_MOST_WORDS = 40
_ORGANISATION = re.compile(
    r"(?:tập đoàn|tổng công ty|công ty|ngân hàng|sở|bộ|ban|cục|vụ|viện|trung tâm|khối|phòng|chi nhánh|trường|đại học"
    r"|học viện|văn phòng|hội|hiệp hội)\b"
)
_AND_WITHIN = re.compile(
    r"\b(?:sở|bộ|ban|cục|vụ|viện|trung tâm|phòng|đại học|khối|hội|hiệp hội|tập đoàn|công ty|quốc hội)\b[^,;]*$"
)


@dataclass(frozen=True)
class Role:
    """A role found: its place, and where each title of it begins and ends."""

    start: int
    end: int
    parts: tuple[tuple[int, int], ...]


class RoleReader:
    """Reads roles in one text."""

    def __init__(self, text: Segmented, vocabulary: Vocabulary) -> None:
        table = vocabulary["roles"]
        self._text = text
        self._head = phrases(table, "head")
        self._within = phrases(table, "within")
        self._never = phrases(table, "never")
        self._rank = phrases(table, "rank")
        self._honorific = phrases(table, "honorific")

    @property
    def heads(self) -> Phrases:
        """The titles that may begin a role."""
        return self._head

    def after(self, start: int, limit: int) -> Role | None:
        """The role that begins at ``start`` or behind one comma, dash or bracket."""
        opening = re.compile(r"\s*[,;(-]?\s*(?:chức vụ\s*:\s*|là |hiện là |nguyên là )?").match(
            self._text.key, start, limit
        )
        begin = opening.end() if opening else start
        return self._read(begin, limit, free=False)

    def before(self, end: int, floor: int, *, comma: bool = False) -> Role | None:
        """The role that ends where the name begins (``comma``: or a comma before it), right of ``floor``."""
        key = self._text.key
        stop = end
        while stop > floor and (key[stop - 1].isspace() or (comma and key[stop - 1] == ",")):
            stop -= 1
        for start, _ in self._head.find(self._text, floor, stop):
            role = self._read(start, stop, free=True)
            if role and role.end == stop:
                return role
        return None

    def honorific_before(self, end: int, floor: int) -> int:
        """Where an honorific that stands right before ``end`` begins; ``end`` if none does."""
        return self._just_before(self._honorific, end, floor)

    def rank_before(self, end: int, floor: int) -> int:
        """Where a rank or academic title right before ``end`` begins; ``end`` if none does."""
        return self._just_before(self._rank, end, floor)

    def _just_before(self, wanted: Phrases, end: int, floor: int) -> int:
        start = max(floor, end - 40)
        for begin, stop in reversed(wanted.find(self._text, start, end)):
            if not self._text.key[stop:end].strip(" \n.:"):
                return begin
        return end

    def _read(self, start: int, limit: int, *, free: bool) -> Role | None:
        head = self._head.at(self._text, start, limit)
        if head is None:
            return None
        parts: list[tuple[int, int]] = []
        part, at = start, head
        for _ in range(_MOST_WORDS):
            step = self._next(part, at, limit, free=free)
            if step is None:
                break
            begin, end = step
            if begin is not None:
                parts.append((part, at))
                part = begin
            at = end
        parts.append((part, at))
        return Role(start, at, tuple(parts))

    def _next(self, part: int, at: int, limit: int, *, free: bool) -> tuple[int | None, int] | None:
        """One word further: (where a new title begins or None, end of the word); None where the role ends."""
        text = self._text
        joined = _LIST_JOIN.match(text.key, at, limit)
        if joined:
            title = self._head.at(text, joined.end(), limit)
            if title:
                return (None if "kiêm" in joined.group() else joined.end()), title
            if _ORGANISATION.match(text.key, joined.end(), limit) and "kiêm" not in joined.group():
                return None, _WORD.match(text.key, joined.end(), limit).end()  # type: ignore[union-attr]
            return self._name_part(part, joined, limit)
        gap = re.compile(r"\s+").match(text.key, at, limit)
        if not gap or gap.end() >= limit:
            return None
        return self._word(part, gap.end(), limit, free=free)

    def _name_part(self, part: int, joined: re.Match[str], limit: int) -> tuple[None, int] | None:
        """A dash inside an organisation's name: "Công nghiệp - Viễn thông"."""
        if "-" not in joined.group() or not _AND_WITHIN.search(self._text.key, part, joined.start()):
            return None
        known = self._within.at(self._text, joined.end(), limit)
        return (None, known) if known else None

    def _word(self, part: int, start: int, limit: int, *, free: bool) -> tuple[int | None, int] | None:
        text = self._text
        title = self._head.at(text, start, limit)
        if title and text.text[start].isupper() and free:
            return start, title
        known = self._within.at(text, start, limit)
        if known and not re.compile(r"\.\w").match(text.key, known, limit):  # "TP.HCM" is one word
            return None, known
        word = _WORD.match(text.text, start, limit)
        if not word:
            return None
        if text.key.startswith(("và ", "& "), start):
            return self._and(part, start, limit)
        if word.group()[0].isupper() or word.group()[0].isdigit():
            return None, word.end() - word.group().endswith(".")
        if free and not self._never.at(text, start, limit):
            return None, word.end()
        return None

    def _and(self, part: int, start: int, limit: int) -> tuple[None, int] | None:
        """An "và" inside an organisation's name: "Sở Thông tin và Truyền thông"."""
        after = start + len("và ") if self._text.key.startswith("và ", start) else start + 2
        if self._head.at(self._text, after, limit) or not _AND_WITHIN.search(self._text.key, part, start):
            return None
        known = self._within.at(self._text, after, limit)
        return (None, known) if known else None
