"""Text → blocks (paragraphs, captions, publication lines, page noise) and sentences."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from donghanh.reading.forms import Forms, forms_of
from donghanh.reading.vocabulary import Vocabulary

Kind = Literal["headline", "lead", "body", "caption", "meta", "noise"]


@dataclass(frozen=True)
class Stretch:
    """``text[start:end]`` of the reading text."""

    start: int
    end: int


@dataclass(frozen=True)
class Block(Stretch):
    """A line or paragraph: what it is, and its sentences."""

    kind: Kind
    sentences: tuple[Stretch, ...]


@dataclass(frozen=True)
class Segmented(Forms):
    """A text made ready for reading. Offsets everywhere are into ``text`` (= ``key`` = ``folded``)."""

    blocks: tuple[Block, ...]

    def search(self, pattern: re.Pattern[str], within: Stretch | None = None) -> Iterator[re.Match[str]]:
        """Matches of ``pattern`` in ``key``, everywhere or within a block or sentence; page noise is left out."""
        start, end = (within.start, within.end) if within else (0, len(self.key))
        for found in pattern.finditer(self.key, start, end):
            block = self.block_at(found.start())
            if block is None or block.kind != "noise":
                yield found

    def block_at(self, place: int) -> Block | None:
        """The block that holds a place of the reading text; None between blocks."""
        at = bisect_right(self.blocks, place, key=lambda block: block.start) - 1
        return self.blocks[at] if at >= 0 and place < self.blocks[at].end else None

    def sentence_at(self, place: int) -> Stretch | None:
        """The sentence that holds a place of the reading text; None between sentences."""
        block = self.block_at(place)
        if block is None:
            return None
        at = bisect_right(block.sentences, place, key=lambda sentence: sentence.start) - 1
        return block.sentences[at] if at >= 0 and place < block.sentences[at].end else None

    def readable(self) -> Iterator[Block]:
        """The blocks that say something: all but page noise."""
        return (block for block in self.blocks if block.kind != "noise")


_LONGEST_SENTENCE = 1500
_LINE = re.compile(r"[^\n]+")
_ITEM = re.compile(r"(?:\d{1,2}(?:\.\d{1,2})*[.)]|[a-zđ]\)|[ivx]+\.|[-+*•])\s")
_UNFINISHED = re.compile(r"[a-zà-ỹđ0-9,(&-]$")
_WANTS_NUMBER = re.compile(
    r"(?:,|\b(?:ngày|tháng|năm|từ|đến|và|quý|khoảng|hơn|gần|(?:quyết định|nghị quyết|công văn|kế hoạch|thông báo) số))$"
)
_CLOSE = re.compile(r"([.!?…]+)([\"')\]]*)(?=(\s*))")
_ABBREVIATION = re.compile(
    r"(?:^|[\s(\"/.,-])(?:tp|tx|tt|p|q|h|x|ts|ths|pgs|gs|bs|bscki|bsckii|ks|ls|kts|cn|nxb|đ/c|tr|st|mr|mrs|ms|dr|prof|inc|ltd|co|jsc|"
    r"no|vs|t\.ư|tw|nq|qđ|[a-zđ])$"
)


def segment(source: str, vocabulary: Vocabulary) -> Segmented:
    """Cut a text into blocks and sentences; any string will do."""
    forms = forms_of(source)
    lines = _joined_lines(forms)
    kinds = _kinds(forms, lines, vocabulary)
    blocks = tuple(
        Block(line.start, line.end, kind, tuple(_sentences(forms, line)))
        for line, kind in zip(lines, kinds, strict=True)
    )
    return Segmented(forms.source, forms.text, forms.key, forms.folded, forms.offsets, blocks)


def _joined_lines(forms: Forms) -> list[Stretch]:
    """The lines of the text, those that were only wrapped made one."""
    width = _wrap_width(forms)
    lines: list[Stretch] = []
    last = Stretch(0, 0)
    for found in _LINE.finditer(forms.text):
        if found.group().isspace():
            continue
        if lines and _continues(forms, last, found.start(), width):
            lines[-1] = Stretch(lines[-1].start, found.end())
        else:
            lines.append(Stretch(found.start(), found.end()))
        last = Stretch(found.start(), found.end())
    return lines


def _wrap_width(forms: Forms) -> int | None:
    """The width at which the lines of the text were wrapped (as in a PDF); None if they were not."""
    lengths = sorted(len(line.group().rstrip()) for line in _LINE.finditer(forms.text) if not line.group().isspace())
    if len(lengths) < 8:
        return None
    widest = lengths[-1]
    full = sum(length > 0.8 * widest for length in lengths)
    return widest if 40 <= widest <= 140 and full >= 0.4 * len(lengths) else None


def _continues(forms: Forms, before: Stretch, start: int, width: int | None) -> bool:
    """The line at ``start`` goes on with the sentence of the line before it."""
    after = forms.text[start : start + 12].lstrip()
    last = forms.text[before.start : before.end].rstrip()
    if forms.text[before.end : start].count("\n") != 1 or not after or not last or _ITEM.match(after.lower()):
        return False
    if after.isupper() and " " in after.strip() and not last.isupper():  # a heading in capitals begins anew
        return False
    if width and len(last) > 0.75 * width and last[-1] not in ".;:!?…" and not last.isupper():
        return True
    if after[0].isdigit():
        return bool(_WANTS_NUMBER.search(last.lower()))
    return after[0].islower() and bool(_UNFINISHED.search(last))


def _sentences(forms: Forms, line: Stretch) -> Iterator[Stretch]:
    start = line.start
    for found in _CLOSE.finditer(forms.key, line.start, line.end):
        if found.end() > start and _ends_sentence(forms, line, found):
            yield from _trimmed(forms, start, found.end())
            start = found.end()
    yield from _trimmed(forms, start, line.end)


def _trimmed(forms: Forms, start: int, end: int) -> Iterator[Stretch]:
    while end - start > _LONGEST_SENTENCE:  # a table run together, which would be searched again and again
        cut = max(forms.text.rfind(mark, start + 1, start + _LONGEST_SENTENCE) for mark in ";, ")
        cut = cut + 1 if cut > 0 else start + _LONGEST_SENTENCE
        yield from _trimmed(forms, start, cut)
        start = cut
    inner = forms.text[start:end]
    left = len(inner) - len(inner.lstrip())
    if inner.strip():
        yield Stretch(start + left, start + len(inner.rstrip()))


def _ends_sentence(forms: Forms, line: Stretch, found: re.Match[str]) -> bool:
    after = forms.text[found.end(3) : found.end(3) + 2]
    before = forms.key[max(line.start, found.start() - 12) : found.start()]
    if found.end(3) >= line.end or not after:
        return True
    if not found.group(3):  # glued: "chủ trì.Thỏa thuận", but not "TP.Quy Nhơn", "24.8", "baohatinh.vn"
        word = re.search(
            r"(?:^|[\s,;(])([a-zà-ỹđ]{2,})$", forms.text[max(line.start, found.start() - 20) : found.start()]
        )
        return bool(word) and after[0].isupper() and found.group(1) == "."
    if after[0].islower():
        return False
    if found.group(1) != ".":
        return True
    numbered = re.search(r"(?:^|\s)\d{1,2}(?:\.\d{1,2})*$", before) and found.start() - line.start < 10
    return not numbered and not _ABBREVIATION.search(before)


def _kinds(forms: Forms, lines: list[Stretch], vocabulary: Vocabulary) -> list[Kind]:
    from_tail = next(
        (at for at, line in enumerate(lines) if vocabulary["noise"].first(forms, line, "tail") is not None), len(lines)
    )
    texts = [forms.key[line.start : line.end].strip() for line in lines]
    leads = (at for at, text in enumerate(texts) if len(text) >= 120 or (len(text) >= 60 and text.endswith(".")))
    first_long = next(leads, 0)
    seen: set[str] = set()
    kinds: list[Kind] = []
    for at, (line, text) in enumerate(zip(lines, texts, strict=True)):
        kinds.append(
            _kind(forms, line, text, vocabulary, repeated=text in seen, before=at - first_long, tail=at >= from_tail)
        )
        seen.add(text)
    return kinds


def _kind(
    forms: Forms, line: Stretch, text: str, vocabulary: Vocabulary, *, repeated: bool, before: int, tail: bool
) -> Kind:
    noise = vocabulary["noise"]
    if noise.first(forms, line, "publication") is not None and len(text) < 90:
        return "meta"
    if not re.search(r"\w{2}", text) or (tail and len(text) < 200) or noise.first(forms, line, "line") is not None:
        return "noise"
    if noise.first(forms, line, "caption") is not None and len(text) < 300:
        return "caption"
    if before < 0:
        return "headline"
    if before == 0:
        return "lead"
    if (repeated and len(text) < 300) or (len(text) < 160 and text[-1] not in ".;:!?…" and not _ITEM.match(text)):
        return "caption"
    return "body"
