"""One spelling of each place: tables of different years write Bắc Kạn and Bắc Cạn, TT-Huế and Thừa Thiên Huế."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from donghanh.indices.inputs import Entry
from donghanh.places import Places


def one_spelling(entries: Iterable[Entry], places: Places, level: int) -> list[Entry]:
    """The entries with every name of a place as its last period writes it.

    Names that mean no place of that level, or several, stay as they are.
    """
    listed = list(entries)
    codes = {name: _code(places, name, level) for name in dict.fromkeys(entry.subject for entry in listed)}
    chosen: dict[str, str] = {}
    for entry in sorted(listed, key=lambda one: one.period, reverse=True):
        if code := codes[entry.subject]:
            chosen.setdefault(code, entry.subject)
    return [
        replace(entry, subject=chosen[codes[entry.subject]])
        if codes[entry.subject] and chosen[codes[entry.subject]] != entry.subject
        else entry
        for entry in listed
    ]


def _code(places: Places, name: str, level: int) -> str:
    """The code of the only place of that name and level; empty where there is none, or several."""
    found = {place.code for place in places.named(name, level=level)}
    return found.pop() if len(found) == 1 else ""
