"""What is known of each subject: entries with their sources, as arrays for the steps that follow.

An entry names subject, item and role. Subjects are compared in NFC, so that one province
spelled in two Unicode forms stays one subject.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

import numpy as np

from donghanh.errors import ScoreError
from donghanh.indices.definition import Edition, Item
from donghanh.indices.rules import ReadingError, Values
from donghanh.text import nearest, nfc, say_number


@dataclass(frozen=True)
class Entry:
    """One stated or measured input."""

    subject: str
    item: str
    raw: str
    """As written: a number, "có", the code of an option; empty when not known."""
    role: str = "value"
    figure: str | None = None
    """Id of the figure it was taken from, when it was measured."""
    source: str | None = None
    """Document, page or person it was taken from, when it was stated."""
    where: str = ""
    """File and row, for messages."""


def measured(item: Item, subject: str, figure: str, values: Mapping[str, int | float | Decimal]) -> tuple[Entry, ...]:
    """The entries of an item fed by an indicator: one for each role its rule needs.

    ``values`` holds the indicator's ``numerator`` and ``denominator``, or its ``value``, by role; ``figure`` is the id
    of the indicator's figure, whose parts are named by a suffix (``…@3/numerator``).
    """
    return tuple(
        Entry(subject, item.code, str(values[role]), role, figure if role == "value" else f"{figure}/{role}")
        for role in item.roles
        if role in values
    )


@dataclass(frozen=True)
class Inputs:
    """The entries of an edition's subjects; ``values[item, role]`` has one number per subject, NaN where not known."""

    subjects: tuple[str, ...]
    values: Mapping[tuple[str, str], Values]
    entries: Mapping[tuple[str, str, str], Entry] = field(default_factory=dict)
    """By subject, item and role."""


def gather(edition: Edition, entries: Iterable[Entry]) -> Inputs:
    """The entries as arrays; subjects in order of first appearance, the edition's ``whole`` (if any) last.

    Raises:
        ScoreError: an unknown item or role, an item that waits for the annex, an entry that stands twice, or a value
            that the item's rule cannot read or allow.
    """
    rows: dict[str, int] = {}
    known: dict[tuple[str, str, str], Entry] = {}
    numbers: dict[tuple[str, str], dict[int, float]] = {}
    for entry in entries:
        subject = nfc(entry.subject.strip())
        item = _item_of(edition, entry)
        key = (subject, entry.item, entry.role)
        if key in known:
            vi = f"{_at(entry)}: đã có giá trị ở {known[key].where or 'dòng trước'}"
            raise ScoreError(
                "score.twice", vi=vi, en=f"{_at(entry)}: already given at {known[key].where or 'an earlier row'}"
            )
        known[key] = entry
        row = rows.setdefault(subject, len(rows))
        if entry.raw.strip():
            numbers.setdefault((entry.item, entry.role), {})[row] = _number(item, entry)
    whole = edition.whole.place if edition.whole else None
    subjects = [*(one for one in rows if one != whole), *(one for one in rows if one == whole)]
    if not [one for one in rows if one != whole]:
        vi, en = "không có địa bàn nào trong số liệu đầu vào", "the inputs name no place to score"
        raise ScoreError("score.empty", vi=vi, en=en)
    if whole and whole not in rows:
        subjects.append(whole)
        rows[whole] = len(rows)
    order = [rows[subject] for subject in subjects]
    return Inputs(tuple(subjects), {key: _column(known_of, order) for key, known_of in numbers.items()}, known)


def _column(known: Mapping[int, float], order: list[int]) -> Values:
    return np.array([known.get(row, np.nan) for row in order])


def _item_of(edition: Edition, entry: Entry) -> Item:
    item = edition.by_code.get(entry.item)
    names = [one.code for one in edition.scored]
    if not isinstance(item, Item):
        vi, en = nearest(entry.item, names)
        raise ScoreError(
            "score.item", vi=f"{_at(entry)}: không có chỉ số này; {vi}", en=f"{_at(entry)}: no such item; {en}"
        )
    if item.rule is None:
        vi = f"{_at(entry)}: chỉ số này chờ bổ sung từ phụ lục chính thức nên chưa nhận số liệu"
        raise ScoreError(
            "score.to-fill", vi=vi, en=f"{_at(entry)}: this item waits for the official annex and takes no input"
        )
    if entry.role not in item.roles:
        vi, en = nearest(entry.role, item.roles)
        vi, en = f"{_at(entry)}: không có đầu vào “{entry.role}”; {vi}", f"{_at(entry)}: no input “{entry.role}”; {en}"
        raise ScoreError("score.role", vi=vi, en=en)
    return item


def _number(item: Item, entry: Entry) -> float:
    assert item.rule is not None and item.max is not None
    try:
        number = item.rule.read(entry.raw)
    except ReadingError as error:
        raise ScoreError(
            "score.value",
            vi=f"{_at(entry)}: giá trị “{entry.raw}” sai: {error.vi}",
            en=f"{_at(entry)}: the value “{entry.raw}” is wrong: {error.en}",
        ) from error
    low, high = item.rule.limits(item.max)
    if not low <= number <= high:
        vi, en = (_between(low, high, language) for language in ("vi", "en"))
        raise ScoreError(
            "score.range",
            vi=f"{_at(entry)}: giá trị “{entry.raw}” phải {vi}",
            en=f"{_at(entry)}: the value “{entry.raw}” must be {en}",
        )
    return number


def _between(low: float, high: float, language: str) -> str:
    if high == np.inf:
        return f"từ {say_number(low)} trở lên" if language == "vi" else f"at least {say_number(low, 'en')}"
    if language == "vi":
        return f"từ {say_number(low)} đến {say_number(high)}"
    return f"between {say_number(low, 'en')} and {say_number(high, 'en')}"


def _at(entry: Entry) -> str:
    role = "" if entry.role == "value" else f".{entry.role}"
    return f"{entry.where + ': ' if entry.where else ''}{entry.subject}, {entry.item}{role}"
