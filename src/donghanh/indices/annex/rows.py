"""Rows of the tables made into a tree: sections, indicators, what stands in each column.

The number (STT) says where a row belongs: I or A, 1, 1.1, 1.1.1, a). A row of one merged cell without a
number is a heading. A row without number and name goes on with the row above it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from donghanh.indices.annex.columns import COLUMNS, Columns, find_columns, is_header_again
from donghanh.indices.annex.numbers import key, read_points, split_points
from donghanh.reading.grids.cells import Cell, Place, Row, Table, is_column_numbers
from donghanh.reading.grids.sheets import whole_number

_NUMBER = re.compile(r"\(?(?P<number>\d{1,3}(?:\.\d{1,3})*|[IVXL]{1,6}(?:\.\d{1,3})*|[A-Za-zđĐ](?:\.\d{1,3})*)\s*[.)]?")
_NUMBERED_NAME = re.compile(
    r"(?P<number>\d{1,2}(?:\.\d{1,3})+|(?:\d{1,2}|[IVXL]{1,6}|[A-Za-zđĐ])(?=[.)]))\s*[.):]?\s+(?P<name>\S[\s\S]*)"
)
_BULLET = re.compile(r"[-+*•●▪]\s*")
_TOTAL = re.compile(r"tong (?:so )?(?:diem|cong)|(?:tong|cong)$")
_NOTE = re.compile(r"(?:ghi chu|luu y|chu thich|noi nhan|giai thich|\(\*\)|\*)")
_OUTSIDE = ("heading", "capital", "roman")


@dataclass
class Line:
    """A row of the annex: what stands in each column, and what stands below it."""

    place: Place
    number: str
    """As printed, without the closing mark; empty for a heading and a bullet."""
    name: str
    cells: dict[str, str]
    """The texts of the other columns."""
    code: str = ""
    above: Line | None = None
    below: list[Line] = field(default_factory=list)

    @property
    def max(self) -> float | None:
        """Maximum points as printed; None where none can be read."""
        return read_points(self.cells["max"])


@dataclass(frozen=True)
class Remark:
    """Something a person should look at: a place in the file and what was met there."""

    where: str
    vi: str
    en: str
    text: str = ""


@dataclass
class Tree:
    """The rows of an annex in order, each knowing what it stands below."""

    lines: list[Line] = field(default_factory=list)
    total: float | None = None
    """Points of the row that sums all up, where there is one."""
    remarks: list[Remark] = field(default_factory=list)

    def remark(self, place: Place, vi: str, en: str, text: str = "") -> None:
        """Add a remark about a row."""
        self.remarks.append(Remark(str(place), vi, en, text))


def read_rows(tables: Sequence[Table]) -> Tree | None:
    """The rows of all tables of indicators; None where no table is one."""
    tree = Tree()
    columns: Columns | None = None
    for table in tables:
        own = find_columns(table)
        if own is not None:
            columns = own
            _read_table(table[own.end :], columns, tree)
        elif columns is not None and _continues(table, columns):
            _read_table(table, columns, tree)
        elif len(table) > 2 and len(table[0].cells) > 2:
            vi = "bảng không có dòng tiêu đề của bảng chỉ số nên không đọc"
            en = "a table without the titles of a table of indicators was not read"
            tree.remark(table[0].place, vi, en, " | ".join(table[0].written)[:200])
    if columns is None:
        return None
    _nest(tree)
    _mend_numbers(tree)
    _give_codes(tree)
    return tree


def _read_table(rows: Sequence[Row], columns: Columns, tree: Tree) -> None:
    in_notes = False
    for row in rows:
        if not row.written or is_header_again(row, columns) or is_column_numbers(row):
            continue
        in_notes = len(row.written) < 3 and (in_notes or bool(_NOTE.match(key(row.written[0]))))
        stated = _total(row, columns)
        if stated is not None:
            tree.total = max(stated, tree.total or 0.0)
        elif in_notes:
            _set_aside(tree, row.place, row.written[0])
        else:
            _take(row, columns, tree.lines)


def _set_aside(tree: Tree, place: Place, text: str) -> None:
    vi = "dòng ghi chú, hoặc dòng không có hàng nào thuộc về nó, nên bỏ qua"
    tree.remark(place, vi, "a note, or a line that no row belongs to, was left out", text)


def _continues(table: Table, columns: Columns) -> bool:
    """Whether a table without a header goes on with the one before: as wide, and numbered in the same column."""
    if len(table[0].cells) != columns.width:
        return False
    numbers = [row.cells[columns.at["number"][0]].own for row in table] if "number" in columns.at else []
    names = [row.cells[columns.at["name"][0]].own for row in table]
    return any(_NUMBER.fullmatch(one) for one in numbers) or any(_NUMBERED_NAME.fullmatch(one) for one in names)


def _cell(row: Row, columns: Columns, column: str) -> Cell:
    """The cell of a column; of several name columns the last one with something written in this row."""
    cells = [row.cells[place] for place in columns.at.get(column, ())]
    return next((cell for cell in reversed(cells) if cell.own), cells[0] if cells else Cell())


def _total(row: Row, columns: Columns) -> float | None:
    """The points of a row such as “Tổng điểm | 1000”."""
    label, told = split_points(_cell(row, columns, "name").own or row.written[0])
    if not _TOTAL.match(key(label)) or _NUMBER.fullmatch(_cell(row, columns, "number").own):
        return None
    return told or read_points(_cell(row, columns, "max").own)


def _take(row: Row, columns: Columns, lines: list[Line]) -> None:
    """Add the row as a line of its own, or to the last line that it goes on with."""
    number, name = _number_and_name(row, columns)
    others = {column: _cell(row, columns, column) for column in COLUMNS[2:]}
    own = {column: cell.own for column, cell in others.items()}
    is_letter = bool(re.fullmatch("[a-zđ]", number))
    is_part = (is_letter or bool(_BULLET.match(name)) or (not number and len(row.written) > 1)) and not own["max"]
    if lines and ((not number and not name) or (is_part and (lines[-1].cells["max"] or lines[-1].cells["method"]))):
        _go_on(lines[-1], f"{number}) {name}" if is_letter else name, own)
        return
    # Points of a cell merged over several rows are not each row's; evidence and the like are.
    cells = own | {column: "" if others[column].across else others[column].text for column in COLUMNS[3:]}
    if not cells["max"]:
        name, told = split_points(name)
        cells["max"] = "" if told is None else f"{told:g}".replace(".", ",")
    lines.append(Line(row.place, number, name if number else _BULLET.sub("", name, count=1), cells))


def _number_and_name(row: Row, columns: Columns) -> tuple[str, str]:
    """The number without its mark, and the name. A number may stand before the name, a heading in the place of one."""
    number, name = _cell(row, columns, "number").own, _cell(row, columns, "name").own
    if re.fullmatch(r"\d+,\d+", number):  # a workbook holds 1.1 as a number
        number = number.replace(",", ".")
    if number and not _NUMBER.fullmatch(number):
        number, name = "", f"{number} {name}".strip()
    if not number and (found := _NUMBERED_NAME.fullmatch(name)):
        number, name = found["number"], found["name"]
    return number.strip("(). "), name


def _go_on(line: Line, label: str, own: dict[str, str]) -> None:
    """A part without points of its own, or a row split by a page, belongs to the line above it."""
    method = f"{label}: {own['method']}" if label and own["method"] else label or own["method"]
    for column, text in (own | {"method": method}).items():
        if text and not (column == "max" and line.cells["max"]):
            line.cells[column] = f"{line.cells[column]}\n{text}".strip()


def _style(line: Line) -> str:
    if not line.number:
        return "bullet" if line.cells["max"] and line.cells["method"] else "heading"
    if line.number[0].isdigit():
        return "number"
    if re.match(r"[IVXL]+(\.|$)", line.number):
        return "roman"
    return "letter" if line.number[0].islower() else "capital"


def _nest(tree: Tree) -> None:
    """Give each line what it stands below; of headings, letters, roman and plain numbers the first met is outermost."""
    order: list[str] = []
    open_lines: list[Line] = []
    for line in tree.lines:
        style = _style(line)
        if style not in order:
            order.append(style)
        while open_lines and not _holds(open_lines[-1], line, order):
            open_lines.pop()
        line.above = open_lines[-1] if open_lines else None
        if line.above:
            line.above.below.append(line)
        open_lines.append(line)
    empty = [line for line in tree.lines if _style(line) == "heading" and not line.below and not line.cells["max"]]
    for line in empty:
        _set_aside(tree, line.place, line.name)
        tree.lines.remove(line)
        if line.above:
            line.above.below.remove(line)


def _holds(above: Line, line: Line, order: Sequence[str]) -> bool:
    """Whether ``line`` stands below ``above``."""
    styles = _style(above), _style(line)
    if styles[0] != styles[1]:
        return order.index(styles[0]) < order.index(styles[1])
    return bool(line.number) and line.number.startswith(f"{above.number}.")


def _mend_numbers(tree: Tree) -> None:
    """A workbook that holds 1.10 as a number shows 1.1: the row after 1.9 is 1.10 again."""
    for group in ([line for line in tree.lines if not line.above], *(line.below for line in tree.lines)):
        for before, line in pairwise(group):
            printed, line.number = line.number, whole_number(before.number, line.number)
            if line.number != printed:
                vi = f"số thứ tự {printed} đứng sau {before.number} nên đọc là {line.number}"
                en = f"the number {printed} stands after {before.number} and was read as {line.number}"
                tree.remark(line.place, vi, en, line.name)


def _give_codes(tree: Tree) -> None:
    """A code for each line: its number, after that of its section where numbers begin anew in each section."""
    seen = Counter(line.number for line in tree.lines)
    begins_anew = any(seen[line.number] > 1 for line in tree.lines if _style(line) == "number")
    taken: set[str] = set()
    for line in tree.lines:
        code = _code(line, is_repeated=begins_anew if _style(line) == "number" else seen[line.number] > 1)
        if code in taken:
            other = next(f"{code}-{at}" for at in range(2, len(tree.lines) + 2) if f"{code}-{at}" not in taken)
            if line.number:
                vi = f"số thứ tự “{line.number}” có hai lần; hàng này mang mã {other}"
                tree.remark(line.place, vi, f"the number “{line.number}” stands twice; this row is {other}", line.name)
            code = other
        line.code = code
        taken.add(code)


def _code(line: Line, *, is_repeated: bool) -> str:
    number = "dd" if line.number == "đ" else line.number
    above = line.above
    if not number:
        return f"{above.code}-{above.below.index(line) + 1}" if above and not line.below else _slug(line.name)
    if above and _style(line) == "letter":
        return f"{above.code}.{number}"
    while is_repeated and above and _style(above) not in _OUTSIDE:
        above = above.above
    return f"{above.code}.{number}" if is_repeated and above else number


def _slug(name: str) -> str:
    words = re.findall("[a-z0-9]+", key(name))
    return "-".join(words[:6]) or "muc"
