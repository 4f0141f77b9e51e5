"""The rows of one table of tasks as lines: what stands in each column, and how the lines stand below each other.

A cell merged over several rows is each row's (who, when, product, note); money is not, or it would count again. A row
below a merged task, or one without number and task, goes on with the line above it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from donghanh.reading.grids.cells import Cell, Place, Row
from donghanh.reading.task_table.headers import Columns
from donghanh.text import fold

FIELDS = ("product", "lead", "co_units", "units", "timing", "start", "due", "budget", "note", "content")
TELLING = ("product", "lead", "co_units", "units", "timing", "start", "due")
"""What makes a row a task; a heading may have money or a note beside it."""
_LISTED = (*TELLING, "note", "content")
_NUMBER = re.compile(
    r"\(?(?P<number>(?:\d{1,3}|[IVXL]{1,6}|[A-Za-zĐđ])(?:[.,-](?:\d{1,3}|[IVXL]{1,6}|[a-zđ]))*[a-zđ]?"
    r"|[A-ZĐ]{1,4}[.-]?\d{1,4})\s*[.):]*"
)
_NUMBERED = re.compile(
    r"(?:(?:PHẦN|Phần|MỤC|Mục|NHÓM|Nhóm|CHƯƠNG|Chương)\s+)?"
    r"(?P<number>\d{1,2}(?:\.\d{1,3})+|(?:\d{1,3}|[IVXL]{1,6}|[A-ZĐ]|[a-zđ](?=\)))(?=\s*[.):]))\s*[.):]*\s+(?P<title>\S[\s\S]*)"
)
_BULLET = re.compile(r"^[-+*•●▪–]\s*")
_TOTAL = re.compile(
    r"(?:tong(?: cong| so| kinh phi| du toan| muc dau tu| nhu cau)?|cong|tong cong .{0,60}"
    r"|cong (?:[ivxa-d]|phan .{1,4}|muc .{1,4}))\s*(?:\(.*\))?\s*[:.]*"
)
_END = re.compile(
    r"(?:noi nhan|ghi chu|luu y|chu thich|giai thich|nguoi lap|lap bieu|tm\.|kt\.|tl\.|q\.|chu tich|giam doc|thu truong"
    r"|pho chu tich|pho giam doc|ke toan truong|\(\*+\)|\*+ ?\w|.{0,40}, ngay .{1,6} thang)"
)
_DITTO = re.compile(r"[-(\s]*(?:nt|nhu tren|[\"”“〃''])[-)\s.]*")
_NOTHING = re.compile(r"[-–—_./…\s]+")
_MARK = re.compile(r"[xX×✓✔√vV●•■*+]")


@dataclass
class Line:
    """A row of a table of tasks."""

    place: Place
    number: str
    title: str
    cells: dict[str, str]
    group: str = ""
    is_heading: bool = False
    """It can be nothing but a heading."""
    style: str = ""
    """How it is numbered."""
    above: Line | None = None
    below: list[Line] = field(default_factory=list)

    @property
    def is_telling(self) -> bool:
        """Whether it says who, when or what comes of it."""
        return any(self.cells[name] for name in TELLING)


@dataclass(frozen=True)
class Unread:
    """A row that was not understood, and why."""

    place: Place
    words: str
    vi: str
    en: str


def read_lines(rows: Sequence[Row], columns: Columns, lines: list[Line]) -> Iterator[Unread]:
    """Add the rows to the lines; what is not understood is given back."""
    is_numbered = any(_number(row, columns) for row in rows)
    at_end = False
    for at, row in enumerate(rows):
        if not row.written:
            continue
        number, title = number_and_title(row, columns)
        words = fold(" ".join((title or row.written[0]).split()))
        at_end = not number and (at_end or bool(_END.match(words)))
        if at_end:
            yield _unread(row, "ghi chú hoặc phần ký ở cuối bảng", "a note or the signatures below the table")
        elif not _is_total(words, number):
            unread = _take(row, columns, lines, is_numbered=is_numbered, following=rows[at + 1 :])
            if unread:
                yield unread


def _is_total(words: str, number: str) -> bool:
    return bool(_TOTAL.fullmatch(words)) and not number[:1].isdigit()


def _unread(row: Row, vi: str, en: str) -> Unread:
    return Unread(row.place, " | ".join(" ".join(text.split()) for text in row.written)[:300], vi, en)


def _take(
    row: Row, columns: Columns, lines: list[Line], *, is_numbered: bool, following: Sequence[Row]
) -> Unread | None:
    number, title = number_and_title(row, columns)
    last = lines[-1] if lines else None
    cells = _cells(row, columns, last)
    own = _cells(row, columns, None, inherit=False)
    says_who = any(own[name] for name in TELLING)
    is_below_merged = _first(row, columns, "title").down
    if not title and (is_below_merged or not number):
        if last is None or last.is_heading:
            return _unread(row, "hàng không có tên nhiệm vụ", "a row without a task") if any(own.values()) else None
        _go_on(last, own)
        return None
    if not title:
        return _unread(row, "có số thứ tự nhưng không có tên nhiệm vụ", "a number without a task")
    line = Line(row.place, number, _plain(title), cells, _plain(_text(row, columns, "group")))
    is_loose = not number and not _spans(row, columns) and last is not None
    if is_loose and last and _goes_on(title, last, is_numbered=is_numbered, says_who=says_who):
        last.title = f"{last.title} {line.title}"
        _go_on(last, own)
        return None
    if _spans(row, columns) and not any(cells[name] for name in TELLING):
        line.is_heading = True
    elif not number and not says_who and not any(cells[name] for name in TELLING):
        has_such = any(one.is_heading and not one.number for one in lines)
        if is_numbered and not has_such and not _is_heading(row, columns, title, following):
            vi, en = "không rõ là tiêu đề hay phần tiếp của hàng trên", "a heading, or the rest of the row above it"
            return _unread(row, vi, en)
        line.is_heading = True
    lines.append(line)
    return None


def _plain(text: str) -> str:
    return " ".join(_BULLET.sub("", text).split())


def _goes_on(title: str, last: Line, *, is_numbered: bool, says_who: bool) -> bool:
    """Whether a title is the rest of the one above: a part of it, or a sentence broken by a page."""
    if title[0].islower() and not last.title.endswith((".", ":")):
        return is_numbered or not says_who
    return bool(_BULLET.match(title)) and last.is_telling and not says_who


def _go_on(line: Line, own: dict[str, str]) -> None:
    for name, text in own.items():
        if text and text not in line.cells[name].split("\n"):
            line.cells[name] = f"{line.cells[name]}\n{text}".strip()


def _is_heading(row: Row, columns: Columns, title: str, following: Sequence[Row]) -> bool:
    """Whether a title without number stands over tasks: written across, in capitals, or before the first of a count."""
    if _spans(row, columns) or title.upper() == title or title.rstrip().endswith(":") or _NUMBERED.fullmatch(title):
        return True
    after = next((_number(one, columns) for one in following if one.written), "")
    return bool(re.fullmatch(r"0*1|I|A|a|.*\D0*1", after))


def _spans(row: Row, columns: Columns) -> bool:
    """Whether the row is one cell, merged over the columns."""
    return len(row.written) == 1 and sum(cell.across for cell in row.cells) >= max(2, len(row.cells) // 2)


def _first(row: Row, columns: Columns, role: str) -> Cell:
    """The cell of a column that is not part of a cell to its left; of several the first with a text of its own."""
    cells = [row.cells[place] for place in columns.at.get(role, ())]
    cells = [cell for cell in cells if not cell.across]
    return next((cell for cell in cells if cell.own), cells[0] if cells else Cell())


def _number(row: Row, columns: Columns) -> str:
    text = " ".join(_first(row, columns, "number").own.split())
    found = _NUMBER.fullmatch(text)
    return found["number"].replace(",", ".") if found else ""  # a workbook holds 1.1 as a number


def number_and_title(row: Row, columns: Columns) -> tuple[str, str]:
    """The number and the title, wherever they stand: a heading often fills the column of numbers."""
    number, title = _number(row, columns), _first(row, columns, "title").own
    if not number and "number" in columns.at:
        cell = _first(row, columns, "number")
        title = f"{cell.own}\n{title}".strip() if cell.own and not _NOTHING.fullmatch(cell.own) else title
        if cell.down and title and (found := _NUMBER.fullmatch(cell.text)):
            number = found["number"]
    if not title and not number and len(row.written) == 1 and row.cells[0].own:
        title = row.cells[0].own
    if not number and (found := _NUMBERED.fullmatch(title)):
        number, title = found["number"], found["title"]
    return number, "" if _NOTHING.fullmatch(title) else title


def _text(row: Row, columns: Columns, role: str) -> str:
    cell = _first(row, columns, role)
    return cell.text if cell.down else cell.own


def _cells(row: Row, columns: Columns, last: Line | None, *, inherit: bool = True) -> dict[str, str]:
    cells = {}
    for role in FIELDS:
        parts = []
        for place in columns.at.get(role, ()):
            cell = row.cells[place]
            text = cell.text if inherit and cell.down and not cell.across and role in _LISTED else cell.own
            if text and not _NOTHING.fullmatch(text):
                parts.append((place, text))
        cells[role] = _joined(role, parts, columns)
        if last and _DITTO.fullmatch(fold(cells[role])):
            cells[role] = last.cells[role]
    return cells


def _joined(role: str, parts: list[tuple[int, str]], columns: Columns) -> str:
    """The texts of the columns of one kind; a mark below a year or a quarter is that year or quarter."""
    if role == "timing" and any(_MARK.fullmatch(text) and columns.labels[place] for place, text in parts):
        return _marked([place for place, _ in parts], columns)
    if role in ("budget", "content"):
        labelled = [
            (columns.labels[place] or (columns.titles[place] if role == "content" else ""), text)
            for place, text in parts
        ]
        return "; ".join(dict.fromkeys(f"{label}: {text}" if label else text for label, text in labelled))
    joined = []
    for place, text in parts:
        label = columns.labels[place] if role == "timing" and re.search(r"\d", columns.labels[place]) else ""
        joined.append(f"{text} {label}".strip())
    return "\n".join(dict.fromkeys(joined))


def _marked(places: list[int], columns: Columns) -> str:
    runs: list[list[int]] = []
    for place in places:
        if runs and runs[-1][-1] + 1 == place:
            runs[-1].append(place)
        else:
            runs.append([place])
    shown = [[_period(columns, place) for place in (run[0], run[-1])] for run in runs]
    return ", ".join(first if first == last else f"{first} - {last}" for first, last in shown)


def _period(columns: Columns, place: int) -> str:
    """The title of a part of a time, with the word that a bare number has only in the title above it."""
    above, _, part = columns.titles[place].rpartition(" / ")
    if re.fullmatch(r"\d{1,2}", part):
        return f"{'Quý' if 'quy' in fold(above) else 'Tháng'} {part}"
    return f"Quý {part}" if re.fullmatch("IV|I{1,3}", part) else part
