"""From raw text to declared types: for every column the SQL of its value and of what is wrong with it.

Vietnamese files write 31/12/2026 and 1.234,5; systems write 2026-12-31 and 1234.5. Both are
read; what could mean either is never guessed at.
"""

from __future__ import annotations

import duckdb

from donghanh.errors import LoadError
from donghanh.lake.columns import COLUMN_TYPES, Column
from donghanh.lake.definition import Dataset
from donghanh.lake.faults import SETTING_ASIDE
from donghanh.lake.staging import Header

_DAY_FIRST = ("%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y")
_ISO = ("%Y-%m-%d", "%Y/%m/%d")
_TIMES = ("", " %H:%M", " %H:%M:%S", " %H:%M:%S.%f", "T%H:%M:%S", "T%H:%M:%SZ", "T%H:%M:%S.%f")
_DATES = [day + time for time in _TIMES for day in (*_ISO, *_DAY_FIRST)]
_SWAPPED = [day + time for time in _TIMES for day in ("%Y-%d-%m", "%Y/%d/%m", "%m/%d/%Y", "%m-%d-%Y", "%m.%d.%Y")]

_WITH_COMMA = r"[+-]?(\d+|\d{1,3}(\.\d{3})+)(,\d{1,6})?"
_WITH_POINT = r"[+-]?(\d+|\d{1,3}(,\d{3})+)(\.\d{1,6})?"
_UNCLEAR = r"[+-]?[1-9]\d{0,2}[.,]\d{3}"
_PROVES_COMMA = r"[+-]?\d+,(\d{1,2}|\d{4,6})|[+-]?0,\d+|.*\.\d{3},\d+|[+-]?\d{1,3}(\.\d{3}){2,}"
_PROVES_POINT = r"[+-]?\d+\.(\d{1,2}|\d{4,6})|[+-]?0\.\d+|.*,\d{3}\.\d+|[+-]?\d{1,3}(,\d{3}){2,}"

_BOOLEANS = {"true": "true, 1, có, yes, x, đúng", "false": "false, 0, không, no, sai"}


def parse(cursor: duckdb.DuckDBPyConnection, dataset: Dataset, header: Header) -> None:
    """Fill the temporary tables ``typed`` (``_row``, the columns) and ``faults`` from ``raw``.

    Raises:
        LoadError: a date column is written month first throughout.
    """
    fields = ", ".join(f"f{position}" for position in range(len(header.titles)))
    texts = ", ".join(f'{_text(header.positions.get(one.name))} AS "{one.name}"' for one in dataset.columns)
    cursor.execute(
        f"CREATE OR REPLACE TEMP TABLE texts AS SELECT rowid + 2 AS _row, {texts} FROM raw "
        f"WHERE nullif(trim(concat({fields})), '') IS NOT NULL"
    )
    for column in dataset.columns:
        if column.type == "date":
            _refuse_month_first(cursor, column)
    values = {column.name: _value(cursor, column, f'"{column.name}"') for column in dataset.columns}
    typed = ", ".join(f'{values[column.name]} AS "{column.name}"' for column in dataset.columns)
    found = ", ".join(
        _fault(cursor, column, values[column.name], column.name in dataset.sharing.personal)
        for column in dataset.columns
    )
    # Most rows have no fault, so a short list per row is cheaper than a second look at every column.
    cursor.execute(
        f"CREATE OR REPLACE TEMP TABLE typed AS SELECT _row, {typed}, "
        f"list_filter([{found}], lambda fault: fault IS NOT NULL) AS _faults FROM texts"
    )
    cursor.execute(
        "INSERT INTO faults SELECT $severity, _row, fault.name, fault.text, fault.code, fault.detail "
        "FROM (SELECT _row, unnest(_faults) AS fault FROM typed WHERE len(_faults) > 0)",
        {"severity": SETTING_ASIDE},
    )


def _text(position: int | None) -> str:
    if position is None:
        return "CAST(NULL AS VARCHAR)"
    return f"nullif(trim(nfc_normalize(f{position}), ' \t\r\n\u00a0\ufeff'), '')"


def _instant(text: str, forms: list[str]) -> str:
    # strptime also takes words such as "infinity".
    return f"CASE WHEN {text} SIMILAR TO '[0-9].*' THEN try_strptime({text}, {forms}) END"


def _value(cursor: duckdb.DuckDBPyConnection, column: Column, text: str) -> str:
    if column.type == "date":
        # The plain form is cast, which is far quicker than trying the others one after another.
        day = (
            f"CASE WHEN {text} LIKE '____-__-__' THEN TRY_CAST({text} AS DATE) "
            f"ELSE CAST({_instant(text, _DATES)} AS DATE) END"
        )
        return f"CASE WHEN year({day}) BETWEEN 1900 AND 2100 THEN {day} END"
    if column.type == "integer":
        whole = rf"regexp_full_match({text}, '[+-]?(\d+|\d{{1,3}}(\.\d{{3}})+)')"
        return f"CASE WHEN {whole} THEN TRY_CAST(replace({text}, '.', '') AS BIGINT) END"
    if column.type == "decimal":
        return _decimal(text, _decimal_style(cursor, text))
    if column.type == "boolean":
        return _coded(text, {code: words.split(", ") for code, words in _BOOLEANS.items()}, "BOOLEAN")
    if column.values:
        return _coded(text, {code: [code, *words.values()] for code, words in column.values.items()}, "VARCHAR")
    return text


