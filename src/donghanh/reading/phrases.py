"""The words of one vocabulary entry, searched for by themselves (a table's search mixes all its entries)."""

from __future__ import annotations

import re
from functools import lru_cache

from donghanh.reading.forms import Forms, key_of
from donghanh.reading.vocabulary import Entry, Table


class Phrases:
    """The words, exact words and patterns of one entry, longest first, as whole words."""

    def __init__(self, entry: Entry) -> None:
        words = [_escaped(key_of(word)) for word in sorted(entry.words, key=len, reverse=True)]
        self._key = _whole([*(f"(?:{key_of(pattern)})" for pattern in entry.patterns), *words])
        self._text = _whole([_escaped(word) for word in sorted(entry.exact, key=len, reverse=True)])

    def find(self, forms: Forms, start: int, end: int) -> list[tuple[int, int]]:
        """Where they stand in ``text[start:end]``, in order, none inside another."""
        found = [
            one.span()
            for pattern, form in ((self._key, forms.key), (self._text, forms.text))
            if pattern
            for one in pattern.finditer(form, start, end)
        ]
        kept: list[tuple[int, int]] = []
        for one in sorted(found, key=lambda span: (span[0], -span[1])):
            if one[1] > one[0] and (not kept or one[0] >= kept[-1][1]):
                kept.append(one)
        return kept

    def first(self, forms: Forms, start: int, end: int) -> tuple[int, int] | None:
        """The first place, or None."""
        return next(iter(self.find(forms, start, end)), None)

    def at(self, forms: Forms, start: int, end: int) -> int | None:
        """The end of the longest phrase that begins exactly at ``start``, or None."""
        ends = [
            one.end()
            for pattern, form in ((self._key, forms.key), (self._text, forms.text))
            if pattern and (one := pattern.match(form, start, end))
        ]
        return max(ends, default=None)


def _escaped(word: str) -> str:
    return re.escape(word).replace(r"\ ", r"\s+")


def _whole(alternatives: list[str]) -> re.Pattern[str] | None:
    return re.compile(rf"(?<!\w)(?:{'|'.join(alternatives)})(?!\w)") if alternatives else None


@lru_cache(maxsize=256)
def phrases(table: Table, code: str) -> Phrases:
    """The phrases of ``code``, compiled once for each table."""
    return Phrases(table.by_code[code])
