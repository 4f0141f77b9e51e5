"""The form of a what-if: every input of a place as it is now, and what was typed in its stead."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from donghanh.errors import ScoreError
from donghanh.indices.definition import Item
from donghanh.indices.inputs import NOT_APPLICABLE, Entry, read_input
from donghanh.indices.rules import Choice, Parts, ReadingError, YesNo
from donghanh.indices.score import Score
from donghanh.text import fold
from donghanh.web.scoreboard.analysis.supposing import Supposition
from donghanh.web.scoreboard.models import Run, Scenario
from donghanh.web.scoreboard.round_inputs import OUTSIDE, role_name
from donghanh.web.scoreboard.run_shown import gain_text
from donghanh.web.scoreboard.shown import points
from donghanh.web.ui.environment import said

_YES, _NO = "có", "không"


@dataclass(frozen=True)
class Slot:
    """One input of one item."""

    item: Item
    role: str
    now: str
    """What is known of it, as the form shows it."""
    typed: str
    figure: str | None
    """The figure it was measured by."""

    @property
    def name(self) -> str:
        """The name of its field."""
        return f"so:{self.item.code}:{self.role}"

    @property
    def label(self) -> str:
        """What it is called."""
        return said(role_name(self.item, self.role))

    @property
    def is_changed(self) -> bool:
        """Something else than what is known was typed."""
        return self.typed != self.now

    @property
    def options(self) -> list[tuple[str, str]]:
        """What to choose from; nothing where a number is typed."""
        ends = [(OUTSIDE, _("does not apply"))]
        if self.item.derive is None and isinstance(self.item.rule, Choice):
            named = [(one.code, said(dict(one.name))) for one in self.item.rule.options]
        elif self.item.derive is None and isinstance(self.item.rule, YesNo | Parts):
            named = [(_YES, _("yes")), (_NO, _("no"))]
        else:
            return []
        return [("", _("not known")), *named, *ends]


@dataclass(frozen=True)
class Supposing:
    """What was sent: the place, the inputs, what the others do, and which items are shown."""

    run: Run
    place: str
    slots: tuple[Slot, ...]
    peers: str
    part: str
    """Code of the node whose items are shown; empty for all."""
    only_lost: bool

    @property
    def changes(self) -> tuple[Entry, ...]:
        """The inputs that differ from what is known, as typed."""
        changed = (one for one in self.slots if one.is_changed)
        return tuple(Entry(self.place, one.item.code, one.typed, one.role) for one in changed)

    @property
    def supposition(self) -> Supposition:
        """What the engine is asked."""
        return Supposition(self.place, self.changes, self.peers)

    @property
    def faults(self) -> dict[str, str]:
        """By field name, what is wrong with what was typed."""
        found = {}
        for one in self.slots:
            if one.is_changed:
                try:
                    read_input(self.run.pinned.edition, Entry(self.place, one.item.code, one.typed, one.role))
                except ScoreError as error:
                    found[one.name] = error.say(get_language() or "vi").partition(": ")[2]
        return found


def supposing(run: Run, place: str, data: Mapping[str, Any], scenario: Scenario | None = None) -> Supposing:
    """The form as sent, or as a saved scenario fills it; without either every input as it is."""
    edition = run.pinned.edition
    saved = {(one.item, one.role): one.raw for one in scenario.entries} if scenario else {}
    slots = []
    for item in edition.scored:
        if item.rule is not None and item.rule.kind == "unscored":
            continue  # collected, and worth nothing whatever it holds
        for role in item.roles:
            entry = run.pinned.scores.inputs.entries.get((place, item.code, role))
            now = written(item, entry.raw if entry else "")
            kept = written(item, saved[item.code, role]) if (item.code, role) in saved else now
            typed = str(data.get(f"so:{item.code}:{role}", kept)).strip()
            slots.append(Slot(item, role, now, typed, entry.figure if entry else None))
    peers = str(data.get("khac") or (scenario.peers if scenario else Scenario.Peers.FIXED))
    part = str(data.get("nut", ""))
    known = part in {node.code for node in edition.nodes}
    peers = peers if peers in Scenario.Peers.values else Scenario.Peers.FIXED
    return Supposing(run, place, tuple(slots), peers, part if known else "", bool(data.get("mat-diem")))


def written(item: Item, raw: str) -> str:
    """A raw input as the field holds it: numbers as people write them, answers as the choice that means them."""
    text = raw.strip()
    if not text or fold(text) in NOT_APPLICABLE:
        return OUTSIDE if text else ""
    if item.derive is None and isinstance(item.rule, Choice):
        return text
    try:
        number = item.read(text)
    except ReadingError:
        return text
    if item.derive is None and isinstance(item.rule, YesNo | Parts):
        return _YES if number else _NO
    told = f"{number:.4f}".rstrip("0").rstrip(".")
    return told.replace(".", ",") if (get_language() or "vi").startswith("vi") else told


def groups(form: Supposing) -> list[dict[str, Any]]:
    """The items by the node that holds them; what is most lost stands first in its group, and the group too."""
    edition, scores = form.run.pinned.edition, form.run.pinned.scores
    wanted = {item.code for item in edition.items_under(form.part)} if form.part else None
    found: dict[str, list[dict[str, Any]]] = {}
    for item in edition.scored:
        one = scores.score(form.place, item.code)
        slots = [slot for slot in form.slots if slot.item is item]
        changed = any(slot.is_changed for slot in slots)
        hidden = (wanted is not None and item.code not in wanted) or (form.only_lost and not one.lost > 1e-9)
        if slots and (changed or not hidden):
            found.setdefault(item.parents[0], []).append(_row(form, one, slots, changed))
    listed = [
        {
            "node": edition.by_code[code],
            "rows": sorted(rows, key=lambda row: -row["lost"]),
            "lost": sum(row["lost"] for row in rows),
            "lost_text": points(sum(row["lost"] for row in rows)),
            "is_changed": any(row["is_changed"] for row in rows),
        }
        for code, rows in found.items()
    ]
    return sorted(listed, key=lambda group: -group["lost"])


def _row(form: Supposing, one: Score, slots: Iterable[Slot], is_changed: bool) -> dict[str, Any]:
    lost = one.lost if one.lost > 1e-9 else 0.0
    return {
        "item": one.part,
        "slots": list(slots),
        "is_changed": is_changed,
        "lost": lost,
        "lost_text": points(lost),
        "won_text": points(one.won),
        "max_text": points(one.max),
        "id": f"index/{form.run.pk}/{form.place}/{one.part.code}",
    }


def inputs_words(form: Supposing, item: Item) -> str:
    """The changed inputs of an item: from what to what."""
    changed = [one for one in form.slots if one.item is item and one.is_changed]
    told = [f"{_option(one, one.now)} → {_option(one, one.typed)}" for one in changed]
    if len(item.roles) == 1:
        return told[0]
    return "; ".join(f"{one.label}: {words}" for one, words in zip(changed, told, strict=True))


def _option(slot: Slot, text: str) -> str:
    if not text:
        return "–"
    return dict(slot.options).get(text, _("does not apply") if text == OUTSIDE else text)


def outcome(form: Supposing, before: Score, after: Score) -> dict[str, Any]:
    """One changed item: its inputs and its points before and after."""
    assert isinstance(after.part, Item)
    return {
        "name": after.part.name,
        "words": inputs_words(form, after.part),
        "before_text": points(before.won),
        "after_text": points(after.won),
        "max_text": points(after.max),
        "gain": after.won - before.won,
        "gain_text": gain_text(after.won - before.won),
    }
