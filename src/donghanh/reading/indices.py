"""The indices of provinces a document names (``packs/vocabulary/indices.yaml``)."""

from __future__ import annotations

import re

from donghanh.reading.definition import Context, Finding
from donghanh.reading.segments import Segmented
from donghanh.reading.vocabulary import Hit, Vocabulary

_BETWEEN = re.compile(r"\s*[(,-]?\s*(?:cấp tỉnh\s*)?[(-]?\s*|\s+(?:các\s+)?(?:tỉnh,?\s+thành phố\s*)?\(?")
_LOCAL = re.compile(r"\s+(?:cấp\s+)?(?:sở|huyện|xã|các sở|các huyện|cấp sở)\b")


def find_indices(text: Segmented, vocabulary: Vocabulary, context: Context) -> list[Finding]:
    """The indices named, one finding each; ``named`` is ``words`` where no abbreviation stands with the name.

    ``local_index`` marks a province's own index of its departments or districts.
    """
    table = vocabulary["indices"]
    found: dict[str, tuple[Hit, int]] = {}
    hits = [hit for hit in table.find(text) if _is_readable(text, hit)]
    for at, hit in enumerate(hits):
        following = hits[at + 1] if at + 1 < len(hits) else None
        end = hit.end
        if following and following.code == hit.code and _BETWEEN.fullmatch(text.key, hit.end, following.start):
            end = following.end + (text.key[following.end : following.end + 1] == ")")
        if hit.code not in found:
            found[hit.code] = (hit, end)
    return [_finding(text, hit, end) for hit, end in found.values()]


def _is_readable(text: Segmented, hit: Hit) -> bool:
    block = text.block_at(hit.start)
    return block is not None and block.kind != "noise"


def _finding(text: Segmented, hit: Hit, end: int) -> Finding:
    attributes: dict[str, object] = {}
    if not any(letter.isupper() for letter in text.text[hit.start + 1 : end]):
        attributes["named"] = "words"
    if _LOCAL.match(text.key, end):
        attributes["local_index"] = True
    return Finding(hit.code, (text.span(hit.start, end),), attributes)
