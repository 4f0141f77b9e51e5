"""What is or was signed: agreement, memorandum, regulation, or an official paper."""

from __future__ import annotations

import re

from donghanh.reading.definition import Finding
from donghanh.reading.segments import Segmented
from donghanh.reading.vocabulary import Hit, Vocabulary

_PLANNED = re.compile(
    r"(?:sẽ|tiến tới|sớm|dự kiến|mong muốn|hướng tới|chuẩn bị|dự thảo|đề xuất|lý kết|để)(?: \w+){0,6} ?(?:ký(?: kết)?|lý kết)?[^.;]{0,30}$"
)
_PREVIOUS = re.compile(r"(?:tổng kết|trước đó|trước đây|giai đoạn trước)[^.;]{0,60}$")
_RANK = (
    "strategic_agreement", "mou", "cooperation_minutes", "coordination_regulation", "cooperation_plan", "coordination_programme",
    "agreement", "unspecified",
)  # fmt: skip


def find_instruments(text: Segmented, vocabulary: Vocabulary, *, paper: str | None) -> list[Finding]:
    """The instruments, the one this document is about first. ``paper``: the kind of official paper, if it is one."""
    hits = [hit for hit in vocabulary["instruments"].find(text) if _readable(text, hit)]
    groups: dict[tuple[str, str], list[Hit]] = {}
    for hit in hits:
        groups.setdefault((hit.code, _role(text, hit)), []).append(hit)
    chosen = _keep(groups)
    return [
        Finding(code, tuple(text.span(hit.start, hit.end) for hit in members[:4]), {"of": role})
        for (code, role), members in chosen.items()
    ]


def _readable(text: Segmented, hit: Hit) -> bool:
    block = text.block_at(hit.start)
    return block is not None and block.kind != "noise"


def _role(text: Segmented, hit: Hit) -> str:
    sentence = text.sentence_at(hit.start)
    before = text.key[sentence.start if sentence else hit.start : hit.start]
    if _PLANNED.search(before):
        return "planned"
    return "previous" if _PREVIOUS.search(before) else "this"


def _keep(groups: dict[tuple[str, str], list[Hit]]) -> dict[tuple[str, str], list[Hit]]:
    """One instrument of each role: the most telling word for it. What is planned is left out where something was signed."""
    kept: dict[tuple[str, str], list[Hit]] = {}
    for role in ("this", "previous", "planned"):
        codes = [code for code in _RANK if (code, role) in groups]
        if codes and not (role == "planned" and kept):
            kept[(codes[0], role)] = groups[(codes[0], role)]
    return kept
