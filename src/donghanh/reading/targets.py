"""What is to be reached by when: the clause with its date, and the date as a machine can compare it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from donghanh.reading.definition import Context, Finding
from donghanh.reading.phrases import phrases
from donghanh.reading.segments import Segmented, Stretch
from donghanh.reading.vocabulary import Vocabulary

_WHEN = re.compile(
    r"(?:\b(?:chậm nhất |muộn nhất )?(?:đến|trong|vào|trước|từ)\s+)?(?:(?:hết|cuối|đầu|giữa|khoảng)\s+)?"
    r"(?:(?P<middle>trung tuần |thượng tuần |hạ tuần )?(?:(?:ngày\s+)?(?P<day>\d{1,2})(?:[/-]|\s+(?=tháng)))?"
    r"(?:tháng\s+)?(?P<month>\d{1,2})(?:\s*,\s*(?P<month2>\d{1,2}))?(?:[/-]|\s+năm\s+)(?P<year>20\d\d)"
    r"|quý\s+(?P<quarter>[1-4]|i{1,3}|iv)(?:\s*[/-]\s*|\s+năm\s+|\s+)(?P<year_q>20\d\d)"
    r"|năm\s+(?P<year_only>20\d\d)|(?<=đến )(?P<year_short>20\d\d)|(?<=hết )(?P<year_end>20\d\d)"
    r"|(?<=phấn đấu )(?P<year_aim>20\d\d))(?!\d|[./-]\d|\s*-)"
)
_SHARE_AIMED = re.compile(r"\b(?:phấn đấu|mục tiêu(?: là)?|đặt mục tiêu)\s+(?P<what>[^;.:]{0,80}?\d[^;.:]*)")
_AND_SO = re.compile(
    r",\s*(?:góp phần|nhằm|để|đưa|trong đó|từ đó|qua đó|hướng|tập trung|giúp|đáp ứng)\b|\s(?:đáp ứng|nhằm|góp phần)\b"
)
_CUE = re.compile(r"\b(?:sẽ|cam kết|đề xuất|đề nghị|yêu cầu|kiến nghị|phấn đấu|giao)\b")
"""Behind it, and behind those it names, the aim begins."""
_PERIOD = re.compile(r"giai đoạn\s+(20\d\d)\s*-\s*(20\d\d)")
_NOT_A_TARGET = re.compile(
    r"(?:tầm nhìn|định hướng|giai đoạn[^,;.]{0,30}|nhiệm kỳ[^,;.]{0,20}|nghị quyết[^,;.]{0,60}|kế hoạch hợp tác"
    r"|chiến lược[^,;.]{0,40}|chương trình chuyển đổi số[^,;.]{0,30}|công nghệ số[^,;.]{0,40}|thpt quốc gia"
    r"|kế hoạch số[^,;.]{0,40}|từ|số\s+\S+|so với|ngày \d{1,2} tháng \d{1,2}|ban hành[^,;.]{0,30})\s*$"
    r"|(?:lễ ký|sau ký|sau khi ký|đã ký)[^;.]*$"
)
"""What stands before a year that dates a paper or a period, not an aim."""
_NUMBERS = {"i": "1", "ii": "2", "iii": "3", "iv": "4"}
_DEADLINE = ("trước", "chậm nhất", "muộn nhất", "đến hết")
_WORDS_LEAST = 3
_LEAD_WORDS = 4
"""So few words before a colon only lead in: "Phấn đấu 2026: …"."""


def find_targets(text: Segmented, vocabulary: Vocabulary, context: Context) -> list[Finding]:
    """The targets: ``by`` is a year, month, quarter (2024-Q3) or range, None if undated; ``what`` says what."""
    if not context.cooperation:
        return []
    events = tuple(one.value for one in context.event_dates if one.value)
    since = _known_year(context)
    found: list[Finding] = []
    for block in text.readable():
        if block.kind in ("headline", "meta", "caption"):
            continue
        for sentence in block.sentences:
            found += [
                one for one in _in_sentence(text, vocabulary, sentence, since) if one.attributes["by"] not in events
            ]
    return found


def _known_year(context: Context) -> int:
    dates = [one.value for one in context.event_dates if one.value and one.value[:4].isdigit()]
    known = [int(date[:4]) for date in (*dates, context.published or "") if date[:4].isdigit()]
    return min(known, default=0)


def _in_sentence(text: Segmented, vocabulary: Vocabulary, sentence: Stretch, since: int) -> list[Finding]:
    return list(_dated(text, vocabulary, sentence, since)) or list(_undated(text, vocabulary, sentence))


def _undated(text: Segmented, vocabulary: Vocabulary, sentence: Stretch) -> Iterator[Finding]:
    """ "Phấn đấu 90% hồ sơ nộp trực tuyến": an aim with a share, and no date."""
    for found in _SHARE_AIMED.finditer(text.key, sentence.start, sentence.end):
        if _WHEN.search(text.key, sentence.start, sentence.end):
            continue
        if not phrases(vocabulary["target_cues"], "past").first(text, sentence.start, found.end()):
            end = _closed(text, found.start("what"), found.end())
            what = " ".join(text.text[found.start("what") : end].split())
            yield Finding(None, (text.span(found.start("what"), end),), {"what": what, "by": None})


def _dated(text: Segmented, vocabulary: Vocabulary, sentence: Stretch, since: int) -> Iterator[Finding]:
    cues = vocabulary["target_cues"]
    aim, future, past = phrases(cues, "aim"), phrases(cues, "future"), phrases(cues, "past")
    for start, end in _clauses(text, sentence):
        whens = list(_WHEN.finditer(text.key, start, end))
        for when in whens:
            if len(whens) > 1 and when.group().startswith("năm"):
                continue
            year = int(_by(when)[:4])
            if year < since or _NOT_A_TARGET.search(text.key, max(start, when.start() - 120), when.start()):
                continue
            if past.first(text, start, end) or not (
                aim.first(text, start, end)
                or future.first(text, sentence.start, end)
                or when["year_q"]
                or when.group().startswith(_DEADLINE)
            ):
                continue
            span = _span(text, vocabulary, start, end, when)
            if len(text.key[slice(*span)].split()) > _WORDS_LEAST:
                yield _finding(text, span, when)
        yield from _ranged(text, start, end)


def _clauses(text: Segmented, sentence: Stretch) -> Iterator[tuple[int, int]]:
    start = sentence.start
    for mark in re.compile(r"[;:]").finditer(text.key, sentence.start, sentence.end):
        if mark.group() == ":" and len(text.key[start : mark.start()].split()) <= _LEAD_WORDS:
            continue
        yield start, mark.start()
        start = mark.end()
    yield start, sentence.end


def _span(text: Segmented, vocabulary: Vocabulary, start: int, end: int, when: re.Match[str]) -> tuple[int, int]:
    """From the date on if it opens the clause, else up to it; without what comes behind a further comma."""
    before = text.key[start : when.start()].strip(" \n,(")
    opens = len(before.split()) <= 2
    if opens:
        comma = _AND_SO.search(text.key, when.end(), end)
        stop = comma.start() if comma else end
        return when.start(), _closed(text, when.start(), stop)
    begin = max(start, text.key.rfind(",", start, when.start() - 25) + 1)
    work = phrases(vocabulary["commitment_cues"], "verb")
    for cue in _CUE.finditer(text.key, begin, when.start() - 15):
        verb = work.first(text, cue.end(), min(when.start(), cue.end() + 60))
        begin = verb[0] if verb else begin
    for joined in re.compile(r"\svà\s(?:tiến hành\s)?").finditer(text.key, begin, when.start() - 15):
        if joined.group().endswith("hành ") or work.at(text, joined.end(), when.start()):
            begin = joined.end()
    words = text.key[begin : when.start()]
    begin += len(words) - len(words.lstrip(" \n-•+"))
    return begin, when.end() + (text.key[when.end() : when.end() + 1] == ")")


def _closed(text: Segmented, start: int, end: int) -> int:
    return start + len(text.key[start:end].rstrip(" .;:,…\n"))


def _finding(text: Segmented, span: tuple[int, int], when: re.Match[str]) -> Finding:
    inside = text.text[span[0] : when.start()] if when.start() > span[0] else text.text[when.end() : span[1]]
    attributes: dict[str, str | None] = {"what": " ".join(inside.strip(" ,;:(-–•+").split()), "by": _by(when)}
    if when["middle"]:
        attributes["precision"] = {"tru": "middle", "thư": "beginning", "hạ ": "end"}[when["middle"][:3]] + "_of_month"
    return Finding(None, (text.span(*span),), attributes)


def _by(when: re.Match[str]) -> str:
    for name in ("year_only", "year_short", "year_end", "year_aim"):
        if when[name]:
            return when[name]
    if when["year_q"]:
        return f"{when['year_q']}-Q{_NUMBERS.get(when['quarter'], when['quarter'])}"
    month = f"{when['year']}-{int(when['month']):02d}"
    if when["month2"]:
        return f"{month}/{when['year']}-{int(when['month2']):02d}"
    return f"{month}-{int(when['day']):02d}" if when["day"] else month


def _ranged(text: Segmented, start: int, end: int) -> Iterator[Finding]:
    """ "vào tốp đầu giai đoạn 2025 - 2030": a period as the date of an aim."""
    for period in _PERIOD.finditer(text.key, start, end):
        goal = re.compile(r"(?:vào|thuộc|trong|nằm trong)\s+(?:nhóm|top|tốp)\s[^,;.]*$").search(
            text.key, start, period.start()
        )
        if goal:
            attributes = {
                "what": text.text[goal.start() : period.start()].strip(),
                "by": f"{period.group(1)}/{period.group(2)}",
            }
            yield Finding(None, (text.span(goal.start(), period.end()),), attributes)
