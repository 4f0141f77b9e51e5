"""Two editions of one index side by side: which items stayed, changed, came and went."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from donghanh.indices.definition import Edition, Item

Kind = Literal["same", "changed", "new", "gone"]
_LOOKED_AT = ("max", "status", "rule", "derive", "treat", "bonus", "channel", "missing", "weight")
"""What decides about an item's points."""


@dataclass(frozen=True)
class Difference:
    """One item of the earlier edition beside one of the later; one of the two where it has no partner."""

    before: Item | None
    after: Item | None
    keys: tuple[str, ...] = ()
    """What changed: ``name``, ``parents`` and keys of the YAML that decide about points."""

    @property
    def kind(self) -> Kind:
        """Whether it stayed, changed, came or went; another name or another place in the tree changes no points."""
        if self.before is None:
            return "new"
        if self.after is None:
            return "gone"
        return "changed" if set(self.keys) & set(_LOOKED_AT) else "same"


def differences(before: Edition, after: Edition) -> tuple[Difference, ...]:
    """The items of the later edition in its order, each with the one it was; then those that are gone.

    An item is the one of the earlier edition that its ``was`` names, else the one of the same code. Where several
    were put together, the first of them that is there is its partner and the others are gone; where one was split, it
    is the partner of the first part only.
    """
    known = {item.code: item for item in before.items}
    taken: set[str] = set()
    found = []
    claimed = {code for item in after.items for code in item.was}
    for item in after.items:
        own = () if item.code in claimed else (item.code,)
        partner = next((known[code] for code in (*item.was, *own) if code in known and code not in taken), None)
        if partner is not None:
            taken.add(partner.code)
        found.append(Difference(partner, item, _changed(partner, item) if partner else ()))
    gone = (Difference(item, None) for item in before.items if item.code not in taken)
    return (*found, *gone)


def _changed(before: Item, after: Item) -> tuple[str, ...]:
    return tuple(key for key in ("name", "parents", *_LOOKED_AT) if getattr(before, key) != getattr(after, key))