def _coded(text: str, codes: dict[str, list[str]], kind: str) -> str:
    cases = " ".join(
        f"WHEN lower({text}) IN ({', '.join(_literal(word.lower()) for word in words)}) "
        f"THEN CAST({_literal(code)} AS {kind})"
        for code, words in codes.items()
    )
    return f"CASE {cases} END"


def _decimal_style(cursor: duckdb.DuckDBPyConnection, text: str) -> str:
    """How this file writes decimals, proved by its own values: comma, point, or unclear."""
    row = cursor.execute(
        f"SELECT bool_or(regexp_full_match({text}, {_literal(_PROVES_COMMA)})), "
        f"bool_or(regexp_full_match({text}, {_literal(_PROVES_POINT)})) FROM texts"
    ).fetchone()
    comma, point = row or (False, False)
    if comma and not point:
        return "comma"
    return "point" if point and not comma else "unclear"


def _decimal(text: str, style: str) -> str:
    kind = COLUMN_TYPES["decimal"]
    comma = (
        f"CASE WHEN regexp_full_match({text}, {_literal(_WITH_COMMA)}) "
        f"THEN TRY_CAST(replace(replace({text}, '.', ''), ',', '.') AS {kind}) END"
    )
    point = (
        f"CASE WHEN regexp_full_match({text}, {_literal(_WITH_POINT)}) "
        f"THEN TRY_CAST(replace({text}, ',', '') AS {kind}) END"
    )
    if style != "unclear":
        return comma if style == "comma" else point
    return f"CASE WHEN NOT regexp_full_match({text}, {_literal(_UNCLEAR)}) THEN coalesce({comma}, {point}) END"


def _fault(cursor: duckdb.DuckDBPyConnection, column: Column, value: str, is_personal: bool) -> str:
    text = f'"{column.name}"'
    cases = [f"WHEN {text} IS NULL THEN {_literal('required') if column.required else 'NULL'}"]
    if column.type == "date":
        cases.append(
            f"WHEN ({value}) IS NULL AND {text} SIMILAR TO '[0-9].*' "
            f"AND try_strptime({text}, {_DATES}) IS NOT NULL THEN 'date-year'"
        )
        for code, forms in (("date-year", _DATES), ("date-order", _SWAPPED)):
            cases.append(f"WHEN ({value}) IS NULL AND ({_instant(text, forms)}) IS NOT NULL THEN '{code}'")
    if column.type == "decimal" and _decimal_style(cursor, text) == "unclear":
        cases.append(f"WHEN regexp_full_match({text}, {_literal(_UNCLEAR)}) THEN 'decimal-unclear'")
    if column.pattern:
        cases.append(f"WHEN NOT regexp_full_match({text}, {_literal(column.pattern)}) THEN 'pattern'")
    if column.type != "text" or column.values:
        kind = "values" if column.values else column.type
        cases.append(f"WHEN ({value}) IS NULL THEN {_literal(kind)}")
    fault = f"CASE {' '.join(cases)} END"
    detail = _literal(_detail(column) or "")
    shown = "NULL" if is_personal else text
    kept = f"{{'name': {_literal(column.name)}, 'text': {shown}, 'code': {fault}, 'detail': {detail}}}"
    return f"CASE WHEN ({fault}) IS NOT NULL THEN {kept} END"


def _detail(column: Column) -> str | None:
    if column.values:
        return ", ".join(column.values)
    return column.pattern


def _refuse_month_first(cursor: duckdb.DuckDBPyConnection, column: Column) -> None:
    """A file of 05/13/2026 also holds 05/06/2026, which would silently become 5 June."""
    text = f'"{column.name}"'
    numbers = rf"regexp_extract({text}, '^(\d{{1,2}})[/.-](\d{{1,2}})[/.-]\d{{4}}', ['a', 'b'])"
    row = cursor.execute(
        f"SELECT min(value) FILTER (WHERE a <= 12 AND b > 12), "
        f"count(*) FILTER (WHERE a <= 12 AND b <= 12 AND a <> b), count(*) FILTER (WHERE a > 12 AND b <= 12) "
        f"FROM (SELECT {text} AS value, TRY_CAST(n.a AS INT) AS a, TRY_CAST(n.b AS INT) AS b "
        f"FROM (SELECT {text}, {numbers} AS n FROM texts WHERE {text} NOT LIKE '____-__-__%'))"
    ).fetchone()
    assert row is not None
    example, unclear, day_first = row
    if example is not None and unclear and not day_first:
        raise LoadError(
            "load.month-first",
            vi=f"Cột {column.name} ghi tháng trước ngày (ví dụ {example}), nên {unclear} ngày khác có thể bị hiểu sai. "
            "Hãy ghi ngày/tháng/năm hoặc năm-tháng-ngày rồi nạp lại.",
            en=f"The column {column.name} is written month first (such as {example}), so {unclear} other dates "
            "could be misread. Write day/month/year or year-month-day and load again.",
        )


def _literal(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
