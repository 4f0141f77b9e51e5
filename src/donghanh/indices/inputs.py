"""What is known of each subject: entries with their sources, as arrays for the steps that follow.

An entry names subject, item, role and, in a panel, the period. Subjects are compared in NFC,
so that one province spelled in two Unicode forms stays one subject.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from donghanh.errors import ScoreError
from donghanh.indices.definition import Edition, Item
from donghanh.indices.rules import ReadingError, Values
from donghanh.text import fold, nearest, nfc, say_number

NOT_APPLICABLE = frozenset({"n/a", "khong ap dung", "kad"})
"""Words (folded) that take an item out of points and maximum for one subject."""


@dataclass(frozen=True)
class Entry:
    """One stated or measured input."""

    subject: str
    item: str
    raw: str
    """As written: a number, "có", the code of an option, "không áp dụng"; empty when not known."""
    role: str = "value"
    figure: str | None = None
    """Id of the figure it was taken from, when it was measured."""
    source: str | None = None
    """Document, page or person it was taken from, when it was stated."""
    where: str = ""
    """File and row, for messages."""
    period: str = ""
    """The period it is of; empty where a table is of one period."""
    channel: Literal["", "self", "appraised"] = ""
    """Whether the subject states it of itself, or the appraising body found it; empty for what is neither."""


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
    """The entries of an edition's subjects in one period.

    ``values[item, role]`` has one number per subject, NaN where not known.
    """

    subjects: tuple[str, ...]
    values: Mapping[tuple[str, str], Values]
    entries: Mapping[tuple[str, str, str], Entry] = field(default_factory=dict)
    """By subject, item and role."""
    not_applicable: Mapping[str, NDArray[np.bool_]] = field(default_factory=dict)
    """By item: for which subjects it does not apply; items that apply to all are not there."""
    period: str = ""
    panel: Mapping[str, Inputs] = field(default_factory=dict, repr=False, compare=False)
    """The inputs of every period that was given, this one among them, in order."""

    @property
    def earlier(self) -> tuple[Inputs, ...]:
        """The inputs of the periods before this one, in order."""
        return tuple(one for period, one in self.panel.items() if period < self.period)

    def column(self, item: Item) -> dict[str, Values]:
        """The item's inputs by role."""
        nothing = np.full(len(self.subjects), np.nan)
        return {role: self.values.get((item.code, role), nothing) for role in item.roles}

    def aligned(self, item: Item, subjects: tuple[str, ...]) -> dict[str, Values]:
        """The item's inputs by role for these subjects, NaN for those this period does not know."""
        rows = {subject: row for row, subject in enumerate(self.subjects)}
        at = np.array([rows.get(subject, -1) for subject in subjects])
        return {role: np.where(at >= 0, values[at], np.nan) for role, values in self.column(item).items()}


def gather(
    edition: Edition,
    entries: Iterable[Entry],
    *,
    period: str = "",
    final: Literal["self", "appraised"] = "appraised",
) -> Inputs:
    """The inputs of one period (the last one given, without ``period``), knowing the others; see :func:`gather_panel`.

    Raises:
        ScoreError: as :func:`gather_panel`; or nothing is known of the period.
    """
    panel = gather_panel(edition, entries, period=period, final=final)
    if period and period not in panel:
        vi, en = nearest(period, panel)
        vi, en = f"không có số liệu của kỳ {period}; {vi}", f"there are no inputs of the period {period}; {en}"
        raise ScoreError("score.period", vi=vi, en=en)
    return panel[period] if period else list(panel.values())[-1]


def gather_panel(
    edition: Edition,
    entries: Iterable[Entry],
    *,
    period: str = "",
    final: Literal["self", "appraised"] = "appraised",
) -> dict[str, Inputs]:
    """The entries as arrays by period, in order; in each the subjects in order of first appearance, ``whole`` last.

    Entries without a period belong to ``period``, or to the last one given. Where an input is stated and appraised,
    the appraised one counts; with ``final="self"`` the stated one, and what was only appraised is not known.

    Raises:
        ScoreError: no subject, an unknown item or role, an item that waits for the annex, an entry that stands twice,
            a self-score of what a survey says, or a value that the item's rule cannot read or allow.
    """
    listed = list(entries)
    latest = period or max((entry.period for entry in listed), default="")
    by_period: dict[str, list[Entry]] = {}
    for entry in listed:
        by_period.setdefault(entry.period or latest, []).append(entry)
    if not by_period:
        raise ScoreError("score.empty", vi=_NOBODY[0], en=_NOBODY[1])
    panel: dict[str, Inputs] = {}
    for one in sorted(by_period):
        chosen = _chosen(edition, by_period[one], final)
        kept = carried(edition, chosen, list(panel.values()))
        panel[one] = _gather_one(edition, [*chosen, *kept], one, panel)
    return panel


_NOBODY = ("không có địa bàn nào trong số liệu đầu vào", "the inputs name no place to score")


