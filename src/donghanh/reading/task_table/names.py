"""The units named in a cell: "Sở A; Sở B, UBND các xã, phường" → three names, a group staying whole.

A comma parts two names only where a word follows that a name of a unit begins with; so neither "Sở Văn hóa, Thể
thao và Du lịch" nor "Các sở, ban, ngành" is cut. A list after "Các sở:" gets the word back before each name.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from donghanh.paths import vocabulary_folders
from donghanh.reading.grids.cells import tidy
from donghanh.reading.vocabulary import Entry, load_vocabulary
from donghanh.text import fold, place_tones

_UY, _TOA = "(?:ủy|uỷ)", "(?:Tòa|Toà)"
_OFFICE = (
    r"(?:Sở|sở (?=[A-ZĐ])|UBND|HĐND|U[ỷỶ]?BMTTQ|MTTQ|(?:Ủy|Uỷ) ban|Hội đồng|Văn phòng|VP|Công an|CA|Bộ|BCH|BQL|BTV"
    r"|Chi cục|Cục|Ban (?=[A-ZĐ])(?!Ngành)|Tổng cục|Trung tâm|TT|Tập đoàn|Tổng [Cc]ông ty|TCT|Công ty|Cty|Đài|Báo"
    r"|Trường|Bệnh viện|Hội|Liên đoàn|Liên minh|Liên hiệp|Mặt trận|Đoàn|Tỉnh đoàn|Thành đoàn|Thuế|Kho bạc|Ngân hàng"
    r"|Bưu điện|BHXH|Bảo hiểm|Viện|Thanh tra|Phòng|Tổ|Quỹ|Hiệp hội|Đại học|Học viện|Thư viện|Bảo tàng|Nhà|Hợp tác xã"
    rf"|HTX|{_TOA} án|(?:Đảng|Tỉnh|Thành|Huyện) {_UY}|(?:Phường|Xã) (?=[A-ZĐ\d])|Đặc khu (?=[A-ZĐ])|Điện lực|Hải quan"
    r"|Viettel|[MV]obi[Ff]one|Vina[Pp]hone|Chủ đầu tư|[A-ZĐ]{2,}(?![&\w])"
    r"|[Cc]ác\b|[Cc]hính quyền|[Tt]oàn thể|[Cc]ơ quan|[Đđ]ơn vị|[Dd]oanh nghiệp)"
)
_BULLET = re.compile(r"^(?:[-+*•●▪–]|\(?[a-zđ\d]{1,2}[.)])\s*")
_OFFICE_NEXT = re.compile(rf"\s*{_OFFICE}")
_CUT = re.compile(rf"(?:,\s*(?:và\s+)?|\s+và\s+|\s*/\s*|\s+\+\s+)(?={_OFFICE})")
_TWO_HOUSES = re.compile(r"^(?:Văn phòng|VP|Thường trực)\b[^,]*$")
"""One office of two houses: "Văn phòng Đoàn ĐBQH và HĐND tỉnh"."""
_LISTED = re.compile(
    r"^(?:(?P<office>UBND|(?:Ủy|Uỷ) ban nhân dân)\s+(?:các\s+)?|[Cc]ác\s+)"
    r"(?P<kind>[Ss]ở|SỞ|[Bb]ộ|[Xx]ã|[Pp]hường|[Đđ]ặc khu)\b\s*:?\s*(?P<names>[A-ZĐ]\S.*)$"
)
_GROUP_WORD = re.compile(r"^(?:Ban|Ngành|Đoàn thể|Địa phương|Phường|Xã|Đặc khu)\b(?:$|[,.])")
_WITH = re.compile(r"^(?:[Pp]hối hợp (?:với|cùng)|[Cc]ùng với)\s*:?\s*")
_LEAD_LABEL = r"(?:(?:cơ quan|đơn vị|các đơn vị)\s+)?chủ trì"
_CO_LABEL = r"(?:(?:các\s+)?(?:cơ quan|đơn vị)\s+)?phối hợp(?: (?:với|cùng|thực hiện))?"
_LABELLED = re.compile(rf"(?:^|[\n;.,(]|\s-)\s*(?:[-+•*]\s*)?(?P<role>{_LEAD_LABEL}|{_CO_LABEL})\s*:", re.IGNORECASE)
_TOLD = re.compile(
    r"^(?P<lead>[^;\n]+?)\s+chủ trì\s*[,;.]?\s*(?:và\s+)?"
    r"(?:phối hợp (?:với|cùng)\s+(?P<with>.+)|(?P<co>.+?)\s+phối hợp)[.;]?$",
    re.IGNORECASE | re.DOTALL,
)
_MARKED = re.compile(r"\s*\(\s*(?P<role>chủ trì|phối hợp)\s*\)", re.IGNORECASE)


@functools.cache
def unit_words() -> tuple[Entry, ...]:
    """The words for offices and their short forms (``packs/vocabulary/unit_words.yaml``)."""
    vocabulary = load_vocabulary(*vocabulary_folders())
    return vocabulary["unit_words"].entries if "unit_words" in vocabulary else ()


def split_roles(words: str, *, both: bool = False) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Who leads and who helps, from a cell that may say both: "Chủ trì: Sở A; phối hợp: Sở B".

    Without such words all lead; in a column "Cơ quan chủ trì, phối hợp" (``both``) the first named does.
    """
    text = tidy(words)
    labels = list(_LABELLED.finditer(text))
    if labels:
        lead = list(unit_names(text[: labels[0].start()]))
        helps: list[str] = []
        ends = [label.start() for label in labels[1:]] + [len(text)]
        for label, end in zip(labels, ends, strict=True):
            (lead if "chủ trì" in label["role"].lower() else helps).extend(unit_names(text[label.end() : end]))
        return _once(lead), _once(helps)
    told = _TOLD.match(text)
    if told:
        return unit_names(told["lead"]), unit_names(told["with"] or told["co"])
    names = unit_names(text)
    marked = {name: found["role"].lower() for name in names if (found := _MARKED.search(name))}
    if marked:
        plain = {name: _MARKED.sub("", name).strip() for name in names}
        helps = [plain[name] for name in names if marked.get(name, "phối hợp") == "phối hợp"]
        return tuple(plain[name] for name in names if marked.get(name) == "chủ trì"), tuple(helps)
    return (names[:1], names[1:]) if both else (names, ())


