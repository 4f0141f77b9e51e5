"""The bodies that steer an agreement, and the offices that are its contact points."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from donghanh.reading.definition import Context, Finding
from donghanh.reading.forms import key_of
from donghanh.reading.people import Person, people_in
from donghanh.reading.phrases import phrases
from donghanh.reading.segments import Segmented
from donghanh.reading.vocabulary import Hit, Vocabulary

_NOT_KINDS = ("extension", "planned", "focal")
_COUNT = re.compile(r"(?<![\d.,/])(\d{1,4}(?:\.\d{3})*|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười)\s+$")
_SEVERAL = re.compile(r"(?:các|những)\s+$")
_GAP = re.compile(r"\s+|\s*,\s+(?=đổi mới|chuyển đổi|khoa học)|\s+và\s+(?=chuyển đổi|đổi mới|cải cách|công nghệ)")
_LOOSE_END = re.compile(r"\s+(?:về|với|và|số|của|triển khai|thực hiện|nội dung|các nội dung)$|\s*,$")
_HEADED_BY = re.compile(r"(?:trưởng|phó trưởng)\s*$")
_OFFICE = re.compile(r"\b(?:sở|văn phòng|trung tâm|cục|ban quản lý|bưu điện)\s")
_GIVEN = re.compile(r",|\s(?:là|làm|phụ trách|chủ trì|được|sẽ|giữ|đóng|tiếp tục|để|phối hợp|có)\s")
_NUMBERS = {
    "hai": "2",
    "ba": "3",
    "bốn": "4",
    "năm": "5",
    "sáu": "6",
    "bảy": "7",
    "tám": "8",
    "chín": "9",
    "mười": "10",
}


def find_bodies(text: Segmented, vocabulary: Vocabulary, context: Context) -> list[Finding]:
    """The bodies named, each in its fullest form; ``head``, ``count``, ``state`` where the text says them."""
    hits = [hit for hit in vocabulary["bodies"].find(text) if hit.code not in _NOT_KINDS]
    people = people_in(text, vocabulary, context) if hits else []
    found = [*_bodies(text, vocabulary, context, hits, people), *_focal_offices(text, vocabulary)]
    return sorted(_fullest(found), key=lambda one: one.evidence[0].start)


def _bodies(
    text: Segmented, vocabulary: Vocabulary, context: Context, hits: list[Hit], people: list[Person]
) -> Iterator[Finding]:
    planned = phrases(vocabulary["bodies"], "planned")
    for hit in hits:
        block, sentence = text.block_at(hit.start), text.sentence_at(hit.start)
        if block is None or block.kind == "noise" or sentence is None:
            continue
        end = _name_end(text, vocabulary, context, hit.end, sentence.end)
        start, attributes = hit.start, {"name": _plain(text, hit.start, end)}
        count = _COUNT.search(text.key, sentence.start, hit.start)
        several = _SEVERAL.search(text.key, sentence.start, hit.start)
        if count:
            start = count.start()
            attributes |= {"count": _NUMBERS.get(count.group(1), count.group(1)), "name": _plain(text, start, end)}
        elif several:
            start = several.start()
        head = _head(text, hit, end, people)
        if head:
            attributes["head"] = head
        if planned.find(text, sentence.start, hit.start):
            attributes["state"] = "planned"
        yield Finding(hit.code, (text.span(start, end),), attributes)


def _name_end(text: Segmented, vocabulary: Vocabulary, context: Context, at: int, limit: int) -> int:
    extension = phrases(vocabulary["bodies"], "extension")
    parties = {one.start: one.end for one in context.mentions}
    begin = end = at
    while gap := _GAP.match(text.key, end, limit):
        step = parties.get(gap.end()) or extension.at(text, gap.end(), limit)
        if step is None:
            break
        end = step
        if gap.end() in parties:
            break
    while loose := _LOOSE_END.search(text.key, begin, end):
        end = loose.start()
    return end


def _plain(text: Segmented, start: int, end: int) -> str:
    return re.sub(r"\s+", " ", text.text[start:end])


def _head(text: Segmented, hit: Hit, end: int, people: list[Person]) -> str | None:
    """ "… do ông A làm Trưởng ban", or a person whose office is "Trưởng Ban chỉ đạo …"."""
    if _HEADED_BY.search(text.key, max(0, hit.start - 12), hit.start):
        return next((one.name for one in people if one.start <= hit.start and end <= one.end), None)
    after = re.compile(r"[^.;]{0,80}?\bdo\s+").match(text.key, end)
    if not after:
        return None
    makes = (one for one in people if after.end() - 1 <= one.start <= after.end() + 12)
    return next((one.name for one in makes if "trưởng" in text.key[one.end - 12 : one.end + 25]), None)


def _fullest(found: list[Finding]) -> list[Finding]:
    """Without names that are only a shorter form of another; what they add (head, state) is kept."""
    kept: list[Finding] = []
    for one in sorted(found, key=lambda f: -len(str(f.attributes["name"]))):
        name = key_of(str(one.attributes["name"]))
        fuller = [k for k in kept if k.value == one.value and _is_form_of(name, key_of(str(k.attributes["name"])))]
        if not fuller:
            kept.append(one)
            continue
        missing: dict[str, Any] = {
            k: v for k, v in one.attributes.items() if k not in fuller[0].attributes and k == "head"
        }
        kept[kept.index(fuller[0])] = Finding(fuller[0].value, fuller[0].evidence, dict(fuller[0].attributes) | missing)
    return kept


def _is_form_of(name: str, fuller: str) -> bool:
    words = re.sub(r"\b(?:các|\d+)\b", "", name).split()
    return all(word in fuller.split() for word in words)


def _focal_offices(text: Segmented, vocabulary: Vocabulary) -> Iterator[Finding]:
    focal = phrases(vocabulary["bodies"], "focal")
    for block in text.readable():
        for sentence in block.sentences:
            for begin, end in focal.find(text, sentence.start, sentence.end):
                offices = list(_OFFICE.finditer(text.key, max(sentence.start, begin - 90), begin))
                name = _office_end(text, offices[-1].start(), begin) if offices else None
                if name and not re.search(r"[.;:]", text.key[name:begin]):
                    start = offices[-1].start()
                    stop = _with_object(text, end, sentence.end)
                    yield Finding("focal_unit", (text.span(start, stop),), {"name": _plain(text, start, name)})


def _office_end(text: Segmented, start: int, limit: int) -> int | None:
    """Where the name of the office ends: before the verb that gives it its part."""
    verb = _GIVEN.search(text.key, start, limit)
    end = verb.start() if verb else limit
    return len(text.key[:end].rstrip()) if text.text[start:end].strip().count(" ") >= 1 else None


def _with_object(text: Segmented, end: int, limit: int) -> int:
    found = re.compile(r"\s+(?:với|của|cho|giúp)\s+[^,.;:]{3,60}?(?=\s+(?:để|nhằm|trong|và)\b|[,.;:]|$)").match(
        text.key, end, limit
    )
    return found.end() if found else end
