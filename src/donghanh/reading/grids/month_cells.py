"""Cells of a workbook that show a month and hold its first day.

Who types "6/2026" into Excel gets the day 01/06/2026 shown as a month. The reader of workbooks gives the day and not
how it is shown, so the formats are looked up here.
"""

from __future__ import annotations

import io
import re
import zipfile
from html import unescape

_MONTH_AND_YEAR = 17
"""Number of the built-in format "mmm-yy" (ISO/IEC 29500-1 §18.8.30)."""
_CELL = re.compile(rb"""<(?:\w+:)?c\s[^>]*>""")
_TEXT = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.')
"""Parts of a format that are shown as they stand."""


def month_cells(content: bytes) -> dict[str, set[tuple[int, int]]]:
    """Name of a sheet → (row, column), from 0, of its cells whose format has month and year but no day."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        if "xl/styles.xml" not in archive.namelist():
            return {}
        styles = _month_styles(archive.read("xl/styles.xml").decode("utf-8", "replace"))
        if not styles:
            return {}
        parts = _sheet_parts(archive)
        return {name: _cells(archive.read(part), styles) for name, part in parts.items() if part in archive.namelist()}


def _month_styles(text: str) -> set[str]:
    formats = {_attribute(tag, "numFmtId"): unescape(_attribute(tag, "formatCode")) for tag in _tags(text, "numFmt")}
    months = {number for number, code in formats.items() if _is_month(code)} | {str(_MONTH_AND_YEAR)}
    used = re.search(r"<(?:\w+:)?cellXfs\b.*?</(?:\w+:)?cellXfs>", text, re.DOTALL)
    numbers = [_attribute(tag, "numFmtId") for tag in _tags(used.group(), "xf")] if used else []
    return {str(at) for at, number in enumerate(numbers) if number in months}


def _is_month(code: str) -> bool:
    letters = set(_TEXT.sub("", code.lower().split(";")[0]))
    return {"m", "y"} <= letters and not letters & {"d", "h", "s"}


def _sheet_parts(archive: zipfile.ZipFile) -> dict[str, str]:
    book = archive.read("xl/workbook.xml").decode("utf-8", "replace")
    links = archive.read("xl/_rels/workbook.xml.rels").decode("utf-8", "replace")
    targets = {_attribute(tag, "Id"): _attribute(tag, "Target") for tag in _tags(links, "Relationship")}
    found = {}
    for tag in _tags(book, "sheet"):
        target = targets.get(_attribute(tag, r"\w+:id"), "")
        found[unescape(_attribute(tag, "name"))] = target[1:] if target.startswith("/") else f"xl/{target}"
    return found


def _cells(text: bytes, styles: set[str]) -> set[tuple[int, int]]:
    found = set()
    for match in _CELL.finditer(text):
        tag = match.group().decode("ascii", "replace")
        place = re.fullmatch(r"([A-Z]{1,3})(\d+)", _attribute(tag, "r"))
        if place and _attribute(tag, "s") in styles:
            column = 0
            for letter in place[1]:
                column = column * 26 + ord(letter) - 64
            found.add((int(place[2]) - 1, column - 1))
    return found


def _tags(text: str, name: str) -> list[str]:
    return re.findall(rf"<(?:\w+:)?{name}\s[^>]*>", text)


def _attribute(tag: str, name: str) -> str:
    found = re.search(rf"""\s{name}\s*=\s*(?:"([^"]*)"|'([^']*)')""", tag)
    return (found[1] or found[2] or "") if found else ""
