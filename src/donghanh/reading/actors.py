"""Who acts: the party behind the words before a verb or after a request.

Parties are named ("Tập đoàn FPT"), meant by a common noun ("tập đoàn", "các sở, ngành"),
stood for by a person of theirs ("Chủ tịch UBND tỉnh …") or meant together ("hai bên").
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from donghanh.reading.definition import BOTH, PARTY_A, Context, Mention
from donghanh.reading.mentions import departments
from donghanh.reading.people import Person
from donghanh.reading.phrases import phrases
from donghanh.reading.segments import Segmented
from donghanh.reading.vocabulary import Vocabulary

_JOINED = re.compile(r"(?:\bvà\b|\bcùng\b|\bvới\b|,|-|&)")
_BREAK = re.compile(r'[,;:()"]|\brằng\b|\blà\b(?= (?:tập đoàn|ubnd|tỉnh|hai bên))')
_LONGEST_GAP = 45
_NEAR = 600


class Actors:
    """The places of one text where somebody is named who can promise or be asked."""

    def __init__(self, text: Segmented, vocabulary: Vocabulary, context: Context, people: Sequence[Person]) -> None:
        self._text = text
        cues = vocabulary["commitment_cues"]
        self._lead = phrases(cues, "lead")
        self._speaks = phrases(vocabulary["roles"], "speaks")
        self._us = phrases(cues, "us")
        self._partners = [one.value for one in context.partners if one.value]
        self._party = context.party_a[0].value if context.party_a else None
        self._people = people
        named = list(context.mentions)
        named += [m for one in people if (m := self._of_person(one))]
        if self._party:
            named += [Mention(one.start, one.end, PARTY_A) for one in departments(text, vocabulary)]
        for code, who in (("both", BOTH), ("public", PARTY_A), ("partner", None)):
            for start, end in phrases(cues, code).find(text, 0, len(text.key)):
                meant = who or self._last_partner(context.mentions, start)
                if meant:
                    named.append(Mention(start, end, meant))
        self.mentions = _outermost(named)
        self._starts = [one.start for one in self.mentions]

    def _of_person(self, person: Person) -> Mention | None:
        who = self._side(person.organisation)
        return Mention(person.start, person.end, who) if who else None

    def _side(self, organisation: str | None) -> str | None:
        if organisation is None:
            return None
        return organisation if organisation in self._partners else PARTY_A

    def _last_partner(self, mentions: Sequence[Mention], place: int) -> str | None:
        before = [one.who for one in mentions if one.start < place and one.who in self._partners]
        return before[-1] if before else (self._partners[0] if self._partners else None)

    def within(self, start: int, end: int) -> list[Mention]:
        """The actors named in a stretch, in order."""
        at = bisect_left(self._starts, start)
        found = []
        while at < len(self.mentions) and self.mentions[at].start < end:
            if self.mentions[at].end <= end:
                found.append(self.mentions[at])
            at += 1
        return found

    def starting_at(self, place: int) -> str | None:
        """The actor whose name begins at the place, or just behind "cho"."""
        key = self._text.key
        place += len("cho ") if key.startswith("cho ", place) else 0
        at = bisect_left(self._starts, place)
        found = self.mentions[at] if at < len(self.mentions) else None
        return found.who if found and found.start <= place + 1 else None

    def covers(self, place: int) -> int | None:
        """The end of the actor's name that holds the place, or None."""
        at = bisect_left(self._starts, place + 1) - 1
        return self.mentions[at].end if at >= 0 and place < self.mentions[at].end else None

    def other(self, who: str | None, place: int | None = None) -> str | None:
        """The other side of the agreement; of several partners the one named last before ``place``."""
        if who == PARTY_A:
            named = [one.who for one in self.mentions if place and one.start < place and one.who in self._partners]
            if len(self._partners) == 1:
                return self._partners[0]
            return named[-1] if named else None
        return PARTY_A if who in self._partners else None

    def together(self, found: Sequence[Mention]) -> str | None:
        """Who the actors of one phrase are together: both sides if joined, else the first."""
        if not found:
            return None
        whos = [one.who for one in found]
        if BOTH in whos[:1]:
            return BOTH
        first = found[0]
        for one in found[1:]:
            between = self._text.key[first.end : one.start]
            if one.who != first.who and _JOINED.search(between) and len(between) < _LONGEST_GAP:
                return BOTH if {PARTY_A} & {one.who, first.who} else first.who
        return first.who

    def subject(self, floor: int, end: int) -> tuple[str, int] | None:
        """Who the phrase right before ``end`` makes act, and where that phrase begins."""
        start = self._phrase_start(floor, end)
        found = self.within(start, end)
        if not found:
            return self._speaker(floor, start, end) or self._earlier(floor, start, end)
        if not self.is_lead(start, found[0].start) or end - found[-1].end > _LONGEST_GAP:
            return None
        who = self.together(found)
        return (who, found[0].start) if who else None

    def _earlier(self, floor: int, start: int, end: int) -> tuple[str, int] | None:
        """ "Phía Viettel nói đã có phần mềm, sẽ …": the cue has no subject of its own but that of the clause before."""
        if self._text.key[start:end].strip():
            return None
        for _ in range(3):
            end_of_phrase = start - 1
            start = self._phrase_start(floor, end_of_phrase, whole=True)
            found = self.within(start, end_of_phrase)
            if found and self.is_lead(start, found[0].start):
                who = self.together(found)
                return (who, end) if who else None
            if start <= floor:
                return None
        return None

    def _phrase_start(self, floor: int, end: int, *, whole: bool = False) -> int:
        """``whole``: "Ông A cảm ơn tỉnh đã …" is one phrase, whose subject is the one who thanks."""
        key = self._text.key
        start = floor
        for found in _BREAK.finditer(key, floor, end):
            inside = self.covers(found.start())
            start = start if inside and inside > found.end() else found.end()
        for begin, stop in () if whole else self._speaks.find(self._text, start, end):
            if self.covers(begin) is None and key[stop:end].strip():
                start = stop
        return start

    def is_lead(self, start: int, end: int) -> bool:
        """Whether only words stand there that may come before the one who acts: "Theo đó, phía …"."""
        while start < end:
            if not self._text.key[start].isalnum():
                start += 1
                continue
            stop = self._lead.at(self._text, start, end)
            if stop is None:
                return self._is_time(start, end)
            start = stop
        return True

    def _is_time(self, start: int, end: int) -> bool:
        return bool(
            re.fullmatch(
                r"(?:(?:trong|từ|đến|giai đoạn|năm|tháng|quý|vào|nay|tới|\d[\d/.-]*|-)\s*)+", self._text.key[start:end]
            )
        )

    def _speaker(self, floor: int, start: int, end: int) -> tuple[str, int] | None:
        """ "Chúng tôi sẽ …": the side of the person who speaks."""
        found = self._us.at(
            self._text, start + len(self._text.key[start:end]) - len(self._text.key[start:end].lstrip(' "-')), end
        )
        if found is None:
            return None
        speaker = self._who_speaks(start)
        side = self._side(speaker.organisation) if speaker else None
        return (side, start) if side else None

    def _who_speaks(self, place: int) -> Person | None:
        """The person of the same sentence, before or behind; else the last one before, near by."""
        sentence = self._text.sentence_at(place)
        near = [one for one in self._people if sentence and sentence.start <= one.start < sentence.end]
        before = [one for one in near if one.start < place]
        earlier = [one for one in self._people if place - _NEAR <= one.start < place]
        return (before[-1:] + near[:1] + earlier[-1:] + [None])[0]


def _outermost(named: list[Mention]) -> list[Mention]:
    kept: list[Mention] = []
    for one in sorted(named, key=lambda m: (m.start, -m.end)):
        if not kept or one.start >= kept[-1].end:
            kept.append(one)
    return kept
