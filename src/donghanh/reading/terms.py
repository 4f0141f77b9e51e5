"""Periods: the term of this agreement, and the other periods a text speaks of (programmes, plans, earlier terms)."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from donghanh.reading.definition import Finding
from donghanh.reading.segments import Segmented

_YEAR = r"(?:19|20)\d{2}"
_VISION = (
    rf"(?:[, ]*(?:và )?\(?(?:tầm nhìn|định hướng|hướng tới|hướng đến)(?: đến| tới)?(?: năm)? (?P<vision>{_YEAR}))?"
)
_PERIOD = re.compile(
    (
        rf"(?P<named>(?:trong )?giai đoạn (?:\d+ năm )?\(?(?:từ )?(?:năm "
        rf")?)?(?<!\d)(?P<start>{_YEAR})\s*(?:-|đến(?: hết)?(?: năm)?)\s*(?:năm )?(?P<end>{_YEAR})(?!\d"
        rf"|/)\)?"
    )
    + _VISION
)
_UNTIL = re.compile(
    rf"đến năm (?P<end>{_YEAR})[, ]*(?:và )?(?:tầm nhìn|định hướng|hướng tới)(?: đến| tới)?(?: năm)? "
    rf"(?P<vision>{_YEAR})"
)
_ONE_YEAR = re.compile(
    rf"(?:kế hoạch hợp tác|chương trình (?:hợp tác|phối hợp)|thỏa thuận hợp tác|nội dung hợp tác) "
    rf"(?:trong )?(?P<named>năm (?P<start>{_YEAR}))(?!\s?-)"
)
_TITLE_YEAR = re.compile(rf"(?P<named>năm (?P<start>{_YEAR}))\s*$", re.MULTILINE)
_TITLE = re.compile(r"\s*(?:KẾ HOẠCH|BÁO CÁO|CHƯƠNG TRÌNH|QUYẾT ĐỊNH|NGHỊ QUYẾT|THÔNG BÁO)\b")
AGREEMENT_TEXT = "agreement_text"
_LENGTH = re.compile(
    r"(?:khung hợp tác|thời hạn|thời gian|trong vòng|hiệu lực|hợp tác|thỏa thuận)(?: \w+){0,4}? "
    r"(?P<span>(?:là |trong )?0?(?P<years>\d{1,2}) năm)(?! \d{4})"
)
_AGREEMENT = re.compile(
    r"thỏa thuận|biên bản|ghi nhớ|hợp tác|chương trình phối hợp|quy chế phối hợp|kế hoạch phối hợp|ký "
    r"kết|\bký\b|\bmou\b"
)
_OTHER = re.compile(
    r"nghị quyết|đề án|kế hoạch(?! hợp tác)|chương trình(?! (?:hợp tác|phối hợp))|(?<!hợp tác "
    r")(?<!đối tác )(?<!khung )chiến lược|nhiệm kỳ|quy hoạch|dự án|quyết định|vào top|phấn đấu|mục tiêu"
)
_OTHER_NAMES = {
    "nghị quyết": "programme",
    "đề án": "programme",
    "chương trình": "programme",
    "chiến lược": "strategy",
    "kế hoạch": "plan",
}
_REVIEWED_ALONE = 0.1
"""Score of the term under review: this agreement's, unless a new one is signed."""
_OFFICE_TERM = re.compile(r"(?:nhiệm kỳ|khóa|năm học|niên độ)(?: \w+){0,2} \Z")
_REVIEWED = re.compile(r"(?:tổng kết|kết thúc|giai đoạn trước|đã qua|ghi nhận|đạt được)[^.;]{0,200}\Z")


@dataclass(frozen=True)
class _Found:
    start: int
    end: int
    years: tuple[int | None, int | None]
    vision: int | None
    named: bool
    score: float
    role: str


def find_terms(text: Segmented, *, paper: str | None, planned: bool) -> list[Finding]:
    """Every period; at most one is ``this_agreement``. ``planned``: the agreement is still to be signed."""
    found = _periods(text, paper=paper)
    groups: dict[tuple[int | None, int | None], list[_Found]] = defaultdict(list)
    for one in found:
        groups[one.years].append(one)
    totals = {years: sum(one.score for one in members) for years, members in groups.items()}
    best = max(totals, key=lambda years: (totals[years], years[1] or 0), default=None)
    agreed = best if best is not None and (totals[best] >= 1.0 or groups[best][0].score == _REVIEWED_ALONE) else None
    findings = [_finding(text, years, members, agreed) for years, members in groups.items()]
    return findings + (_lengths(text, planned=planned) if agreed is None else [])


