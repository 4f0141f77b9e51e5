"""Input tables: CSV or JSON files in which people give the inputs of an index.

Long: one row per input, with the columns ``place, item, value`` and, where wanted, ``input``
(the role), ``figure`` and ``source``. Wide: one row per place, one column per item, named
by the item's code or ``code.role``; a column ``source`` holds for the whole row.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from donghanh.errors import ScoreError
from donghanh.indices.inputs import Entry
from donghanh.text import nearest, nfc

_ROLES = ("value", "numerator", "denominator")
_LONG = ("place", "item", "input", "value", "figure", "source")


def read_entries(path: Path) -> tuple[Entry, ...]:
    """The entries of a ``.csv`` (comma, semicolon or tab; UTF-8) or ``.json`` file.

    Raises:
        ScoreError: no such file, not UTF-8, not a table, or no column ``place``.
    """
    try:
        text = nfc(path.read_bytes().decode("utf-8-sig"))
    except OSError as error:
        raise _wrong(path.name, "không mở được tệp", "the file cannot be opened") from error
    except UnicodeDecodeError as error:
        raise _wrong(
            path.name, "tệp không phải UTF-8; hãy lưu lại bằng UTF-8", "not UTF-8; save it as UTF-8"
        ) from error
    rows = _json_rows(path, text) if path.suffix.lower() == ".json" else _csv_rows(path, text)
    return tuple(entry for where, row in rows for entry in _entries(where, row))


def _csv_rows(path: Path, text: str) -> Iterator[tuple[str, Mapping[str, str]]]:
    header = text.partition("\n")[0]
    delimiter = max(",;\t", key=header.count)
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter)
    fields = [name.strip() for name in reader.fieldnames or ()]
    twice = sorted({name for name in fields if fields.count(name) > 1})
    if twice:
        raise _wrong(path.name, f"cột “{twice[0]}” có hai lần", f"the column “{twice[0]}” stands twice")
    for row in reader:
        where = f"{path.name}:{reader.line_num}"
        if None in row or None in row.values():
            raise _wrong(where, "số ô khác dòng tiêu đề", "the cells do not match the header")
        yield where, {key.strip(): value for key, value in row.items()}


def _json_rows(path: Path, text: str) -> Iterator[tuple[str, Mapping[str, str]]]:
    try:
        rows = json.loads(text)
    except json.JSONDecodeError as error:
        raise _wrong(f"{path.name}:{error.lineno}", "không phải JSON", f"not JSON: {error.msg}") from error
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise _wrong(path.name, "cần một danh sách các đối tượng", "a list of objects is wanted")
    for number, row in enumerate(rows, start=1):
        yield f"{path.name}[{number}]", {str(key): _raw(value) for key, value in row.items()}


def _raw(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)


def _entries(where: str, row: Mapping[str, str]) -> Iterable[Entry]:
    place = row.get("place", "")
    if not place.strip():
        raise _wrong(where, "thiếu “place”", "“place” is missing")
    if "item" not in row:
        cells = ((column, value) for column, value in row.items() if column not in ("place", "source"))
        return [_cell(place, column, value, row, where) for column, value in cells]
    if unknown := sorted(set(row) - set(_LONG)):
        vi, en = nearest(unknown[0], _LONG)
        raise _wrong(where, f"cột lạ “{unknown[0]}”; {vi}", f"unknown column “{unknown[0]}”; {en}")
    role = row.get("input", "").strip() or "value"
    figure, source = row.get("figure") or None, row.get("source") or None
    return [Entry(place, row["item"].strip(), row.get("value", ""), role, figure, source, where)]


def _cell(place: str, column: str, value: str, row: Mapping[str, str], where: str) -> Entry:
    item, dot, role = column.rpartition(".")
    if not dot or role not in _ROLES:
        item, role = column, "value"
    return Entry(place, item, value, role, None, row.get("source") or None, where)


def _wrong(where: str, vi: str, en: str) -> ScoreError:
    return ScoreError("score.file", vi=f"{where}: {vi}", en=f"{where}: {en}")
