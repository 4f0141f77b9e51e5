"""The annex table of a plan ("Danh mục nhiệm vụ") in a .docx, .xlsx or .csv file, read into rows of tasks.

Nothing is kept and nothing is guessed: what is not said is empty, what is not understood is in ``left_out`` with its
place and the reason, and ``columns`` tells which title was read as which column.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from donghanh.errors import InputError
from donghanh.reading.grids.cells import Row, Table, is_column_numbers
from donghanh.reading.grids.files import read_tables
from donghanh.reading.task_table.headers import NOT_WANTED, Columns, find_columns, header_at, is_header_again
from donghanh.reading.task_table.lines import Line, Unread, number_and_title, read_lines
from donghanh.reading.task_table.names import split_roles, unit_names
from donghanh.reading.task_table.nesting import nest, sections
from donghanh.reading.task_table.timing import Timing, read_timing
from donghanh.text import fold

__all__ = ["ColumnRead", "LeftOut", "TableRead", "TaskRow", "Timing", "read_task_table"]
_READ_AS = {"units": "lead", "start": "timing", "due": "timing", "group": "section", "content": "note", NOT_WANTED: ""}
_FEWEST = 2
"""Amid a table more titles than these begin another header; two might be a task."""
_YEAR = re.compile(r"\bnam (20\d{2})\b(?!\s*-)")


@dataclass(frozen=True)
class TaskRow:
    """A task as the table has it."""

    row: int
    """Row of its sheet or table, from 1."""
    table: str
    """Name of the sheet, or "bảng 2"."""
    number: str
    """STT without its closing mark: "1", "1.2", "II.3", ""."""
    section: str
    """Headings above it with their numbers, joined by " / ", "" where none."""
    title: str
    product: str
    lead: tuple[str, ...]
    """Names as written; a group ("UBND các xã, phường") is one."""
    co_units: tuple[str, ...]
    timing: Timing
    budget: str
    """As written, the parts with their titles: "NSTW: 500; NSĐP: 200"."""
    note: str


@dataclass(frozen=True)
class LeftOut:
    """A row that became no task, and why."""

    table: str
    row: int
    words: str
    vi: str
    en: str


@dataclass(frozen=True)
class ColumnRead:
    """A column of a table: its title as printed, and the field of :class:`TaskRow` it was read as, "" for none."""

    table: str
    column: int
    """From 1."""
    header: str
    read_as: str


@dataclass(frozen=True)
class TableRead:
    """What a file holds."""

    rows: tuple[TaskRow, ...]
    left_out: tuple[LeftOut, ...]
    columns: tuple[ColumnRead, ...]


def read_task_table(content: bytes, name: str, *, year: int | None = None) -> TableRead:
    """Every task of the tables of tasks in a file; ``year`` is the plan's, for "Quý II" without one.

    Raises:
        InputError: no such file can be read (``table.*``), or it holds no table of tasks (``task_table.none``) or none
            with a row in it (``task_table.empty``).
    """
    rows: list[TaskRow] = []
    left_out: list[LeftOut] = []
    columns: list[ColumnRead] = []
    for run in _runs(read_tables(content, name), left_out, columns):
        left_out += [_left_out(one) for one in nest(run.lines)]
        rows += [_task(line, run.year or year) for line in run.lines if not line.is_heading]
    if not columns:
        raise _no_table(name)
    if not rows:
        vi = f"{name} có tiêu đề của bảng nhiệm vụ nhưng không có nhiệm vụ nào bên dưới; hãy kiểm tra lại tệp"
        en = f"{name} has the titles of a table of tasks but no task below them; check the file"
        raise InputError("task_table.empty", vi=vi, en=en)
    left_out.sort(key=lambda one: (one.table, one.row))
    return TableRead(tuple(rows), tuple(left_out), tuple(columns))


@dataclass
class _Run:
    """Lines that are counted and nested together: a table, with those that a page broke off it."""

    columns: Columns
    lines: list[Line]
    year: int | None
    """The year that the titles of its columns name."""


def _runs(tables: Sequence[Table], left_out: list[LeftOut], columns: list[ColumnRead]) -> list[_Run]:
    runs: list[_Run] = []
    sheet = ""
    for table in tables:
        found = find_columns(table)
        last = runs[-1] if runs and table[0].place.sheet == sheet else None
        if found:
            columns += _columns_read(table, found)
            if not last or last.columns.titles != found.titles or _begins_anew(table, found):
                runs.append(_Run(found, [], _year_of(found)))
            _read(table, found.end, found, runs, left_out, columns)
        elif last and not table[0].place.sheet and _continues(table, last.columns):
            _read(table, 0, last.columns, runs, left_out, columns)
        elif len(table) > 2 and len(table[0].cells) > 2:
            vi, en = "bảng không có dòng tiêu đề của bảng nhiệm vụ", "a table without the titles of a table of tasks"
            left_out.append(_left_out(Unread(table[0].place, " | ".join(table[0].written)[:300], vi, en)))
        sheet = table[0].place.sheet
    return runs


def _read(
    table: Table, first: int, own: Columns, runs: list[_Run], left_out: list[LeftOut], columns: list[ColumnRead]
) -> None:
    """Read the rows of a table from ``first`` on; titles met again are passed over, other titles begin a new run."""
    body: list[Row] = []
    at = first
    while at < len(table):
        other = None
        if not is_header_again(table, at, own) and not is_column_numbers(table[at]):
            other = header_at(table, at) if not number_and_title(table[at], own)[0] else None
            if other is None or _known(other) <= _FEWEST:
                other = None
                body.append(table[at])
        if other:
            left_out += _read_body(body, own, runs[-1])
            columns += _columns_read(table, other)
            runs.append(_Run(other, [], _year_of(other)))
            body, own = [], other
        at = other.end if other else at + 1
    left_out += _read_body(body, own, runs[-1])


def _known(columns: Columns) -> int:
    """How many titles were understood."""
    return sum(bool(columns.role(place)) for place, title in enumerate(columns.titles) if title)


def _read_body(body: Sequence[Row], columns: Columns, run: _Run) -> list[LeftOut]:
    return [_left_out(one) for one in read_lines(body, columns, run.lines)]


def _begins_anew(table: Table, columns: Columns) -> bool:
    """Whether the first row is no next row of the table before: a heading, or the first of a count."""
    row = next((row for row in table[columns.end :] if row.written), None)
    number = number_and_title(row, columns)[0] if row else ""
    return bool(re.fullmatch(r"0*1|I|A", number))


def _continues(table: Table, columns: Columns) -> bool:
    """Whether a table without titles goes on with the one before: as wide, with a task where that one has it."""
    if len(table[0].cells) != len(columns.titles):
        return False
    numbered = [number_and_title(row, columns) for row in table]
    return any(number and title for number, title in numbered)


def _year_of(columns: Columns) -> int | None:
    times = [columns.titles[place] for role in ("timing", "due", "start") for place in columns.at.get(role, ())]
    years = {int(found[1]) for title in times if (found := _YEAR.search(fold(title)))}
    return years.pop() if len(years) == 1 else None


def _task(line: Line, year: int | None) -> TaskRow:
    cells = line.cells
    lead, helps = split_roles(cells["lead"] or cells["units"], both=not cells["lead"])
    timing = read_timing("\n".join(filter(None, (cells["timing"], cells["due"]))), year)
    if cells["start"]:
        begins = read_timing(cells["start"], year)
        words = " - ".join(part for part in (begins.words, timing.words) if part)
        first = begins.starts_on or (begins.due_on and read_timing(f"từ {begins.words}", year).starts_on)
        timing = Timing(words, first, timing.due_on, timing.recurring or begins.recurring)
    return TaskRow(
        row=line.place.row,
        table=_table_name(line.place.sheet, line.place.table),
        number=line.number,
        section=sections(line),
        title=line.title,
        product=_listed(cells["product"]),
        lead=lead,
        co_units=tuple(dict.fromkeys((*helps, *unit_names(cells["co_units"])))),
        timing=timing,
        budget=" ".join(cells["budget"].split()),
        note=_listed("\n".join(filter(None, (cells["content"], cells["note"])))),
    )


def _listed(text: str) -> str:
    """Lines as sentences of one: a bullet begins a part, other lines go on."""
    parts = re.split(r"\n(?=[-+*•●▪–]\s)", text)
    return "; ".join(" ".join(re.sub(r"^[-+*•●▪–]\s*", "", part).split()).rstrip(";") for part in parts if part)


def _columns_read(table: Table, columns: Columns) -> list[ColumnRead]:
    place = table[0].place
    found = []
    for at, title in enumerate(columns.titles):
        role = columns.role(at)
        if title and (at == 0 or title != columns.titles[at - 1]):
            found.append(ColumnRead(_table_name(place.sheet, place.table), at + 1, title, _READ_AS.get(role, role)))
    return found


def _left_out(unread: Unread) -> LeftOut:
    place = unread.place
    return LeftOut(_table_name(place.sheet, place.table), place.row, unread.words, unread.vi, unread.en)


def _table_name(sheet: str, table: int) -> str:
    return sheet or f"bảng {table}"


def _no_table(name: str) -> InputError:
    vi = (
        f"{name} không có bảng nhiệm vụ nào; bảng cần dòng tiêu đề có cột nhiệm vụ (“Nội dung nhiệm vụ”) và ít nhất "
        "một cột cho biết ai làm, khi nào hoặc ra sản phẩm gì (“Cơ quan chủ trì”, “Thời gian hoàn thành”, “Sản phẩm”)"
    )
    en = (
        f"{name} holds no table of tasks; its header needs a column for the task (“Nội dung nhiệm vụ”) and at least "
        "one for who, when or what comes of it (“Cơ quan chủ trì”, “Thời gian hoàn thành”, “Sản phẩm”)"
    )
    return InputError("task_table.none", vi=vi, en=en)
