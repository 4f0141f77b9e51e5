"""The places chosen to try something out first, named or still open ("một đô thị")."""

from __future__ import annotations

import re
from collections.abc import Iterator

from donghanh.reading.definition import Context, Finding
from donghanh.reading.segments import Segmented, Stretch
from donghanh.reading.vocabulary import Vocabulary

_TRIAL = re.compile(
    r"\b(?:thí điểm|thử nghiệm|chạy thử|làm điểm|mô hình điểm|chọn điểm|điểm mẫu|xây dựng mẫu|làm trước)\b"
)
_REACH = 260
_LEVELS = "thành phố|t\\.?p\\.?|thị xã|tx\\.?|thị trấn|huyện|quận|phường|xã|đặc khu"
_PLACE = re.compile(rf"\b(?:các )?(?P<level>{_LEVELS})\s*(?=\w)")
_AT = re.compile(r"\b(?:ở|tại)\s+(?=\w)")
_NAME = re.compile(r"[A-ZĐÀ-Ỹ][\w']*(?:\s+[A-ZĐÀ-Ỹ][\w']*){0,3}|\d{1,2}\b")
_MORE = re.compile(r"\s*,\s*(?:và\s+)?|\s+và\s+")
_OPEN = re.compile(
    r"\b(?:một|1|hai|2|ba|3|một vài|một số|vài|\d{1,2})\s+"
    r"(?:đô thị|địa phương|huyện|xã|phường|quận|thành phố|thị xã|khu vực|địa bàn|đơn vị cấp (?:xã|huyện)|xã, phường)"
    r"(?:\s*,?\s*(?:huyện|xã|phường|thị trấn))?"
    r"(?:\s+(?:trên địa bàn tỉnh|trên địa bàn|của tỉnh|trong tỉnh|được chọn))?\b"
)
_ZONE = "khu (?:kinh tế|công nghiệp|đô thị|du lịch)"
_ZONES = re.compile(rf"\bcác {_ZONE}(?:(?:,| và) (?:các )?{_ZONE})*")
_UNNAMED = "(chưa nêu tên)"


def find_pilot_places(text: Segmented, vocabulary: Vocabulary, context: Context) -> list[Finding]:
    """The pilot places; ``placeholder`` is ``yes`` where the text names none."""
    found: dict[str, Finding] = {}
    for block in text.readable():
        for sentence in block.sentences:
            for one in _in_sentence(text, sentence, context):
                found.setdefault(str(one.value), one)
    return list(found.values())


def _in_sentence(text: Segmented, sentence: Stretch, context: Context) -> Iterator[Finding]:
    for trial in _TRIAL.finditer(text.key, sentence.start, sentence.end):
        end = _end_of_piece(text, trial.end(), min(sentence.end, trial.end() + _REACH))
        named = list(_named(text, trial.end(), end, context))
        yield from named
        zones = list(_ZONES.finditer(text.key, trial.end(), end)) if named else []
        for zone in zones:
            yield Finding(text.text[slice(*zone.span())], (text.span(*zone.span()),), {"placeholder": "yes"})
        unnamed = _OPEN.search(text.key, trial.end(), end) if not named else None
        if unnamed:
            yield Finding(_UNNAMED, (text.span(*unnamed.span()),), {"placeholder": "yes"})


def _end_of_piece(text: Segmented, start: int, end: int) -> int:
    semicolon = text.key.find(";", start, end)
    return semicolon if semicolon >= 0 else end


def _named(text: Segmented, start: int, end: int, context: Context) -> Iterator[Finding]:
    own = {one.value for one in context.party_a}
    for place in _AT.finditer(text.key, start, end):
        name = _NAME.match(text.text, place.end(), end)
        if name and " " in name.group() and name.group() not in own:
            yield Finding(name.group(), (text.span(*name.span()),))
    for found in _PLACE.finditer(text.key, start, end):
        at, level = found.end(), found.group("level")
        begin = found.start("level")
        while name := _NAME.match(text.text, at, end):
            value = re.sub(r"\s+", " ", text.text[begin : name.end()])
            if begin != found.start("level"):
                value = f"{level} {value}"
            if name.group() not in own or level.startswith(("thị", "huyện", "t")):
                yield Finding(value, (text.span(begin, name.end()),))
            more = _MORE.match(text.key, name.end(), end)
            if not more or _PLACE.match(text.key, more.end(), end) or not _NAME.match(text.text, more.end(), end):
                break
            begin = at = more.end()
