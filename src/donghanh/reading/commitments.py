"""What the parties promise, offer, ask of each other and share out, sentence by sentence.

A cue opens a frame that says who is to act and with what standing (:mod:`frames`); the clauses
that follow stand in that frame until another cue or the end of the sentence (:mod:`clauses`). A
sentence without subject that begins with a verb of work continues the frame of the sentence
before it; the items of a list stand in the frame of its heading (:mod:`duties`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from donghanh.reading.actors import Actors
from donghanh.reading.clauses import Clauses
from donghanh.reading.definition import PARTY_A, Context, Finding
from donghanh.reading.duties import Duties, Item
from donghanh.reading.frames import Frame, FrameReader, Opened
from donghanh.reading.people import people_in
from donghanh.reading.phrases import phrases
from donghanh.reading.segments import Block, Segmented, Stretch
from donghanh.reading.tables import TaskRow, task_rows
from donghanh.reading.vocabulary import Vocabulary

Promise = tuple[int, int, Frame]
"""Where a clause stands in the reading text, and its frame."""

_DONE_WORK = re.compile(
    r"\bđã (?:hoàn thành|hoàn thiện|triển khai|cung cấp|mang lại|đạt|phủ|lắp|xây dựng|hỗ trợ|đưa|phối hợp|thực hiện"
    r"|đầu tư)"
    r"|\bkết quả\b|\bđến nay\b|\b(?:qua|sau) \d+ năm\b|thời gian qua"
)
_AHEAD = re.compile(
    r"theo (?:đó|thỏa thuận|nội dung)|cụ thể|thời gian tới|giai đoạn tới|nội dung hợp tác|\bký\b|\bký kết\b"
)
_ALONE = re.compile(
    r"(?:với|về|đối với|trong|tại|ở|riêng|nhất là|trước|đến|từ|khi|cùng|sẽ|cần|phải|đề nghị|kiến nghị|mong|tỉnh|giao"
    r"|yêu cầu)\b"
)
_LEAD = re.compile(r"(?:đồng thời|bên cạnh đó|ngoài ra|trong đó|cụ thể|cùng với đó)\s*,?\s*")
_HOLLOW = re.compile(r"\b(?:tốt|hiệu quả|đầy đủ|nghiêm túc) các (?:nội dung|cam kết)\b[^,;]{0,25}$")
"""To keep well what was agreed: no promise of its own."""
_LEAST_PARAGRAPH = 45
"""A shorter line by itself is a heading, not a promise that goes on."""
_RESOLVES = re.compile(
    r"\W*(?:\d{1,2}[.)] *)?(?:cơ bản )?(?:thống nhất|đồng ý|nhất trí)(?: về)?(?: chủ trương)?\s+(?!với\b)"
)
"""How a conclusion of a notice begins that names no office: the public side resolves."""
_EVERY = re.compile(
    r"\b(?:hằng|hàng|mỗi|định kỳ(?: hằng| hàng| mỗi)?)\s+"
    r"(?P<period>(?:(?:\d+|sáu|ba|một)\s+)?(?:năm|quý|tháng|tuần|ngày))\b"
)
_RECURS = {
    "năm": "yearly", "quý": "quarterly", "tháng": "monthly", "tuần": "weekly", "ngày": "daily",
    "6 tháng": "half_yearly", "sáu tháng": "half_yearly", "3 tháng": "quarterly", "ba tháng": "quarterly",
}  # fmt: skip
_AMOUNT = re.compile(
    r"\b\d[\d.,]*(?:\s*-\s*\d[\d.,]*)?\s*(?:nghìn |ngàn |triệu |tỷ |tỉ )*"
    r"(?:đồng(?! thời)|usd|suất|học bổng|tỷ|tỉ|chuyên gia|cán bộ|lượt|người|máy tính|bộ)\b"
)


def find_commitments(text: Segmented, vocabulary: Vocabulary, context: Context) -> list[Finding]:
    """The commitments, in order; ``status`` is agreed, proposed or requested. None in other documents."""
    if not context.cooperation:
        return []
    seen: set[str] = set()
    findings = []
    for start, end, frame in _CommitmentReader(text, vocabulary, context).read():
        words = re.sub(r"\W+", " ", text.key[start:end])
        if words not in seen:
            seen.add(words)
            findings.append(_finding(text, start, end, frame))
    return findings


def _finding(text: Segmented, start: int, end: int, frame: Frame) -> Finding:
    attributes: dict[str, str] = {"who": frame.who, "status": frame.status}
    every = _EVERY.search(text.key, start, end)
    if every and (recurs := _RECURS.get(every["period"].removeprefix("một ").removeprefix("1 "))):
        attributes["recurs"] = recurs
    amount = _AMOUNT.search(text.key, start, end)
    if amount:
        attributes["amount"] = text.text[amount.start() : amount.end()]
    return Finding(None, (text.span(start, end),), attributes)


class _CommitmentReader:
    def __init__(self, text: Segmented, vocabulary: Vocabulary, context: Context) -> None:
        cues = vocabulary["commitment_cues"]
        self._text = text
        self._actors = Actors(text, vocabulary, context, people_in(text, vocabulary, context))
        self._clauses = Clauses(text, vocabulary)
        self._frames = FrameReader(text, vocabulary, self._actors, self._clauses)
        self._duties = Duties(text, vocabulary, self._actors, self._frames.asked_by_line)
        self._verb, self._done, self._empty = (phrases(cues, code) for code in ("verb", "done", "empty"))
        self._is_review = self._frames.reporting

    def read(self) -> Iterator[Promise]:
        """The clauses with their frames, in order."""
        carried: Frame | None = None
        rows = {row.block.start: row for row in task_rows(self._text)}
        items = {item.block.start: item for item in self._duties.items()}
        for block in self._text.readable():
            if block.start in rows:
                yield from self._of_row(rows[block.start])
                continue
            item = items.get(block.start)
            if item is None and block.kind in ("headline", "meta"):
                continue
            self._frames.concluding = item is not None
            for sentence in block.sentences:
                under = self._under(block, sentence, item, carried)
                found = list(self._sentence(sentence, under, caption=block.kind == "caption" and item is None))
                carried = found[-1][2] if found else None
                self._frames.reporting = self._reports(sentence, promises=bool(found))
                yield from (one for one in found if not _HOLLOW.search(self._text.key, one[0], one[1]))

    def _of_row(self, row: TaskRow) -> Iterator[Promise]:
        who = self._actors.together(self._actors.within(row.leader.start, row.leader.end))
        if who:
            yield row.task.start, row.task.end, Frame(who, "agreed")

    def _under(self, block: Block, sentence: Stretch, item: Item | None, carried: Frame | None) -> Frame | None:
        """The frame a sentence without its own stands in."""
        if item and item.heading is None and _RESOLVES.match(self._text.key, sentence.start, sentence.end):
            return Frame(PARTY_A, "agreed")
        if item:
            return item.heading or carried
        heads = sentence is block.sentences[0] and block.end - block.start < _LEAST_PARAGRAPH
        return None if heads else carried

    def _reports(self, sentence: Stretch, *, promises: bool) -> bool:
        """Whether the text now tells what has been done: then a party with a verb of work is no promise."""
        if self._is_review:
            return True
        if promises or _AHEAD.search(self._text.key, sentence.start, sentence.end):
            return False
        return self._frames.reporting or bool(_DONE_WORK.search(self._text.key, sentence.start, sentence.end))

    def _sentence(self, sentence: Stretch, carried: Frame | None, *, caption: bool) -> Iterator[Promise]:
        frame: Frame | None = None
        pieces = self._merged(self._clauses.pieces(sentence.start, sentence.end))
        for start, end in pieces:
            opened = self._frames.opened(start, end, sentence.start, frame or carried)
            first = start == pieces[0][0]
            if not opened and first and carried and not caption and self._continues(start, end):
                resolved = _RESOLVES.match(self._text.key, self._clauses.opened(start, end), end)
                opened = [Opened(carried, resolved.end() if resolved else start, start)]
            listed = ":" in self._text.key[sentence.start : start]
            if not opened and frame is not None and (self._continues(start, end, loose=True) or listed):
                opened = [Opened(self._of_own_subject(start, end, frame), start, start)]
            for at, one in enumerate(opened):
                stop = opened[at + 1].cue if at + 1 < len(opened) else end
                frame = one.frame
                for clause in self._clauses.cut(one.content, stop, single=len(pieces) == 1):
                    if self._empty.at(self._text, *clause) is None:
                        yield (*clause, one.frame)

    def _of_own_subject(self, start: int, end: int, frame: Frame) -> Frame:
        """The frame of a list for an item that names who acts: "…; tỉnh lựa chọn địa bàn"."""
        begin = self._clauses.opened(start, end)
        who = self._actors.starting_at(begin)
        return replace(frame, who=who) if who else frame

    def _merged(self, pieces: list[tuple[int, int]]) -> list[tuple[int, int]]:
        """A mere thing behind a semicolon belongs to the clause before, unless a colon began the list."""
        kept: list[tuple[int, int]] = []
        listing = False
        for start, end in pieces:
            listing = listing or ":" in self._text.key[start:end]
            begin = self._clauses.opened(start, end)
            alone = not kept or listing or bool(_ALONE.match(self._text.key, begin, end))
            alone = (
                alone or self._frames.begins_with_cue(begin, end) or self._verb.at(self._text, begin, end) is not None
            )
            if alone or self._actors.within(begin, min(end, begin + 40)):
                kept.append((start, end))
            else:
                kept[-1] = (kept[-1][0], end)
        return kept

    def _continues(self, start: int, end: int, *, loose: bool = False) -> bool:
        """The clause has no subject of its own: it begins with a verb of work (or simply stands in the list)."""
        begin = self._clauses.opened(start, end)
        resolved = _RESOLVES.match(self._text.key, begin, end)
        begin = resolved.end() if resolved else begin
        lead = _LEAD.match(self._text.key, begin, end)
        begin = lead.end() if lead else begin
        if self._verb.at(self._text, begin, end) is not None:
            return True
        verbs = self._verb.find(self._text, begin, end)
        return loose and bool(verbs) and self._done.first(self._text, begin, min(end, begin + 12)) is None
