"""The words of “Cách xác định và tính điểm” cut into clauses: a condition and what it gives."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from donghanh.indices.annex.formulas import MAXIMUM, SHARE, Formula, parse
from donghanh.indices.annex.numbers import NUMBER, key, number
from donghanh.reading.grids.cells import tidy

_BULLET = re.compile(r"^\s*(?:[-+*•●▪–·]|\(?[a-zđ\d]{1,2}\)|\d\.(?!\d))\s*")
_CUT = re.compile(r"\n|;|(?<=[\w)%])\.\s+(?=[A-ZĐÀ-Ỹ])")
_TOTAL = r"(?:cua )?(?:tong )?(?:so )?diem(?: toi da| chuan)?"
_AWARD = re.compile(
    rf"(?P<none>khong (?:duoc )?(?:(?:tinh|cham|co|cho) )?diem\b|khong duoc (?:tinh|cham))"
    rf"|(?P<top>\d+)\s*/\s*(?P<bottom>\d+)\s*(?:[*x.]\s*)?{_TOTAL}"
    rf"|(?P<percent>{NUMBER})\s*%\s*(?:[*x.]\s*)?{_TOTAL}"
    rf"|(?P<times>{NUMBER})\s*[*x]\s*{_TOTAL}"
    rf"|(?P<half>(?:mot )?nua {_TOTAL})"
    rf"|diem toi da\s*(?:/\s*(?P<over>\d+)|[*x]\s*(?P<by_top>\d+)\s*/\s*(?P<by_bottom>\d+)"
    rf"|[*x]\s*(?P<by>{NUMBER})\s*%)"
    rf"|(?P<points>(?:(?<![\w.,/])[-+])?(?<![\w.,/]){NUMBER})\s*(?:diem|d)\b(?! (?:cau|du lich|den|truy cap))"
    rf"|(?P<full>(?:dat )?(?:so )?diem (?:toi da|tuyet doi)|(?:tron|toan bo|du) (?:so )?diem|toi da(?=\s*$))"
    rf"|[:=]\s*(?P<bare>{NUMBER})\s*$"
)
_LEAD_WORDS = (
    r"(?:[\s:=>,.*+-]|\b(?:thi|duoc|dat|cho|tinh|cham|huong|cong|so|muc|diem|danh gia|tuong ung|bang|la|nhan|ghi"
    r"|toi da)\b)+$"
)
_CONDITION_LATER = re.compile(
    r"^[\s,:-]*(?:neu|khi|doi voi|cho|voi|truong hop|trong truong hop|:)\s*(?P<condition>\S.*)$"
)
_DEFINITION = re.compile(
    r"^(?:(?:trong do|voi|goi|neu)\s*[:,]?\s*)*(?P<letter>[a-z]\d?)\s*(?:=|:|\bla\b)\s*(?P<words>\S.*)$"
)
_SHARE_IS = re.compile(
    r"^(?:trong do|cong thuc(?: tinh)?)?[\s:,]*(?:ty|ti) le[^=:<>≤≥]{0,80}?(?:\(%\)\s*)?(?:=|:)\s*(?P<right>\S.*)$"
)
_SHARE_BESIDE = re.compile(r"\b(?:ty|ti) le[^=:;(\n]{0,80}(?P<beside>\(\s*(?P<right>[a-z]\d?\s*/\s*[a-z]\d?)\s*\))")
_POINTS_ARE = re.compile(
    r"(?:^|[\s:,])(?:"
    r"(?:so )?diem(?: (?:danh gia|dat duoc|dat|so|duoc tinh|cua \w+ \w+|tinh|cham|chi so|tieu chi))*"
    r"(?: (?:theo|duoc tinh theo|tinh theo|bang) cong thuc)?\s*(?:=|:|\bbang\b)"
    r"|(?:tinh |duoc tinh |ap dung )?(?:theo )?cong thuc(?: sau| tinh)?\s*:)"
    r"\s*(?P<right>\S.*)$"
)
_LIKE_A_FORMULA = re.compile(
    r"(?:\b(?:ty|ti) le|\b[a-z])\s*(?:\(?%\))?[\s)]*(?:[*/]|\bx\b)|(?:[*/]|\bx\b)\s*(?:ty|ti) le"
)
_HEADING = re.compile(r"^[^\d]*:$|^[^\d]*\b(?:cong|tong)\b[^\d]*$")
"""Words that lead to what follows, or say that it adds up."""
_PROPORTION = re.compile(
    r"(?:tinh|cham|cho)?\s*(?:diem )?theo ty le(?: (?:tuong ung|dat duoc|thuc hien|phan tram))*\s*[.)]*$"
)


@dataclass(frozen=True)
class Award:
    """What a condition gives: a share of the maximum, points, or points by a formula."""

    share: float | None = None
    points: float | None = None
    formula: Formula | None = None
    is_proportional: bool = False
    """Said to be in proportion, without a formula."""

    def of(self, maximum: float) -> float | None:
        """The points, where they are the same for all."""
        return self.points if self.share is None else self.share * maximum


@dataclass(frozen=True)
class Clause:
    """A condition and what it gives."""

    condition: str
    award: Award


@dataclass
class Clauses:
    """All that a method says."""

    clauses: list[Clause] = field(default_factory=list)
    names: dict[str, str] = field(default_factory=dict)
    """What the letters of the formulas stand for."""
    share: Formula | None = None
    """How “tỷ lệ” is reckoned."""
    points: Formula | None = None
    """How the points are reckoned, without a condition."""
    unread: list[str] = field(default_factory=list)
    """Pieces that speak of points and were not understood."""


def cut(text: str) -> Clauses:
    """The method as clauses, definitions and formulas."""
    found = Clauses()
    text = tidy(text)
    beside = _SHARE_BESIDE.search(key(text))
    if beside:
        found.share = parse(beside["right"])
        text = text[: beside.start("beside")] + text[beside.end("beside") :]
    for piece in _pieces(text):
        if not _definition(piece, found) and not _formula(piece, found):
            _awards(piece, found)
    return found


def _pieces(text: str) -> Iterator[str]:
    """Lines and sentences; a line broken inside a sentence is made whole again."""
    lines: list[str] = []
    for line in text.splitlines():
        is_open = bool(lines) and (lines[-1].count("(") > lines[-1].count(")") or _breaks(lines[-1], line))
        if is_open:
            lines[-1] = f"{lines[-1]} {line}"
        else:
            lines.append(line)
    for piece in _CUT.split("\n".join(lines)):
        trimmed = _BULLET.sub("", piece).strip(" .;,")
        if trimmed:
            yield trimmed


def _breaks(before: str, line: str) -> bool:
    """Whether a line only goes on with the one before it."""
    if not line[0].islower() or before.endswith((";", ".", ":")) or _BULLET.match(line):
        return False
    folded = key(before)
    return not _DEFINITION.match(key(line)) and not any(one.end() == len(folded) for one in _AWARD.finditer(folded))


def _definition(piece: str, found: Clauses) -> bool:
    """A letter and what it stands for."""
    match = _DEFINITION.match(key(piece))
    if not match:
        return False
    words = piece[match.start("words") : match.end("words")]
    formula = parse(words)
    if formula and all(len(one) <= 2 for one in formula.variables):
        return False
    if len(words.split()) < 2 or _AWARD.search(match["words"]):
        return False
    found.names[match["letter"]] = words.strip(" .,;")
    return True


def _formula(piece: str, found: Clauses) -> bool:
    """How the share or the points are reckoned; with a condition before it, a clause."""
    folded = key(piece)
    points = _POINTS_ARE.search(folded)
    share = _SHARE_IS.match(folded)
    if share and not points:
        formula = _last(piece[share.start("right") :])
        if formula and MAXIMUM not in formula.variables and set(formula.variables) - {SHARE}:
            found.share = formula
            return True
    start = points.start("right") if points else _after_colon(piece)
    formula = _last(piece[start:])
    condition = piece[: points.start() if points else start].strip(" :-,.")
    if formula is None and not points:
        formula, condition = _last(piece), ""
    if formula is None or not set(formula.variables) - {MAXIMUM}:
        if _LIKE_A_FORMULA.search(folded) or (share and "=" in folded and not _AWARD.search(folded)):
            found.unread.append(piece)
            return True
        return False
    if _is_condition(condition):
        found.clauses.append(Clause(condition, Award(formula=formula)))
    else:
        found.points = formula
    return True


def _after_colon(piece: str) -> int:
    return piece.rfind(":") + 1


def _last(text: str) -> Formula | None:
    """The formula, or the last of a chain "Tỷ lệ * Điểm tối đa = a/b * Điểm tối đa"."""
    text = re.sub(r"[,(]?\s*(?:nhưng )?(?:không (?:vượt )?quá|tối đa (?:là|bằng)) .*$", "", text)
    return parse(text.rsplit("=", 1)[-1])


def _is_condition(words: str) -> bool:
    folded = key(words)
    return bool(re.search(r"\d|con lai|nguoc lai", folded)) and not re.fullmatch(r"\d+", folded)


def _awards(piece: str, found: Clauses) -> None:
    folded = key(piece)
    matches = list(_AWARD.finditer(folded))
    in_proportion = _PROPORTION.search(folded)
    if not matches and in_proportion:
        condition = piece[: in_proportion.start()].strip(" :-,")
        found.clauses.append(Clause(condition, Award(is_proportional=True)))
    elif not matches:
        if re.search(r"\bdiem\b", folded) and not _HEADING.search(folded):
            found.unread.append(piece)
    elif any(_is_factor(folded, match) for match in matches):
        found.unread.append(piece)
    elif _without_lead(folded[: matches[0].start()]).strip(" :-,"):
        _conditions_first(piece, folded, matches, found)
    else:
        _awards_first(piece, folded, matches, found)


def _is_factor(folded: str, match: re.Match[str]) -> bool:
    """Whether the points are a part of a formula that was not understood."""
    return bool(re.search(r"(?:[*/]|\bx)\s*$", folded[: match.start()]) or re.match(r"\s*[*]", folded[match.end() :]))


def _conditions_first(piece: str, folded: str, matches: list[re.Match[str]], found: Clauses) -> None:
    """ "Có: điểm tối đa, không: 0 điểm"."""
    begin = 0
    for match in matches:
        length = len(_without_lead(folded[begin : match.start()]))
        found.clauses.append(Clause(piece[begin : begin + length].strip(" :-,.("), _award(match)))
        begin = match.end()
    rest = folded[begin:].strip(" .;,")
    if rest and not re.match(r"[/(,)]|cho\b|neu\b|khi\b", rest):
        found.unread.append(piece)


def _awards_first(piece: str, folded: str, matches: list[re.Match[str]], found: Clauses) -> None:
    """ "Điểm tối đa nếu có, 0 điểm nếu không có"."""
    for at, match in enumerate(matches):
        end = matches[at + 1].start() if at + 1 < len(matches) else len(folded)
        later = _CONDITION_LATER.match(_without_lead(folded[match.end() : end]))
        start = match.end() + later.start("condition") if later else end
        stop = match.end() + later.end("condition") if later else end
        found.clauses.append(Clause(piece[start:stop].strip(" :-,."), _award(match)))


def _without_lead(before: str) -> str:
    """What stands before points, without the words that only lead to them: "Đạt: được" → "Đạt", "có thì" → "có"."""
    marked = re.search(f"[:=]{_LEAD_WORDS}|[:=]$", before)
    return before[: marked.start()] if marked else re.sub(_LEAD_WORDS, "", before)


def _award(match: re.Match[str]) -> Award:
    if match["none"]:
        return Award(share=0.0)
    for top, bottom in (("top", "bottom"), ("by_top", "by_bottom")):
        if match[top]:
            return Award(share=int(match[top]) / max(int(match[bottom]), 1))
    for percent in ("percent", "by"):
        if match[percent]:
            return Award(share=number(match[percent]) / 100)
    if match["half"] or match["over"]:
        return Award(share=1 / int(match["over"] or 2))
    if match["times"]:
        return Award(share=number(match["times"]))
    if match["points"] or match["bare"]:
        told = match["points"] or match["bare"]
        return Award(points=number(told.lstrip("-+")) * (-1 if told.startswith("-") else 1))
    return Award(share=1.0)
