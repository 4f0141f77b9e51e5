"""What is reported as reached: figures with what they count, and clauses of work done."""

from __future__ import annotations

import re
from collections.abc import Iterator

from donghanh.reading.definition import Context, Finding
from donghanh.reading.phrases import phrases
from donghanh.reading.segments import Block, Segmented, Stretch
from donghanh.reading.vocabulary import Vocabulary

_LISTED_TOO = "ban|ngành|địa phương|thị xã|thành phố|phường|thị trấn|công chức|viên chức|thị"
"""What goes on with a thing counted behind a comma: "100% sở, ngành", "156 xã, phường"."""
_FIGURE = re.compile(
    r"(?:\b(?:hơn|gần|khoảng|trên|tới|đạt|xấp xỉ|ít nhất)\s+)?"
    r"(?<![\w/.,-])(?P<number>\d{1,3}(?:\.\d{3})+|\d+(?:,\d+)?)(?P<share>\s*%|/\d[\d.]*)?"
    r"(?:\s+(?:nghìn|ngàn|triệu|tỷ|tỉ))*(?=\s+[a-zà-ỹđ(])"
    rf"(?P<noun>\s+(?:[^;:.,()\n]|, (?=(?:{_LISTED_TOO})\b))+?"
    r"(?:,\s(?!\d)[^;:.,()\d\n]{2,20}(?=[;.,(…]|$)){0,2})"
    rf"(?=\s*(?:[;:()…\n]|,(?! (?:{_LISTED_TOO})\b)|\.(?!\d)|$)"
    r"|\s(?:đã|được|tại|với|trong đó|nhằm|để|trên địa bàn|theo|từ|và [^;,.]{0,15}\d|đang (?!xây))\s?)"
)
"""A number, what it is a share of, and the words that say what is counted, up to where the phrase ends."""
_SHARE_BEHIND = re.compile(
    r"(?P<noun>[^\d;:.,()%\n]{8,90}?)\s(?P<number>\d{1,3}(?:,\d+)?\s?%)(?=\s+[A-ZĐÀ-Ỹ(]|\s*$|[;,.)])"
)
"""The other order: "Doanh thu thương mại điện tử 11,27%"."""
_RATE = re.compile(
    r"(?<!\w)tỷ lệ [^\d;:.()\n]{4,90}?\s(?:đạt|chiếm|là|lên|tới)\s(?:(?:hơn|gần|trên|khoảng"
    r"|tới)\s)?\d{1,3}(?:[.,]\d+)?\s?%"
)
"""A rate named as such: "tỷ lệ xử lý đúng hạn đạt 96,5%"."""
_NUMBERED = re.compile(r"(?:(?:\d{1,2}|[ivx]+|[a-zđ])(?:\.\d{1,2})*[.)/]|phần)\s")
_LISTED = re.compile(r"\s*(?:[-+*•]|\d{1,2}[.)])\s")
_OF_RESULTS = re.compile(r"kết quả(?! dự kiến)|đã (?:đạt|thực hiện|triển khai)")
_OF_WORK = re.compile(
    r"nhiệm vụ|phương hướng|kiến nghị|đề xuất|giải pháp|mục tiêu|kế hoạch|hạn chế|khó khăn|tồn tại|nội dung"
    r"|trách nhiệm|thời gian tới"
)
_LONGEST_HEADING = 120
_CONTINUES = re.compile(r",\s*\d[\d.]*\s[^,;:()]+/\d+\s\w+")
_DATE_BEFORE = re.compile(
    r"(?:ngày|tháng|năm|số|quý|điều|khoản|đoạn|khóa|mức độ|cấp độ|nghị quyết|kỳ|lúc|thứ|tuổi|bộ|hạng|top|tốp)\s*$"
)
_DAY_AND_MONTH = re.compile(r"(?:[12]?\d|0\d|3[01])/(?:0?\d|1[0-2])")
_PUT_TO_USE = re.compile(r"\bđược (?:đưa vào|triển khai|vận hành|kết nối|tích hợp|áp dụng|nhân rộng)\b")
_YEAR = re.compile(r"(?:19|20)\d\d$")
_SINCE = re.compile(r"\btừ\s+(?:tháng\s+(\d{1,2})/)?(?:năm\s+)?(20\d\d)\b")
_MOST_WORDS = 22
_SMALL = 50
"""Below it parts, fields and offices are counted, not what was reached."""


def find_results(text: Segmented, vocabulary: Vocabulary, context: Context) -> list[Finding]:
    """The results, in order; ``figure`` as written, ``since`` where said, ``measured: no`` without a number."""
    found: list[Finding] = []
    reached = False
    for block in text.readable():
        heading = _heading(text, block)
        reached = reached if heading is None else heading
        if block.kind in ("headline", "meta", "caption") and not (reached and _LISTED.match(text.key, block.start)):
            continue
        for sentence in block.sentences:
            for start, end in _clauses(text, sentence):
                found += _in_clause(text, vocabulary, context, start, end, sentence, reached=reached)
    return found


def _heading(text: Segmented, block: Block) -> bool | None:
    """Whether a heading opens a list of results (True) or of something else (False); None for other lines."""
    words = text.key[block.start : block.end].strip()
    if len(words) > _LONGEST_HEADING or not (_NUMBERED.match(words) or words.endswith(":")) or words[-1] in ".;":
        return None
    if _OF_RESULTS.search(words):
        return True
    return False if _OF_WORK.search(words) else None


