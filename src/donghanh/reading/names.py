"""Personal names: a family name and the capitalised syllables after it (``packs/vocabulary/names.yaml``)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from donghanh.reading.phrases import phrases
from donghanh.reading.segments import Segmented, Stretch
from donghanh.reading.vocabulary import Table, Vocabulary

_UPPER, _LOWER = "A-ZÀ-ÝĂĐĨŨƠƯẠ-Ỹ", "a-zà-ýăđĩũơưạ-ỹ"
_MOST_SYLLABLES = 5
_FOREIGN = re.compile(rf"[{_UPPER}][\w.'-]+(?:\s+[{_UPPER}][\w.'-]*){{1,3}}")
_SYLLABLE = re.compile(rf"[{_UPPER}][{_LOWER}]{{0,6}}(?![\w])")


@lru_cache(maxsize=4)
def _families(table: Table) -> re.Pattern[str]:
    words = sorted(table.by_code["family"].exact, key=len, reverse=True)
    return re.compile(rf"(?<![\w])(?:{'|'.join(words)}|[HYK]['’ ]?[{_UPPER}][{_LOWER}]+)(?=\s+[{_UPPER}])")


def find_names(text: Segmented, vocabulary: Vocabulary) -> list[Stretch]:
    """Every stretch that reads like a person's name, in order; whether it is one, what stands around it tells."""
    table = vocabulary["names"]
    provinces = {place: hit.end for hit in vocabulary["provinces"].find(text) for place in range(hit.start, hit.end)}
    names: list[Stretch] = []
    start = 0
    while found := _families(table).search(text.text, start):
        if found.start() in provinces:
            start = provinces[found.start()]
            continue
        block = text.block_at(found.start())
        name = _name_at(text, vocabulary, found.start(), block.end if block else found.end())
        if name and block and block.kind != "noise" and not _names_a_thing(text, vocabulary, name):
            names.append(name)
        start = name.end if name else found.end()
    return sorted([*names, *_foreign(text, vocabulary, names)], key=lambda name: name.start)


def _foreign(text: Segmented, vocabulary: Vocabulary, names: list[Stretch]) -> Iterator[Stretch]:
    """Names of other form behind an honorific: "ông Ravi Bharadwaj"."""
    taken = {name.start for name in names}
    for block in text.readable():
        for _, end in phrases(vocabulary["roles"], "honorific").find(text, block.start, block.end):
            found = _FOREIGN.match(text.text, end + 1, block.end)
            if (
                found
                and found.start() not in taken
                and not phrases(vocabulary["roles"], "head").at(text, found.start(), block.end)
            ):
                yield Stretch(found.start(), found.end() - found.group().endswith("."))


def _name_at(text: Segmented, vocabulary: Vocabulary, start: int, limit: int) -> Stretch | None:
    syllables = _run_of_syllables(text, start, limit)
    heads = phrases(vocabulary["roles"], "head")
    for at, (begin, _) in enumerate(syllables):
        if at >= 1 and heads.at(text, begin, limit):
            syllables = syllables[:at]
            break
    if len(syllables) < 2:
        return None
    if len(syllables) == _MOST_SYLLABLES:
        common = set(vocabulary["names"].by_code["common"].exact)
        later = [at for at in (2, 1) if text.text[slice(*syllables[at])] in common]
        syllables = syllables[later[0] :] if later else syllables[:4]
    return Stretch(syllables[0][0], syllables[-1][1])


def _run_of_syllables(text: Segmented, start: int, limit: int) -> list[tuple[int, int]]:
    syllables: list[tuple[int, int]] = []
    while len(syllables) < _MOST_SYLLABLES and (found := _SYLLABLE.match(text.text, start, limit)):
        syllables.append(found.span())
        gap = re.compile(r"[ \n]+").match(text.text, found.end(), limit)
        if not gap or "   " in gap.group():  # a column of its own: "Lê Văn An          Chức vụ: …"
            break
        start = gap.end()
    return syllables


def _names_a_thing(text: Segmented, vocabulary: Vocabulary, name: Stretch) -> bool:
    """Whether a word before tells that the syllables name a place or a thing: "huyện Vũ Quang", "đường Lê Lợi"."""
    table = vocabulary["names"]
    before = text.key[max(0, name.start - 40) : name.start].rstrip()
    territory = _ends_with(before, table.by_code["territory"].words)
    if not territory:
        return _ends_with(before, table.by_code["not_before"].words) is not None
    office = _ends_with(before[: -len(territory)].rstrip(), table.by_code["office_of_territory"].words)
    if territory == "tỉnh" and office:  # the provinces are all known: "Phó Chủ tịch UBND tỉnh Hoàng Nam"
        return False
    if len(text.text[name.start : name.end].split()) == 2:
        return True
    return not territory.startswith(("tỉnh", "thành", "tp")) and not office


def _ends_with(before: str, words: list[str]) -> str | None:
    return next((word for word in words if before.endswith(word) and not before[: -len(word)][-1:].isalpha()), None)
