"""The words the reader knows: ``packs/vocabulary/*.yaml``, edited by domain experts, not in code.

Every file but ``organisations.yaml`` and ``provinces.yaml`` has one shape, a list of entries::

    - code: smart_city
      words: [đô thị thông minh, thành phố thông minh]   # any case, either placing of the tone
      exact: [IOC]                                       # in exactly these capitals
      patterns: ['ubnd .{0,20} thông minh']              # regular expressions, lower case, "-" for every dash

A word is found only as a whole word, the longest first.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Protocol

import yaml
from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError

from donghanh.errors import PackError
from donghanh.reading.forms import Forms, key_of


class _Bounds(Protocol):
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


class Entry(BaseModel):
    """One code and the words that stand for it; a file may give its entries further plain fields (see ``extra``)."""

    model_config = ConfigDict(extra="allow", frozen=True)

    code: str
    words: list[str] = []
    exact: list[str] = []
    patterns: list[str] = []

    @property
    def extra(self) -> Mapping[str, Any]:
        """The further fields of the entry, such as ``name``."""
        return self.model_extra or {}


@dataclass(frozen=True)
class Hit:
    """A word found: its entry's code, and where in the reading text."""

    code: str
    start: int
    end: int


class Table:
    """The entries of one vocabulary file, ready to be searched for."""

    def __init__(self, entries: list[Entry]) -> None:
        self.entries = tuple(entries)
        self.by_code = {entry.code: entry for entry in entries}
        self._last: tuple[Forms | None, list[Hit]] = (None, [])

    @cached_property
    def _codes(self) -> dict[str, str]:
        return {key_of(word): entry.code for entry in self.entries for word in entry.words}

    @cached_property
    def _words(self) -> re.Pattern[str] | None:
        return _alternatives(self._codes)

    @cached_property
    def _exact_codes(self) -> dict[str, str]:
        return {word: entry.code for entry in self.entries for word in entry.exact}

    @cached_property
    def _exact(self) -> re.Pattern[str] | None:
        return _alternatives(self._exact_codes)

    @cached_property
    def _patterns(self) -> tuple[tuple[str, re.Pattern[str]], ...]:
        return tuple(
            (entry.code, re.compile(key_of(one), re.MULTILINE)) for entry in self.entries for one in entry.patterns
        )

    def find(self, forms: Forms, within: _Bounds | None = None) -> list[Hit]:
        """Every word of the table in the text (or within a block or sentence), in order, none inside another."""
        if within is None:
            read, found = self._last  # several readers ask for all of one text, one after the other
            if read is not forms:
                found = self._kept(forms, 0, len(forms.key))
                self._last = (forms, found)
            return list(found)
        return self._kept(forms, within.start, within.end)

    def _kept(self, forms: Forms, start: int, end: int) -> list[Hit]:
        hits = list(self._hits(forms, start, end))
        hits.sort(key=lambda hit: (hit.start, -hit.end))
        kept: list[Hit] = []
        for hit in hits:
            if not kept or hit.start >= kept[-1].end:
                kept.append(hit)
        return kept

    def _hits(self, forms: Forms, start: int, end: int) -> Iterator[Hit]:
        if self._words:
            for found in self._words.finditer(forms.key, start, end):
                yield Hit(self._codes[re.sub(r"\s+", " ", found.group())], found.start(), found.end())
        if self._exact:
            for found in self._exact.finditer(forms.text, start, end):
                yield Hit(self._exact_codes[re.sub(r"\s+", " ", found.group())], found.start(), found.end())
        for code, pattern in self._patterns:
            for found in pattern.finditer(forms.key, start, end):
                if found.end() > found.start():
                    yield Hit(code, found.start(), found.end())

    def first(self, forms: Forms, within: _Bounds | None = None, code: str | None = None) -> Hit | None:
        """The first word found, of that code if one is given."""
        return next((hit for hit in self.find(forms, within) if code in (None, hit.code)), None)


def _alternatives(words: Mapping[str, str]) -> re.Pattern[str] | None:
    longest_first = sorted(words, key=len, reverse=True)
    joined = "|".join(re.escape(word).replace(r"\ ", r"[ \n]+") for word in longest_first)
    return re.compile(rf"(?<!\w)(?:{joined})(?!\w)") if words else None


class Vocabulary:
    """The tables by the name of their file: ``vocabulary["areas"]``."""

    def __init__(self, tables: Mapping[str, Table]) -> None:
        self._tables = tables

    def __getitem__(self, name: str) -> Table:
        return self._tables[name]

    def __contains__(self, name: str) -> bool:
        return name in self._tables


def load_vocabulary(*folders: Path) -> Vocabulary:
    """Read every ``*.yaml`` of the folders but ``pack.yaml``, which describes a pack; later folders add entries.

    Raises:
        PackError: a file that is no YAML, has another shape or a pattern that is no regular expression.
    """
    entries: dict[str, list[Entry]] = {}
    for folder in folders:
        for file in sorted(folder.glob("*.yaml")):
            if file.name != "pack.yaml":
                entries.setdefault(file.stem, []).extend(_entries(file))
    return Vocabulary({name: Table(found) for name, found in entries.items()})


def _entries(file: Path) -> list[Entry]:
    try:
        rows = yaml.load(file.read_text("utf-8"), Loader=yaml.CSafeLoader)
        entries = TypeAdapter(list[Entry]).validate_python(rows)
        for entry in entries:
            for pattern in entry.patterns:
                re.compile(key_of(pattern))
    except (yaml.YAMLError, ValidationError, re.error, UnicodeDecodeError) as error:
        mark = getattr(error, "problem_mark", None)
        raise PackError(
            "vocabulary.shape",
            vi=f"Tệp từ vựng sai dạng: {error}. Mỗi mục cần `code` và `words`, `exact` hoặc `patterns`.",
            en=(
                f"The vocabulary file has the wrong shape: {error}. Each entry needs `code` and `words`, "
                f"`exact` or `patterns`."
            ),
            file=file,
            line=mark.line + 1 if mark else 1,
        ) from error
    return entries