def _clauses(text: Segmented, sentence: Stretch) -> Iterator[tuple[int, int]]:
    start = sentence.start
    for mark in re.compile(r";").finditer(text.key, sentence.start, sentence.end):
        yield start, mark.start()
        start = mark.end()
    yield start, sentence.end


def _in_clause(
    text: Segmented,
    vocabulary: Vocabulary,
    context: Context,
    start: int,
    end: int,
    sentence: Stretch,
    *,
    reached: bool,
) -> Iterator[Finding]:
    cues = vocabulary["result_cues"]
    if phrases(cues, "future").first(text, start, end) or phrases(cues, "aim").first(text, sentence.start, end):
        return
    if not reached and not phrases(cues, "done").first(text, sentence.start, end):
        return
    rates = list(_rates(text, start, end))
    figures = [*_figures(text, vocabulary, start, rates[0][0] if rates else end), *rates]
    figures = figures or list(_shares_behind(text, start, end))
    work = _work_done(text, vocabulary, context, start, min(end, figures[0][0] if figures else end))
    if work and not (figures and work[1] >= figures[0][0] - 1):
        yield _finding(text, *work, measured=False)
    for figure in figures:
        yield _finding(text, *figure, measured=True)


def _figures(text: Segmented, vocabulary: Vocabulary, start: int, end: int) -> Iterator[tuple[int, int]]:
    cues = vocabulary["result_cues"]
    not_counted, time = phrases(cues, "not_counted"), phrases(cues, "time")
    at = start
    while found := _FIGURE.search(text.key, at, end):
        at = found.end()
        number = found["number"]
        share = found["share"] or ""
        if _DAY_AND_MONTH.fullmatch(number + share) and share != f"/{number}":
            continue
        noun = found.start("noun") + len(found["noun"]) - len(found["noun"].lstrip())
        if _YEAR.match(number) or _DATE_BEFORE.search(text.key, max(start, found.start() - 12), found.start("number")):
            continue
        small = number.isdigit() and int(number) < _SMALL and not found["share"]
        if time.at(text, noun, end) is not None or (small and not_counted.at(text, noun, end) is not None):
            continue
        if len(number) == 1 and not found["share"]:
            continue
        more = _CONTINUES.match(text.key, at, end)
        at = more.end() if more else at
        begin = _with_subject(text, start, found.start())
        if len(text.key[begin:at].split()) <= _MOST_WORDS:
            yield begin, at


def _rates(text: Segmented, start: int, end: int) -> Iterator[tuple[int, int]]:
    for found in _RATE.finditer(text.key, start, end):
        yield found.span()


def _shares_behind(text: Segmented, start: int, end: int) -> Iterator[tuple[int, int]]:
    for found in _SHARE_BEHIND.finditer(text.text, start, end):
        yield found.start() + len(found["noun"]) - len(found["noun"].lstrip()), found.end()


def _with_subject(text: Segmented, start: int, figure: int) -> int:
    """ "mạng chuyên dùng đã tới 100% cơ quan": what stands before the figure belongs to it if "đã" joins them."""
    before = re.compile(r"[^,;:.()]*$").search(text.key, start, figure)
    words = before.group() if before else ""
    if re.search(r"\bđã (?:tới|đến|đạt|phủ)\b[\w ]{0,12}$", words) and len(words.split()) <= 12 and before:
        return before.start() + len(words) - len(words.lstrip())
    return figure


def _work_done(
    text: Segmented, vocabulary: Vocabulary, context: Context, start: int, end: int
) -> tuple[int, int] | None:
    """ "VNPT đã hoàn thiện …": a party, "đã" and a verb of work."""
    work = phrases(vocabulary["result_cues"], "work")
    passive = _PUT_TO_USE.search(text.key, start, end)
    if passive and any(start <= one.start < passive.start() for one in context.mentions):
        return start + len(text.key[start:end]) - len(text.key[start:end].lstrip()), end
    for found in re.compile(r"\bđã\s+(?:và đang\s+)?").finditer(text.key, start, end):
        verb = work.at(text, found.end(), end)
        parties = [one for one in context.mentions if start <= one.start and one.end <= found.start()]
        if verb is None or not parties or found.start() - parties[-1].end > 6:
            continue
        begin = re.compile(r"(?:từ tháng \d[^,]*?đến nay,?\s+)?$").search(text.key, start, parties[-1].start)
        stop = re.compile(
            r"[,;.:(](?!\d)(?=\s*(?:chạy|đồng thời|góp phần|qua đó|với \d|trong đó|nhiều)|.{0,80}\d{2,})|[;.](?!\d)"
        ).search(text.key, verb, end)
        return (begin.start() if begin else parties[-1].start, stop.start() if stop else end)
    return None


def _finding(text: Segmented, start: int, end: int, *, measured: bool) -> Finding:
    end = start + len(text.key[start:end].rstrip(" ,;:.\n"))
    attributes: dict[str, str] = {"figure": " ".join(text.text[start:end].split())}
    since = _SINCE.search(text.key, start, end)
    if since:
        attributes["since"] = f"{since.group(2)}-{int(since.group(1)):02d}" if since.group(1) else since.group(2)
    if not measured:
        attributes["measured"] = "no"
    return Finding(None, (text.span(start, end),), attributes)
