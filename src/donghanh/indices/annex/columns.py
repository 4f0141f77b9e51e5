"""Which column of a table is which, whatever their order and wording; header rows may be merged or repeated."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from donghanh.indices.annex.numbers import key
from donghanh.reading.grids.cells import Row, Table, is_column_numbers

COLUMNS = ("number", "name", "max", "method", "evidence", "source", "verified")
"""What the seven columns of an annex hold."""
NEEDED = ("name", "max", "method")
PRINTED = {
    "number": "STT",
    "name": "Chỉ số",
    "max": "Điểm tối đa",
    "method": "Cách xác định và tính điểm",
    "evidence": "Tài liệu kiểm chứng",
    "source": "Nguồn thu thập dữ liệu",
    "verified": "Đơn vị phối hợp xác minh số liệu",
}
_ROWS_LOOKED_AT = 40
_LONGEST_TITLE = 120
_TITLES = (  # the first that fits decides; None: a column that is known and not wanted
    ("max", r"^(?:so |thang )?diem toi da"),
    (None, r"^(?:so )?diem .*(?:tu cham|tu danh gia|tham dinh|danh gia|dat|thuc hien)|^tu (?:cham|danh gia)"),
    (None, r"^(?:ghi chu|giai trinh|so lieu|ket qua|don vi tinh|dvt|nam \d{4})"),
    ("number", r"^(?:s?tt|so thu tu|so tt|ma(?: so| chi so| tieu chi)?|ky hieu|muc|no\.?)$"),
    ("max", r"diem (?:toi da|chuan|quy dinh)|thang diem|toi da$|^(?:so )?diem$|diem so$"),
    (
        "method",
        r"cach (?:thuc )?(?:xac dinh|tinh|cham|danh gia|cho)|phuong phap|cong thuc|huong dan (?!.*(?:tai lieu|ho so))",
    ),
    ("source", r"^nguon|thu thap|noi cung cap|don vi cung cap"),
    ("verified", r"xac minh|phoi hop|don vi (?:tham dinh|kiem tra|danh gia|theo doi)|co quan (?:tham dinh|kiem tra)"),
    ("evidence", r"(?:tai lieu|ho so|van ban|can cu).*(?:chung|danh gia)|minh chung|kiem chung|chung minh"),
    ("name", r"chi so|tieu chi|chi tieu|noi dung|linh vuc|tru cot|\bten\b"),
)
_SECOND_ROW = re.compile(r"toi da|tu cham|tu danh gia|tham dinh|chuan|dat duoc|danh gia")


@dataclass(frozen=True)
class Columns:
    """Where each column of an annex stands in a table, and how many rows its header takes."""

    at: Mapping[str, tuple[int, ...]]
    """Positions; the name may take several columns (field, criterion), all others have one."""
    width: int
    end: int
    """Number of rows up to the end of the header."""
    titles: tuple[str, ...] = ()


def column_of(title: str) -> str | None:
    """Which of :data:`COLUMNS` a title is; None for any other column."""
    words = re.sub(r"\s+", " ", key(title)).strip(" :.*")
    if not words or len(words) > _LONGEST_TITLE:
        return None
    return next((column for column, pattern in _TITLES if re.search(pattern, words)), None)


def find_columns(table: Table) -> Columns | None:
    """The header of a table of indicators; None where there is none."""
    best: Columns | None = None
    for at in range(min(len(table), _ROWS_LOOKED_AT)):
        found = _header(table, at)
        if found and (best is None or len(found.at) > len(best.at)):
            best = found
        if best and at >= best.end:
            break
    return best


def _header(table: Table, first: int) -> Columns | None:
    titles = [cell.text for cell in table[first].cells]
    if len({title for title in titles if column_of(title)}) < len(NEEDED) - 1:
        return None
    end = first + 1
    while end < len(table) and end < first + 3 and _goes_on(table[end], titles):
        for place, cell in enumerate(table[end].cells):
            if cell.text and not cell.down:
                titles[place] = f"{titles[place]} {cell.text}".strip()
        end += 1
    at: dict[str, tuple[int, ...]] = {}
    for place, title in enumerate(titles):
        column = column_of(title)
        if column and (column not in at or (column == "name" and titles[at[column][-1]] != title)):
            at[column] = (*at.get(column, ()), place)
    if not all(column in at for column in NEEDED):
        return None
    while end < len(table) and is_column_numbers(table[end]):
        end += 1
    return Columns(at, len(titles), end, tuple(key(title) for title in titles))


def _goes_on(row: Row, titles: Sequence[str]) -> bool:
    """Whether a header takes this row too: titles merged from above, with the parts of one title below them."""
    written = row.written
    if not written or is_column_numbers(row) or any(len(text) > _LONGEST_TITLE for text in written):
        return False
    names = [cell for cell, title in zip(row.cells, titles, strict=True) if column_of(title) in ("name", "number")]
    if any(cell.own for cell in names):
        return False
    return all(_SECOND_ROW.search(key(text)) or column_of(text) for text in written)


def is_header_again(row: Row, columns: Columns) -> bool:
    """Whether the row repeats the header, as on the next page."""
    mine = [(key(cell.text), title) for cell, title in zip(row.cells, columns.titles, strict=True) if cell.text]
    return len(mine) >= len(NEEDED) and all(text and title.startswith(text) for text, title in mine)
