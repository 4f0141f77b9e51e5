"""Administrative places: who was what, when, and what became of it.

A code is used again for another territory (24 was Bắc Giang, since 01/07/2025 it is Bắc Ninh),
so a place is found by code **and date**. The tables are CSV files in pack folders
(``packs/places/README.md`` explains the columns); later folders add to earlier ones. Level 1
is read at once, the 14,000 places below it only when somebody asks for one.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from pathlib import Path

from donghanh.errors import PackError
from donghanh.text import fold, nfc, place_tones

KIND_WORDS = {
    "province": "tỉnh",
    "city": "thành phố",
    "district": "huyện",
    "urban_district": "quận",
    "district_town": "thị xã",
    "district_city": "thành phố",
    "commune": "xã",
    "ward": "phường",
    "town": "thị trấn",
    "special_zone": "đặc khu",
}
_PREFIXES = {"tp": ("city", "district_city")} | {
    fold(word): tuple(kind for kind, other in KIND_WORDS.items() if other == word) for word in KIND_WORDS.values()
}
_PREFIX = re.compile(rf"({'|'.join(sorted(_PREFIXES, key=len, reverse=True))}) (.+)")
_SHARES = ("whole", "main", "part")


@dataclass(frozen=True, slots=True)
class Place:
    """A territory between two dates; ``valid_to`` is the last day it existed, None while it does."""

    code: str
    name: str
    kind: str
    level: int
    parent: str
    valid_from: date | None
    valid_to: date | None
    simulated: bool = False

    @property
    def full_name(self) -> str:
        """The name with its kind: "tỉnh Quảng Trị", "phường Ba Đình"."""
        return f"{KIND_WORDS[self.kind]} {self.name}"

    def exists(self, on: date) -> bool:
        """Whether the place existed on that day."""
        return (self.valid_from is None or self.valid_from <= on) and (self.valid_to is None or on <= self.valid_to)


@dataclass(frozen=True, slots=True)
class Succession:
    """``old`` became ``new`` (its code from that day ``on``); ``share`` is whole, main (the larger part) or part."""

    old: str
    new: str
    on: date
    share: str


class Places:
    """All places of some folders, by code, by name and through their changes."""

    def __init__(self, folders: tuple[Path, ...]) -> None:
        self._folders = folders
        self._provinces = _by_code(self._read("provinces.csv"))

    @cached_property
    def _lower(self) -> dict[str, list[Place]]:
        return _by_code([*self._read("districts.csv"), *self._read("communes.csv")])

    @cached_property
    def _successions(self) -> tuple[Succession, ...]:
        return tuple(
            _succession(file, line, row)
            for name in ("province_successions.csv", "commune_successions.csv")
            for file, line, row in _rows(self._folders, name)
        )

    @cached_property
    def _by_new(self) -> dict[tuple[str, date], list[Succession]]:
        found: dict[tuple[str, date], list[Succession]] = {}
        for change in self._successions:
            found.setdefault((change.new, change.on), []).append(change)
        return found

    @cached_property
    def _by_old(self) -> dict[tuple[str, date], list[Succession]]:
        found: dict[tuple[str, date], list[Succession]] = {}
        for change in self._successions:
            found.setdefault((change.old, change.on), []).append(change)
        return found

    @cached_property
    def _aliases(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for _, _, row in _rows(self._folders, "aliases.csv"):
            found.setdefault(row["name"], []).append(row["alias"])
        return found

    @cached_property
    def _province_names(self) -> dict[str, list[tuple[str, Place]]]:
        return self._names(self._provinces)

    @cached_property
    def _lower_names(self) -> dict[str, list[tuple[str, Place]]]:
        return self._names(self._lower)

    def _names(self, places: dict[str, list[Place]]) -> dict[str, list[tuple[str, Place]]]:
        found: dict[str, list[tuple[str, Place]]] = {}
        for versions in places.values():
            for place in versions:
                for spelling in (place.name, *self._aliases.get(place.name, ())):
                    found.setdefault(_key(spelling), []).append((spelling, place))
        return found

    def _read(self, name: str) -> list[Place]:
        return [_place(file, line, row) for file, line, row in _rows(self._folders, name)]

    def versions(self, code: str) -> list[Place]:
        """Every place that has had this code, the oldest first."""
        return self._provinces.get(code) or self._lower.get(code, [])

    def at(self, code: str, on: date | None = None) -> Place | None:
        """The place of that code on that day (without a day: its latest version), or None."""
        versions = self.versions(code)
        if on is None:
            return versions[-1] if versions else None
        return next((place for place in versions if place.exists(on)), None)

    def every(self, level: int, on: date | None = None) -> tuple[Place, ...]:
        """All places of a level (1 province, 2 district, 3 commune), of all time or of one day, by code."""
        source = self._provinces if level == 1 else self._lower
        return tuple(
            place
            for code in sorted(source)
            for place in source[code]
            if place.level == level and (on is None or place.exists(on))
        )

    def children(self, code: str, on: date) -> tuple[Place, ...]:
        """The places directly below that code on that day, by code."""
        below = (place for versions in self._lower.values() for place in versions)
        return tuple(sorted((one for one in below if one.parent == code and one.exists(on)), key=lambda one: one.code))

    def province_of(self, place: Place) -> Place:
        """The province a place lay in (itself, for a province), as of the place's last day."""
        while place.level > 1:
            above = self.at(place.parent, place.valid_to or date.max)
            if above is None:
                break
            place = above
        return place

    def named(
        self, name: str, *, on: date | None = None, level: int | None = None, within: str | None = None
    ) -> tuple[Place, ...]:
        """The places of that name or alias, the newest first.

        ``name`` may carry its kind ("tỉnh Quảng Trị", "TP. Huế"). Diacritics may be left out, but
        places that match with them are preferred. ``within`` is the code of the place above.
        """
        key = _key(name)
        found = self._look_up(key, level)
        if not found and (prefixed := _PREFIX.fullmatch(key)):
            kinds = _PREFIXES[prefixed[1]]
            found = [pair for pair in self._look_up(prefixed[2], level) if self._was_ever(pair[1], kinds)]
        exact = [place for spelling, place in found if _plain(spelling) in _plain(name)]
        chosen = exact or [place for _, place in found]
        chosen = [one for one in chosen if (on is None or one.exists(on)) and within in (None, one.parent)]
        return tuple(
            sorted(dict.fromkeys(chosen), key=lambda one: (one.valid_from or date.min, one.code), reverse=True)
        )

    def _look_up(self, key: str, level: int | None) -> list[tuple[str, Place]]:
        found = list(self._province_names.get(key, ())) if level in (None, 1) else []
        if level != 1:
            found += [pair for pair in self._lower_names.get(key, ()) if level in (None, pair[1].level)]
        return found

    def _was_ever(self, place: Place, kinds: tuple[str, ...]) -> bool:
        # A text of 2025 says "tỉnh Đồng Nai" of what is a city today.
        return any(one.kind in kinds and one.name == place.name for one in self.versions(place.code))

    def spellings(self, level: int = 1) -> dict[str, tuple[Place, ...]]:
        """Every name and alias of a level with the places it may mean; for finding names in running text."""
        names = self._province_names if level == 1 else self._lower_names
        found: dict[str, list[Place]] = {}
        for pairs in names.values():
            for spelling, place in pairs:
                if place.level == level:
                    found.setdefault(spelling, []).append(place)
        return {spelling: tuple(places) for spelling, places in found.items()}

    def predecessors(self, place: Place) -> tuple[tuple[Place, str], ...]:
        """What a place was made from on its first day, each with its share; empty if nothing changed it."""
        if place.valid_from is None:
            return ()
        changes = self._by_new.get((place.code, place.valid_from), ())
        before = place.valid_from - timedelta(days=1)
        return tuple((old, change.share) for change in changes if (old := self.at(change.old, before)))

    def successors(self, place: Place) -> tuple[tuple[Place, str], ...]:
        """What a place became after its last day, each with the share it took; empty while it exists."""
        if place.valid_to is None:
            return ()
        after = place.valid_to + timedelta(days=1)
        changes = self._by_old.get((place.code, after), ())
        return tuple((new, change.share) for change in changes if (new := self.at(change.new, after)))

    def counterparts(self, place: Place, on: date) -> tuple[Place, ...]:
        """The places of that day whose territory is, or lies partly in, that of ``place``, by code."""
        if place.exists(on):
            return (place,)
        earlier = place.valid_from is not None and on < place.valid_from
        steps = self.predecessors(place) if earlier else self.successors(place)
        found = {one for next_place, _ in steps for one in self.counterparts(next_place, on)}
        return tuple(sorted(found, key=lambda one: one.code))


