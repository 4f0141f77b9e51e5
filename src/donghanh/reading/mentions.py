"""Where organisations and places are named: the raw material for finding the parties.

Public side: provinces and cities, ministries, districts and communes, departments. Partner
side: the organisations of ``organisations.yaml`` and, where a text pairs one with the public
side, others by their form ("Tập đoàn …", "Trường Đại học …").
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from donghanh.reading.segments import Segmented
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
_DATELINE = re.compile(r"\s*,\s*(?:ngày|sáng|chiều|tối)\b")
_LOCAL_OFFICE = re.compile(
    r"(?:ubnd|ủy ban nhân dân|huyện ủy|quận ủy|thị ủy|thành ủy|đảng ủy) "
    r"(?P<level>huyện|quận|thị xã|thành phố|t\.?p\.?|phường|xã|đặc khu) ?(?P<name>(?:\d{1,2}\b|(?:\w+ ?){1,4}))"
)
_OF_PLACE = re.compile(r"\s*(?:tỉnh |thành phố |t\.?p\.? ?)?")
_CAPITALISED = re.compile(
    r"[A-ZÀ-ỸĐ][\w&]*(?:[- ](?:[A-ZÀ-ỸĐ][\w&]*|và(?= [A-ZÀ-ỸĐ])(?! (?:Tập|Tổng|Công ty|Ngân hàng"
    r"|Trường|Đại học|ĐH|Học viện|UBND|Ủy|Sở|Bộ|Viện|VNPT|FPT|Viettel)\b)|&|-))*"
)
_PLACE_NAME = re.compile(r"[A-ZÀ-ỸĐ]\w*(?: [A-ZÀ-ỸĐ]\w*){0,2}")
_COMPANY = re.compile(
    r"\b(?P<form>(?:liên danh |tổng )?(?:tập đoàn|công ty)(?: (?:cổ phần|cp|tnhh|mtv|một thành viên"
    r"|trách nhiệm hữu hạn))*"
    r"|ngân hàng(?: tmcp)?|(?:trường )?(?:đại học|đh|cao đẳng)|học viện|hiệp hội|viện) (?=\w)"
)


def public_mentions(text: Segmented, vocabulary: Vocabulary) -> list[Named]:
    """Every province, ministry, district and department named, in order; page noise and branch names left out."""
    found = [*_provinces(text, vocabulary), *_ministries(text, vocabulary), *_districts(text, vocabulary)]
    return sorted(found, key=lambda one: (one.start, -one.end))


def partner_mentions(text: Segmented, vocabulary: Vocabulary) -> list[Named]:
    """Every known organisation named, and unknown ones that have the form of one, in order."""
    known: list[Named] = []
    for hit in _hits(text, vocabulary, "organisations"):
        kind = vocabulary["organisations"].by_code[hit.code].extra["kind"]
        known.append(Named(hit.start, hit.end, hit.code, kind))
    taken = {place for one in known for place in range(one.start, one.end)}
    unknown = [one for one in _unlisted(text) if not taken.intersection(range(one.start, one.end))]
    return _without_parents(text, sorted(known + unknown, key=lambda one: one.start))


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


def _unlisted(text: Segmented) -> Iterator[Named]:
    for found in text.search(_COMPANY):
        trade = _TRADE.match(text.key, found.end())
        after = trade.end() if trade else found.end()
        name = _CAPITALISED.match(text.text, after) or _CAPITALISED.match(text.text, found.end())
        if name is None:
            continue
        form = found["form"]
        level: Level = "university" if form.split()[0] in ("trường", "đại", "đh", "cao", "học") else "company"
        level = "organisation" if form in ("hiệp hội", "viện") else level
        acronym = _OWN_ACRONYM.match(text.text, name.end())
        called = acronym["short"].upper() if acronym else short_id(name.group(), form)
        yield Named(found.start(), name.end(), called, level)


_OWN_ACRONYM = re.compile(r" ?\((?P<short>(?=\w*[A-ZĐ]\w*[A-ZĐ])\w{2,15})\)")
_GENERIC = re.compile(
    r"^(?:(?:cổ phần|cp|tnhh|mtv|tập đoàn|công ty|công nghệ|giải pháp|dịch vụ|đầu tư|phát triển|phần "
    r"mềm|viễn thông|và|&)\s+)+"
    r"|\s+(?:việt nam|vietnam|group|corporation|corp|technologies|technology|jsc|ltd|inc)\Z",
    re.IGNORECASE,
)


_TRADE = re.compile(
    r"(?:(?:công nghệ|giải pháp|dịch vụ|đầu tư|phát triển|phần mềm|viễn thông|truyền thông|tin học|hệ "
    r"thống|thông tin|thương mại"
    r"|xây dựng|bưu chính|điện tử|sản xuất|tư vấn|đất đai|nhà ở|và|,|-|&) )+"
)


def short_id(name: str, form: str = "") -> str:
    """An id for an organisation that is not listed: the telling part of its name, upper case with underscores."""
    telling = _GENERIC.sub("", name).strip() or name
    if form in ("trường đại học", "đại học", "học viện"):
        telling = f"{form.removeprefix('trường ')} {name}"
    return re.sub(r"[^a-z0-9]+", "_", fold(telling)).strip("_").upper()
