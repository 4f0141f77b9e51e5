"""Organisations the vocabulary does not list, known by their form: "Công ty Cổ phần …", "Trường Đại học …"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from donghanh.reading.forms import key_of
from donghanh.reading.segments import Segmented
from donghanh.text import fold

_FORM = re.compile(
    r"\b(?P<form>(?:liên danh |tổng )?(?:tập đoàn|công ty)(?: (?:cổ phần|cp|tnhh|mtv|một thành viên"
    r"|trách nhiệm hữu hạn))*|ctcp"
    r"|ngân hàng(?: tmcp| thương mại cổ phần)?|(?:trường )?(?:đại học|đh|cao đẳng)|học viện|hiệp hội|viện) (?=\w)"
)
UPPER = "A-Z" + "".join(
    chr(code) for code in (*range(0xC0, 0x1B1), *range(0x1EA0, 0x1EFA)) if chr(code).isalpha() and chr(code).isupper()
)
"""Capital letters for a character class: a range such as À-Ỹ would take in small letters too."""
_TRADE_WORDS = (
    "công nghệ|giải pháp|dịch vụ|đầu tư|phát triển|phần mềm|viễn thông|truyền thông|tin học|hệ thống|thông tin"
    "|thương mại|xây dựng|bưu chính|điện tử|sản xuất|tư vấn|đất đai|nhà ở|công nghiệp|đào tạo|giáo dục"
    "|năng lượng|môi trường|quản lý|bất động sản|khoa học|kỹ thuật|kinh tế|kinh doanh|nông nghiệp|ứng dụng"
    "|thiết bị|dữ liệu|chuyển đổi số|trí tuệ nhân tạo|an ninh mạng|nghiên cứu|luật|y dược|sư phạm|ngoại thương"
    "|bách khoa|công nghệ cao|dược phẩm|điện lực|dầu khí|hàng không|vận tải|thủy sản|lâm nghiệp|tài chính|văn hóa"
    "|du lịch|y tế"
)
"""Words in the names of companies and schools of which only the first syllable is written with a capital."""
_TRADE = re.compile(rf"(?:(?:{_TRADE_WORDS}|và|,|-|&) )+")
_ORGANISATION = (
    r"(?:Tập|Tổng|Công ty|CÔNG TY|TẬP ĐOÀN|Ngân hàng|Trường|Đại học|ĐH|Học viện|UBND|Ủy|ỦY|UỶ|Uỷ|Sở|SỞ|Bộ|Viện"
    r"|TỔNG CÔNG|TRƯỜNG|ĐẠI HỌC|VNPT|FPT|Viettel|VIETTEL|MobiFone)\b"
)
_WORD = rf"[{UPPER}][\w&.]*\w|[{UPPER}]|&"
_JOIN = rf"(?: - |-| |, (?=[{UPPER}]\w+(?: \w+)? và [{UPPER}]))(?!{_ORGANISATION})"
_COMPOUNDS = (
    *_TRADE_WORDS.split("|"),
    "quốc tế",
    "tiến bộ",
    "thế giới",
    "toàn cầu",
    "quốc gia",
    "tự nhiên",
    "nhân dân",
)
_NAME = re.compile(rf"(?:{_WORD})(?:{_JOIN}(?:{_WORD}|và(?= [{UPPER}])(?! {_ORGANISATION})|VÀ(?! {_ORGANISATION})))*")
_LOWER_TAIL = {
    first: [phrase.split()[1] for phrase in _COMPOUNDS if phrase.split()[0] == first and len(phrase.split()) == 2]
    for first in {phrase.split()[0] for phrase in _COMPOUNDS}
}
_OWN_ACRONYM = re.compile(r" ?\((?:(?:gọi|viết) tắt(?: là)?:? ?)?(?P<short>(?=\w*[A-ZĐ]\w*[A-ZĐ])\w{2,15})\)")
_GENERIC = re.compile(
    r"^(?:(?:cổ phần|cp|tnhh|mtv|tập đoàn|công ty|công nghệ|giải pháp|dịch vụ|đầu tư|phát triển|phần "
    r"mềm|viễn thông|thương mại|xây dựng|và|&)\s+)+"
    r"|\s+(?:việt nam|vietnam|group|corporation|corp|technologies|technology|jsc|ltd|inc)\Z",
    re.IGNORECASE,
)
_LATIN = re.compile(r"(?=\w*[A-Z])[A-Za-z][\w&. ]{2,40}", re.ASCII)
"""A name that is no Vietnamese words: only such a one stands for its company alone ("CT Group")."""
_SCHOOLS = {"đh": "đại học"}
_LEAST_ID = 4
"""A shorter id says too little: "CT Group" stays CT_GROUP."""


@dataclass(frozen=True)
class Unlisted:
    """An organisation named in the text; ``level`` is ``university``, ``organisation`` or ``company``."""

    start: int
    end: int
    value: str
    level: str


def unlisted(text: Segmented) -> list[Unlisted]:
    """Every place where such an organisation is named, by its form or by the short name the text gives it, in order."""
    found = list(_by_form(text))
    taken = {place for one, _ in found for place in range(one.start, one.end)}
    short = {name: one for one, name in found if name}
    for name, one in short.items():
        for again in re.finditer(rf"(?<![\w(]){re.escape(name)}(?!\w)", text.text):
            block = text.block_at(again.start())
            if again.start() not in taken and block is not None and block.kind != "noise":
                found.append((Unlisted(again.start(), again.end(), one.value, one.level), ""))
    return sorted((one for one, _ in found), key=lambda one: one.start)


def _by_form(text: Segmented) -> Iterator[tuple[Unlisted, str]]:
    """Organisations named by their form, each with the short name it also goes by ("" if none)."""
    for found in text.search(_FORM):
        form, level = found["form"], _level(found["form"])
        trade = _TRADE.match(text.key, found.end()) if level != "university" else None
        end = _name_end(text, trade.end()) if trade else None
        start = trade.end() if trade and end else found.end()
        end = end or _name_end(text, found.end())
        if end is None and trade and text.text[found.end()].isupper():
            start, end = found.end(), found.end() + len(trade.group().rstrip(" ,-&"))
        if end is None:
            continue
        acronym = _OWN_ACRONYM.match(text.text, end)
        called = acronym["short"].upper() if acronym else short_id(text.text[start:end], form)
        name = acronym["short"] if acronym else text.text[start:end]
        yield Unlisted(found.start(), end, called, level), name if _LATIN.fullmatch(name) else ""


def _name_end(text: Segmented, start: int) -> int | None:
    """The end of the capitalised words at ``start``; "Tiến bộ", "Quốc tế" go on in small letters."""
    end: int | None = None
    while name := _NAME.match(text.text, start):
        end = name.end()
        last = key_of(text.text[name.start() : end]).split()[-1]
        rest = re.compile(r" (\w+)").match(text.text, end)
        if rest is None or key_of(rest.group(1)) not in _LOWER_TAIL.get(last, ()):
            return end
        end = rest.end()
        if text.text[end : end + 1] != " ":
            return end
        start = end + 1
    return end


def _level(form: str) -> str:
    if form.split()[0] in ("trường", "đại", "đh", "cao", "học"):
        return "university"
    return "organisation" if form in ("hiệp hội", "viện") else "company"


def short_id(name: str, form: str = "") -> str:
    """An id for an organisation that is not listed: the telling part of its name, upper case with underscores."""
    telling = _GENERIC.sub("", name).strip() or name
    if len(telling) < _LEAST_ID:
        telling = name
    school = form.removeprefix("trường ")
    school = _SCHOOLS.get(school, school)
    if school in ("đại học", "học viện", "cao đẳng"):
        telling = f"{school} {name}"
    return re.sub(r"[^a-z0-9]+", "_", fold(telling)).strip("_").upper()
