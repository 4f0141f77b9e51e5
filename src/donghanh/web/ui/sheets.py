"""A list page as a workbook: the same rows in words, dates as dates, text never a formula."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

import xlsxwriter
from django.http import HttpResponse
from django.utils import timezone

from donghanh.errors import InputError

SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MOST_ROWS = 20_000
"""More would keep a worker busy for several seconds; whoever needs them narrows the list and takes parts."""


def refuse_too_many(rows: int) -> None:
    """Call it with the number of rows before they are fetched.

    Raises:
        InputError: more rows than a workbook is made of.
    """
    if rows > MOST_ROWS:
        raise InputError(
            "export.too_long",
            vi=f"Danh sách có {rows} dòng, nhiều hơn {MOST_ROWS} dòng của một tệp Excel. Hãy lọc bớt rồi xuất lại.",
            en=f"The list has {rows} rows, more than the {MOST_ROWS} of a workbook. Narrow it and export again.",
        )


def as_xlsx(
    name: str, columns: Sequence[tuple[object, int]], rows: Iterable[Sequence[object]], note: str = ""
) -> HttpResponse:
    """The rows as a download called ``name``; ``columns`` are (title, width in letters), ``note`` stands above them."""
    content = io.BytesIO()
    # Text stays text: a cell that begins with “=” is nobody's formula.
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(content, options) as book:
        sheet = book.add_worksheet()
        bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        day = book.add_format({"num_format": "dd/mm/yyyy", "valign": "top"})
        wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        for position, (_title, width) in enumerate(columns):
            sheet.set_column(position, position, width)
        first = 0
        if note:
            sheet.write_string(0, 0, note)
            first = 2
        sheet.write_row(first, 0, [str(title) for title, _width in columns], bold)
        sheet.freeze_panes(first + 1, 0)
        for number, row in enumerate(rows, start=first + 1):
            for position, value in enumerate(row):
                _write(sheet, number, position, value, day, wrapped)
    response = HttpResponse(content.getvalue(), content_type=SHEET)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _write(sheet: Any, row: int, column: int, value: object, day: object, wrapped: object) -> None:
    if isinstance(value, datetime):
        value = timezone.localdate(value)
    if isinstance(value, date):
        sheet.write_datetime(row, column, datetime(value.year, value.month, value.day), day)  # noqa: DTZ001 (a day)
    elif isinstance(value, bool | int | float):
        sheet.write(row, column, value)
    elif value is not None:
        sheet.write_string(row, column, str(value), wrapped)
