"""Lists under headings: "Điều 3. Trách nhiệm của Bên A", "Đề nghị Tập đoàn Viettel:", "Nội dung hợp tác".

Agreements, minutes and notices say once, in a heading or in a line that ends with a colon, who
is to act; the items below say only what.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from donghanh.reading.actors import Actors
from donghanh.reading.definition import BOTH
from donghanh.reading.frames import Frame
from donghanh.reading.phrases import phrases
from donghanh.reading.segments import Block, Segmented
from donghanh.reading.vocabulary import Vocabulary

_STYLES = (
    ("article", re.compile(r"\s*(?:điều|chương|mục|phần)\s+(?:\d+|[ivx]+)\b[.:]?\s*")),
    ("roman", re.compile(r"\s*[ivx]+[.)]\s+")),
    ("number", re.compile(r"\s*\(?\d{1,2}[.)]\s+")),
    ("decimal", re.compile(r"\s*\d{1,2}(?:\.\d{1,2})+[.)]?\s+")),
    ("letter", re.compile(r"\s*[a-zđ][.)]\s+")),
    ("dash", re.compile(r"\s*[-•*]\s*(?=\w)")),
    ("plus", re.compile(r"\s*\+\s*")),
)
_LONGEST_HEADING = 170
_CONCLUDES = re.compile(
    r"(?:kết luận|ý kiến|chỉ đạo|thống nhất)[^.;]{0,60}(?:như sau|sau đây|nội dung sau)\s*:?\s*$|kết luận\s*:\s*$"
)


@dataclass(frozen=True)
class Item:
    """A block below a heading; ``heading`` is None in the conclusions of a notice, whose items name the office."""

    block: Block
    start: int
    """Where the item begins behind its number."""
    heading: Frame | None


class Duties:
    """Finds the items of one text."""

    def __init__(
        self, text: Segmented, vocabulary: Vocabulary, actors: Actors, asks: Callable[[int, int], Frame | None]
    ) -> None:
        cues = vocabulary["commitment_cues"]
        self._text, self._actors, self._asks = text, actors, asks
        self._contents, self._duty = phrases(cues, "heading_contents"), phrases(cues, "heading_duty")
        self._side = phrases(cues, "heading_side")
        self._other = phrases(cues, "heading_other")

    def items(self) -> Iterator[Item]:
        """The items, in order."""
        heading: Frame | None = None
        style: str | None = None
        concluding = False
        for block in self._text.readable():
            own, start = self._style(block)
            if heading and own is not None and own in (style, "article", "roman"):
                heading = None
            opened = self._heading(block, start, own)
            if opened is not None:
                heading, style, concluding = opened, own, False
            elif own == "article" or self._is_other(block, start, own):
                heading, concluding = None, False
            elif _CONCLUDES.search(self._text.key, block.start, block.end):
                concluding = True
            elif heading is not None and self._is_item(block, own):
                yield Item(block, start, heading)
            elif concluding and own is not None:
                yield Item(block, start, None)
            elif (
                own is None and heading is not None and len(self._text.key[block.start : block.end]) > _LONGEST_HEADING
            ):
                heading = None

    def _style(self, block: Block) -> tuple[str | None, int]:
        for name, pattern in _STYLES:
            found = pattern.match(self._text.key, block.start, block.end)
            if found:
                return name, found.end()
        return None, block.start

    def _is_other(self, block: Block, start: int, own: str | None) -> bool:
        short = block.end - block.start <= _LONGEST_HEADING
        return short and own in (None, "number", "roman") and self._other.at(self._text, start, block.end) is not None

    def _is_item(self, block: Block, own: str | None) -> bool:
        return own is not None or self._text.text[start_of(self._text, block) : block.end][:1].isupper()

    def _heading(self, block: Block, start: int, own: str | None) -> Frame | None:
        text = self._text
        words = text.key[start : block.end].strip()
        colon = words.endswith(":")
        if block.end - block.start > _LONGEST_HEADING and not colon:
            return None
        if not colon and (own is None or (words.endswith((".", ";")) and own != "article")):
            own_line = own is None and words[-1:] not in (".", ";", ",")
            if not own_line:
                return None
        last = block.sentences[-1].start if colon and block.sentences else start
        duty = self._duty.first(text, start, block.end)
        if duty or self._side.at(text, start, block.end):
            who = self._actors.together(self._actors.within(duty[0] if duty else start, block.end))
            if who:
                return Frame(who, "agreed")
        if self._contents.first(text, start, block.end) and (own in ("article", "roman") or colon or own is None):
            return Frame(BOTH, "agreed")
        return self._asks(max(start, last), block.end) if colon else None


def start_of(text: Segmented, block: Block) -> int:
    """The first place of the block that is no space."""
    return block.start + len(text.key[block.start : block.end]) - len(text.key[block.start : block.end].lstrip())
