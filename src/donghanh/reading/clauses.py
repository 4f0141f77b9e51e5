"""What is promised, clause by clause: the pieces of a list, each without its aim and its punctuation."""

from __future__ import annotations

import re

from donghanh.reading.phrases import phrases
from donghanh.reading.segments import Segmented
from donghanh.reading.vocabulary import Vocabulary

_PIECE_END = re.compile(r";|…|\.\.\.|\n\s*[-+•]\s")
_OPENING = re.compile(
    r"\s*(?:(?:và|cùng với đó|đồng thời|rồi|thứ \w+|một là|hai là|ba là|bốn là|cũng như)\b,?"
    r"|[-+•*]|\(?\d{1,2}[.)](?!\d)|\([ivx]+\)|[a-zđ]\))\s*"
)
_CLOSING = re.compile(r"(?:[\s.,;:…!?\"'/-]|\(\s*\)?|\([^()]*\)|v\.v\.*|\bvà\b|\bđồng thời\b)+$")
_AIM = re.compile(r"\b(?:để|nhằm|giúp|góp phần|qua đó|từ đó|nhờ đó)\b")
_BY_WHEN = re.compile(r"(?:phấn đấu )?hoàn thành (?:trong|trước|vào|chậm nhất|xong)\b")
"""A deadline behind a comma belongs to the clause before."""
_SERVES = re.compile(r"\bphục vụ\b")
_CONJUNCTION = re.compile(r",?\s+đồng thời\s+(?=\w)|\s+và\s+(?=\w)|,\s+(?=\w)")
_LEAST_WORDS_AND = (5, 4)
_LEAST_WORDS_COMMA = (8, 4)


class Clauses:
    """Cuts promises into clauses."""

    def __init__(self, text: Segmented, vocabulary: Vocabulary) -> None:
        cues = vocabulary["commitment_cues"]
        self._text = text
        self._verb = phrases(cues, "verb")
        self._noun_too = phrases(cues, "noun_too")
        self._purpose = phrases(cues, "purpose")

    def pieces(self, start: int, end: int) -> list[tuple[int, int]]:
        """The stretches between semicolons and dots of omission, outside brackets."""
        found = []
        for mark in _PIECE_END.finditer(self._text.key, start, end):
            opened = self._text.key.count("(", start, mark.start()) - self._text.key.count(")", start, mark.start())
            if opened <= 0 and not self._runs_on(mark, end):
                found.append((start, mark.start()))
                start = mark.end()
        return [piece for piece in [*found, (start, end)] if self._text.key[slice(*piece)].strip(" \n.,;:-–")]

    def _runs_on(self, mark: re.Match[str], end: int) -> bool:
        """ "các chương trình, kế hoạch... về chuyển đổi số": dots inside a clause."""
        behind = self._text.text[mark.end() : end].lstrip()
        dots = mark.group()[0] in ".…"
        return dots and behind[:1].islower() and not self.starts_with_verb(mark.end(), end)

    def starts_with_verb(self, start: int, end: int) -> bool:
        """Whether the clause begins with a verb of work."""
        return self._verb.at(self._text, self.opened(start, end), end) is not None

    def opened(self, start: int, end: int) -> int:
        """The start without numbering, conjunctions and spaces."""
        while True:
            found = _OPENING.match(self._text.key, start, end)
            if found and found.end() > start:
                start = found.end()
                continue
            while start < end and self._text.key[start] in " \n,:\"'-–":
                start += 1
            if not _OPENING.match(self._text.key, start, end):
                return start

    def cut(self, start: int, end: int, *, single: bool) -> list[tuple[int, int]]:
        """The clauses of one piece; ``single``: it has no semicolons, so commas may part clauses."""
        parts: list[tuple[int, int]] = []
        begin = start = self.opened(start, end)
        end = self._closed(start, end)
        for mark in _CONJUNCTION.finditer(self._text.key, start, end):
            if _AIM.search(self._text.key, begin + 1, mark.start()):
                break
            if mark.group().startswith(",") and _SERVES.search(self._text.key, begin, mark.start()):
                continue
            if mark.start() > begin and self._parts_here(begin, mark, end, single=single):
                parts.append((begin, mark.start()))
                begin = mark.end()
        parts.append((begin, end))
        return [trimmed for part in parts if (trimmed := self._trimmed(*part))]

    def _parts_here(self, begin: int, mark: re.Match[str], end: int, *, single: bool) -> bool:
        key = self._text.key
        verb = self._verb.at(self._text, mark.end(), end)
        if _BY_WHEN.match(key, mark.end(), end):
            return False
        if verb is None or key[verb : verb + 1] == "," or self._noun_too.at(self._text, mark.end(), end):
            return False
        if key.count("(", begin, mark.start()) > key.count(")", begin, mark.start()):
            return False
        if "đồng thời" in mark.group():
            return True
        comma = mark.group().startswith(",")
        if comma and key.startswith("từng bước", mark.end()):
            return True
        if comma and not single:
            return False
        last = list(self._verb.find(self._text, begin, mark.start()))
        if last and last[-1][1] >= mark.start():
            return False
        least = _LEAST_WORDS_COMMA if comma else _LEAST_WORDS_AND
        return len(key[begin : mark.start()].split()) >= least[0] and len(key[mark.end() : end].split()) >= least[1]

    def _closed(self, start: int, end: int) -> int:
        """The end without what stands behind a closing quotation mark, brackets and punctuation."""
        key = self._text.key
        quote = key.find('"', start + 1, end)
        if quote >= 0 and key.count('"', start, end) % 2:
            end = quote
        closing = _CLOSING.search(key, start, end)
        return closing.start() if closing else end

    def _trimmed(self, start: int, end: int) -> tuple[int, int] | None:
        key = self._text.key
        if key.startswith("từng bước ", start):
            start += len("từng bước ")
        end = self._closed(start, end)
        for comma in re.compile(r",\s+").finditer(key, start, end):
            if self._purpose.at(self._text, comma.end(), end) and len(key[start : comma.start()].split()) >= 4:
                end = comma.start()
                break
        return (start, end) if len(key[start:end].split()) >= 3 else None
