"""Is it a document about a cooperation agreement at all? If not, why."""

from __future__ import annotations

import re
from collections.abc import Mapping

from donghanh.reading.forms import key_of
from donghanh.reading.parties import Parties
from donghanh.reading.segments import Segmented
from donghanh.reading.vocabulary import Vocabulary

Reason = Mapping[str, str]

_HEAD = re.compile(
    r"^\s*số\s*:\s*\d*\s*/|cộng hòa xã hội chủ nghĩa việt nam|độc lập - tự do|^\s*số\s*:?\s*\d+/[\w-]+\s*$"
    r"|\A.{0,300}[\w.] ?, ngày\s+(?:\d{1,2}|[.…]*)\s+tháng\s+(?:\d{1,2}|[.…]*)\s+năm\s+\d{4}",
    re.MULTILINE | re.DOTALL,
)

_TITLED = re.compile(
    r"\s*(?P<kind>kế hoạch|đề án|quyết định|nghị quyết|chỉ thị|thông báo|báo cáo|tờ trình) (?:số )?:?\d+/"
)
_TITLES = {
    "kế hoạch": "plan",
    "đề án": "plan",
    "quyết định": "decision",
    "nghị quyết": "decision",
    "chỉ thị": "decision",
    "thông báo": "conclusion_notice",
    "báo cáo": "periodic_report",
    "tờ trình": "periodic_report",
}
_COOPERATION = re.compile(
    r"thỏa thuận|ghi nhớ|hợp tác|phối hợp|đồng hành|ký kết|chuyển đổi số|công nghệ thông tin|cntt|làm việc với"
)
_INVESTMENT = re.compile(
    r"khởi công|động thổ|chủ trương đầu tư|chứng nhận đầu tư|đăng ký đầu tư|dự án đầu tư|tổng (?:vốn"
    r"|mức) đầu tư|rót vốn|cổ phần hóa|khu đô thị|nhà máy|xây dựng nhà máy|vốn đầu tư"
)

REASONS: dict[str, Reason] = {
    "no_vietnamese": {
        "vi": "Không thấy chữ tiếng Việt có dấu nào trong văn bản.",
        "en": "There is no Vietnamese with its diacritics in the text.",
    },
    "no_public_side": {
        "vi": "Không thấy tỉnh, thành phố, bộ, ngành hay cơ quan nhà nước nào là một bên hợp tác.",
        "en": "No province, ministry or other public body is a party.",
    },
    "company_deal": {
        "vi": "Đây là việc giữa các doanh nghiệp hoặc tổ chức với nhau, không có bên là cơ quan nhà nước.",
        "en": "The deal is between companies or organisations; no public body is a party.",
    },
    "no_partner": {
        "vi": "Không thấy doanh nghiệp, trường hay tổ chức nào là bên hợp tác.",
        "en": "No company, university or other organisation is a party.",
    },
    "not_tied": {
        "vi": "Không câu nào nói cơ quan nhà nước và đối tác được nêu tên hợp tác, làm việc hay ký kết với nhau.",
        "en": "No sentence says that the public body and the named organisation cooperate, meet or sign.",
    },
    "investment": {
        "vi": "Văn bản nói về dự án đầu tư, không phải thỏa thuận hợp tác.",
        "en": "The text is about an investment project, not a cooperation agreement.",
    },
    "plan": {
        "vi": "Đây là kế hoạch (hoặc đề án, chương trình) của cơ quan nhà nước; không có đối tác là một bên.",
        "en": "This is a plan of a public body; no partner is a party to it.",
    },
    "decision": {
        "vi": "Đây là quyết định hoặc nghị quyết của cơ quan nhà nước; không có đối tác là một bên.",
        "en": "This is a decision or resolution of a public body; no partner is a party to it.",
    },
    "conclusion_notice": {
        "vi": "Đây là thông báo của cơ quan nhà nước; không có đối tác là một bên.",
        "en": "This is a notice of a public body; no partner is a party to it.",
    },
    "periodic_report": {
        "vi": "Đây là báo cáo của cơ quan nhà nước; không có đối tác là một bên.",
        "en": "This is a report of a public body; no partner is a party to it.",
    },
}


def paper_kind(text: Segmented, vocabulary: Vocabulary) -> str | None:
    """The kind of official paper (``plan``, ``decision`` …), or None for news and other texts."""
    first = next(text.readable(), None)
    named = vocabulary["papers"].first(text, first) if first else None
    headed = named is not None and first is not None and named.end - named.start > 0.6 * (first.end - first.start)
    if not headed and not _HEAD.search(text.key[:1200]):
        titled = _TITLED.match(text.key)
        return _TITLES.get(titled["kind"]) if titled else None
    return next((hit.code for hit in vocabulary["papers"].find(text) if hit.start < 1500), None)


def judge(text: Segmented, vocabulary: Vocabulary, parties: Parties, paper: str | None) -> tuple[Reason, ...]:
    """Why the document is no cooperation document; empty if it is one."""
    if not re.search(r"[ăâđêôơưạảấầậắếệịọộớợụứừựỹáàãéèíìóòõúùý]", text.key):
        return (REASONS["no_vietnamese"],)
    if paper and paper != "agreement_text" and not _paper_of_agreement(text, vocabulary, parties):
        return (REASONS[paper],)
    if not parties.party_a and not parties.implied:
        return (REASONS["company_deal" if len(parties.companies) > 1 else "no_public_side"],)
    if not parties.partners:
        return (REASONS["not_tied" if parties.companies else "no_partner"],)
    if len(_INVESTMENT.findall(text.key)) > len(_COOPERATION.findall(text.key)):
        return (REASONS["investment"],)
    return ()


def _paper_of_agreement(text: Segmented, vocabulary: Vocabulary, parties: Parties) -> bool:
    """An official paper about an agreement: its title, before the legal bases, names a partner and the agreement."""
    kind = next((hit for hit in vocabulary["papers"].find(text) if hit.start < 1500), None)
    start = kind.start if kind else 0
    title = re.split(r"căn cứ|phần (?:i|thứ nhất)\b|điều 1", text.key[start : start + 400], maxsplit=1)[0]
    named = any(key_of(span.text) in title for one in parties.partners for span in one.evidence)
    return named and bool(re.search(r"thỏa thuận|ghi nhớ|hợp tác|làm việc với", title))
