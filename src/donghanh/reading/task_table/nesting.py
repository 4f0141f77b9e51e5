"""Which line stands below which, and which are headings.

Parts, capitals, Roman numbers and headings without number hold what comes after them, in the order in which the table
first uses them; then numbers (1 holds 1.1), letters, and lines without number. A band is a row
of one merged cell with a plain number. A line that says neither who nor when
nor what comes of it is a heading if something stands below it, else a task still to be filled in.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from donghanh.reading.grids.sheets import whole_number
from donghanh.reading.task_table.lines import Line, Unread

_OUTER = ("capital", "roman", "heading", "band")
_INNER = ("dotted", "number", "letter", "none")


def nest(lines: list[Line]) -> list[Unread]:
    """Set what stands above and below each line and mark the headings; headings of nothing are given back."""
    order: list[str] = []
    open_lines: list[Line] = []
    for line in lines:
        line.style = _style(line, open_lines)
        if line.style in _OUTER and line.style not in order:
            order.append(line.style)
        while open_lines and not _holds(open_lines[-1], line, [*order, *_INNER]):
            open_lines.pop()
        line.above = open_lines[-1] if open_lines else None
        if line.above:
            line.above.below.append(line)
        open_lines.append(line)
    for group in ([line for line in lines if not line.above], *(line.below for line in lines)):
        for before, line in pairwise(group):
            line.number = whole_number(before.number, line.number)
    return list(_mark_headings(lines))


def sections(line: Line) -> str:
    """The headings above a task, the outermost first."""
    found = [line.group] if line.group else []
    above = line.above
    while above:
        if above.is_heading:
            found.append(f"{above.number}. {above.title}" if above.number else above.title)
        above = above.above
    return " / ".join(dict.fromkeys(reversed(found)))


def _style(line: Line, open_lines: list[Line]) -> str:
    number = line.number
    if not number:
        return "heading" if line.is_heading else "none"
    if re.match(r"[IVXL]+$", number) and not _follows_letters(number, open_lines):
        return "roman"
    if re.fullmatch(r"[A-ZĐ]", number):
        return "capital"
    if re.match(r"[A-ZĐIVXL]+[.,-]", number):
        return "dotted"
    if line.is_heading:
        return "band"
    return "letter" if number[0].islower() else "number"


def _follows_letters(number: str, open_lines: list[Line]) -> bool:
    """Whether I is the letter after H, and so on."""
    before = [one.number for one in open_lines if len(one.number) == 1]
    return len(number) == 1 and any(ord(one) + 1 == ord(number) for one in before)


def _holds(above: Line, line: Line, order: list[str]) -> bool:
    if above.number and line.number.startswith((f"{above.number}.", f"{above.number}-")):
        return True
    if above.style == "none":
        return False
    return order.index(above.style) < order.index(line.style)


def _mark_headings(lines: list[Line]) -> Iterator[Unread]:
    outer = {line.style for line in lines if line.below and not line.is_telling}
    for line in list(lines):
        is_outer = line.style in _OUTER
        tells_when = any(line.cells[name] for name in ("timing", "start", "due", "product"))
        if line.below and (not line.is_telling or (is_outer and not tells_when)):
            if line.is_telling:
                said = "; ".join(line.cells[name] for name in ("lead", "co_units", "units") if line.cells[name])
                vi = "đơn vị ghi ở hàng tiêu đề không gắn với nhiệm vụ nào bên dưới"
                en = "units beside a heading were not given to the tasks below it"
                yield Unread(line.place, f"{line.title}: {' '.join(said.split())}", vi, en)
            line.is_heading = True
        elif line.is_heading or (is_outer and not line.is_telling and line.style in outer):
            line.is_heading = True
            yield Unread(line.place, line.title, "tiêu đề không có nhiệm vụ nào bên dưới", "a heading without tasks")