def _periods(text: Segmented, *, paper: str | None) -> list[_Found]:
    found: list[_Found] = []
    for match in text.search(_PERIOD):
        start, end = int(match["start"]), int(match["end"])
        if (
            not 0 < end - start <= 30
            or _in_number(text, match)
            or _OFFICE_TERM.search(text.key[max(0, match.start() - 30) : match.start()])
        ):
            continue
        score, role = _judge(text, match, paper=paper)
        found.append(_Found(*match.span(), (start, end), _year(match["vision"]), bool(match["named"]), score, role))
    for match in text.search(_UNTIL):
        if not any(one.start < match.end() and match.start() < one.end for one in found):
            score, role = _judge(text, match, paper=paper)
            years = (None, int(match["end"]))
            found.append(_Found(*match.span(), years, _year(match["vision"]), False, score, role))
    for match in text.search(_ONE_YEAR):
        found.append(_Found(*match.span("named"), (int(match["start"]),) * 2, None, True, 1.5, ""))
    if paper and not any(one.score >= 1 for one in found):
        found += _title_years(text)
    return found


def _title_years(text: Segmented) -> list[_Found]:
    """The year in the title of a plan or report ("KẾ HOẠCH chuyển đổi số năm 2023")."""
    titled = 0
    for block in list(text.readable())[:16]:
        titled = max(0, titled - 1) if not _TITLE.match(text.text, block.start) else 3
        match = next(text.search(_TITLE_YEAR, block), None)
        if match and titled:
            return [_Found(*match.span("named"), (int(match["start"]),) * 2, None, True, 2.0, "")]
    return []


def _in_capitals(text: Segmented, match: re.Match[str]) -> bool:
    return text.text[max(0, match.start() - 30) : match.start()].isupper()


def _year(text: str | None) -> int | None:
    return int(text) if text else None


def _in_number(text: Segmented, match: re.Match[str]) -> bool:
    return match.start() > 0 and text.key[match.start() - 1] in "/.,0123456789"


def _judge(text: Segmented, match: re.Match[str], *, paper: str | None) -> tuple[float, str]:
    """How surely a period is that of this agreement, and what else it is if not."""
    block, sentence = text.block_at(match.start()), text.sentence_at(match.start())
    start = sentence.start if sentence else match.start()
    before = text.key[start : match.start()]
    agreements = [one.start() for one in _AGREEMENT.finditer(before)]
    others = list(_OTHER.finditer(before))
    caption = block is not None and block.kind == "caption"
    if _REVIEWED.search(before) and not re.search(r"sơ kết|\bký\b", before[-200:]):
        return (_REVIEWED_ALONE if _AGREEMENT.search(before) else -0.5), "previous_agreement"
    if paper and block is not None and block.start < 900 and (paper == AGREEMENT_TEXT or _in_capitals(text, match)):
        return 2.0, ""
    nearest_other = others[-1] if others else None
    if agreements and (nearest_other is None or agreements[-1] > nearest_other.start()):
        return (1.0 if caption else 2.0), "caption_conflict" if caption else "previous_agreement"
    if agreements and nearest_other is not None:
        signed = block is not None and block.kind in ("headline", "lead") and re.search(r"\bký\b", before)
        return (1.2 if signed else 0.8), "programme"
    if nearest_other is not None:
        return -1.0, _OTHER_NAMES.get(nearest_other.group(), "programme")
    if block is not None and block.kind in ("headline", "lead") and match.groupdict().get("named"):
        return 1.0, "programme"
    return -0.2, "remaining_phase" if start == match.start() else "programme"


def _finding(
    text: Segmented,
    years: tuple[int | None, int | None],
    members: Sequence[_Found],
    agreed: tuple[int | None, int | None] | None,
) -> Finding:
    vision = next((one.vision for one in members if one.vision), None)
    role = "this_agreement" if years == agreed else next((one.role for one in members if one.role), "programme")
    begins, ends = years
    shown = "-".join("null" if year is None else str(year) for year in years)
    spans = tuple(text.span(one.start, one.end) for one in members[:4])
    return Finding(shown, spans, {"start": begins, "end": ends, "vision": vision, "of": role})


def _lengths(text: Segmented, *, planned: bool) -> list[Finding]:
    for match in text.search(_LENGTH):
        years = int(match["years"])
        if 1 <= years <= 30 and not re.search(
            r"(?:sau|qua|kết quả|trước)\W*(?:\w+ ){0,3}\Z", text.key[max(0, match.start() - 20) : match.start()]
        ):
            attributes = {
                "start": None,
                "end": None,
                "vision": None,
                "of": "planned" if planned else "this_agreement",
                "duration_years": str(years),
            }
            return [Finding("null-null", (text.span(*match.span()),), attributes)]
    return []
