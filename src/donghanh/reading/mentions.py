"""Where organisations and places are named: the raw material for finding the parties.

Public side: provinces and cities, ministries, districts and communes, departments. Partner
side: the organisations of ``organisations.yaml`` and, where a text pairs one with the public
side, others by their form ("Tập đoàn …", "Trường Đại học …").
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, cast

from donghanh.reading.segments import Segmented
from donghanh.reading.unlisted import UPPER, unlisted
from donghanh.reading.vocabulary import Hit, Vocabulary
from donghanh.text import fold

Level = Literal["province", "city", "district", "ministry", "department", "university", "organisation", "company"]


@dataclass(frozen=True)
class Named:
    """An organisation or place named in the text, with what kind of naming it is."""

    start: int
    end: int
    value: str
    """Province or ministry name, or partner id."""
    level: Level
    office: str = ""
    """The office in front of a place: "ubnd", "tỉnh ủy", "tỉnh" ...; "" for the bare name, "at" for "tại tỉnh"."""


_OFFICE = re.compile(
    r"(?:(?P<office>ubnd|ủy ban nhân dân|hđnd|hội đồng nhân dân|tỉnh ủy|thành ủy|huyện ủy|công an|đảng bộ)\s+)?"
    r"(?P<level>tỉnh|thành phố|t\.?p\.?)?\s*\Z"
)
_BRANCH = re.compile(
    r"(?:viễn thông|bưu điện|chi nhánh|ngân hàng|báo|đài \S+|trường \S+|đại học|cao đẳng|sân vận động|phường|xã"
    r"|huyện|quận|thị xã|thị trấn|đường|khu công nghiệp|kcn)\s*(?:tỉnh\s*)?\Z"
)
_LOCATION = re.compile(
    r"(?:\btại|\bở|\bđến từ|\btừ|\bra|\bvào|\btrụ sở|\bkhách sạn|\bvề)\s+(?:tỉnh |thành phố |t\.?p\.? ?|thủ đô )?\Z"
)
_DATELINE = re.compile(r"\s*[,(]\s*(?:(?:ngày|sáng|chiều|tối|trưa)\b|\d{1,2}[/.-]\d)")
_LOCAL_OFFICE = re.compile(
    r"(?:ubnd|ủy ban nhân dân|huyện ủy|quận ủy|thị ủy|thành ủy|đảng ủy) "
    r"(?P<level>huyện|quận|thị xã|thành phố|t\.?p\.?|phường|xã|đặc khu) ?(?P<name>(?:\d{1,2}\b|(?:\w+ ?){1,4}))"
)
_OF_PLACE = re.compile(r"\s*(?:tỉnh |thành phố |t\.?p\.? ?)?")
_PLACE_NAME = re.compile(rf"[{UPPER}]\w*(?: [{UPPER}]\w*){{0,2}}")
_BRANCH_OF = re.compile(
    r"(?: (?:solutions|software|telecom|digital|technology|technologies|products|sds|global|cyber security"
    r"|security|post|it|media"
    r"|smart city|cloud|group|corporation|corp|vietnam|việt nam|pay|money|data|electronics|systems|labs|education"
    r"|academy"
    r"|services|engineering|international|asia|business|green|energy)\b)*(?: khu vực \d+)?"
    r"(?: (?:tỉnh |thành phố |t\.?p\.? ?)?)?"
)
"""What may stand between an organisation and the place of its branch: "VNPT Lâm Đồng", "MobiFone tỉnh Hà Nam"."""
_LOCAL = {"Viễn thông": "VNPT", "VIỄN THÔNG": "VNPT", "Bưu điện": "VIETNAM_POST", "BƯU ĐIỆN": "VIETNAM_POST"}
_LOCAL_NAME = re.compile(r"(?<!\w)(?:Viễn thông|VIỄN THÔNG|Bưu điện|BƯU ĐIỆN) (?:tỉnh |TỈNH |thành phố |TP\.? ?)?")


def public_mentions(text: Segmented, vocabulary: Vocabulary) -> list[Named]:
    """Every province, ministry, district and department named, in order; page noise and branch names left out."""
    found = [*_provinces(text, vocabulary), *_ministries(text, vocabulary), *_districts(text, vocabulary)]
    return sorted(found, key=lambda one: (one.start, -one.end))


def partner_mentions(text: Segmented, vocabulary: Vocabulary) -> list[Named]:
    """Every known organisation named, and unknown ones that have the form of one, in order."""
    places = {hit.start: hit.end for hit in vocabulary["provinces"].find(text)}
    known: list[Named] = list(_local_branches(text, places))
    for hit in _hits(text, vocabulary, "organisations"):
        kind = vocabulary["organisations"].by_code[hit.code].extra["kind"]
        known.append(Named(hit.start, _with_branch(text, hit.end, places), hit.code, kind))
    taken = {place for one in known for place in range(one.start, one.end)}
    unknown = [
        Named(one.start, one.end, one.value, cast(Level, one.level))
        for one in unlisted(text)
        if not taken.intersection(range(one.start, one.end))
    ]
    return _without_parents(text, sorted(known + unknown, key=lambda one: one.start))


def _with_branch(text: Segmented, end: int, places: dict[int, int]) -> int:
    found = _BRANCH_OF.match(text.key, end)
    if found is None:
        return end
    return places.get(found.end()) or end + len(found.group().rstrip())


def _local_branches(text: Segmented, places: dict[int, int]) -> Iterator[Named]:
    """ "Viễn thông Bình Phước", "Bưu điện tỉnh Lào Cai": the group under the name of its office in a province."""
    for found in _LOCAL_NAME.finditer(text.text):
        block = text.block_at(found.start())
        if found.end() in places and block is not None and block.kind != "noise":
            name = " ".join(found.group().split()[:2])
            yield Named(found.start(), places[found.end()], _LOCAL[name], "company")


def _without_parents(text: Segmented, mentions: list[Named]) -> list[Named]:
    """Leave out the university a school belongs to: "Trường Đại học X - Đại học Y", "Trường Đại học X (Đại học Y)"."""
    kept: list[Named] = []
    for one in mentions:
        between = text.key[kept[-1].end : one.start] if kept else ""
        belongs = (
            kept and kept[-1].level == one.level == "university" and re.fullmatch(r" ?(?:-|\(|,|thuộc) ?", between)
        )
        if not belongs:
            kept.append(one)
    return kept


def _hits(text: Segmented, vocabulary: Vocabulary, table: str) -> Iterator[Hit]:
    for hit in vocabulary[table].find(text):
        block = text.block_at(hit.start)
        if block is not None and block.kind != "noise":
            yield hit


def _provinces(text: Segmented, vocabulary: Vocabulary) -> Iterator[Named]:
    table = vocabulary["provinces"]
    organisations = [(hit.start, hit.end) for hit in vocabulary["organisations"].find(text)]
    ends = {end for _, end in organisations}
    for hit in _hits(text, vocabulary, "provinces"):
        extra = table.by_code[hit.code].extra
        before = text.key[max(0, hit.start - 60) : hit.start]
        lead = _OFFICE.search(before)
        office, level = (lead["office"] or "", lead["level"] or "") if lead else ("", "")
        inside = any(start <= hit.start < end for start, end in organisations)
        branch = hit.start - 1 in ends or hit.start - 3 in ends or bool(_BRANCH.search(before))
        same_named_city = level.startswith(("th", "t.", "tp")) and not extra.get("city")
        if inside or branch or same_named_city or (extra.get("prefixed") and not (office or level)):
            continue
        if not office and _elsewhere(text, hit, before):
            if level != "tỉnh":
                continue
            office = "at"
        start = hit.start - (len(before) - lead.start()) if lead and (office or level) else hit.start
        yield Named(start, hit.end, hit.code, "city" if extra.get("city") else "province", office or level)


def _elsewhere(text: Segmented, hit: Hit, before: str) -> bool:
    """The place is only where something happens or comes from: "tại Hà Nội", "Hà Nội, ngày 8 tháng 6"."""
    bracket = re.search(r"\((?:tỉnh |thành phố |t\.?p\.? ?)?\Z", before)
    return bool(bracket or _LOCATION.search(before)) or bool(_DATELINE.match(text.key, hit.end))


def _ministries(text: Segmented, vocabulary: Vocabulary) -> Iterator[Named]:
    for hit in _hits(text, vocabulary, "ministries"):
        yield Named(hit.start, hit.end, hit.code, "ministry", "")


def _districts(text: Segmented, vocabulary: Vocabulary) -> Iterator[Named]:
    cities = {key for key, entry in vocabulary["provinces"].by_code.items() if entry.extra.get("city")}
    for found in text.search(_LOCAL_OFFICE):
        name = _PLACE_NAME.match(text.text, found.start("name"))
        number = found["name"].strip() if found["name"][0].isdigit() else ""
        if not name and not number:
            continue
        called = number or (name.group() if name else "")
        if found["level"] in ("thành phố", "tp", "tp.", "t.p", "t.p.") and (
            called in cities or fold(called) == "ho chi minh"
        ):
            continue
        prefix = "" if found["level"].startswith("t") and found["level"] != "thị xã" else f"{found['level']} "
        yield Named(found.start(), found.start("name") + len(called), prefix + called, "district", "ubnd")


def departments(text: Segmented, vocabulary: Vocabulary) -> Iterator[Named]:
    """Departments of a province ("Sở Y tế", "Công an tỉnh"); ``value`` is the name as written, with its place."""
    ends = {hit.start: hit.end for hit in vocabulary["provinces"].find(text)}
    for hit in _hits(text, vocabulary, "departments"):
        place = _OF_PLACE.match(text.key, hit.end)
        end = ends.get(place.end(), hit.end) if place else hit.end
        yield Named(hit.start, end, " ".join(text.text[hit.start : end].split()), "department", "")
