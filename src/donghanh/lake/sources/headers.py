"""Which rows of a file hold the titles, and which of the dataset's columns each title answers to.

Files made by people carry a report's name above the titles, titles over two or three rows, and a row
that only numbers the columns; the titles are the rows that answer to most of the dataset's columns.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Literal

from donghanh.errors import LoadError
from donghanh.lake.columns import Column
from donghanh.lake.definition import Dataset
from donghanh.text import fold, nearest

SEARCHED_ROWS = 20
TITLE_ROWS = 3
"""Titles may be spread over so many rows at most."""
ROWS_TO_SHOW = SEARCHED_ROWS + 1
"""How many of a file's first rows are enough to find its titles, and the row below that numbers them."""

Fields = Sequence[str | None]
_NEVER_A_SMALL_NUMBER = ("date", "timestamp", "boolean", "place", "organisation", "geometry")


@dataclass(frozen=True)
class Header:
    """How the columns of a file answer to those of a dataset."""

    delimiter: str
    titles: tuple[str, ...]
    positions: dict[str, int]
    """Dataset column → position in the file."""
    ignored: tuple[str, ...]
    """Titles that answer to no column of the dataset."""
    first_row: int = 2
    """The number of the first row of data, as a spreadsheet shows it."""
    decimal: Literal["comma", "point"] | None = None
    """How the source writes decimals, where it is known; else the values must prove it."""
    sheet: str | None = None
    """The sheet the rows are on, in a workbook."""
    spanned: tuple[int, ...] = ()
    """Positions where the value of merged cells holds for every row that they span."""
    decimals: tuple[int, ...] = ()
    """Positions of decimal numbers."""

    def absent(self, dataset: Dataset) -> list[Column]:
        """The dataset's columns that the file does not bring."""
        return [column for column in dataset.columns if column.name not in self.positions]


class Wanted:
    """The titles a dataset's columns go by; those a person has assigned come before all others."""

    def __init__(self, dataset: Dataset, mapping: Mapping[str, str] | None = None) -> None:
        """``mapping``: title in the file → column, or "" for a title to be ignored.

        Raises:
            LoadError: a column of the mapping is not in the dataset.
        """
        names = [column.name for column in dataset.columns]
        self.dataset = dataset
        self.chosen = {key(title): (title, name) for title, name in (mapping or {}).items()}
        for title, name in self.chosen.values():
            if name and name not in names:
                vi, en = nearest(name, names)
                raise load_error(
                    "map",
                    f"“{title}” được gán cho cột “{name}”, mà {dataset.code} không có cột ấy; {vi}",
                    f"“{title}” is assigned to the column “{name}”, which {dataset.code} does not have; {en}",
                )
        taken = {name for _, name in self.chosen.values()}
        self._known = {
            key(word): column.name
            for column in dataset.columns
            if column.name not in taken
            for word in (*column.was, column.name, *column.label.values(), *column.headers)
        }

    def column(self, title: str) -> str | None:
        """The column a title answers to."""
        title = key(title)
        return (self.chosen[title][1] or None) if title in self.chosen else self._known.get(title)


@dataclass(frozen=True)
class Found:
    """Rows that may be the titles: where they stand, and what they answer to."""

    titles: tuple[str, ...]
    positions: dict[str, int]
    twice: tuple[str, str, str] | None
    """A column with the two titles that both answer to it."""
    first_row: int
    rows: int

    @property
    def merit(self) -> tuple[int, int, int]:
        """More columns answered come first, then fewer rows, then the higher place."""
        return len(self.positions), -self.rows, -self.first_row


def find_titles(rows: Sequence[Fields], wanted: Wanted, *, merged: bool = False) -> Found:
    """The rows among the first that answer to most columns. ``merged``: merged cells are already filled in."""
    best = Found(tuple(said(cell) for cell in rows[0]) if rows else (), {}, None, 2, 1)
    searched = min(len(rows), SEARCHED_ROWS)
    most = min(len(wanted.dataset.columns), max((len(row) for row in rows), default=0))
    for top in range(searched):
        for height in range(1, min(TITLE_ROWS, searched - top) + 1):
            found = _answers(rows, top, height, wanted, merged)
            best = max(best, found, key=lambda one: one.merit)
            if len(found.positions) == most:
                break
        if len(best.positions) == most:  # no other rows can answer to more
            break
    below = rows[best.first_row - 1] if best.first_row <= len(rows) else ()
    if _only_numbers_the_columns(below, best, wanted.dataset):
        return Found(best.titles, best.positions, best.twice, best.first_row + 1, best.rows)
    return best


def _answers(rows: Sequence[Fields], top: int, height: int, wanted: Wanted, merged: bool) -> Found:
    block = rows[top : top + height]
    parts = _columns_of(block, merged)
    titles = tuple(" / ".join(one) for one in parts)
    positions: dict[str, int] = {}
    twice = None
    for position, title in enumerate(titles):
        name = wanted.column(title)
        if name is not None and name in positions:
            twice = twice or (name, titles[positions[name]], title)
        elif name is not None:
            positions[name] = position
    taken = set(positions.values())
    last = [one[-1] if len(one) > 1 else "" for one in parts]
    for position, word in enumerate(last):
        name = wanted.column(word) if word and position not in taken and last.count(word) == 1 else None
        if name is not None and name not in positions:
            positions[name] = position
    return Found(titles, positions, twice, top + height + 1, height)