def _chosen(edition: Edition, entries: Iterable[Entry], final: str) -> list[Entry]:
    """Of each input the one that counts, in order of first appearance."""
    order = {"appraised": ("self", "", "appraised"), "self": ("", "self")}[final]
    found: dict[tuple[str, str, str], dict[str, Entry]] = {}
    spelled: dict[str, str] = {}
    for entry in entries:
        if entry.subject not in spelled:
            spelled[entry.subject] = nfc(entry.subject.strip())
        subject = spelled[entry.subject]
        if _item_of(edition, entry).channel == "survey" and entry.channel == "self":
            vi = f"{_at(entry)}: chỉ số này lấy từ điều tra xã hội học nên không tự chấm; bỏ kênh “self”"
            en = f"{_at(entry)}: a survey says this, nobody states it of himself; drop the channel “self”"
            raise ScoreError("score.channel", vi=vi, en=en)
        stated = found.setdefault((subject, entry.item, entry.role), {})
        if entry.channel in stated:
            before = stated[entry.channel].where
            vi = f"{_at(entry)}: đã có giá trị ở {before or 'dòng trước'}"
            raise ScoreError("score.twice", vi=vi, en=f"{_at(entry)}: already given at {before or 'an earlier row'}")
        stated[entry.channel] = entry if subject == entry.subject else replace(entry, subject=subject)
    kept = []
    for stated in found.values():
        standing = [stated[channel] for channel in order if channel in stated]
        if standing:
            kept.append(standing[-1])
    return kept


def carried(edition: Edition, chosen: Sequence[Entry], earlier: Sequence[Inputs]) -> list[Entry]:
    """The last inputs given of items that are to keep them, for subjects that give none in this period."""
    items = [item for item in edition.scored if (item.missing or edition.missing) == "last"]
    if not items or not earlier:
        return []
    given = {(entry.subject, entry.item, entry.role) for entry in chosen if entry.raw.strip()}
    subjects = list(dict.fromkeys(entry.subject for entry in chosen))
    keys = [(one, item.code, role) for one in subjects for item in items for role in item.roles]
    found = []
    for key in keys:
        if key not in given:
            before = (one.entries.get(key) for one in reversed(earlier))
            found += [entry for entry in before if entry and entry.raw.strip()][:1]
    return found


def read_input(edition: Edition, entry: Entry) -> float | None:
    """The number an entry stands for; None where it is empty or does not apply.

    Raises:
        ScoreError: an unknown item or role, or a value that the item's rule cannot read or allow.
    """
    item = _item_of(edition, entry)
    if not entry.raw.strip() or fold(entry.raw.strip()) in NOT_APPLICABLE:
        return None
    return _number(item, entry)


def _gather_one(edition: Edition, entries: Iterable[Entry], period: str, panel: Mapping[str, Inputs]) -> Inputs:
    rows: dict[str, int] = {}
    known: dict[tuple[str, str, str], Entry] = {}
    numbers: dict[tuple[str, str], dict[int, float]] = {}
    aside: dict[str, set[int]] = {}
    for entry in entries:
        item = _item_of(edition, entry)
        known[entry.subject, entry.item, entry.role] = entry
        row = rows.setdefault(entry.subject, len(rows))
        raw = entry.raw.strip()
        if raw and not raw[0].isdigit() and fold(raw) in NOT_APPLICABLE:
            aside.setdefault(entry.item, set()).add(row)
        elif raw:
            numbers.setdefault((entry.item, entry.role), {})[row] = _number(item, entry)
    whole = edition.whole.place if edition.whole else None
    subjects = [*(one for one in rows if one != whole), *(one for one in rows if one == whole)]
    if not [one for one in rows if one != whole]:
        raise ScoreError("score.empty", vi=_NOBODY[0], en=_NOBODY[1])
    if whole and whole not in rows:
        subjects.append(whole)
        rows[whole] = len(rows)
    order = [rows[subject] for subject in subjects]
    return Inputs(
        tuple(subjects),
        {key: np.array([known_of.get(row, np.nan) for row in order]) for key, known_of in numbers.items()},
        known,
        {item: np.array([row in outside for row in order]) for item, outside in aside.items()},
        period,
        panel,
    )


def _item_of(edition: Edition, entry: Entry) -> Item:
    item = edition.by_code.get(entry.item)
    if not isinstance(item, Item):
        vi, en = nearest(entry.item, (one.code for one in edition.scored))
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
    try:
        number = item.read(entry.raw)
    except ReadingError as error:
        raise ScoreError(
            "score.value",
            vi=f"{_at(entry)}: giá trị “{entry.raw}” sai: {error.vi}",
            en=f"{_at(entry)}: the value “{entry.raw}” is wrong: {error.en}",
        ) from error
    low, high = item.limits()
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
    period = f" ({entry.period})" if entry.period else ""
    return f"{entry.where + ': ' if entry.where else ''}{entry.subject}, {entry.item}{role}{period}"
