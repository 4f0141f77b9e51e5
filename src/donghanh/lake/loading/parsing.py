"""From raw text to declared types, for all files of a batch at once.

Values are computed in one pass; only rows where one is missing, out of range or of a wrong form
are looked at again, to say what is wrong.
"""

from __future__ import annotations

from collections.abc import Sequence

import duckdb

from donghanh.errors import LoadError
from donghanh.lake.columns import Column
from donghanh.lake.definition import Dataset
from donghanh.lake.faults import SETTING_ASIDE
from donghanh.lake.loading.geometries import read_geometries
from donghanh.lake.loading.values import PROVES_COMMA, PROVES_POINT, clean, faults, literal, suspicious, value
from donghanh.lake.sources.staging import Header


def parse(cursor: duckdb.DuckDBPyConnection, dataset: Dataset, headers: Sequence[Header]) -> dict[int, LoadError]:
    """Fill the temporary tables ``typed`` (``_file``, ``_row``, the columns) and ``faults`` from ``lines``.

    ``headers`` are those of the files by number. Returned are the files to be refused: a date column
    is written month first throughout.
    """
    show_fields(cursor, dataset, headers)
    columns = [(column, f'"{number}"') for number, column in enumerate(dataset.columns)]
    refused: dict[int, LoadError] = {}
    for column, field in columns:
        if column.type in ("date", "timestamp"):
            refused = _month_first(cursor, column, field) | refused
    styles = {column.name: _style(cursor, column, field, headers) for column, field in columns}
    _fill_typed(cursor, dataset, columns, styles)
    _find_faults(cursor, dataset, columns, styles)
    return refused


def layouts(headers: Sequence[Header]) -> list[tuple[Header, list[int]]]:
    """The different arrangements of columns, each with the numbers of the files that have it."""
    found: dict[tuple[object, ...], tuple[Header, list[int]]] = {}
    for number, header in enumerate(headers):
        arrangement = (header.titles, tuple(header.positions.items()))
        found.setdefault(arrangement, (header, []))[1].append(number)
    return list(found.values())


def within(numbers: Sequence[int], of: int) -> str:
    """The SQL condition that a row is of these files, out of so many."""
    return "true" if len(numbers) == of else f"_file IN ({', '.join(map(str, numbers))})"


def show_fields(cursor: duckdb.DuckDBPyConnection, dataset: Dataset, headers: Sequence[Header]) -> None:
    """Make the view ``fields`` of ``lines``: the text of the n-th column as ``"n"``, without blank rows."""
    parts = []
    for header, numbers in layouts(headers):
        places = [header.positions.get(column.name) for column in dataset.columns]
        shown = ", ".join(
            f'{"CAST(NULL AS VARCHAR)" if place is None else f"f{place}"} AS "{number}"'
            for number, place in enumerate(places)
        )
        filled = " OR ".join(f"trim(f{place}) <> ''" for place in range(len(header.titles)))
        parts.append(f"SELECT _file, _row, {shown} FROM lines WHERE ({filled}) AND {within(numbers, len(headers))}")
    cursor.execute(f"CREATE OR REPLACE TEMP VIEW fields AS {' UNION ALL '.join(parts)}")


def is_required(dataset: Dataset, column: Column) -> bool:
    """Whether a row cannot do without the column; the date that tells a row's period is one of those."""
    return column.required or column.name == dataset.load.column


def shown(dataset: Dataset, name: str) -> str:
    """The SQL of a column as a fault may show it: not at all if it is personal."""
    return "CAST(NULL AS VARCHAR)" if name in dataset.sharing.personal else f'"{name}"'


_Columns = list[tuple[Column, str]]


def _fill_typed(cursor: duckdb.DuckDBPyConnection, dataset: Dataset, columns: _Columns, styles: dict[str, str]) -> None:
    joins, values, doubts = "", [], []
    for column, field in columns:
        if column.type == "geometry":
            table = read_geometries(cursor, column, field)
            joins += f" LEFT JOIN {table} USING (_file, _row)"
            values.append(f'{table}.wkb AS "{column.name}"')
        else:
            values.append(f'{value(column, field, styles[column.name])} AS "{column.name}"')
        doubt = suspicious(column, field, f'"{column.name}"', required=is_required(dataset, column))
        doubts += [doubt] if doubt else []
    names = ", ".join(f'"{column.name}"' for column in dataset.columns)
    cursor.execute(
        f"CREATE OR REPLACE TEMP TABLE typed AS SELECT _file, _row, {names}, ({' OR '.join(doubts) or 'false'}) "
        f"AS _suspect FROM (SELECT fields.*, {', '.join(values)} FROM fields{joins})"
    )


