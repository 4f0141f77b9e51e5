"""Numbers of official papers: "Quyết định số 828/QĐ-BYT", "Nghị quyết số 04"."""

from __future__ import annotations

import re

from donghanh.reading.definition import Finding
from donghanh.reading.segments import Segmented

_KIND = (
    r"(?:quyết định|nghị quyết|nghị định|kế hoạch|thông báo|chỉ thị|công văn|thông tư|kết luận|tờ trình"
    r"|báo cáo|chương trình|đề án|luật|văn bản)"
)
_NUMBER = re.compile(
    rf"(?:(?P<kind>{_KIND})\s+(?:số\s*:?\s*)?"
    rf"|(?P<number_word>\bsố\s*:?\s*))?(?P<number>\d{{1,5}}[a-zđ]?(?:/\d{{4}})?(?:/[a-zđ][\w&.-]*(?:-[\w&]+)*)|\d{{1,5}}[a-z]?-[a-zđ]{{2,}}/[a-zđ]{{2,}})"
)
_BARE = re.compile(
    r"(?P<kind>nghị quyết|quyết định|chỉ thị|nghị định|kết "
    r"luận)\s+(?:số\s*:?\s*)(?P<number>\d{1,4}[a-z]?)(?![\d/\w])(?!-[a-zđ])"
)
_SHORT = {"nghị quyết": "NQ", "quyết định": "QĐ", "chỉ thị": "CT", "nghị định": "NĐ", "kết luận": "KL"}
_UNITS = re.compile(r"^\d+/(?:năm|tháng|ngày|giờ|người|tỉnh|sở|huyện|xã|hộ|km|m2?|s|h|ha)\b")


def find_document_numbers(text: Segmented) -> list[Finding]:
    """Every number of a paper, once, with the word that names the paper."""
    found: dict[str, Finding] = {}
    for match in text.search(_NUMBER):
        shown = text.text[match.start("number") : match.end("number")].rstrip(".-&")
        letters = shown.partition("/")[2] or shown
        named = match["kind"] or match["number_word"]
        if _UNITS.match(match["number"]) or not re.search(r"[A-ZĐ]{2}", letters) or not (named or "-" in shown):
            continue
        start = match.start() if named and not _own_number(text, match) else match.start("number")
        end = match.start("number") + len(shown)
        found.setdefault(shown, Finding(shown, (text.span(start, end),)))
    for match in text.search(_BARE):
        value = f"{_SHORT[match['kind']]} {match['number']}"
        found.setdefault(value, Finding(value, (text.span(*match.span()),)))
    return sorted(found.values(), key=lambda one: one.evidence[0].start)


def _own_number(text: Segmented, match: re.Match[str]) -> bool:
    """The paper's own number in its head ("Số: 1914/KH-UBND")."""
    block = text.block_at(match.start())
    return match["kind"] is None and block is not None and block.start == match.start()
