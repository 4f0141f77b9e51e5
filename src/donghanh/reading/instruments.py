"""What is or was signed: agreement, memorandum, regulation, or an official paper."""

from __future__ import annotations

import re

from donghanh.reading.definition import Finding
from donghanh.reading.segments import Segmented
from donghanh.reading.vocabulary import Hit, Vocabulary

_PLANNED = re.compile(
    r"(?:\bsẽ|tiến tới|\bsớm\b|dự kiến|mong|hướng tới|chuẩn bị|đề xuất|đề nghị|xem xét|nghiên "
    r"cứu)(?![^.;]{0,120}\bđã ký)[^.;]{0,120}"
    r"(?:\b(?:ký|lý)(?: kết)?|xây dựng|hoàn thiện|thống nhất)\b[^.;]{0,40}\Z"
)
_PREVIOUS = re.compile(r"(?:tổng kết|trước đó|trước đây|giai đoạn trước)[^.;]{0,60}\Z")
_OPENING = 500
_RANK = (
    "strategic_agreement", "mou", "cooperation_minutes", "coordination_regulation", "cooperation_plan",
    "coordination_programme", "agreement", "unspecified",
)  # fmt: skip


def find_instruments(text: Segmented, vocabulary: Vocabulary, *, paper: str | None) -> list[Finding]:
    """The instruments, the one this document is about first. ``paper``: the kind of official paper, if it is one."""
    groups: dict[tuple[str, str], list[Hit]] = {}
    for hit in vocabulary["instruments"].find(text):
        if _readable(text, hit):
            groups.setdefault((hit.code, _role(text, hit)), []).append(hit)
    found = [
        Finding(code, tuple(text.span(hit.start, hit.end) for hit in members[:4]), {"of": role})
        for (code, role), members in _keep(text, groups).items()
    ]
    title = (
        vocabulary["papers"].first(text, None, paper) if paper in ("plan", "decision", "conclusion_notice") else None
    )
    own = [Finding(paper, (text.span(title.start, title.end),), {"of": "this"})] if title else []
    return own + [one for one in found if not own or one.attributes["of"] == "this"]


def _readable(text: Segmented, hit: Hit) -> bool:
    block = text.block_at(hit.start)
    return block is not None and block.kind != "noise"


def _role(text: Segmented, hit: Hit) -> str:
    sentence = text.sentence_at(hit.start)
    before = text.key[sentence.start if sentence else hit.start : hit.start]
    if _PLANNED.search(before):
        return "planned"
    return "previous" if _PREVIOUS.search(before) else "this"


def _keep(text: Segmented, groups: dict[tuple[str, str], list[Hit]]) -> dict[tuple[str, str], list[Hit]]:
    """One instrument of each role: where the opening names one that, and the most telling word for it.

    What is planned is left out where something was signed.
    """
    kept: dict[tuple[str, str], list[Hit]] = {}
    for role in ("this", "previous", "planned"):
        codes = [code for code in _RANK if (code, role) in groups]
        codes.sort(key=lambda code: (code == "unspecified", not _opens(text, groups[(code, role)][0])))
        if codes and not (role == "planned" and kept):
            kept[(codes[0], role)] = groups[(codes[0], role)]
    return kept


def _opens(text: Segmented, hit: Hit) -> bool:
    block = text.block_at(hit.start)
    return block is not None and (block.kind in ("headline", "lead") or hit.start < _OPENING)
