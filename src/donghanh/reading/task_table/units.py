"""Which known unit, or which group of units, the words of a table mean.

A unit is taken only where the words are its name or its short name: the same letters without marks, abbreviations
written out ("Sở KH&CN"), with or without the province after them. Anything else is unknown, with the nearest name.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from donghanh.paths import vocabulary_folders
from donghanh.reading.task_table.names import unit_words
from donghanh.reading.vocabulary import load_vocabulary
from donghanh.text import fold, nearest

KnownUnit = tuple[str, str, str, str]
"""Code, name, short name, kind."""


class Group(StrEnum):
    """Units named together."""

    COMMUNES = "communes"
    DEPARTMENTS = "departments"
    ALL = "all"


@dataclass(frozen=True)
class UnitMatch:
    """What a name means: a known unit, a group, or nothing known, with what is nearest."""

    words: str
    code: str = ""
    """Of the unit; "" for a group and for an unknown name."""
    group: Group | None = None
    is_only_concerned: bool = False
    """Said of those of the group that are concerned ("liên quan"): which they are is not told."""
    nearest: tuple[str, str] = ("", "")
    """How a message goes on for an unknown name, in Vietnamese and English: "có phải là “…”?"."""

    @property
    def is_known(self) -> bool:
        """Whether the words are a unit or a group."""
        return bool(self.code) or self.group is not None


_CONCERNED = re.compile(r"\b(?:co )?lien quan\b(?: khac)?")
_ANY_OF = re.compile(
    r"\b(?:cac|toan bo|tat ca|toan the|moi|\d+(?:/\d+)? ?%?|tren dia ban(?: toan)?(?: tinh| thanh pho)?.*"
    r"|trong (?:toan )?tinh|(?:thuoc|cap|cua)? ?tinh|khac|dia ban|cung cap|cap)\b|%"
)
_MEMBERS = {
    Group.COMMUNES: "xa phuong|dac khu|thi tran|dia phuong|chinh quyen dia phuong|cap xa|xa|phuong|co so",
    Group.DEPARTMENTS: "so|ban|nganh|so nganh|so ban nganh|ban nganh|doan the|hoi doan the|co quan chuyen mon|hoi"
    "|mat tran|to chuc chinh tri xa hoi|to chuc chinh tri - xa hoi|cap so",
    Group.ALL: "co quan|don vi|to chuc|co quan don vi",
}
_SINGLE = {"so", "ban", "nganh", "xa", "phuong", "dac khu", "thi tran", "hoi", "mat tran", "co so"}
"""Words that alone, without "các", name one office and not which."""
_PLURAL = re.compile(r"\b(?:cac|toan bo|tat ca|toan the|moi|cap)\b|\d")
_COMMUNE_OFFICE = re.compile(r"\b(?:uy ban nhan dan|dang uy|hoi dong nhan dan|chinh quyen)\b")
_PROVINCE = re.compile(r"\s+(?:tinh|thanh pho)\b.*$")
_HAS_NAME = re.compile(r"^(?:uy ban nhan dan|hoi dong nhan dan)")
"""Offices that are other offices in another place: "UBND thành phố Đông Hà" is not "UBND tỉnh"."""


def match_unit(words: str, known: Sequence[KnownUnit]) -> UnitMatch:
    """The unit or group that the words mean. ``known``: (code, name, short name, kind) of every unit."""
    key = unit_key(words)
    levels = _levels(key)
    units = tuple(known)
    table = _table(units)
    for level in levels:
        codes = table.get(level, frozenset())
        if len(codes) == 1:
            return UnitMatch(words, code=next(iter(codes)))
        if codes:
            break
    group = group_of(words)
    if group:
        return UnitMatch(words, group=group, is_only_concerned=bool(_CONCERNED.search(key)))
    return UnitMatch(words, nearest=_nearest(key, units))


def group_of(words: str) -> Group | None:
    """The group that the words name, if they name nothing else."""
    key = _CONCERNED.sub(" ", unit_key(words, commas=True))
    is_of_communes = bool(_COMMUNE_OFFICE.search(key))
    key = _ANY_OF.sub(" ", _COMMUNE_OFFICE.sub(" , ", key)) if is_of_communes else _ANY_OF.sub(" ", key)
    parts = [" ".join(part.split()) for part in re.split(r"[,;/]|\bva\b| - ", key)]
    members = {_member(part) for part in parts if part}
    is_single = sum(bool(part) for part in parts) == 1 and _SINGLE.issuperset(filter(None, parts))
    if not members or None in members or (is_single and not _PLURAL.search(unit_key(words))):
        return None
    groups = {group for group in members if group}
    return groups.pop() if len(groups) == 1 else Group.ALL


def _member(part: str) -> Group | None:
    return next((group for group, words in _MEMBERS.items() if part in words.split("|")), None)


def unit_key(words: str, *, commas: bool = False) -> str:
    """The words folded, abbreviations written out, without marks; the form in which names are compared."""
    key = re.sub(r"\s*[–—−‐‑-]\s*", "-", fold(words))
    key = " ".join(key.split()).strip(" .;:,")
    for pattern, full in _short_forms():
        key = pattern.sub(full, key)
    key = re.sub(r"[^\w%/,; ]" if commas else r"[^\w%/ ]|\bva\b", " ", key)
    return " ".join(key.split())


@functools.cache
def _short_forms() -> tuple[tuple[re.Pattern[str], str], ...]:
    """Patterns of the short forms, the longest first; a short one of a department only after "sở"."""
    forms = {fold(word): (fold(entry.code), "of" in entry.extra) for entry in unit_words() for word in entry.words}
    found = []
    for word in sorted(forms, key=len, reverse=True):
        full, is_department = forms[word]
        behind = r"(?<=\bso )" if is_department and len(word) <= 3 else r"(?<![\w&])"
        written = r"\s*".join(re.escape(part) for part in re.split(r"(?<=[&-])|(?=[&-])|\s+", word) if part)
        written = written if "&" in word or "-" in word else re.escape(word)
        found.append((re.compile(rf"{behind}{written}(?![\w&])"), full))
    return tuple(found)


@functools.lru_cache(maxsize=8)
def _table(known: tuple[KnownUnit, ...]) -> dict[str, frozenset[str]]:
    """Every form of a name that says which unit is meant → the codes it may be."""
    table: dict[str, set[str]] = {}
    for code, name, short, _ in known:
        for written in filter(None, (name, short)):
            for level in _levels(unit_key(written)):
                table.setdefault(level, set()).add(code)
    exact = {unit_key(written): code for code, name, short, _ in known for written in (short, name) if written}
    return {key: frozenset(codes) for key, codes in table.items()} | {k: frozenset([c]) for k, c in exact.items()}


def _levels(key: str) -> list[str]:
    """The name as it stands, and without the province it is of."""
    if _HAS_NAME.match(key):
        without = re.sub(r"(?<= tinh) .*$", "", key)
    else:
        found = _provinces().search(key)
        without = _PROVINCE.sub("", key[: found.start()] if found else key)
    return [key, without] if without not in ("", key) else [key]


@functools.cache
def _provinces() -> re.Pattern[str]:
    vocabulary = load_vocabulary(*vocabulary_folders())
    entries = vocabulary["provinces"].entries if "provinces" in vocabulary else ()
    names: Iterable[str] = sorted({fold(word) for entry in entries for word in entry.words}, key=len, reverse=True)
    any_name = "|".join(map(re.escape, names)) or "(?!)"
    return re.compile(rf"(?<! xa)(?<!phuong)(?<!dac khu)(?<!huyen)\s(?:{any_name})$")


def _nearest(key: str, known: tuple[KnownUnit, ...]) -> tuple[str, str]:
    """The nearest name, found among folded names with abbreviations written out, shown as it is written."""
    shown = _shown(known)
    vi, en = nearest(key, shown)
    found = re.search("“(.*?)”", vi)
    if not found or found[1] not in shown:
        return "", ""
    return vi.replace(found[1], shown[found[1]]), en.replace(found[1], shown[found[1]])


@functools.lru_cache(maxsize=8)
def _shown(known: tuple[KnownUnit, ...]) -> dict[str, str]:
    return {unit_key(written): name for _, name, short, _ in known for written in (short, name) if written}
