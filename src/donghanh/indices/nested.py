"""Nested editions: a province's own set, or a part of an index worked out by itself, feeds the edition above."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np

from donghanh.indices.definition import Edition, Item
from donghanh.indices.inputs import Entry
from donghanh.indices.score import Scores


def fed(lower: Scores, upper: Edition, lies_in: Mapping[str, str] | None = None) -> tuple[Entry, ...]:
    """The inputs of ``upper`` that the scores of an edition below it give.

    Where ``below`` names an item, the total of each subject is that item's value. An item that ``feeds`` one above
    gives its numerators and denominators, summed; its single values as their sum where they count, else as their plain
    mean. ``lies_in`` says in which subject of ``upper`` each subject of ``lower`` lies, where they are not the same; an
    input that one of them lacks is left out, since a part is not the whole.
    """
    groups: dict[str, list[int]] = {}
    for row, subject in enumerate(lower.subjects):
        if lies_in is None or subject in lies_in:
            groups.setdefault(subject if lies_in is None else lies_in[subject], []).append(row)
    edition = lower.edition
    named = f"{edition.name['vi']} {edition.edition}"
    entries: list[Entry] = []
    for subject, rows in groups.items():
        source = named if lies_in is None else f"{named}: {len(rows)} đơn vị"
        for item, role, number in (*_total(lower, rows), *_items(lower, upper, rows)):
            entries.append(Entry(subject, item, repr(number), role, source=source, where=source))
    return tuple(entries)


def _total(lower: Scores, rows: list[int]) -> Iterator[tuple[str, str, float]]:
    below = lower.edition.below
    totals = lower.won[rows, lower.codes.index(lower.edition.headline.code)]
    if below is not None and below.item is not None and not np.isnan(totals).any():
        yield below.item, "value", float(totals.mean())


def _items(lower: Scores, upper: Edition, rows: list[int]) -> Iterator[tuple[str, str, float]]:
    """Of every item fed: the inputs of all items that feed it, added up over the subjects."""
    together: dict[tuple[str, str], list[float]] = {}
    for item in lower.edition.scored:
        above = upper.by_code.get(item.feeds or "")
        if not isinstance(above, Item):
            continue
        for role in set(item.roles) & set(above.roles):
            known = lower.inputs.values.get((item.code, role))
            values = np.full(len(rows), np.nan) if known is None else known[rows]
            whole = values.sum() if role != "value" or _counts(item) else values.mean()
            together.setdefault((above.code, role), []).append(float(whole))
    for (code, role), parts in together.items():
        if not np.isnan(parts).any():
            yield code, role, float(np.sum(parts) if role != "value" else np.mean(parts))


def _counts(item: Item) -> bool:
    said = item.inputs.get("value")
    return said is not None and said.measure == "count"
