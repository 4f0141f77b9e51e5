"""Tables of tasks: a row for each task, a column that says who leads it.

A table comes as lines whose cells are parted by tabs (plain text) or by " | " (Word files).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from donghanh.reading.segments import Block, Segmented, Stretch

_GAP = re.compile(r" |\||\Z")
"""What may part two cells; the reading text has a space for a tab."""
_TASK = re.compile(r"(?:các )?(?:nhiệm vụ|nội dung|công việc|hạng mục|hoạt động)\b")
_LEADS = re.compile(
    r"(?:cơ quan |đơn vị |bên |phía )?(?:chủ trì|thực hiện|đầu mối|chịu trách nhiệm|phụ trách)\b|trách nhiệm\b"
)
_LEAST_CELLS = 3


@dataclass(frozen=True)
class TaskRow:
    """A row: its block, and where its task and its leader stand."""

    block: Block
    task: Stretch
    leader: Stretch


def task_rows(text: Segmented) -> Iterator[TaskRow]:
    """The rows below a heading row that names a column for tasks and one for who leads them."""
    columns: tuple[int, int] | None = None
    for block in text.blocks:
        cells = _cells(text, block)
        if len(cells) < _LEAST_CELLS:
            columns = columns if len(cells) > 1 else None
            continue
        heading = _columns(text, cells)
        if heading:
            columns = heading
        elif columns and len(cells) > max(columns):
            yield TaskRow(block, cells[columns[0]], cells[columns[1]])


def _columns(text: Segmented, cells: list[Stretch]) -> tuple[int, int] | None:
    task = next((at for at, cell in enumerate(cells) if _TASK.match(text.key, cell.start, cell.end)), None)
    leads = next((at for at, cell in enumerate(cells) if _LEADS.match(text.key, cell.start, cell.end)), None)
    return (task, leads) if task is not None and leads is not None and task != leads else None


def _cells(text: Segmented, block: Block) -> list[Stretch]:
    cells: list[Stretch] = []
    start = block.start
    for mark in _GAP.finditer(text.key, block.start, block.end):
        if mark.group() and mark.group() != "|" and not _is_tab(text, mark.start()):
            continue
        words = text.key[start : mark.start()]
        left = len(words) - len(words.lstrip())
        if words.strip():
            cells.append(Stretch(start + left, start + len(words.rstrip())))
        start = mark.end()
    return cells


def _is_tab(text: Segmented, place: int) -> bool:
    return text.source[text.offsets[place][0] if text.offsets else place] == "\t"