def _columns_of(block: Sequence[Fields], merged: bool) -> list[list[str]]:
    """For each column the words that stand above it, from the top; without known merges a title reaches to its right
    as far as there are titles below and none beside it."""
    width = max((len(row) for row in block), default=0)
    words = [[said(row[at]) if at < len(row) else "" for at in range(width)] for row in block]
    if not merged:
        for upper, lower in pairwise(words):
            for at in range(1, width):
                if not upper[at] and lower[at]:
                    upper[at] = upper[at - 1] if lower[at - 1] else ""
    columns = []
    for at in range(width):
        above: list[str] = []
        for row in words:
            if row[at] and row[at] not in above[-1:]:
                above.append(row[at])
        columns.append(above)
    return columns


def _only_numbers_the_columns(row: Fields, found: Found, dataset: Dataset) -> bool:
    """A row such as (1) (2) (3) or A B 1 2; bare numbers only where one of them could not be a value."""
    cells = [said(cell) for cell in row]
    marks = [cell for cell in cells if cell]
    if len(marks) < 2 or len(marks) < len(found.positions) or not found.positions:
        return False
    bare = [re.sub(r"^\((.*)\)$", r"\1", mark.split("=")[0].strip()) for mark in marks]
    letters = [mark for mark in bare if re.fullmatch(r"[A-Za-z]", mark)]
    numbers = bare[len(letters) :]
    if [one.upper() for one in letters] != [chr(65 + place) for place in range(len(letters))]:
        return False
    if numbers != [str(place) for place in range(1, len(numbers) + 1)]:
        return False
    if all(mark.startswith("(") for mark in marks):
        return True
    return any(dataset.column(name).type in _NEVER_A_SMALL_NUMBER for name in found.positions)


def header_of(
    found: Found, wanted: Wanted, file_name: str, *, delimiter: str = ",", sheet: str | None = None
) -> Header:
    """The header those titles make.

    Raises:
        LoadError: a column is missing (the nearest title is named), a title stands twice, or an assigned title is
            not in the file.
    """
    titles = {key(title) for title in found.titles}
    for word, (title, name) in wanted.chosen.items():
        if name and name not in found.positions and word not in titles:
            vi, en = nearest(title, [one for one in found.titles if one])
            raise load_error(
                "map", f"{file_name} không có cột tên “{title}”; {vi}", f"{file_name} has no title “{title}”; {en}"
            )
    if found.twice:
        name, one, other = found.twice
        raise load_error(
            "columns-twice",
            f"Cột “{name}” có hai lần: “{one}” và “{other}”; hãy bỏ một",
            f"The column “{name}” is there twice: “{one}” and “{other}”; remove one",
        )
    used = set(found.positions.values())
    ignored = tuple(title for place, title in enumerate(found.titles) if title and place not in used)
    header = Header(delimiter, found.titles, found.positions, ignored, found.first_row, None, sheet)
    missing = [one for one in header.absent(wanted.dataset) if not wanted.dataset.may_be_left_out(one)]
    if missing:
        raise _lacking(file_name, header, missing)
    return header


def _lacking(file_name: str, header: Header, missing: list[Column]) -> LoadError:
    """Names the columns, the title that each may be hiding under, and the titles found."""
    ignored = {key(title): title for title in header.ignored}
    vi, en = [], []
    for column in missing:
        words = (key(word) for word in (column.name, column.title))
        near = [one for word in words for one in difflib.get_close_matches(word, ignored, n=1, cutoff=0.75)]
        vi.append(f"“{column.name}” ({column.title})" + (f" – là “{ignored[near[0]]}”?" if near else ""))
        en.append(f"“{column.name}”" + (f" – is it “{ignored[near[0]]}”?" if near else ""))
    seen = ", ".join(title[:60] for title in header.titles[:12] if title) or "–"
    where = f"{file_name}, trang tính “{header.sheet}”" if header.sheet else file_name
    place = f"{file_name}, sheet “{header.sheet}”" if header.sheet else file_name
    return load_error(
        "columns",
        f"{where} thiếu cột {', '.join(vi)}. Tên cột phải nằm trong {SEARCHED_ROWS} dòng đầu; đọc được: {seen}",
        f"{place} lacks the column {', '.join(en)}. The titles must stand in the first {SEARCHED_ROWS} rows; "
        f"found: {seen}",
    )


def said(cell: str | None) -> str:
    """A title as it is shown: without the spaces around it, and on one line."""
    return " ".join(cell.split()) if cell else ""


@lru_cache(maxsize=50_000)
def key(title: str) -> str:
    """What two titles must share to be the same: their letters and digits without case or marks."""
    return " ".join(re.findall(r"[^\W_]+", fold(title[:300])))


def load_error(code: str, vi: str, en: str) -> LoadError:
    """A refusal of a whole file under ``load.<code>``; the sentences come without their full stop."""
    return LoadError(f"load.{code}", vi=f"{vi}.", en=f"{en}.")


def is_blank(row: Iterable[str | None]) -> bool:
    """Whether nothing stands in the row."""
    return not any(cell and cell.strip() for cell in row)
