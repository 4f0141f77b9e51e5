"""Words and forms several sections share."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from donghanh.reporting.blocks import Block, Cell, FigureRun, Listed, Paragraph, Run, Text
from donghanh.web.programme.models import Commitment, Task

NOTHING_RECORDED = "chưa có ghi nhận"
TASK_STATES = {
    Task.State.VERIFIED: "Đã hoàn thành và được xác minh",
    Task.State.CLAIMED: "Đơn vị báo hoàn thành, chờ xác minh",
    Task.State.IN_PROGRESS: "Đang thực hiện",
    Task.State.NOT_STARTED: "Chưa thực hiện",
}
ASKED = (Commitment.Status.PROPOSED, Commitment.Status.REQUESTED)
"""Wished for by one side, not agreed."""
_PLACE = re.compile(r"\{(\w+)\}")


def fixed(text: str) -> Cell:
    """Words of a record, in which digits are no figures."""
    return (Text(text),)


def say(template: str, **runs: Run | Cell) -> Cell:
    """A sentence: the template's words as prose, each ``{name}`` as the run given for it; strings become fixed text."""
    said: list[Run] = []
    for position, piece in enumerate(_PLACE.split(template)):
        if position % 2 == 0:
            said += [piece] if piece else []
        else:
            given = runs[piece]
            said += given if isinstance(given, tuple) else [Text(given) if isinstance(given, str) else given]
    return tuple(said)


def listed(lines: Iterable[Cell]) -> list[Block]:
    """The lines with dashes, each ended by a semicolon, the last by a full stop."""
    cells = list(lines)
    return [Listed((*cell, "." if at == len(cells) else ";")) for at, cell in enumerate(cells, start=1)]


def nothing(what: str) -> Paragraph:
    """What a section says when the records hold nothing for it."""
    return Paragraph(say(f"{what}: {NOTHING_RECORDED}."))


def day(value: date | None) -> str:
    """dd/mm/yyyy, or the words for nothing recorded."""
    return f"{value:%d/%m/%Y}" if value else NOTHING_RECORDED


def ended(text: FigureRun) -> Cell:
    """The figure with the full stop its sentence may lack."""
    return (text,) if text.printed.rstrip().endswith((".", "!", "?")) else (text, ".")


def progress(commitment: Commitment) -> str:
    """Where a commitment with ``is_claimed`` and ``is_verified`` stands, in a few words."""
    if commitment.is_verified:
        return "đã được xác minh"
    if commitment.is_claimed:
        return "đã báo hoàn thành, chờ xác minh"
    if not commitment.task_count:
        return "chưa giao nhiệm vụ"
    begun = any(task.state != Task.State.NOT_STARTED for task in commitment.tasks.all())
    return "đang thực hiện" if begun else "chưa thực hiện"
