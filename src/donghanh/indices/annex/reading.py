"""An annex read as a whole: its rows, those whose rule could not be read, and what else to look at.

Nothing is written, so that a person can look at what was read before anything is kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from donghanh.errors import InputError
from donghanh.indices.annex.columns import PRINTED
from donghanh.indices.annex.method import Method, read_method
from donghanh.indices.annex.rows import Line, Remark, Tree, read_rows
from donghanh.reading.grids.files import read_tables
from donghanh.text import say_number

_TOLERANCE = 1e-6


class AnnexError(InputError):
    """An annex that no edition can be made from."""


@dataclass(frozen=True)
class AnnexRow:
    """A row as read: a section, or an indicator with what its way of scoring says."""

    where: str
    """Its place in the file, such as "bảng 2, hàng 14"."""
    code: str
    number: str
    name: str
    parents: tuple[str, ...]
    is_section: bool
    max: float | None
    """Maximum points; of a section what its rows add up to, where all are known."""
    how: str
    method: Method
    evidence: tuple[str, ...]
    collected_from: str
    verified_with: str


@dataclass(frozen=True)
class Unread:
    """An indicator whose rule could not be read: where it stands, why, and the words as printed."""

    where: str
    number: str
    name: str
    vi: str
    en: str
    text: str


@dataclass(frozen=True)
class Annex:
    """What a file holds: all rows in order, those whose rule was not read, and what else to look at."""

    rows: tuple[AnnexRow, ...]
    unread: tuple[Unread, ...]
    warnings: tuple[Remark, ...]
    total: float
    """Points that the indicators add up to, or that the annex states where some are not known."""

    @property
    def indicators(self) -> tuple[AnnexRow, ...]:
        """The rows that are not sections."""
        return tuple(row for row in self.rows if not row.is_section)


def read_annex(source: Path | bytes, name: str = "") -> Annex:
    """Everything that can be read of the annex table in a .docx or .xlsx; ``name`` of the file is for messages.

    Raises:
        GridError: no such file can be read.
        AnnexError: it holds no table of indicators.
    """
    tree = read_rows(read_tables(source, name))
    if tree is None or not tree.lines:
        shown = name or (source.name if isinstance(source, Path) else "tệp")
        wanted = ", ".join(f"“{PRINTED[column]}”" for column in ("name", "max", "method"))
        vi = f"{shown} không có bảng chỉ số nào; bảng cần dòng tiêu đề có ít nhất các cột {wanted}"
        en = f"{shown} holds no table of indicators; its header needs at least the columns {wanted}"
        raise AnnexError("annex.table", vi=vi, en=en)
    rows = [_row(line) for line in tree.lines]
    known = dict(zip((line.code for line in tree.lines), rows, strict=True))
    maxima, warnings = _sums(tree, known)
    return Annex(
        rows=tuple(_with_max(row, maxima[row.code]) for row in rows),
        unread=tuple(_unread(row) for row in rows if not row.is_section and row.method.rule is None),
        warnings=(*tree.remarks, *warnings),
        total=maxima[""] or 0.0,
    )


def _row(line: Line) -> AnnexRow:
    cells, is_section = line.cells, bool(line.below)
    how = cells["method"] or ("" if is_section or not line.above else line.above.cells["method"])
    method = Method() if is_section else read_method(cells["method"], line.max)
    zero = method.rule and (method.rule["kind"] == "unscored" or method.rule.get("each", 0) < 0)
    return AnnexRow(
        where=str(line.place),
        code=line.code,
        number=line.number,
        name=" ".join(line.name.split()).rstrip(" :;"),
        parents=(line.above.code,) if line.above else (),
        is_section=is_section,
        max=0.0 if zero else line.max,
        how=how,
        method=method,
        evidence=tuple(_listed(cells["evidence"])),
        collected_from="; ".join(_listed(cells["source"])),
        verified_with="; ".join(_listed(cells["verified"])),
    )


def _with_max(row: AnnexRow, maximum: float | None) -> AnnexRow:
    return replace(row, max=maximum)


def _listed(text: str) -> Iterator[str]:
    """The entries of a cell: lines, bullets, or parts between semicolons."""
    for entry in re.split(r"\n|;", text):
        trimmed = re.sub(r"^\s*(?:[-+*•●▪]|[a-zđ\d]{1,2}[.)])\s+|^\s*[-+•]", "", entry).strip(" .,;")
        if trimmed:
            yield trimmed


def _unread(row: AnnexRow) -> Unread:
    vi, en = row.method.why or ("", "")
    return Unread(row.where, row.number, row.name, vi, en, row.how)


def _sums(tree: Tree, rows: Mapping[str, AnnexRow]) -> tuple[dict[str, float | None], list[Remark]]:
    """The maximum of every row, of all under "", and where a stated maximum is not the sum of what stands below."""
    maxima: dict[str, float | None] = {}
    warnings: list[Remark] = []

    def total(code: str, where: str, name: str, stated: float | None, below: list[Line]) -> None:
        parts = [maxima[line.code] for line in below]
        found = sum(part or 0.0 for part in parts)
        is_open = any(rows[line.code].max is None and not line.below for line in _under(below))
        agrees = stated is None or abs(stated - found) <= _TOLERANCE or (is_open and stated > found)
        maxima[code] = stated if is_open and stated is not None and stated > found else found
        if not agrees:
            told, sums = say_number(stated or 0.0), say_number(found)
            vi = f"ghi {told} điểm nhưng các hàng bên dưới cộng được {sums}; bộ chỉ số lấy {sums}"
            told, sums = say_number(stated or 0.0, "en"), say_number(found, "en")
            en = f"{told} points are stated but the rows below add up to {sums}; the edition takes {sums}"
            warnings.append(Remark(where, vi, en, name))

    for line in reversed(tree.lines):
        row = rows[line.code]
        if line.below:
            total(line.code, row.where, row.name, row.max, line.below)
            if line.cells["method"]:
                vi = "cách tính ghi ở hàng nhóm không thuộc về chỉ số nào nên không giữ lại"
                en = "a way of scoring stated for a section belongs to no indicator and was not kept"
                warnings.append(Remark(row.where, vi, en, line.cells["method"]))
        else:
            maxima[line.code] = row.max
    total("", "tổng điểm", "", tree.total, [line for line in tree.lines if not line.above])
    return maxima, warnings[::-1]


def _under(lines: list[Line]) -> Iterator[Line]:
    for line in lines:
        yield line
        yield from _under(line.below)
