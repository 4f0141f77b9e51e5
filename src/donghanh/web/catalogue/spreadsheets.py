"""Rows as a CSV file that a spreadsheet opens as what it is: text, never a formula."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence

from django.http import HttpResponse

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def as_csv(name: str, titles: Sequence[object], rows: Iterable[Sequence[object]]) -> HttpResponse:
    """The rows as a download; a text that a spreadsheet would compute gets an apostrophe in front."""
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response.write("\ufeff")  # without the mark Excel reads UTF-8 as the machine's own code page
    out = csv.writer(response)
    out.writerow([_text(title) for title in titles])
    out.writerows([_text(cell) for cell in row] for row in rows)
    return response


def _text(cell: object) -> object:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell
