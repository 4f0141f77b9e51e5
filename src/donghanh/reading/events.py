"""What happened: a signing, a working meeting, a review … or an official paper."""

from __future__ import annotations

from donghanh.reading.definition import Finding
from donghanh.reading.segments import Segmented, Stretch
from donghanh.reading.vocabulary import Hit, Vocabulary

_OPENING = 900
"""How far into the readable text an event is told; later sentences tell of other events."""


def find_events(text: Segmented, vocabulary: Vocabulary, *, paper: str | None) -> list[Finding]:
    """The kinds of event, with the words that tell them."""
    opening = _opening(text)
    hits: dict[str, Hit] = {}
    for stretch in opening:
        for hit in vocabulary["events"].find(text, stretch):
            hits.setdefault(hit.code, hit)
    kinds = _settle(hits, paper)
    found = [Finding(code, (text.span(hit.start, hit.end),)) for code, hit in kinds.items()]
    if paper:
        title = vocabulary["papers"].first(text, None, paper)
        if title:
            found.insert(0, Finding(paper, (text.span(title.start, title.end),)))
    return found


def _opening(text: Segmented) -> list[Stretch]:
    stretches: list[Stretch] = []
    length = 0
    for block in text.readable():
        if block.kind == "meta":
            continue
        stretches.append(block)
        length += block.end - block.start
        if length > _OPENING:
            break
    return stretches


def _settle(hits: dict[str, Hit], paper: str | None) -> dict[str, Hit]:
    """Leave out what another kind implies."""
    if paper:
        return {}
    kept = dict(hits)
    if "signing" in kept and {"interim_review", "governance_meeting"} & kept.keys():
        first = min(kept, key=lambda code: kept[code].start)
        if first != "signing":
            kept.pop("signing")
    if kept.keys() & {"signing", "interim_review", "final_review"}:
        for code in ("working_meeting", "governance_meeting", "survey_notice"):
            kept.pop(code, None)
    return kept
