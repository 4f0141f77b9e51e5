"""Rows of a workbook (xlsx, xls, xlsb, ods): the sheet, its titles with merged cells, its values as text.

Row numbers are the sheet's own. The value of merged cells holds for every row they span, except in columns
of numbers, where it would be counted once per row. A formula counts by the value stored with it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import python_calamine
from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, PasswordError, SheetVisibleEnum

from donghanh.lake.definition import Dataset
from donghanh.lake.sources.archives import Extent, broken, survey
from donghanh.lake.sources.headers import (
    ROWS_TO_SHOW,
    Found,
    Header,
    Wanted,
    find_titles,
    header_of,
    is_blank,
    key,
    load_error,
)
from donghanh.lake.sources.typed import as_text
from donghanh.text import nearest

_UNCLEAR = re.compile(r"[+-]?[1-9]\d{0,2}[.,]\d{3}")
Cells = list[list[Any]]
Merged = list[tuple[tuple[int, int], tuple[int, int]]]


class Workbook:
    """An open workbook; close it when done. ``sheet``: the name of the only sheet to read."""

    def __init__(self, path: Path, kind: str, file_name: str, sheet: str | None = None) -> None:
        """``kind``: xlsx, xlsb, ods or xls, by the content.

        Raises:
            LoadError: it is damaged, protected by a password, too large, or has no sheet of that name.
        """
        self.file_name = file_name
        self._extents = {} if kind == "xls" else survey(path, kind, file_name)
        try:
            self._book: CalamineWorkbook = python_calamine.load_workbook(str(path))
        except PasswordError as wrong:
            raise _locked(file_name) from wrong
        except (CalamineError, OSError) as wrong:
            raise _locked(file_name) if _is_locked(path) else broken(file_name) from wrong
        self._sheets: dict[str, CalamineSheet] = {}
        self._names = [self._named(sheet)] if sheet is not None else self._shown()

    def close(self) -> None:
        """Let go of the file."""
        self._book.close()

    def _shown(self) -> list[str]:
        shown = [one.name for one in self._book.sheets_metadata if one.visible == SheetVisibleEnum.Visible]
        return shown or list(self._book.sheet_names)

    def _named(self, sheet: str) -> str:
        found = [name for name in self._book.sheet_names if name == sheet or key(name) == key(sheet)]
        if not found:
            vi, en = nearest(sheet, self._book.sheet_names)
            raise load_error(
                "sheet",
                f"{self.file_name} không có trang tính “{sheet}”; {vi}",
                f"{self.file_name} has no sheet “{sheet}”; {en}",
            )
        return found[0]

    def _sheet(self, name: str) -> CalamineSheet:
        if name not in self._sheets:
            try:
                self._sheets[name] = self._book.get_sheet_by_name(name)
            except CalamineError as wrong:
                raise broken(self.file_name) from wrong
        return self._sheets[name]

    def _merged(self, name: str) -> Merged | None:
        if self._extents and name in self._extents and self._extents[name].merged:
            return self._extents[name].merged
        return self._sheet(name).merged_cell_ranges

    def read_header(self, dataset: Dataset, mapping: Mapping[str, str] | None) -> Header:
        """The sheet whose titles answer best.

        Raises:
            LoadError: no sheet answers, two answer alike, or a title is missing or stands twice.
        """
        wanted = Wanted(dataset, mapping)
        found = [(name, self._titles(name, wanted)) for name in self._names]
        name, best = max(found, key=lambda one: len(one[1].positions))
        if best.positions:
            self._refuse_two_alike(found, len(best.positions))
        header = header_of(best, wanted, self.file_name, sheet=name)
        kinds = {place: dataset.column(column).type for column, place in best.positions.items()}
        return replace(
            header,
            spanned=tuple(place for place, kind in kinds.items() if kind not in ("integer", "decimal", "money")),
            decimals=tuple(place for place, kind in kinds.items() if kind == "decimal"),
        )

    def _refuse_two_alike(self, found: list[tuple[str, Found]], answered: int) -> None:
        alike = [
            name
            for name, titles in found
            if len(titles.positions) == answered and (self._sheet(name).end or (0, 0))[0] + 1 >= titles.first_row
        ]
        if len(alike) > 1:
            names = ", ".join(f"“{name}”" for name in alike[:8])
            raise load_error(
                "sheets",
                f"{self.file_name} có {len(alike)} trang tính hợp với tập dữ liệu: {names}; "
                "hãy nêu tên trang cần nạp (--sheet), từng trang một",
                f"{self.file_name} has {len(alike)} sheets that fit the dataset: {names}; "
                "name the one to load (--sheet), one at a time",
            )

    def _titles(self, name: str, wanted: Wanted) -> Found:
        sheet = self._sheet(name)
        rows = [[as_text(cell) for cell in row] for row in sheet.to_python(False, ROWS_TO_SHOW)]
        merged = self._merged(name)
        for (top, left), (bottom, right) in merged or ():
            if top < len(rows) and left < len(rows[top]):
                for row in rows[top : bottom + 1]:
                    row[left : right + 1] = [rows[top][left]] * len(row[left : right + 1])
        return find_titles(rows, wanted, merged=merged is not None)

    def rows(self, header: Header) -> Iterator[tuple[int, list[str | None]]]:
        """Every row of data with its number, as wide as the titles; blank rows have no fields."""
        assert header.sheet is not None
        cells: Cells = self._sheet(header.sheet).to_python(False)
        width, first = len(header.titles), header.first_row - 1
        extent = self._extents.get(header.sheet, Extent())
        self._span(cells, header)
        numbers = [place for place in header.decimals if _has_decimals(cells[first:], place)]
        for at in range(first, len(cells)):
            row: list[str | None] = [as_text(cell) for cell in cells[at][:width]]
            for place in numbers:
                cell = row[place] if place < len(row) else None
                if cell and isinstance(cells[at][place], str) and _UNCLEAR.fullmatch(cell.strip()):
                    row[place] = f"'{cell.strip()}"  # as Excel shows a number kept as text: it is no number here
            for place in range(width) if extent.errors else ():
                if (at, place) in extent.errors:
                    row += [""] * (place + 1 - len(row))
                    row[place] = extent.errors[at, place] or "#ERROR"
            if is_blank(row):
                yield at + 1, []
            else:
                yield at + 1, row + [""] * (width - len(row))

    def _span(self, cells: Cells, header: Header) -> None:
        for (top, left), (bottom, _) in self._merged(header.sheet or "") or ():
            if bottom > top >= header.first_row - 1 and left in header.spanned and top < len(cells):
                for row in cells[top + 1 : bottom + 1]:
                    row[left] = cells[top][left]


def _has_decimals(cells: Cells, place: int) -> bool:
    """Whether a cell of the column is a number with decimals: it proves nothing of the numbers kept as text there."""
    return any(isinstance(row[place], float) and row[place] % 1 for row in cells if place < len(row))


def _is_locked(path: Path) -> bool:
    """An encrypted xlsx is an old-style container with this stream in it."""
    with path.open("rb") as file:
        return "EncryptedPackage".encode("utf-16-le") in file.read(1 << 20)


def _locked(file_name: str) -> Exception:
    return load_error(
        "password",
        f"{file_name} được bảo vệ bằng mật khẩu; hãy bỏ mật khẩu (Tệp > Thông tin > Bảo vệ sổ làm việc) rồi nạp lại",
        f"{file_name} is protected by a password; remove it (File > Info > Protect Workbook) and load again",
    )
