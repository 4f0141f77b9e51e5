"""What happened: a signing, a working meeting, a review … or an official paper."""

from __future__ import annotations

import re

from donghanh.reading.definition import Finding
from donghanh.reading.segments import Segmented, Stretch
from donghanh.reading.vocabulary import Hit, Vocabulary

_OPENING = 900
"""How far into the readable text an event is told; later sentences tell of other events."""


_TO_COME = re.compile(
    r"\b(?:sau|từ)(?: khi)?(?: buổi)?(?: lễ)?\s*\Z|"
    r"(?:dự kiến|tiến tới|chuẩn bị|hướng tới|\bsớm|đề nghị|đề xuất|mong muốn|\bsẽ)(?: được| tiến hành| cùng| sớm"
    r"| tổ chức)*"
    r"(?: lễ| các nội dung[^.;,]{0,60}| nội dung[^.;,]{0,60}| để| việc| hoàn thiện[^.;,]{0,60})?\s*\Z"
)


def find_events(text: Segmented, vocabulary: Vocabulary, *, paper: str | None) -> list[Finding]:
    """The kinds of event, with the words that tell them."""
    opening = _opening(text)
    hits: dict[str, Hit] = {}
    for stretch in opening:
        for hit in vocabulary["events"].find(text, stretch):
            if hit.code != "signing" or not _is_to_come(text, hit):
                hits.setdefault(hit.code, hit)
    asked = hits.get("working_meeting")
    if asked and len(hits) > 1 and text.key.startswith("đề nghị", asked.start):
        del hits["working_meeting"]  # a request is made at any event; alone it tells of a meeting
    kinds = _settle(hits, paper)
    found = [Finding(code, (text.span(hit.start, hit.end),)) for code, hit in kinds.items()]
    if paper:
        title = vocabulary["papers"].first(text, None, paper)
        if title:
            found.insert(0, Finding(paper, (text.span(title.start, title.end),)))
    return found


def _is_to_come(text: Segmented, hit: Hit) -> bool:
    sentence = text.sentence_at(hit.start)
    return _TO_COME.search(text.key, sentence.start if sentence else hit.start, hit.start) is not None


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
