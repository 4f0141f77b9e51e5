"""Input tables: CSV, XLSX or JSON files in which people give the inputs of an index.

Long: one row per input, with the columns ``place, item, value`` and, where wanted, ``input``
(the role), ``period``, ``channel``, ``figure`` and ``source``. Wide: one row per place and
period, one column per item, named by the item's code or ``code.role``; the columns
``period``, ``channel`` and ``source`` hold for the whole row.
"""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, cast

from python_calamine import CalamineError, CalamineWorkbook

from donghanh.errors import ScoreError
from donghanh.indices.definition import Edition, Item
from donghanh.indices.inputs import Entry
from donghanh.text import fold, nearest, nfc

_LONG = ("place", "item", "input", "value", "period", "channel", "figure", "source")
_ROW = ("place", "period", "channel", "source")
"""The columns of a wide table that are no items."""
_ALIASES = {
    "place": ("province", "commune", "country", "organisation", "enterprise", "dia ban", "tinh", "xa", "don vi"),
    "period": ("year", "ky", "nam"),
    "channel": ("kenh",),
    "source": ("nguon",),
}
_CHANNELS = {"": "", "self": "self", "tu cham": "self", "appraised": "appraised", "tham dinh": "appraised"}


def read_entries(path: Path, edition: Edition, *, ignore: Collection[str] = ()) -> tuple[Entry, ...]:
    """The entries of a ``.csv`` (comma, semicolon or tab; UTF-8), ``.xlsx`` (its first sheet) or ``.json`` file.

    Every column must be one that is known, so that a mistyped code is not taken for a missing value; those named in
    ``ignore`` are passed over.

    Raises:
        ScoreError: no such file, not what its name says, not a table, or no column ``place``.
    """
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise _wrong(path.name, "không mở được tệp", "the file cannot be opened") from error
    if path.suffix.lower() in (".xlsx", ".xls", ".ods"):
        rows = _sheet_rows(path.name, raw)
    else:
        text = _text(path.name, raw)
        rows = _json_rows(path, text) if path.suffix.lower() == ".json" else _csv_rows(path, text)
    columns: dict[str, tuple[str, str]] = {}
    wanted = ((where, {key: value for key, value in row.items() if key not in ignore}) for where, row in rows)
    return tuple(entry for where, row in wanted for entry in _entries(where, row, edition, columns))


def _text(name: str, raw: bytes) -> str:
    try:
        return nfc(raw.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise _wrong(name, "tệp không phải UTF-8; hãy lưu lại bằng UTF-8", "not UTF-8; save it as UTF-8") from error


def _csv_rows(path: Path, text: str) -> Iterator[tuple[str, Mapping[str, str]]]:
    header = text.partition("\n")[0]
    delimiter = max(",;\t", key=header.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    fields = _fields(path.name, next(reader, []))
    for row in reader:
        where = f"{path.name}:{reader.line_num}"
        if not row:
            continue
        if len(row) != len(fields):
            raise _wrong(where, "số ô khác dòng tiêu đề", "the cells do not match the header")
        yield where, dict(zip(fields, row, strict=True))


def _sheet_rows(name: str, raw: bytes) -> Iterator[tuple[str, Mapping[str, str]]]:
    try:
        sheet = CalamineWorkbook.from_filelike(io.BytesIO(raw)).get_sheet_by_index(0)
    except (CalamineError, IndexError, zipfile.BadZipFile, OSError) as error:
        raise _wrong(name, "không đọc được bảng tính", "the spreadsheet cannot be read") from error
    cells = sheet.to_python(skip_empty_area=False)
    header = next((i for i, row in enumerate(cells) if any(str(cell).strip() for cell in row)), len(cells))
    fields = _fields(name, [str(cell) for cell in cells[header]] if header < len(cells) else [])
    for number, row in enumerate(cells[header + 1 :], start=header + 2):
        if any(str(cell).strip() for cell in row):
            yield f"{name}:{number}", {key: _raw(cell) for key, cell in zip(fields, row, strict=True) if key}


def _fields(name: str, header: Iterable[str]) -> list[str]:
    fields = [_field(nfc(one.strip())) for one in header]
    twice = sorted({one for one in fields if one and fields.count(one) > 1})
    if twice:
        raise _wrong(name, f"cột “{twice[0]}” có hai lần", f"the column “{twice[0]}” stands twice")
    return fields


def _field(header: str) -> str:
    folded = fold(header)
    return next((name for name, aliases in _ALIASES.items() if folded == name or folded in aliases), header)


def _json_rows(path: Path, text: str) -> Iterator[tuple[str, Mapping[str, str]]]:
    try:
        rows = json.loads(text)
    except json.JSONDecodeError as error:
        raise _wrong(f"{path.name}:{error.lineno}", "không phải JSON", f"not JSON: {error.msg}") from error
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise _wrong(path.name, "cần một danh sách các đối tượng", "a list of objects is wanted")
    for number, row in enumerate(rows, start=1):
        yield f"{path.name}[{number}]", {_field(str(key)): _raw(value) for key, value in row.items()}


def _raw(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


def _entries(
    where: str, row: Mapping[str, str], edition: Edition, columns: dict[str, tuple[str, str]]
) -> Iterable[Entry]:
    if not row.get("place", "").strip():
        raise _wrong(where, "thiếu “place”", "“place” is missing")
    common = {
        "subject": row["place"],
        "source": row.get("source") or None,
        "where": where,
        "period": row.get("period", "").strip(),
        "channel": _channel(where, row.get("channel", "")),
    }
    if "item" not in row:
        cells = ((_resolved(one, edition, columns), value) for one, value in row.items() if one and one not in _ROW)
        return [Entry(item=item, role=role, raw=value, **common) for (item, role), value in cells]
    if unknown := sorted(set(row) - set(_LONG)):
        vi, en = nearest(unknown[0], _LONG)
        raise _wrong(where, f"cột lạ “{unknown[0]}”; {vi}", f"unknown column “{unknown[0]}”; {en}")
    role, item = row.get("input", "").strip() or "value", row["item"].strip()
    return [Entry(item=item, role=role, raw=row.get("value", ""), figure=row.get("figure") or None, **common)]


def _resolved(column: str, edition: Edition, columns: dict[str, tuple[str, str]]) -> tuple[str, str]:
    """Item and role of a column: ``code`` or ``code.role``; codes may hold dots themselves."""
    if column not in columns:
        columns[column] = column, "value"
        code, _, role = column.rpartition(".")
        if column not in edition.by_code and isinstance(edition.by_code.get(code), Item):
            columns[column] = code, role
    return columns[column]


def _channel(where: str, raw: str) -> Any:
    word = fold(raw.strip())
    if word not in _CHANNELS:
        vi, en = nearest(raw.strip(), ("self", "appraised"))
        raise _wrong(where, f"kênh “{raw}” không có; {vi}", f"there is no channel “{raw}”; {en}")
    return cast(Any, _CHANNELS[word])


def _wrong(where: str, vi: str, en: str) -> ScoreError:
    return ScoreError("score.file", vi=f"{where}: {vi}", en=f"{where}: {en}")