def load_places(*folders: Path) -> Places:
    """The places of these folders, later folders adding to earlier ones.

    Raises:
        PackError: a row of a table is wrong; below level 1 this may be raised at first use.
    """
    return Places(folders)


def _key(name: str) -> str:
    return " ".join(re.findall(r"\w+", fold(name)))


def _plain(name: str) -> str:
    return " ".join(re.findall(r"\w+", place_tones(nfc(name)).lower()))


def _by_code(places: list[Place]) -> dict[str, list[Place]]:
    found: dict[str, list[Place]] = {}
    for place in places:
        found.setdefault(place.code, []).append(place)
    for versions in found.values():
        versions.sort(key=lambda one: one.valid_from or date.min)
    return found


def _rows(folders: tuple[Path, ...], name: str) -> Iterator[tuple[Path, int, dict[str, str]]]:
    for folder in folders:
        file = folder / name
        if file.is_file():
            with file.open(encoding="utf-8-sig", newline="") as lines:
                reader = csv.DictReader(lines)
                for row in reader:
                    yield file, reader.line_num, row


def _place(file: Path, line: int, row: dict[str, str]) -> Place:
    try:
        if row["kind"] not in KIND_WORDS:
            raise ValueError(row["kind"])
        return Place(
            row["code"],
            row["name"],
            row["kind"],
            int(row["level"]),
            row["parent"],
            _date(row["valid_from"]),
            _date(row["valid_to"]),
            row.get("simulated") == "yes",
        )
    except (KeyError, ValueError, TypeError) as wrong:
        raise _row_error(file, line, wrong) from wrong


def _succession(file: Path, line: int, row: dict[str, str]) -> Succession:
    try:
        if row["share"] not in _SHARES:
            raise ValueError(row["share"])
        return Succession(row["old"], row["new"], date.fromisoformat(row["on"]), row["share"])
    except (KeyError, ValueError, TypeError) as wrong:
        raise _row_error(file, line, wrong) from wrong


def _date(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _row_error(file: Path, line: int, wrong: Exception) -> PackError:
    return PackError(
        "places.row",
        vi=f"Dòng địa bàn sai: {wrong}. Xem các cột trong packs/places/README.md.",
        en=f"This row of places is wrong: {wrong}. See the columns in packs/places/README.md.",
        file=file,
        line=line,
    )
