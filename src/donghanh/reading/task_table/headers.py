"""Which column of a table of tasks is which, whatever the wording, the order and the number of header rows.

A Vietnamese title begins with its head: "Thời gian thực hiện nhiệm vụ" is a time, "Nội dung phối hợp" a content. So
the first word known in a title decides. Below a merged title the title of the part decides first ("Cơ quan thực
hiện" over "Chủ trì" and "Phối hợp"); words that say little ("Đơn vị") count only where no other column fits.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from donghanh.reading.grids.cells import Row, Table, is_column_numbers
from donghanh.text import fold

NOT_WANTED = "other"
"""A column that is known and is none of a task: its rows are not read."""
_ROWS_LOOKED_AT = 60
_LONGEST_TITLE = 120
_HEADER_ROWS = 4
_LEAST_TITLES = 2
_AGENTS = ("lead", "units", "co_units")
_TIMES = ("timing", "start", "due")
_STRONG = {  # the one that stands first in the title decides; of two that begin together the first listed
    "number": r"^(?:s?\.? ?tt\.?|so tt|so thu tu|thu tu|ma(?: so)?(?: nhiem vu| nv)?|no\.?|muc|ky hieu|#|\d?id)$",
    NOT_WANTED: r"^(?:lanh dao|dong chi|nguoi(?!.*don vi)|can bo|chuyen vien|ho (?:va )?ten|tinh trang|trang thai"
    r"|tinh hinh|muc do"
    r"|ty le|ti le|can cu|co so phap ly|don vi tinh|dvt|so luong|uu tien|danh gia|so (?:va )?ky hieu"
    r"|chi (?:tieu|so)(?!.*(?:ket qua|san pham))"
    r"|so van ban|van ban (?:giao|chi dao)|dia diem|dia ban|quy mo|thanh phan|dien thoai|email|lien he)",
    "group": r"^(?:ten )?(?:nhom|linh vuc|tru cot|mang)\b",
    "start": r"(?:(?:thoi gian|thoi diem|ngay|nam|thang) )?(?:bat dau|khoi cong)",
    "due": r"(?:(?:thoi gian|thoi han|thoi diem|ngay|han|moc|nam|tien do) )?(?:phai )?(?:hoan thanh|ket thuc)"
    r"|thoi han|\bhan\b|deadline",
    "timing": r"thoi gian|tien do|lo trinh|thoi diem|ky han|giai doan|^(?:nam|quy|thang|ngay)$|nam thuc hien",
    "product": r"san pham|ket qua|dau ra|yeu cau (?:can )?dat|muc tieu can dat|hinh thuc van ban",
    "budget": r"kinh phi|du toan|ngan sach|nguon von|\bvon\b|tong muc dau tu|nguon luc|chi phi|so tien|^nguon",
    "note": r"ghi chu|chu thich|luu y",
    "units": r"chu tri\b.*\bphoi hop|phoi hop\b.*\bchu tri",
    "lead": r"chu tri|dau moi|chiu trach nhiem|phu trach|trach nhiem|phan cong|\bgiao (?:cho|thuc hien)|tham muu"
    r"|chu dau tu",
    "co_units": r"phoi hop|tham gia|ho tro",
    "title": r"nhiem vu|noi dung|cong viec|hoat dong|giai phap|hang muc|dau viec|\bviec\b|de an|du an|mo hinh"
    r"|ten van ban",
}
_WEAK = {
    "lead": r"co quan|don vi|thuc hien|^noi |bo phan|chu the|phong ban|^cap ",
    "title": r"chuong trinh|chu truong|van ban",
    "budget": r"tong (?:cong|so)|trieu dong|ty dong",
}
_COUNTED = re.compile(r"\d+(?:\.\d+)*[.)]\s|[-+•]\s")
"""How a task begins and no title does."""
_PART = re.compile(r"(?:nam )?(?:20\d{2})|(?:quy )?(?:iv|i{1,3})|quy [1-4]|(?:thang |t)\d{1,2}|giai doan.*|tong.*")
"""Titles of the parts of a time or of money: a year, a quarter, a month."""


@dataclass(frozen=True)
class Columns:
    """Where each column stands, and how many rows of the table its header takes."""

    at: Mapping[str, tuple[int, ...]]
    """What a column holds → positions from 0."""
    titles: tuple[str, ...]
    """As printed, the parts of a merged title joined by " / "."""
    labels: tuple[str, ...]
    """The title of the part of a merged title, "" elsewhere."""
    end: int

    def role(self, place: int) -> str:
        """What the column holds; "" where it is not known."""
        return next((role for role, places in self.at.items() if place in places), "")


def find_columns(table: Table, first: int = 0) -> Columns | None:
    """The first header of a table of tasks at or after a row; None where there is none."""
    for at in range(first, min(len(table), first + _ROWS_LOOKED_AT)):
        found = header_at(table, at)
        if found:
            return found
    return None


def header_at(table: Table, first: int) -> Columns | None:
    """The header that begins in a row, or None: it must name the task, and at least who, when or what comes of it."""
    row = table[first]
    if not _may_be_titles(row):
        return None
    paths: list[list[str]] = [[cell.text] if cell.text else [] for cell in row.cells]
    end = first + 1
    while end < len(table) and end < first + _HEADER_ROWS and _goes_on(table[end], row, paths):
        _add_parts(table[end], paths)
        end += 1
    at = _roles(paths)
    known = [place for role, places in at.items() if role != NOT_WANTED for place in places]
    written = [place for place, cell in enumerate(row.cells) if cell.own]
    if "title" not in at or not any(role in at for role in (*_AGENTS, *_TIMES, "product")):
        return None
    if len({tuple(paths[place]) for place in known}) < 2 or 2 * len(set(known) & set(written)) < len(written):
        return None
    while end < len(table) and is_column_numbers(table[end]):
        end += 1
    titles = tuple(" / ".join(" ".join(text.split()) for text in path) for path in paths)
    labels = tuple(" ".join(path[-1].split()) if len(path) > 1 else "" for path in paths)
    return Columns(at, titles, labels, end)


def is_header_again(table: Table, at: int, columns: Columns) -> bool:
    """Whether a row repeats titles of the header, as at the top of the next page."""
    row = table[at]
    parts = [fold(title).split(" / ") for title in columns.titles]
    mine = [fold(" ".join(cell.own.split())) in part for cell, part in zip(row.cells, parts, strict=True) if cell.own]
    return len(mine) >= 2 and all(mine)


def _may_be_titles(row: Row) -> bool:
    written = row.written
    return len(written) >= 2 and not any(len(text) > _LONGEST_TITLE or _COUNTED.match(text) for text in written)


def _goes_on(row: Row, top: Row, paths: Sequence[Sequence[str]]) -> bool:
    """Whether a header takes this row too: the parts of merged titles, and nothing below the others."""
    if (
        not row.written
        or (is_column_numbers(row) and row.cells[0].own)
        or any(len(text) > _LONGEST_TITLE for text in row.written)
    ):
        return False
    for place, cell in enumerate(row.cells):
        if not cell.own:
            continue
        parent = _parent(paths, place)
        role = _role_of(paths[place] or [parent], _STRONG)
        is_wide = (
            not paths[place]
            or top.cells[place].across
            or (place + 1 < len(top.cells) and (top.cells[place + 1].across or not top.cells[place + 1].text))
        )
        words = _words(cell.own)
        is_part = bool(_decided(_STRONG, cell.own)) or bool(_decided(_WEAK, cell.own)) or bool(_PART.fullmatch(words))
        is_part = is_part or (role in _TIMES and bool(re.fullmatch(r"\d{1,2}", words)))
        is_money = role == "budget" and not re.search(r"\d{3}", words.replace("20", ""))
        if not is_wide or not (is_part or is_money) or role == "number":
            return False
    return True


def _parent(paths: Sequence[Sequence[str]], place: int) -> str:
    """The title above; a workbook without merged cells has it only in the leftmost of its columns."""
    while place >= 0 and not paths[place]:
        place -= 1
    return paths[place][-1] if place >= 0 else ""


def _add_parts(row: Row, paths: list[list[str]]) -> None:
    parents = [[_parent(paths, place)] for place in range(len(paths))]
    for place, cell in enumerate(row.cells):
        if cell.text and not cell.down and cell.text not in paths[place]:
            paths[place] = [*(paths[place] or parents[place]), cell.text]


def _roles(paths: Sequence[Sequence[str]]) -> dict[str, tuple[int, ...]]:
    """The positions of each column; further columns of tasks hold their content."""
    strong = [_role_of(path, _STRONG) for path in paths]
    found: defaultdict[str, list[int]] = defaultdict(list)
    for place, role in enumerate(strong):
        if role:
            found[role].append(place)
    for place, path in enumerate(paths):
        role = None if strong[place] or not path else _role_of(path, _WEAK)
        if role and (role not in found or tuple(paths[found[role][0]]) == tuple(path)):
            found[role].append(place)
    for role, other, words in (
        ("timing", "product", r"thoi gian|thoi han"),
        ("product", "timing", r"san pham|ket qua"),
    ):
        if role not in found:  # one column for both: "Sản phẩm, thời gian hoàn thành"
            found[role] += [at for at in found[other] if re.search(words, _words(" ".join(paths[at])))]
    if "title" not in found and "group" in found:
        found["title"] = found.pop("group")
    if "number" not in found and not paths[0] and len(paths) > _LEAST_TITLES:
        found["number"] = [0]
    if "title" in found:
        named = tuple(paths[found["title"][0]])
        found["content"] = [place for place in found["title"] if tuple(paths[place]) != named]
        found["title"] = [place for place in found["title"] if tuple(paths[place]) == named]
    return {role: tuple(places) for role, places in found.items() if places}


def _role_of(path: Sequence[str], titles: Mapping[str, str]) -> str | None:
    told = [_decided(titles, text) for text in reversed(path)]
    if NOT_WANTED in told:
        return NOT_WANTED
    return next((role for role in told if role), None)


def _decided(titles: Mapping[str, str], text: str) -> str | None:
    words = _words(text)
    if len(words) > _LONGEST_TITLE:
        return None
    found = [
        (match.start(), rank, role)
        for rank, (role, one) in enumerate(titles.items())
        if (match := re.search(one, words))
    ]
    return min(found)[2] if found else None


def _words(text: str) -> str:
    return " ".join(fold(text).split()).strip(" :.*()")