def unit_names(words: str) -> tuple[str, ...]:
    """The names in a cell as written, each once; a group ("UBND các xã, phường") is one name."""
    found: list[str] = []
    for piece in _pieces(tidy(words)):
        listed = _LISTED.match(piece)
        if listed and not _GROUP_WORD.match(listed["names"]):
            found += _with_kind(listed)
        else:
            found += _with_left_out(piece)
    return _once(found)


def _with_kind(listed: re.Match[str]) -> Iterator[str]:
    """ "các Sở: Tài chính, Y tế", "UBND các xã: Hòa Bình, Tân Lập": each name with the word that all have."""
    office = f"{listed['office']} " if listed["office"] else ""
    kind = listed["kind"].lower() if office else listed["kind"].capitalize()
    for name in _fields(listed["names"]):
        own = re.match(r"(?:xã|phường|đặc khu) ", name) if office else None
        is_whole = _OFFICE_NEXT.match(name) and fold(name) not in _known_fields()
        yield name if is_whole else f"{office}{name}" if own else f"{office}{kind} {name}"


def _once(names: list[str]) -> tuple[str, ...]:
    trimmed = (_WITH.sub("", name).strip(" .,;:-") for name in names)
    return tuple(dict.fromkeys(name for name in trimmed if name))


def _pieces(text: str) -> Iterator[str]:
    """Lines, and what stands between semicolons and before a further office; none cut inside brackets."""
    lines: list[str] = []
    for line in text.splitlines():
        trimmed = _BULLET.sub("", line)
        goes_on = lines and trimmed == line and not lines[-1].endswith(";") and not _OFFICE_NEXT.match(line)
        if goes_on or (lines and lines[-1].count("(") > lines[-1].count(")")):
            lines[-1] = f"{lines[-1]} {trimmed}"
        else:
            lines.append(trimmed)
    for line in lines:
        yield from (piece.strip() for part in _outside_brackets(line, re.compile(";")) for piece in _offices(part))


def _offices(text: str) -> Iterator[str]:
    start = ""
    for piece in _outside_brackets(text, _CUT, keep=True):
        mark = _CUT.match(piece)
        name = piece[mark.end() :] if mark else piece
        if start and _belongs(start.strip(), name):
            start += piece
            continue
        if start:
            yield start
        start = name
    if start:
        yield start


def _belongs(start: str, name: str) -> bool:
    """Whether what looks like a further office is a part of the one before."""
    if re.match(r"[Cc]ác\s", start) and re.match(r"(?:cơ quan|đơn vị|doanh nghiệp)\b", name, re.IGNORECASE):
        return True
    if re.match(r"[Cc]ác\s+[Ss]ở\b", start) and fold(name).strip(" .,;") in _known_fields():
        return True
    return bool(_TWO_HOUSES.match(start) and re.match(r"(?:HĐND|UBND)\b", name)) or (
        start == "Báo" and name[:3] == "Đài"
    )


@functools.cache
def _known_fields() -> frozenset[str]:
    """Names and short forms of departments after "Sở", folded."""
    entries = [entry for entry in unit_words() if "of" in entry.extra]
    return frozenset(fold(word) for entry in entries for word in (entry.code, *entry.words))


def _outside_brackets(text: str, mark: re.Pattern[str], *, keep: bool = False) -> Iterator[str]:
    start = 0
    for found in mark.finditer(text):
        before = text[: found.start()]
        if before.count("(") > before.count(")"):
            continue
        yield text[start : found.start()]
        start = found.start() if keep else found.end()
    yield text[start:]


def _fields(names: str) -> Iterator[str]:
    """The names of departments in a list, those with a comma or "và" inside kept whole."""
    known = sorted((re.escape(place_tones(entry.code)) for entry in unit_words() if "of" in entry.extra), key=len)
    whole = re.compile("|".join(reversed(known)) or r"(?!)", re.IGNORECASE)
    start = at = 0
    placed = place_tones(names)
    while at < len(names):
        if found := whole.match(placed, at):
            at = found.end()
        elif mark := re.compile(r"\s*,\s*(?:và\s+)?|\s+và\s+(?=[A-ZĐ])").match(names, at):
            yield names[start : mark.start()]
            start = at = mark.end()
        else:
            at += 1
    yield names[start:]


def _with_left_out(piece: str) -> list[str]:
    """ "Sở Tài chính, Nội vụ": a known name of a department without its word gets it back."""
    if not piece.startswith("Sở ") or "(" in piece:
        return [piece]
    fields = list(_fields(piece.removeprefix("Sở ")))
    if len(fields) > 1 and all(fold(one).strip(" .,;") in _known_fields() for one in fields):
        return [f"Sở {one}" for one in fields]
    return [piece]
