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
        raise _wrong(path, "không mở được tệp", "the file cannot be opened") from error
    except UnicodeDecodeError as error:
        raise _wrong(path, "tệp không phải UTF-8; hãy lưu lại bằng UTF-8", "not UTF-8; save it as UTF-8") from error
    rows = _json_rows(path, text) if path.suffix.lower() == ".json" else _csv_rows(path, text)
    return tuple(entry for where, row in rows for entry in _entries(path, where, row))


def _csv_rows(path: Path, text: str) -> Iterator[tuple[str, Mapping[str, str]]]:
    header = text.partition("\n")[0]
    delimiter = max(",;\t", key=header.count)
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter)
    fields = [name.strip() for name in reader.fieldnames or ()]
    twice = sorted({name for name in fields if fields.count(name) > 1})
    if twice:
        raise _wrong(path, f"cột “{twice[0]}” có hai lần", f"the column “{twice[0]}” stands twice")
    for row in reader:
        if None in row or None in row.values():
            where = f"dòng {reader.line_num}"
            raise _wrong(path, f"{where}: số ô khác dòng tiêu đề", f"{where}: cells do not match the header")
        yield f"{path.name} dòng {reader.line_num}", {key.strip(): value for key, value in row.items()}


def _json_rows(path: Path, text: str) -> Iterator[tuple[str, Mapping[str, str]]]:
    try:
        rows = json.loads(text)
    except json.JSONDecodeError as error:
        said = f"dòng {error.lineno}"
        raise _wrong(path, f"{said}: không phải JSON", f"{said}: not JSON: {error.msg}") from error
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise _wrong(path, "cần một danh sách các đối tượng", "a list of objects is wanted")
    for number, row in enumerate(rows, start=1):
        yield f"{path.name} mục {number}", {str(key): _raw(value) for key, value in row.items()}


def _raw(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)


def _entries(path: Path, where: str, row: Mapping[str, str]) -> Iterable[Entry]:
    place = row.get("place", "")
    if not place.strip():
        raise _wrong(path, f"{where}: thiếu “place”", f"{where}: “place” is missing")
    if "item" not in row:
        cells = ((column, value) for column, value in row.items() if column not in ("place", "source"))
        return [_cell(place, column, value, row, where) for column, value in cells]
    if unknown := sorted(set(row) - set(_LONG)):
        vi, en = nearest(unknown[0], _LONG)
        raise _wrong(path, f"{where}: cột lạ “{unknown[0]}”; {vi}", f"{where}: unknown column “{unknown[0]}”; {en}")
    role = row.get("input", "").strip() or "value"
    figure, source = row.get("figure") or None, row.get("source") or None
    return [Entry(place, row["item"].strip(), row.get("value", ""), role, figure, source, where)]


def _cell(place: str, column: str, value: str, row: Mapping[str, str], where: str) -> Entry:
    item, dot, role = column.rpartition(".")
    if not dot or role not in _ROLES:
        item, role = column, "value"
    return Entry(place, item, value, role, None, row.get("source") or None, where)


def _wrong(path: Path, vi: str, en: str) -> ScoreError:
    return ScoreError("score.file", vi=f"{path.name}: {vi}", en=f"{path.name}: {en}")
