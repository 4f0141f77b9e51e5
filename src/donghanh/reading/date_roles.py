"""What a date in the text is the date of: the event, an earlier signing, a legal basis, a deadline."""

from __future__ import annotations

import re
from datetime import date

from donghanh.reading.segments import Segmented

_PAPER = re.compile(
    r"quyết định|nghị quyết|kế hoạch|công văn|thông báo|chỉ thị|nghị định|thông tư|\bluật\b|kết luận"
    r"|tờ trình|chương trình|đề án|"
    r"\bsố \d+[\w/.-]*|\d+/[a-zđ][\w-]+"
)
_AGREEMENT = re.compile(r"thỏa thuận|biên bản|ghi nhớ|hợp tác")
_EARLIER = re.compile(r"\W*(?:trước đó|trước đây|cách đây|vào năm|hồi)\b")
_SIGNED = re.compile(r"(?:\bký(?: kết)?|lễ ký)\b[^.;\n]{0,160}\Z")
_DEADLINE = re.compile(
    r"(?:trước|đến|chậm nhất|hạn|hết|từ|kể từ|tính đến|dự kiến|lấy|hưởng ứng|nhân|kỷ niệm)(?: ngày| "
    r"vào)?[^.;,\n]{0,20}\Z"
)
_NAMED_DAY = re.compile(
    r"ngày (?:chuyển đổi số|thành lập|truyền thống|giải phóng|quốc khánh|doanh nhân)[^.;,\n]{0,24}\Z"
)
_YEARLY = re.compile(r"\s*(?:hàng|hằng|mỗi) năm")
_HAPPENS = re.compile(
    r"\bký\b|hội nghị|hội thảo|làm việc|diễn ra|tổ chức|\blễ\b|\bhọp\b|\btiếp\b|sơ kết|tổng kết|công "
    r"bố|khai mạc|\bđã có\b"
)
_PLACE_LINE = re.compile(r"(?:\A|\n|\s\s|\A.{0,80}\s)[\w. ]{2,25},\s*\Z")
_TODAY = re.compile(r"^\W*hôm nay,?(?: vào)?(?: hồi [^,]{0,20},)?(?: ngày)?\s*\Z")
"""How agreements and minutes begin: "Hôm nay, ngày 11/01/2024, …"."""
_OPENING = 600

AGREEMENT_SIGNED, DEADLINE, YEARLY = "agreement_signed", "deadline", "yearly"


def weigh_date(
    text: Segmented,
    span: tuple[int, int],
    value: date | None,
    *,
    spelled: bool,
    daypart: bool,
    paper: bool,
    signing: bool,
    published: date | None,
) -> tuple[float, str]:
    """How much a date looks like the event's (3 and more is good enough) and its role if it is not.

    ``value`` is the date where its year is written; ``spelled``: "ngày 5 tháng 6"; ``daypart``: "Sáng 20/4".
    """
    start, end = span
    block, sentence = text.block_at(start), text.sentence_at(start)
    begin, stop = (sentence.start, sentence.end) if sentence else (start, end)
    before, after = text.key[begin:start], text.key[end:stop]
    if spelled and start < 700 and _PLACE_LINE.search(before[-120:]) and (paper or len(before) < 30):
        return 9.0, ""
    if _TODAY.search(before):
        return 9.0, ""
    role = _other_role(before, after, daypart=daypart, signing=signing)
    if paper:
        return -5.0, role or "event"
    if role:
        return (3.0 if role == AGREEMENT_SIGNED and signing and not _EARLIER.match(before) else -5.0), role
    if published and value and abs((published - value).days) > 100:
        return -2.0, "earlier"
    score = 2.0 * daypart + 2.0 * (len(before) < 40) + 1.0 * bool(_HAPPENS.search(text.key, begin, stop))
    score += 2.0 if block and (block.kind in ("headline", "lead") or start < _OPENING) else 0.0
    return score - (1.0 if block and block.kind == "caption" else 0.0), ""


def _other_role(before: str, after: str, *, daypart: bool, signing: bool) -> str:
    near = before[-110:]
    papers, agreements = list(_PAPER.finditer(near)), list(_AGREEMENT.finditer(near))
    if _YEARLY.match(after) or _NAMED_DAY.search(before):
        return YEARLY
    if _EARLIER.match(before):
        return AGREEMENT_SIGNED if re.search(r"\bký\b", before + after) else "earlier"
    if daypart:
        return ""
    paper_last = bool(papers) and not (agreements and agreements[-1].end() > papers[-1].end())
    if paper_last and not _apart(near, papers[-1]):
        named = [one for one in papers if not re.match(r"số \d|\d", one.group())]
        if agreements and not (named and named[-1].start() > agreements[-1].start()):
            return AGREEMENT_SIGNED  # "thỏa thuận số 68/TTHT ngày ..."
        return "legal_basis" if re.match(r"\W*căn cứ", before) else "decision"
    signed = _SIGNED.search(before) and (agreements or re.search(r"\bký(?: kết)?(?: vào)?(?: ngày)? ?\Z", before))
    if signed or (agreements and re.match(r"\W*căn cứ", before)):
        return AGREEMENT_SIGNED
    if len(before) < 60 and re.match(r"[^.;]{0,80}\bđã ký\b", after) and not signing:
        return AGREEMENT_SIGNED
    return DEADLINE if _DEADLINE.search(before) else ""


def _apart(near: str, paper: re.Match[str]) -> bool:
    """A clause stands between the paper and the date, so the date is not the paper's."""
    return bool(re.search(r"[,;:)] ", near[paper.end() :].rstrip(", ")))
