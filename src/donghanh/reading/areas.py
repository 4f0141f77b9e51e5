"""The areas of cooperation a document names, out of the fixed list in ``packs/vocabulary/areas.yaml``."""

from __future__ import annotations

import re

from donghanh.reading.definition import Context, Finding, Span
from donghanh.reading.forms import key_of
from donghanh.reading.segments import Segmented
from donghanh.reading.vocabulary import Hit, Table, Vocabulary

_NONE = "none"
_MOST_SPANS = 3
_STANDALONE = re.compile(
    r"\(([^()]{2,60})\)|(?:^|\n)\s*(?:[-+*•]|\d{1,2}[.)])?\s*([^\n;:.,]{2,40}?)\s*(?=[;:.,]?\s*(?:\n|$))"
)
"""A whole parenthesis, or a short line by itself."""


def find_areas(text: Segmented, vocabulary: Vocabulary, context: Context) -> list[Finding]:
    """The areas named, in order of first mention, each with at most three of the spans that name it."""
    table = vocabulary["areas"]
    inside_parties = _party_names(context)
    spans: dict[str, list[Span]] = {}
    for hit in sorted([*table.find(text), *_standing_alone(text, table)], key=lambda hit: (hit.start, hit.end)):
        block = text.block_at(hit.start)
        if hit.code == _NONE or block is None or block.kind in ("noise", "meta"):
            continue
        if any(start <= hit.start and hit.end <= end for start, end in inside_parties):
            continue
        found = spans.setdefault(hit.code, [])
        if len(found) < _MOST_SPANS:
            found.append(text.span(hit.start, hit.end))
    return [Finding(code, tuple(found)) for code, found in spans.items()]


def _party_names(context: Context) -> list[tuple[int, int]]:
    """Where a party is named: the words of its name are no area."""
    return [(mention.start, mention.end) for mention in context.mentions if mention.end - mention.start > 8]


def _standing_alone(text: Segmented, table: Table) -> list[Hit]:
    codes = {key_of(word): entry.code for entry in table.entries for word in entry.extra.get("alone", ())}
    hits = []
    for found in _STANDALONE.finditer(text.key):
        group = 1 if found.group(1) else 2
        code = codes.get(found.group(group))
        if code:
            hits.append(Hit(code, found.start(group), found.end(group)))
    return hits
