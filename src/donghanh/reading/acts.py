"""What a person does in a sentence: sign, witness, chair, speak, or only be there."""

from __future__ import annotations

import re

from donghanh.reading.phrases import phrases
from donghanh.reading.segments import Segmented, Stretch
from donghanh.reading.vocabulary import Vocabulary

ACTS = ("signatory", "witness", "chair", "speaker", "present")
"""From the weightiest to the lightest."""
_VERBS = {"witness": "witnesses", "chair": "chairs", "speaker": "speaks", "signatory": "signs"}
_CHAIR_TOGETHER = re.compile(r"[,;]\s[^.:]{0,220}?\b(?:cùng|đồng) chủ (?:trì|tọa)\b")
_WITNESSES = re.compile(r"\s*,?\s*(?:cùng |đã |đến |dự và |tham dự và )*chứng kiến\b")
_REPRESENTS = re.compile(
    r"(?:đại diện|người ký)[^.;]{0,60}:\s*$"
    r"|^\W*(?:\d[.)] |[a-z]\) )?(?:người )?đại diện(?: [\w ]{0,30})?(?: là| bởi)?:?\s*$"
)
_STANDS = re.compile(r"[^,.;:]{0,20}\s*(?:làm|là) (?:người )?đại diện\b")
_SIDE_ABOVE = re.compile(r"(?:^|\n)\W*(?:đại diện )?bên [ab12]\b[^\n]*\n[-+*• \t]*\Z")
"""A person right below the line that names a side of an agreement signs for it."""
_QUOTED = re.compile(r'\s*:\s*["\w]')
_ANNOUNCED = re.compile(r"(?:phát biểu|theo|trao đổi|kết luận)[^.;:]{0,60}[,:]?\s*$")
_AND = re.compile(r"\s*(?:và|cùng)\b")
_JOINING = re.compile(r"\bvà\b|\bcùng\b|\bđã\b|đại diện|thay mặt|^\s*$")
_PARTING = re.compile(
    r"chứng kiến|phát biểu|lễ|hội nghị|khẳng định|[;:.]|đề nghị|cho biết|nhấn mạnh|sau khi|việc|tham dự|\bdự\b"
)
_RANK_DOTS = re.compile(r"\b(?:(?:pgs|gs|tskh|ts|ths|bs|ks|tp|mr|ms)\.\s?)+")
_GUESTS = re.compile(r"tham dự|dự họp|về phía|cùng dự|dự hội nghị|tham gia")
_OPENS_LIST = re.compile(r"[^.;,]{0,40}\b(?:có|gồm|là)\b|\s*:|\s*(?:bởi|là)?\s*$")
_REACH = {"witness": 60, "chair": 80, "speaker": 160, "joined": 140}


class Acts:
    """Reads the acts of the people of one text."""

    def __init__(self, text: Segmented, vocabulary: Vocabulary) -> None:
        self._text = text
        self._verbs = {act: phrases(vocabulary["roles"], code) for act, code in _VERBS.items()}

    def of(self, start: int, end: int, limit: int, sentence: Stretch) -> str:
        """The act of the person named at ``start`` to ``end``; ``limit``: where the next person begins."""
        if self._witnesses(start, end, sentence):
            return "witness"
        if self._signs(start, end, sentence):
            return "signatory"
        if self._chairs(start, end, limit, sentence):
            return "chair"
        return "speaker" if self._speaks(start, end, limit, sentence) else "present"

    def _witnesses(self, start: int, end: int, sentence: Stretch) -> bool:
        near = max(sentence.start, start - _REACH["witness"])
        return (
            self._verbs["witness"].first(self._text, near, start) is not None
            or self._opens_list("witness", sentence.start, start)
            or _WITNESSES.match(self._text.key, end, sentence.end) is not None
        )

    def _signs(self, start: int, end: int, sentence: Stretch) -> bool:
        if _REPRESENTS.search(self._text.key[sentence.start : start]):
            return True
        if _SIDE_ABOVE.search(self._text.key[max(0, start - 120) : start]):
            return True
        if _STANDS.match(self._text.key, end, sentence.end):
            return True
        verb = self._verbs["signatory"].first(self._text, end, sentence.end)
        return verb is not None and self._joins_up_to(end, verb[0])

    def _chairs(self, start: int, end: int, limit: int, sentence: Stretch) -> bool:
        own = self._verbs["chair"].first(self._text, end, min(sentence.end, max(limit, end)))
        if (own and own[0] - end < _REACH["chair"]) or self._opens_list("chair", sentence.start, start):
            return True
        if _CHAIR_TOGETHER.match(self._text.key, end, sentence.end):
            return True
        shared = self._verbs["chair"].first(self._text, end, sentence.end)
        joined = _AND.match(self._text.key, end, sentence.end)
        return shared is not None and joined is not None and self._joins_up_to(end, shared[0])

    def _speaks(self, start: int, end: int, limit: int, sentence: Stretch) -> bool:
        verb = self._verbs["speaker"].first(self._text, end, min(sentence.end, max(limit, end)))
        return (
            (verb is not None and verb[0] - end < _REACH["speaker"])
            or _QUOTED.match(self._text.key, end, sentence.end) is not None
            or _ANNOUNCED.search(self._text.key[sentence.start : start]) is not None
        )

    def _opens_list(self, act: str, start: int, end: int) -> bool:
        """A verb that opens a list of people: "Chủ trì buổi làm việc có đồng chí A; đồng chí B"."""
        verb = self._verbs[act].first(self._text, start, end)
        if verb is None or "tiếp" in self._text.key[slice(*verb)]:
            return False
        between = self._text.key[verb[1] : end]
        return not _GUESTS.search(between) and _OPENS_LIST.match(between) is not None

    def _joins_up_to(self, start: int, end: int) -> bool:
        """Only further names, offices and "và", "cùng", "đã" lie between the person and the verb."""
        between = _RANK_DOTS.sub(" ", self._text.key[start:end])
        if len(between) > _REACH["joined"] or _PARTING.search(between):
            return False
        return bool(_JOINING.search(between)) or len(between) < 25
