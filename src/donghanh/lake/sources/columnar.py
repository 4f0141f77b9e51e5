"""Rows of Parquet and of JSON records: they name their columns themselves, and rows count from 1.

DuckDB reads both. A column inside an object of JSON goes by its dotted path, ``address.commune``; a list,
or a nested column of Parquet, cannot be one cell and is refused when the dataset asks for it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Literal, NamedTuple

import duckdb

from donghanh.errors import LoadError
from donghanh.lake.definition import Dataset
from donghanh.lake.sources.headers import Found, Header, Wanted, header_of, load_error
from donghanh.lake.sources.typed import LOCAL_ZONE, sql_number

Kind = Literal["parquet", "json"]


class Field(NamedTuple):
    """A column of the file: its type, and for JSON the keys that lead to it."""

    kind: str
    path: tuple[str, ...] = ()


_RECORD = 64 << 20
"""The most bytes of one JSON record."""
_NESTED = ("LIST", "STRUCT", "MAP(", "UNION", "[]")
_FLOATS = ("FLOAT", "DOUBLE")


def read_header(path: Path, kind: Kind, file_name: str, dataset: Dataset, mapping: Mapping[str, str] | None) -> Header:
    """The columns of the file matched with the dataset's.

    Raises:
        LoadError: the file is damaged, a column is missing or stands twice, or a column the dataset asks for is nested.
    """
    types = _types(path, kind, file_name)
    wanted = Wanted(dataset, mapping)
    positions: dict[str, int] = {}
    twice = None
    for place, title in enumerate(types):
        name = wanted.column(title)
        if name is not None and name in positions:
            twice = twice or (name, list(types)[positions[name]], title)
        elif name is not None:
            positions[name] = place
    found = Found(tuple(types), positions, twice, 1, 0)
    header = header_of(found, wanted, file_name)
    for name, place in positions.items():
        title = header.titles[place]
        if _is_nested(path, types[title]):
            raise load_error(
                "nested",
                f"{file_name}: cột “{title}” (vào cột {name}) chứa danh sách hoặc bảng con ({types[title].kind}), "
                "không phải một giá trị; hãy tách nó ra rồi nạp lại",
                f"{file_name}: the column “{title}” (into {name}) holds a list or a table "
                f"({types[title].kind}), not one value; take it apart and load again",
            )
    return header


def fill(cursor: duckdb.DuckDBPyConnection, path: Path, kind: Kind, file_name: str, header: Header, table: str) -> None:
    """Make the temporary table (f0, f1 … as text; row number = rowid + 1).

    Raises:
        LoadError: the file is damaged.
    """
    types = _types(path, kind, file_name)
    used = set(header.positions.values())
    text = _parquet_text if kind == "parquet" else _json_text
    fields = ", ".join(
        f"{text(title, types[title]) if place in used else 'CAST(NULL AS VARCHAR)'} AS f{place}"
        for place, title in enumerate(header.titles)
    )
    source = "read_parquet($path)" if kind == "parquet" else _OBJECTS
    try:
        cursor.execute(f'CREATE OR REPLACE TEMP TABLE "{table}" AS SELECT {fields} FROM {source}', {"path": str(path)})
    except duckdb.Error as wrong:
        raise _damaged(path, kind, file_name, wrong) from wrong


_OBJECTS = f"read_json_objects($path, format = 'auto', maximum_object_size = {_RECORD})"


def _types(path: Path, kind: Kind, file_name: str) -> dict[str, Field]:
    """Title → what it is, in the order of the file."""
    try:
        with duckdb.connect(":memory:") as own:
            if kind == "parquet":
                rows = own.execute("DESCRIBE SELECT * FROM read_parquet($path)", {"path": str(path)}).fetchall()
                return {str(row[0]): Field(str(row[1])) for row in rows}
            row = own.execute(
                f"SELECT json_group_structure(json), count(*), bool_and(json_type(json) = 'OBJECT') FROM {_OBJECTS}",
                {"path": str(path)},
            ).fetchone()
    except duckdb.Error as wrong:
        raise _damaged(path, kind, file_name, wrong) from wrong
    assert row is not None
    if not row[1]:
        raise load_error("no-rows", f"{file_name} không có bản ghi nào", f"{file_name} holds no record")
    if not row[2]:
        raise load_error(
            "json",
            f"{file_name} phải là một danh sách bản ghi, mỗi bản ghi dạng {{“tên cột”: giá trị}}",
            f"{file_name} must be a list of records, each as {{“column”: value}}",
        )
    return {".".join(one.path): one for one in _flat(json.loads(row[0]), ())}


def _flat(structure: Mapping[str, object], above: tuple[str, ...]) -> Iterator[Field]:
    for title, kind in structure.items():
        here = (*above, title)
        if isinstance(kind, dict) and kind:
            yield from _flat(kind, here)
        else:
            yield Field(kind if isinstance(kind, str) else "LIST", here)


def _is_nested(path: Path, field: Field) -> bool:
    if field.kind != "JSON":
        return any(word in field.kind for word in _NESTED)
    # Values of several types: text and numbers do, a list or an object among them does not.
    with duckdb.connect(":memory:") as own:
        row = own.execute(
            f"SELECT bool_or(json_type(json, $pointer) IN ('ARRAY', 'OBJECT')) FROM {_OBJECTS}",
            {"path": str(path), "pointer": _pointer(field)},
        ).fetchone()
    return bool(row and row[0])


def _parquet_text(title: str, field: Field) -> str:
    name = '"' + title.replace('"', '""') + '"'
    if field.kind in _FLOATS:
        return f"CASE WHEN isfinite({name}) THEN {sql_number(f'CAST(CAST({name} AS DECIMAL(38, 6)) AS VARCHAR)')} END"
    if field.kind.startswith("DECIMAL"):
        return sql_number(f"CAST({name} AS VARCHAR)")
    if field.kind == "TIMESTAMP WITH TIME ZONE":
        return f"strftime(timezone('{LOCAL_ZONE}', {name}), '%Y-%m-%d %H:%M:%S')"
    if field.kind.startswith("TIMESTAMP"):
        return f"strftime(CAST({name} AS TIMESTAMP), '%Y-%m-%d %H:%M:%S')"
    return f"hex({name})" if field.kind == "BLOB" else f"CAST({name} AS VARCHAR)"


def _json_text(title: str, field: Field) -> str:
    text = f"json_extract_string(json, '{_pointer(field).replace(chr(39), chr(39) * 2)}')"
    if field.kind == "DOUBLE":
        decimal = f"CAST(TRY_CAST({text} AS DECIMAL(38, 6)) AS VARCHAR)"
        return f"coalesce({sql_number(decimal)}, {text})"
    return text


def _pointer(field: Field) -> str:
    return "".join("/" + step.replace("~", "~0").replace("/", "~1") for step in field.path)


def _damaged(path: Path, kind: Kind, file_name: str, wrong: duckdb.Error) -> LoadError:
    said = str(wrong).splitlines()[0].replace(str(path), file_name)[:200]
    what = "Parquet" if kind == "parquet" else "JSON"
    return load_error(
        kind,
        f"{file_name} không đọc được như tệp {what}: tệp hỏng hoặc chưa tải hết; hãy lấy lại tệp từ nguồn ({said})",
        f"{file_name} cannot be read as {what}: it is damaged or incomplete; fetch it again from its source ({said})",
    )