def _find_faults(
    cursor: duckdb.DuckDBPyConnection, dataset: Dataset, columns: _Columns, styles: dict[str, str]
) -> None:
    if not cursor.execute("SELECT 1 FROM typed WHERE _suspect LIMIT 1").fetchone():
        return
    texts = ", ".join(f'{clean(field)} AS "text {column.name}"' for column, field in columns)
    cursor.execute(
        f"CREATE OR REPLACE TEMP TABLE suspects AS SELECT _file, _row, {texts} FROM fields "
        "SEMI JOIN (SELECT _file, _row FROM typed WHERE _suspect) USING (_file, _row)"
    )
    for column, _ in columns:
        told = _fault_of(dataset, column, styles[column.name])
        joined = f' LEFT JOIN "geometry {column.name}" g USING (_file, _row)' if column.type == "geometry" else ""
        cursor.execute(
            f"INSERT INTO faults SELECT _file, $severity, _row, $column, value, fault.code, fault.detail FROM "
            f"(SELECT _file, _row, {_shown_text(dataset, column)} AS value, {told} AS fault "
            f"FROM suspects JOIN typed USING (_file, _row){joined}) WHERE fault IS NOT NULL",
            {"severity": SETTING_ASIDE, "column": column.name},
        )


def _shown_text(dataset: Dataset, column: Column) -> str:
    return "CAST(NULL AS VARCHAR)" if column.name in dataset.sharing.personal else f'left("text {column.name}", 200)'


def _fault_of(dataset: Dataset, column: Column, style: str) -> str:
    found = faults(column, f'"text {column.name}"', f'"{column.name}"', style, required=is_required(dataset, column))
    told = [
        f"WHEN {condition} THEN " + (f"{{'code': {literal(code)}, 'detail': {literal(detail)}}}" if code else "NULL")
        for condition, code, detail in found
    ]
    if column.type == "geometry":
        told.insert(1, "WHEN g.fault IS NOT NULL THEN {'code': g.fault, 'detail': ''}")
    return f"CASE {' '.join(told)} END"


def _style(cursor: duckdb.DuckDBPyConnection, column: Column, field: str, headers: Sequence[Header]) -> str:
    """The SQL of how each file writes the column's numbers: as its source says, or as its own values prove."""
    if column.type not in ("integer", "money", "decimal"):
        return "'unclear'"
    styles: list[str] = [header.decimal or "unclear" for header in headers]
    if column.type == "decimal" and not all(header.decimal for header in headers):
        comma = _proven(cursor, field, f"contains({field}, ',') OR {field} LIKE '%.%.%'", PROVES_COMMA, len(headers))
        point = _proven(cursor, field, f"contains({field}, '.') OR {field} LIKE '%,%,%'", PROVES_POINT, len(headers))
        for number in comma ^ point:
            if headers[number].decimal is None:
                styles[number] = "comma" if number in comma else "point"
    if len(set(styles)) == 1:
        return literal(styles[0])
    return f"[{', '.join(map(literal, styles))}][_file + 1]"


def _proven(cursor: duckdb.DuckDBPyConnection, field: str, hinted: str, proof: str, files: int) -> set[int]:
    """The files with a value that proves how numbers are written; ``hinted`` is quicker and true of all such values."""
    found = cursor.execute(
        f"SELECT {'DISTINCT' if files > 1 else ''} _file FROM fields "
        f"WHERE ({hinted}) AND regexp_full_match(({clean(field)}), {literal(proof)}) {'' if files > 1 else 'LIMIT 1'}"
    ).fetchall()
    return {number for (number,) in found}


def _month_first(cursor: duckdb.DuckDBPyConnection, column: Column, field: str) -> dict[int, LoadError]:
    """A file of 05/13/2026 also holds 05/06/2026, which would silently become 5 June."""
    suspected = rf"regexp_matches({field}, '^[^0-9]{{0,3}}(0?\d|1[0-2])[/.-](1[3-9]|[2-9]\d)[/.-]')"
    if cursor.execute(f"SELECT 1 FROM fields WHERE {suspected} LIMIT 1").fetchone() is None:
        return {}
    numbers = rf"regexp_extract({clean(field)}, '^(\d{{1,2}})[/.-](\d{{1,2}})[/.-]\d{{4}}', ['a', 'b'])"
    rows = cursor.execute(
        f"SELECT _file, min(text) FILTER (a <= 12 AND b > 12) AS example, "
        f"count(*) FILTER (a <= 12 AND b <= 12 AND a <> b) AS unclear, count(*) FILTER (a > 12 AND b <= 12) AS plain "
        f"FROM (SELECT _file, text, TRY_CAST(n.a AS INT) AS a, TRY_CAST(n.b AS INT) AS b FROM "
        f"(SELECT _file, {field} AS text, {numbers} AS n FROM fields WHERE {field} NOT LIKE '____-__-__%')) "
        f"GROUP BY _file HAVING example IS NOT NULL AND unclear > 0 AND plain = 0"
    ).fetchall()
    return {number: _month_first_error(column, example.strip(), unclear) for number, example, unclear, _ in rows}


def _month_first_error(column: Column, example: str, unclear: int) -> LoadError:
    return LoadError(
        "load.month-first",
        vi=f"Cột {column.name} ghi tháng trước ngày (ví dụ {example}), nên {unclear} ngày khác có thể bị hiểu sai. "
        "Hãy ghi ngày/tháng/năm hoặc năm-tháng-ngày rồi nạp lại.",
        en=f"The column {column.name} is written month first (such as {example}), so {unclear} other dates "
        "could be misread. Write day/month/year or year-month-day and load again.",
    )
