"""Cues and the frames they open: who is to act, and whether it is agreed, offered or asked.

A cue is a word such as "sẽ", "đề nghị", "giao"; without one, a party with a verb of work right
behind it, or a list announced by "với các nội dung: …", opens a frame too.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from donghanh.reading.actors import Actors
from donghanh.reading.clauses import Clauses
from donghanh.reading.definition import BOTH, PARTY_A
from donghanh.reading.phrases import phrases
from donghanh.reading.segments import Segmented
from donghanh.reading.vocabulary import Vocabulary

_CUES = ("apply", "request", "wish", "propose", "assign", "aims", "promise", "oblige")
_REVIEW = re.compile(r"\b(?:sơ kết|tổng kết)\b")
_OPENING_PART = 700
"""A review says in its first lines that it is one; what parties do in it without "sẽ" is done already."""
_AGAIN = re.compile(r"\s+(?:rằng\s+)?(?P<who>[^,;.:]{2,60}?)\s+sẽ\b")
_NOUN = re.compile(
    r"(?:\b(?:đáp ứng|các|những|theo|nhu cầu,?|với|mục đích,?|bảo đảm|đảm bảo|được|một số)\s+)"
    r"(?:đề nghị|kiến nghị|yêu cầu|đề xuất)"
    r"|(?:đề nghị|kiến nghị|yêu cầu|đề xuất|kỳ vọng|mong muốn)\s+(?:của|về|việc|đặt ra|thực tế|mới|nhiệm vụ)\b"
)
"""A request or proposal spoken about, not made."""
_TIME_AHEAD = re.compile(
    r"(?:trong )?(?:thời gian|giai đoạn|năm|quý|những năm) (?:tới|tiếp theo)|(?:sắp tới|tới đây|những tháng"
    r" cuối năm)\b"
)
_CEREMONY = re.compile(r"[^.;]{0,120}\btổ chức (?:\w+ ){0,2}(?:lễ|buổi|ký|hội nghị (?:sơ|tổng) kết)\b")
_RETOLD = re.compile(r"\bđến nay\b|thời gian qua|\btừ (?:tháng|năm) \d|trước đó đã")
_DETAIL = re.compile(r",\s*(?:tập trung|trong đó|nhất là|gồm|bao gồm|ưu tiên)\b")
_PLEDGE = re.compile(r"cam kết|hứa|sẵn sàng|sẵn lòng|đồng ý|nhất trí")
_FOR = re.compile(r"\s*(?:(?:riêng )?đối với|về phía|phía|với)\s+")
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
    r"\s*(?:sẽ )?(?:tiếp tục )?(?:hợp tác, hỗ trợ|hợp tác với"
    r"|(?:đồng hành|quan tâm)(?!(?:, | và )?(?: ?(?:hỗ trợ|giúp|đầu tư|xây "
    r"dựng|triển khai|tạo))[^,;.]{25})|tiếp tục hợp tác|luôn)"
)
_PAST_REPORT = re.compile(r"kết quả|đạt được|khó khăn|hạn chế|trụ cột|báo cáo|đến nay")
_ABOUT = re.compile(
    r"(?:thỏa thuận|hợp tác|biên bản)[^:;.]{0,80}\b(?:gồm|với|về)\s+(?:các |\d+ )?nội dung(?: chính| hợp tác)?\s+về\s"
)
_SINCE = re.compile(r"(?:sau|qua|đến|tính đến|trong) [\w ]*(?:năm|tháng|nay)")
_THAT = re.compile(r"\s*(?:việc|rằng|hợp tác triển khai)\s+")
_CONTENTS_OF = re.compile(
    r"\s*(?:tập trung |cùng )?(?:thực hiện|triển khai) các nội dung\s+(?=hỗ trợ|tư vấn|phối hợp|hợp tác)"
)
_ANY_WORD = re.compile(
    r"\s+(?:sẽ |cần |phải |nên )?(?!(?:và|cùng|với|của|trong|tại|ở|về|để|sẽ|cần|phải|nên|là|đã|có)\b)(?=[a-zà-ỹđ])"
)
_REACH_OF_REQUEST = 160
_REACH_OF_COLON = 60


@dataclass(frozen=True)
class Frame:
    """Who is to act, and the standing of what is said (``agreed``, ``proposed``, ``requested``)."""

    who: str
    status: str


@dataclass(frozen=True)
class Opened:
    """A frame opened in a piece of text: where its clauses begin, and where what opens it begins."""

    frame: Frame
    content: int
    cue: int


@dataclass(frozen=True)
class _Cue:
    code: str
    start: int
    end: int


class FrameReader:
    """Finds the frames of one text, piece by piece; the caller says what kind of passage it is in."""

    def __init__(self, text: Segmented, vocabulary: Vocabulary, actors: Actors, clauses: Clauses) -> None:
        cues = vocabulary["commitment_cues"]
        self._text, self._actors, self._clauses = text, actors, clauses
        self._cue = {code: phrases(cues, code) for code in _CUES}
        self._verb, self._event = phrases(cues, "verb"), phrases(cues, "event")
        self._done, self._empty = phrases(cues, "done"), phrases(cues, "empty")
        self._contents, self._gives = phrases(cues, "contents"), phrases(cues, "gives")
        self.reporting = bool(_REVIEW.search(text.key, 0, _OPENING_PART))
        """The passage tells what has been done: a party with a verb of work promises nothing."""
        self.concluding = False
        """The passage lists contents or conclusions: the public side with a verb of work is given that work."""

    def asked_by_line(self, start: int, end: int) -> Frame | None:
        """Who is asked or given work by a line that ends with a colon."""
        for code in ("request", "assign", "promise"):
            found = self._cue[code].first(self._text, start, end)
            if found is None:
                continue
            place = start if code == "promise" else found[1]
            who = self._actors.together(self._actors.within(place, end))
            return Frame(who, _STATUS.get(code, "agreed")) if who else None
        return None

    def begins_with_cue(self, start: int, end: int) -> bool:
        """Whether a cue stands first: "…; cam kết cử chuyên gia"."""
        return any(cue.at(self._text, start, end) is not None for cue in self._cue.values())

    def opened(self, start: int, end: int, sentence: int, carried: Frame | None) -> list[Opened]:
        """The frames opened in a piece, in order; ``sentence`` is where its sentence begins."""
        opened: list[Opened] = []
        at = start
        for cue in self._cues(start, end):
            if cue.start < at or self._actors.covers(cue.start) is not None:
                continue
            if cue.code == "wish":
                at = min(cue.start + _WISH_REACH, end)
            before = opened[-1] if opened else None
            if before and not self._starts_anew(before, cue):
                continue
            one = self._open(cue, start, end, before, carried)
            if one:
                opened.append(self._past_introducer(one, end))
                at = max(cue.end, one.content) if cue.code in _ASKING else cue.end
        if opened or _RETOLD.search(self._text.key, sentence, end):
            return opened
        alone = self._bare(start, end) or self._listed(start, end)
        return [alone] if alone else []

    def _cues(self, start: int, end: int) -> list[_Cue]:
        found = [_Cue(code, *span) for code in _CUES for span in self._cue[code].find(self._text, start, end)]
        return sorted(found, key=lambda cue: (cue.start, -cue.end))

    def _starts_anew(self, before: Opened, cue: _Cue) -> bool:
        """A cue within a promise is part of it, unless it joins on or brings its own subject."""
        joins = bool(_FOLLOWS.search(self._text.key, before.content, cue.start))
        if cue.code in (*_ASKING, "assign"):
            return joins or cue.code == "request"
        if cue.code != "promise":
            return False
        subject = self._actors.subject(before.content, cue.start)
        if subject is None:
            goes_on = _PLEDGE.match(self._text.key, cue.start) or before.frame.status == "proposed"
            return joins and bool(goes_on)
        return bool(_FOLLOWS.search(self._text.key, before.content, subject[1]))

    def _open(self, cue: _Cue, start: int, end: int, before: Opened | None, carried: Frame | None) -> Opened | None:
        subject = self._actors.subject(before.content if before else start, cue.start)
        if cue.code in _ASKING:
            asker = subject[0] if subject else before.frame.who if before else self._asker(cue, start, carried)
            opened = None if self._is_noun(cue, start) else self._asked(cue, asker, start, end)
            return replace(opened, cue=min(subject[1], cue.start)) if opened and subject else opened
        if cue.code == "assign":
            past = self._done.find(self._text, max(start, cue.start - 60), cue.start)
            given = self._actors.starting_at(cue.end + 1) == PARTY_A and not past
            return Opened(Frame(PARTY_A, "agreed"), cue.start, cue.start) if given else None
        if subject is None:
            return self._without_subject(cue, start, before, carried)
        return self._promised(cue, *subject, end) if self._is_future(cue, end) else None

    def _without_subject(self, cue: _Cue, start: int, before: Opened | None, carried: Frame | None) -> Opened | None:
        """A further pledge of the same party, or a promise that goes on from the sentence before."""
        if cue.code != "promise":
            return None
        if before and before.frame.status in ("agreed", "proposed"):
            joins = _FOLLOWS.search(self._text.key, start, cue.start)
            return Opened(before.frame, cue.end, cue.start) if joins else None
        goes_on = carried and before is None and self._actors.is_lead(start, cue.start)
        if not carried or not goes_on:
            return None
        if carried.status == "requested" and _PLEDGE.match(self._text.key, cue.start):
            asker = self._asker_of(cue.start) or self._actors.other(carried.who)
            return Opened(Frame(asker, "agreed"), cue.end, cue.start) if asker else None
        offered = carried.status == "proposed" and _PLEDGE.match(self._text.key, cue.start)
        return Opened(Frame(carried.who, "agreed") if offered else carried, cue.end, cue.start)

    def _asker_of(self, place: int) -> str | None:
        """Who is named first in the sentence: "Ông A đề xuất tỉnh …; cam kết …"."""
        sentence = self._text.sentence_at(place)
        found = self._actors.within(sentence.start, place) if sentence else []
        return found[0].who if found else None

    def _promised(self, cue: _Cue, who: str, begins: int, end: int) -> Opened:
        content = cue.end
        again = _AGAIN.match(self._text.key, cue.end, end) if cue.code == "promise" else None
        if again and (other := self._actors.subject(cue.end, again.end("who"))):
            who, content = other[0], again.end()
        if cue.code == "aims" and (that := _THAT.match(self._text.key, cue.end, end)):
            content = that.end()
        return Opened(Frame(who, _STATUS.get(cue.code, "agreed")), content, begins)

    def _asker(self, cue: _Cue, start: int, carried: Frame | None) -> str | None:
        """Whoever is named first before the cue; of a request in the whole sentence, else in the one before."""
        sentence = self._text.sentence_at(cue.start)
        asks = cue.code == "request" and self._actors.is_lead(self._clauses.opened(start, cue.start), cue.start)
        found = self._actors.within(sentence.start if sentence and asks else start, cue.start)
        if found or not asks:
            return found[0].who if found else None
        return self._actors.other(carried.who) if carried and carried.status == "requested" else None

    def _is_noun(self, cue: _Cue, start: int) -> bool:
        nouns = _NOUN.finditer(self._text.key, max(start, cue.start - 14), cue.end + 12)
        return any(noun.start() <= cue.start < noun.end() for noun in nouns)

    def _is_future(self, cue: _Cue, end: int) -> bool:
        before = self._text.key[max(0, cue.start - 5) : cue.start]
        verb = self._clauses.starts_with_verb(cue.end, end)
        if cue.code == "promise":
            return self._empty.at(self._text, self._clauses.opened(cue.end, end), end) is None
        if cue.code == "aims":
            return (verb or self._text.key.startswith((" việc", " rằng"), cue.end)) and "đã " not in before
        return verb and not before.endswith("rất ")

    def _asked(self, cue: _Cue, asker: str | None, start: int, end: int) -> Opened | None:
        verb = self._first_verb(cue.end, end)
        if verb is None:
            return None
        named = self._actors.together(self._actors.within(cue.end, verb))
        if named is None and (lead := _FOR.match(self._text.key, start, cue.start)):
            named = self._actors.starting_at(lead.end())
        if cue.code == "wish" and (named in (None, asker) or _VAGUE.match(self._text.key, verb)):
            return None
        if cue.code == "propose":
            own = named in (None, asker)
            who, status = (asker, "proposed") if own else (named, "requested")
        else:
            who, status = named or self._not_named(cue, asker), _STATUS[cue.code]
        return Opened(Frame(who, status), verb, cue.start) if who else None

    def _not_named(self, cue: _Cue, asker: str | None) -> str | None:
        """Who is asked by a request that names nobody: the other side; a demand is made of all."""
        if cue.code != "request":
            return None
        return BOTH if self._text.key.startswith("yêu cầu", cue.start) else self._actors.other(asker, cue.start)

    def _first_verb(self, start: int, end: int) -> int | None:
        """Where the work asked for begins: behind who is named right after the cue, else at a verb of work."""
        name = self._actors.covers(start + 1)
        if name and (word := _ANY_WORD.match(self._text.key, name, end)):
            return word.end()
        for begin, _ in self._verb.find(self._text, start, end):
            if self._actors.covers(begin) is None:
                return begin if begin - start < _REACH_OF_REQUEST else None
        return None

    def _past_introducer(self, one: Opened, end: int) -> Opened:
        """The clauses begin behind "… với các nội dung sau:"."""
        colon = self._text.key.find(":", one.content, end)
        if colon >= 0 and _DETAIL.search(self._text.key, one.content, colon):
            return one
        if colon >= 0 and (self._is_introducer(one.content, colon) or self._clauses.starts_with_verb(colon + 1, end)):
            return replace(one, content=colon + 1)
        lead = _CONTENTS_OF.match(self._text.key, one.content, end)
        return replace(one, content=lead.end()) if lead else one

    def _is_introducer(self, start: int, colon: int) -> bool:
        found = self._contents.find(self._text, max(start, colon - _REACH_OF_COLON), colon)
        return bool(found) and not re.search(r"[,;]", self._text.key[found[-1][1] : colon])

    def _is_work(self, start: int, colon: int) -> bool:
        """ "Quý III mở 4 lớp: …": a plan without a subject, not something done."""
        begin = self._clauses.opened(start, colon)
        return (
            not self._actors.within(begin, colon)
            and bool(self._verb.first(self._text, begin, min(colon, begin + 40)))
            and self._done.first(self._text, begin, colon) is None
            and not _SINCE.match(self._text.key, begin, colon)
        )

    def _listed(self, start: int, end: int) -> Opened | None:
        """ "… ký thỏa thuận với các nội dung: …": what both sides agree on."""
        about = _ABOUT.search(self._text.key, start, end)
        colon = about.end() - 1 if about else self._text.key.find(":", start, end)
        introduced = bool(about) or (colon >= 0 and self._is_introducer(start, colon))
        if not introduced and (colon < 0 or not self._is_work(start, colon)):
            return None
        if _PAST_REPORT.search(self._text.key, max(start, colon - _REACH_OF_COLON), colon):
            return None
        parted = self._text.key[end : end + 2].strip().startswith(";")
        if not self._clauses.starts_with_verb(colon + 1, end) and not parted:
            return None
        return Opened(Frame(BOTH, "agreed"), colon + 1, start)

    def _bare(self, start: int, end: int) -> Opened | None:
        """ "Theo đó, VNPT đầu tư …": a party at the start of a clause and right behind it a verb of work."""
        begin = self._clauses.opened(start, end)
        if self.concluding and self._clauses.starts_with_verb(begin, end):
            return None
        if self.reporting and not _TIME_AHEAD.match(self._text.key, begin, end):
            return None
        for actor in self._actors.within(begin, end):
            at = _TO_VERB.match(self._text.key, actor.end, end)
            event = at and not self.concluding and self._event.at(self._text, at.end(), end)
            if not at or event or _CEREMONY.match(self._text.key, at.end(), end):
                continue
            verb = self._verb.at(self._text, at.end(), end)
            subject = self._actors.subject(begin, actor.end)
            if verb is None or subject is None or self._done.first(self._text, begin, actor.start):
                continue
            gives = self._gives.at(self._text, at.end(), end) is not None or self.concluding
            if subject[0] != PARTY_A or gives:
                return Opened(Frame(subject[0], "agreed"), subject[1], subject[1])
        return None
