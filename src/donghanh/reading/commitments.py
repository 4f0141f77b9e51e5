"""What the parties promise, offer, ask of each other and share out, sentence by sentence.

A cue ("sẽ", "đề nghị", "giao", "các nội dung: …") opens a frame that says who is to act and
with what standing; the clauses that follow stand in that frame until another cue or the end
of the sentence. A sentence without subject that begins with a verb of work continues the frame
of the sentence before it. Lists under headings are read by :mod:`donghanh.reading.duties`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from donghanh.reading.actors import Actors
from donghanh.reading.clauses import Clauses
from donghanh.reading.definition import BOTH, PARTY_A, Context, Finding
from donghanh.reading.duties import Duties, Heading
from donghanh.reading.people import people_in
from donghanh.reading.phrases import phrases
from donghanh.reading.segments import Segmented, Stretch
from donghanh.reading.vocabulary import Vocabulary

_CUES = ("apply", "request", "wish", "propose", "assign", "aims", "promise", "oblige")
_REVIEW = re.compile(r"\b(?:sơ kết|tổng kết)\b")
_OPENING_PART = 700
"""A review says in its first lines that it is one; what parties do in it without "sẽ" is done already."""
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
_AGAIN = re.compile(r"\s+(?:rằng\s+)?(?P<who>[^,;.:]{2,60}?)\s+sẽ\b")
_NOUN = re.compile(
    r"(?:\b(?:đáp ứng|các|những|theo|nhu cầu,?|với|mục đích,?|bảo đảm|đảm bảo|được|một số)\s+)"
    r"(?:đề nghị|kiến nghị|yêu cầu|đề xuất)"
    r"|(?:đề nghị|kiến nghị|yêu cầu|đề xuất|kỳ vọng|mong muốn)\s+(?:của|về|đặt ra|thực tế|mới|nhiệm vụ)\b"
)
"""A request or proposal spoken about, not made."""
_RETOLD = re.compile(r"\bđến nay\b|thời gian qua|\btừ (?:tháng|năm) \d|trước đó đã")
_HOLLOW = re.compile(r"\b(?:tốt|hiệu quả|đầy đủ|nghiêm túc) các (?:nội dung|cam kết)\b[^,;]{0,25}$")
"""To keep well what was agreed: no promise of its own."""
_DETAIL = re.compile(r",\s*(?:tập trung|trong đó|nhất là|gồm|bao gồm|ưu tiên)\b")
_PLEDGE = re.compile(r"cam kết|hứa|sẵn sàng|sẵn lòng|đồng ý|nhất trí")
_FOR = re.compile(r"\s*(?:(?:riêng )?đối với|về phía|phía|với)\s+")
_LEAST_PARAGRAPH = 45
"""A shorter line by itself is a heading, not a promise that goes on."""
_ASKING = ("request", "wish", "apply", "propose")
_WISH_REACH = 60
"""A wish too soft to count also takes the "sẽ" behind it."""
_STATUS = {
    "request": "requested",
    "wish": "requested",
    "oblige": "requested",
    "apply": "proposed",
    "propose": "proposed",
}
_FOLLOWS = re.compile(r"(?:[,;]|\bvà|\bđồng thời|\brồi|\bcũng|\bsong|\bnhưng)\s*(?:cũng |đồng thời )?$")
_TO_VERB = re.compile(r"(?:,[^,;:.]{3,50},)?\s+(?:cùng |cũng |còn |tiếp tục )?")
_VAGUE = re.compile(
    r"\s*(?:sẽ )?(?:tiếp tục )?(?:hợp tác, hỗ trợ|hợp tác với|đồng hành|quan tâm|tiếp tục hợp tác|luôn)"
)
_EVERY = re.compile(r"\b(?:hằng|hàng|mỗi|định kỳ)\s+(?:(?:\d+|sáu|ba|một) )?(năm|quý|tháng|tuần|ngày)\b")
_RECURS = {"năm": "yearly", "quý": "quarterly", "tháng": "monthly", "tuần": "weekly", "ngày": "daily"}
_AMOUNT = re.compile(
    r"\b\d[\d.,]*(?:\s*-\s*\d[\d.,]*)?\s*(?:nghìn |ngàn |triệu |tỷ |tỉ )*"
    r"(?:đồng(?! thời)|usd|suất|học bổng|tỷ|tỉ|chuyên gia|cán bộ|lượt|người|máy tính|bộ)\b"
)


@dataclass(frozen=True)
class Frame:
    """Who is to act, and the standing of what is said."""

    who: str
    status: str


@dataclass(frozen=True)
class _Opened:
    """A frame opened by a cue, and where its clauses begin."""

    frame: Frame
    content: int
    cue: int


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
    if every:
        attributes["recurs"] = _RECURS[every.group(1)]
    amount = _AMOUNT.search(text.key, start, end)
    if amount:
        attributes["amount"] = text.text[amount.start() : amount.end()]
    return Finding(None, (text.span(start, end),), attributes)


class _CommitmentReader:
    def __init__(self, text: Segmented, vocabulary: Vocabulary, context: Context) -> None:
        cues = vocabulary["commitment_cues"]
        self._text, self._vocabulary = text, vocabulary
        self._concluding = self._reporting = False
        self._actors = Actors(text, vocabulary, context, people_in(text, vocabulary, context))
        self._clauses = Clauses(text, vocabulary)
        self._cue = {code: phrases(cues, code) for code in _CUES}
        self._verb, self._event = phrases(cues, "verb"), phrases(cues, "event")
        self._done, self._empty = phrases(cues, "done"), phrases(cues, "empty")
        self._is_review = bool(_REVIEW.search(text.key, 0, _OPENING_PART))
        self._contents, self._gives = phrases(cues, "contents"), phrases(cues, "gives")

    def read(self) -> Iterator[tuple[int, int, Frame]]:
        """The clauses with their frames, in order."""
        carried: Frame | None = None
        duties = Duties(self._text, self._vocabulary, self._actors, self._asks)
        items = {item.block.start: item for item in duties.items()}
        for block in self._text.readable():
            item = items.get(block.start)
            if item is None and block.kind in ("headline", "meta"):
                continue
            caption = block.kind == "caption" and item is None
            self._concluding = item is not None and item.heading is None
            for sentence in block.sentences:
                under = Frame(item.heading.who, item.heading.status) if item and item.heading else carried
                if item is None and sentence is block.sentences[0] and block.end - block.start < _LEAST_PARAGRAPH:
                    under = None
                found = list(self._sentence(sentence, under, caption=caption))
                carried = found[-1][2] if found else None
                self._reporting = self._reports(sentence, promises=bool(found))
                yield from (one for one in found if not _HOLLOW.search(self._text.key, one[0], one[1]))

    def _reports(self, sentence: Stretch, *, promises: bool) -> bool:
        """Whether the text now tells what has been done: then a party with a verb of work is no promise."""
        if promises or _AHEAD.search(self._text.key, sentence.start, sentence.end):
            return False
        return self._reporting or bool(_DONE_WORK.search(self._text.key, sentence.start, sentence.end))

    def _asks(self, start: int, end: int) -> Heading | None:
        """Who is asked or given work by a line that ends with a colon."""
        named = self._actors.together(self._actors.within(start, end))
        for code in ("request", "assign", "promise"):
            found = self._cue[code].first(self._text, start, end)
            if found is None:
                continue
            after = self._actors.together(self._actors.within(found[1], end))
            who = named if code == "promise" else after
            return Heading(who, _STATUS.get(code, "agreed")) if who else None
        return None

    def _sentence(self, sentence: Stretch, carried: Frame | None, *, caption: bool) -> Iterator[tuple[int, int, Frame]]:
        pieces = self._clauses.pieces(sentence.start, sentence.end)
        frame: Frame | None = None
        pieces = self._merged(pieces)
        for start, end in pieces:
            opened = list(self._opened(start, end, sentence, frame or carried))
            first = start == pieces[0][0]
            if not opened and first and carried and not caption and self._continues(start, end):
                opened = [_Opened(carried, start, start)]
            if not opened and frame is not None and self._continues(start, end, loose=True):
                opened = [_Opened(frame, start, start)]
            for at, one in enumerate(opened):
                stop = opened[at + 1].cue if at + 1 < len(opened) else end
                frame = one.frame
                for clause in self._clauses.cut(one.content, stop, single=len(pieces) == 1):
                    if self._says_something(*clause):
                        yield (*clause, one.frame)

    def _merged(self, pieces: list[tuple[int, int]]) -> list[tuple[int, int]]:
        """A mere thing behind a semicolon belongs to the clause before, unless a colon began the list."""
        kept: list[tuple[int, int]] = []
        listing = False
        for start, end in pieces:
            listing = listing or ":" in self._text.key[start:end]
            begin = self._clauses.opened(start, end)
            alone = not kept or listing or _ALONE.match(self._text.key, begin, end)
            if alone or self._verb.at(self._text, begin, end) or self._actors.within(begin, min(end, begin + 40)):
                kept.append((start, end))
            else:
                kept[-1] = (kept[-1][0], end)
        return kept

    def _continues(self, start: int, end: int, *, loose: bool = False) -> bool:
        """The clause has no subject of its own: it begins with a verb of work (or simply stands in the list)."""
        begin = self._clauses.opened(start, end)
        lead = re.compile(r"(?:đồng thời|bên cạnh đó|ngoài ra|trong đó|cụ thể|cùng với đó)\s*,?\s*").match(
            self._text.key, begin, end
        )
        begin = lead.end() if lead else begin
        if self._verb.at(self._text, begin, end) is not None:
            return True
        verbs = self._verb.find(self._text, begin, end)
        return loose and bool(verbs) and self._done.first(self._text, begin, min(end, begin + 12)) is None

    def _says_something(self, start: int, end: int) -> bool:
        stop = self._empty.at(self._text, start, end)
        return stop is None or self._text.key.startswith("có trách nhiệm", start)

    def _opened(self, start: int, end: int, sentence: Stretch, carried: Frame | None) -> list[_Opened]:
        cues = sorted(
            ((begin, stop, code) for code in _CUES for begin, stop in self._cue[code].find(self._text, start, end)),
            key=lambda cue: (cue[0], -cue[1]),
        )
        opened: list[_Opened] = []
        at = start
        for begin, stop, code in cues:
            if begin < at or self._actors.covers(begin) is not None:
                continue
            if code == "wish":
                at = min(begin + _WISH_REACH, end)
            if opened and not self._starts_anew(opened[-1], begin, code):
                continue
            one = self._open(code, begin, stop, start, end, opened[-1] if opened else None, carried)
            if one:
                opened.append(self._past_introducer(one, end))
                at = max(stop, one.content) if code in _ASKING else stop
        if opened or _RETOLD.search(self._text.key, sentence.start, end):
            return opened
        return [one for one in (self._bare(start, end), self._listed(start, end)) if one][:1]

    def _starts_anew(self, before: _Opened, begin: int, code: str) -> bool:
        """A cue within a promise is part of it, unless it joins on or brings its own subject."""
        if code in (*_ASKING, "assign"):
            return bool(_FOLLOWS.search(self._text.key, before.content, begin)) or code == "request"
        subject = self._actors.subject(before.content, begin)
        if code != "promise" or subject is None:
            pledge = _PLEDGE.match(self._text.key, begin) and _FOLLOWS.search(self._text.key, before.content, begin)
            return code == "promise" and bool(pledge)
        return bool(_FOLLOWS.search(self._text.key, before.content, subject[1]))

    def _open(
        self, code: str, begin: int, stop: int, start: int, end: int, before: _Opened | None, carried: Frame | None
    ) -> _Opened | None:
        subject = self._actors.subject(before.content if before else start, begin)
        who = subject[0] if subject else None
        cue = subject[1] if subject else begin
        if who is None and code in _ASKING:
            who = before.frame.who if before else self._anyone(start, begin)
        if who is None and code == "promise" and before and before.frame.status == "agreed":
            return _Opened(before.frame, stop, begin) if _FOLLOWS.search(self._text.key, start, begin) else None
        if who is None and code == "promise" and carried and before is None and self._actors.is_lead(start, begin):
            return _Opened(carried, stop, begin)
        if code in _ASKING:
            if any(
                noun.start() <= begin < noun.end()
                for noun in _NOUN.finditer(self._text.key, max(start, begin - 14), stop + 12)
            ):
                return None
            return self._asked(code, who, start, begin, stop, end, cue)
        if code == "assign":
            past = self._done.find(self._text, max(start, begin - 60), begin)
            given = self._actors.starting_at(stop + 1) == PARTY_A and not past
            return _Opened(Frame(PARTY_A, "agreed"), begin, begin) if given else None
        if who is None or not self._is_future(code, begin, stop, end):
            return None
        content = stop
        again = _AGAIN.match(self._text.key, stop, end) if code == "promise" else None
        if again and (other := self._actors.subject(stop, again.end("who"))):
            who, content = other[0], again.end()
        if code == "aims" and (
            lead := re.compile(r"\s*(?:việc|rằng|hợp tác triển khai)\s+").match(self._text.key, stop, end)
        ):
            content = lead.end()
        return _Opened(Frame(who, _STATUS.get(code, "agreed")), content, cue)

    def _anyone(self, floor: int, begin: int) -> str | None:
        """Whoever is named first before the cue: good enough to know who asks."""
        found = self._actors.within(floor, begin)
        return found[0].who if found else None

    def _is_future(self, code: str, begin: int, stop: int, end: int) -> bool:
        before = self._text.key[max(0, begin - 5) : begin]
        verb = self._clauses.starts_with_verb(stop, end)
        if code == "promise":
            return self._empty.at(self._text, self._clauses.opened(stop, end), end) is None
        if code == "aims":
            return (verb or self._text.key.startswith((" việc", " rằng"), stop)) and "đã " not in before
        return verb and not before.endswith("rất ")

    def _asked(
        self, code: str, who: str | None, start: int, begin: int, stop: int, end: int, cue: int
    ) -> _Opened | None:
        verb = self._first_verb(stop, end)
        if verb is None:
            return None
        named = self._actors.within(stop, verb)
        asked = self._actors.together(named)
        status = _STATUS[code]
        if code == "propose" and asked in (None, who):
            asked = who
        elif code == "propose":
            status = "requested"
        if asked is None and (lead := _FOR.match(self._text.key, start, begin)):
            asked = self._actors.starting_at(lead.end())
        if asked is None and code == "request":
            together = self._text.key.startswith("yêu cầu", begin)
            asked = BOTH if together else self._actors.other(who)
        if asked is None or (code == "wish" and (not named or asked == who or _VAGUE.match(self._text.key, verb))):
            return None
        return _Opened(Frame(asked, status), verb, min(cue, begin))

    def _first_verb(self, start: int, end: int) -> int | None:
        """Where the first verb of work after a request begins; the names of those asked are passed over."""
        for begin, _ in self._verb.find(self._text, start, end):
            if self._actors.covers(begin) is None:
                return begin if begin - start < 160 else None
        return None

    def _past_introducer(self, one: _Opened, end: int) -> _Opened:
        """The clauses begin behind "… với các nội dung sau:"."""
        colon = self._text.key.find(":", one.content, end)
        if colon >= 0 and _DETAIL.search(self._text.key, one.content, colon):
            return one
        if colon >= 0 and (self._is_introducer(one.content, colon) or self._clauses.starts_with_verb(colon + 1, end)):
            return replace(one, content=colon + 1)
        lead = re.compile(
            r"\s*(?:tập trung |cùng )?(?:thực hiện|triển khai) các nội dung\s+(?=hỗ trợ|tư vấn|phối hợp|hợp tác)"
        ).match(self._text.key, one.content, end)
        return replace(one, content=lead.end()) if lead else one

    def _is_introducer(self, start: int, colon: int) -> bool:
        found = self._contents.find(self._text, max(start, colon - 60), colon)
        return bool(found) and not re.search(r"[,;]", self._text.key[found[-1][1] : colon])

    def _is_work(self, start: int, colon: int) -> bool:
        """ "Quý III mở 4 lớp: …": a plan without a subject, not something done."""
        begin = self._clauses.opened(start, colon)
        return (
            not self._actors.within(begin, colon)
            and bool(self._verb.first(self._text, begin, min(colon, begin + 40)))
            and self._done.first(self._text, begin, colon) is None
            and not re.match(r"(?:sau|qua|đến|tính đến|trong) [\w ]*(?:năm|tháng|nay)", self._text.key[begin:colon])
        )

    def _listed(self, start: int, end: int) -> _Opened | None:
        """ "… ký thỏa thuận với các nội dung: …": both sides, unless one alone is the subject."""
        colon = self._text.key.find(":", start, end)
        if colon < 0 or not (self._is_introducer(start, colon) or self._is_work(start, colon)):
            return None
        if re.search(
            r"kết quả|đạt được|khó khăn|hạn chế|trụ cột|báo cáo|đến nay", self._text.key[max(start, colon - 60) : colon]
        ):
            return None
        parted = self._text.key[end : end + 2].strip().startswith(";")
        if not self._clauses.starts_with_verb(colon + 1, end) and not parted:
            return None
        return _Opened(Frame(BOTH, "agreed"), colon + 1, start)

    def _bare(self, start: int, end: int) -> _Opened | None:
        """ "Theo đó, VNPT đầu tư …": a party at the start of a clause and right behind it a verb of work."""
        if self._is_review or self._reporting:
            return None
        begin = self._clauses.opened(start, end)
        for actor in self._actors.within(begin, end):
            at = _TO_VERB.match(self._text.key, actor.end, end)
            if not at or self._event.at(self._text, at.end(), end) is not None:
                continue
            verb = self._verb.at(self._text, at.end(), end)
            subject = self._actors.subject(begin, actor.end)
            if verb is None or subject is None or self._done.first(self._text, begin, actor.start):
                continue
            gives = self._gives.at(self._text, at.end(), end) is not None or self._concluding
            if subject[0] == PARTY_A and not gives:
                continue
            return _Opened(Frame(subject[0], "agreed"), subject[1], subject[1])
        return None
