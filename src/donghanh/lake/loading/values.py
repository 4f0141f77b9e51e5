r"""The SQL that turns what stands in a field into a column's value, and what is wrong with it where it has none.

Vietnamese files write 31/12/2026 and 1.234,5; systems write 2026-12-31 and 1234.5. Both are
read; what could mean either is never guessed at. Where a plain form is usual, it is tried on the
field as it stands, which is far quicker than making the field's text clean first.

Times that name their zone become the time of day in Việt Nam (UTC+7); a date is that time's day.
"""

from __future__ import annotations

from datetime import date

from donghanh.lake.columns import COLUMN_TYPES, Column

_DAY_FIRST = ("%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y")
_ISO = ("%Y-%m-%d", "%Y/%m/%d")
_TIMES = ("", " %H:%M", " %H:%M:%S", " %H:%M:%S.%f", "T%H:%M", "T%H:%M:%S", "T%H:%M:%S.%f")
_DATES = [day + time for time in _TIMES for day in (*_ISO, *_DAY_FIRST)]
_SWAPPED = [day + time for time in _TIMES for day in ("%Y-%d-%m", "%Y/%d/%m", "%m/%d/%Y", "%m-%d-%Y", "%m.%d.%Y")]
_ZONE = r"^(.*\d:\d{2}(?::\d{2}(?:\.\d+)?)?) ?(Z|[+-]\d{2}(?::?\d{2})?)$"
_VIETNAM = 7 * 60

_WITH_COMMA = r"[+-]?(\d+|\d{1,3}(\.\d{3})+)(,\d{1,6})?"
_WITH_POINT = r"[+-]?(\d+|\d{1,3}(,\d{3})+)(\.\d{1,6})?"
_PLAIN_COMMA = r"-?[0-9]{1,12}(,[0-9]{1,6})?"
_PLAIN_POINT = r"-?[0-9]{1,12}(\.[0-9]{1,6})?"
_UNCLEAR = r"[+-]?[1-9]\d{0,2}[.,]\d{3}"
PROVES_COMMA = r"[+-]?\d+,(\d{1,2}|\d{4,6})|[+-]?0,\d+|.*\.\d{3},\d+|[+-]?\d{1,3}(\.\d{3}){2,}"
PROVES_POINT = r"[+-]?\d+\.(\d{1,2}|\d{4,6})|[+-]?0\.\d+|.*,\d{3}\.\d+|[+-]?\d{1,3}(,\d{3}){2,}"
_DOTTED = r"[+-]?\d{1,3}(\.\d{3})+(,0+)?"
_COMMAED = r"[+-]?\d{1,3}(,\d{3})+(\.0+)?"
_DOTTED_TWICE = r"[+-]?\d{1,3}(\.\d{3}){2,}"
_WHOLE = r"[+-]?\d+(\.0+)?"
_DIGITS = r"-?[0-9]{1,18}"
_INTEGER = r"[+-]?(\d+|\d{1,3}(\.\d{3})+)"
_AMOUNT = r"[+-]?\d+([.,]0+)?"
_PLAIN_TIME = r"\d{4}-\d\d-\d\d[ T]\d\d:\d\d:\d\d(\.\d{1,6})?"

_BOOLEANS = {"true": "true, 1, có, yes, x, đúng", "false": "false, 0, không, no, sai"}
_STABLE = r"!-~\x{A1}-\x{2FF}\x{1EA0}-\x{1EF9}\x{2010}-\x{2027}\x{20AB}"
"""Visible characters that NFC leaves alone, whatever follows them within this set."""


def clean(field: str) -> str:
    """The SQL of a field's text: composed (NFC), without spaces around it, NULL if nothing is left."""
    return (
        f"CASE WHEN regexp_full_match({field}, '[{_STABLE}]([{_STABLE} ]*[{_STABLE}])?') THEN {field} "
        f"ELSE nullif(trim(nfc_normalize({field}), ' \t\r\n\u00a0\ufeff'), '') END"
    )


def value(column: Column, field: str, style: str) -> str:
    """The SQL of a column's value in a field; NULL where there is none.

    ``style`` is the SQL of how the file writes decimals: comma, point or unclear.
    """
    text = f"({clean(field)})"
    # CASE, not coalesce: there DuckDB would compute what the slower forms share for every row.
    if column.type in ("date", "timestamp"):
        return f"CASE {_quick_instant(column, field)} ELSE {_instant_of(column, text)} END"
    if column.type in ("integer", "money"):
        slower = _integer(text, style) if column.type == "integer" else _money(text, style)
        return f"CASE WHEN {_matches(field, _DIGITS)} THEN CAST({field} AS BIGINT) ELSE {slower} END"
    if column.type == "decimal":
        return _decimal(field, text, style)
    if column.type == "boolean":
        return _coded(text, {code: words.split(", ") for code, words in _BOOLEANS.items()}, "BOOLEAN")
    if column.values:
        known = ", ".join(literal(code) for code in column.values)
        words = {code: [code, *words.values()] for code, words in column.values.items()}
        return f"CASE WHEN {field} IN ({known}) THEN {field} ELSE {_coded(text, words, 'VARCHAR')} END"
    return text


def faults(column: Column, text: str, found: str, style: str, *, required: bool) -> list[tuple[str, str, str]]:
    """What may be wrong with a value: (condition in SQL, code, detail), the first that holds is meant.

    ``text`` and ``found`` are the SQL of the clean text and of the value.
    """
    lacks = f"{found} IS NULL"
    cases = [(f"{text} IS NULL", "required" if required else "", "")]
    if column.type in ("date", "timestamp"):
        cases.append((f"{lacks} AND {_instant(text, _DATES)} IS NOT NULL", "date-year", ""))
        cases.append((f"{lacks} AND {_instant(text, _SWAPPED)} IS NOT NULL", "date-order", ""))
    if column.type == "decimal":
        cases.append((f"{style} = 'unclear' AND {_matches(text, _UNCLEAR)}", "decimal-unclear", ""))
    if column.type == "money":
        amount = _amount(text)
        numeric = f"({_matches(amount, _WITH_COMMA)} OR {_matches(amount, _WITH_POINT)})"
        cases.append((f"{lacks} AND {numeric} AND length({amount}) < 18", "money-fraction", ""))
    if column.pattern:
        cases.append((f"NOT {_matches(text, column.pattern)}", "pattern", column.pattern))
    if column.values:
        cases.append((lacks, "values", ", ".join(column.values)))
    elif column.type != "text":
        cases.append((lacks, column.type, ""))
    return [*cases, *_out_of_range(column, found)]


def suspicious(column: Column, field: str, found: str, *, required: bool) -> str | None:
    """The SQL of whether the row deserves a closer look; true wherever :func:`faults` finds something."""
    reasons = [condition for condition, _, _ in _out_of_range(column, found)]
    if required:
        reasons.append(f"{found} IS NULL")
    elif column.values or column.type not in ("text", "place", "organisation"):
        reasons.append(f"({found} IS NULL AND trim({field}) <> '')")
    if column.pattern:
        reasons.append(f"NOT {_matches(found, column.pattern)}")
    return " OR ".join(reasons) or None


def _out_of_range(column: Column, found: str) -> list[tuple[str, str, str]]:
    bounds = (("minimum", "<", column.minimum), ("maximum", ">", column.maximum))
    return [(f"{found} {sign} {_bound(one)}", code, _shown(one)) for code, sign, one in bounds if one is not None]


def _bound(bound: float | date) -> str:
    return literal(bound.isoformat()) if isinstance(bound, date) else f"CAST('{bound}' AS DECIMAL(38, 6))"


def _shown(bound: float | date) -> str:
    return f"{bound:%d/%m/%Y}" if isinstance(bound, date) else str(bound)


def _quick_instant(column: Column, field: str) -> str:
    """The plainest forms; the year is compared as text, so that nothing is computed twice."""
    iso = f"{field} >= '1900' AND {field} < '2101'"
    if column.type == "date":
        return (
            f"WHEN {field} LIKE '____-__-__' AND {iso} THEN TRY_CAST({field} AS DATE) "
            f"WHEN {field} LIKE '__/__/____' AND {field}[7:] BETWEEN '1900' AND '2100' "
            f"THEN CAST(try_strptime({field}, '%d/%m/%Y') AS DATE)"
        )
    return f"WHEN {_matches(field, _PLAIN_TIME)} AND {iso} THEN TRY_CAST({field} AS TIMESTAMP)"


def _instant_of(column: Column, text: str) -> str:
    return _plausible(f"CAST({_instant(text, _DATES)} AS {COLUMN_TYPES[column.type]})")


def _plausible(moment: str) -> str:
    # By way of a list the moment stands once in the SQL: DuckDB prepares every form of dates wherever it stands.
    return f"list_filter([{moment}], lambda one: one >= DATE '1900-01-01' AND one < DATE '2101-01-01')[1]"


def _instant(text: str, forms: list[str]) -> str:
    """The time of day in Việt Nam; strptime alone would also take words such as "infinity"."""
    fine = rf"regexp_replace({text}, '(\.\d{{6}})\d+', '\1')"
    wall, zone = f"regexp_extract({fine}, '{_ZONE}', 1)", f"regexp_extract({fine}, '{_ZONE}', 2)"
    minutes = f"CASE WHEN length({zone}) > 3 THEN CAST(concat({zone}[1], right({zone}, 2)) AS INT) ELSE 0 END"
    offset = f"CASE WHEN {zone} = 'Z' THEN 0 ELSE CAST({zone}[1:3] AS INT) * 60 + {minutes} END"
    return (
        f"CASE WHEN NOT {_matches(text, '[0-9].*')} THEN NULL "
        f"WHEN {zone} = '' THEN try_strptime({fine}, {forms}) "
        f"ELSE try_strptime({wall}, {forms}) + to_minutes(CAST({_VIETNAM} - ({offset}) AS BIGINT)) END"
    )


def _integer(text: str, style: str) -> str:
    return (
        f"CASE WHEN {style} = 'point' THEN {_typed_whole(text)} "
        f"WHEN {_matches(text, _INTEGER)} THEN TRY_CAST(replace({text}, '.', '') AS BIGINT) END"
    )


def _typed_whole(text: str) -> str:
    """A cell of a number never holds one dot for thousands, so 1.234 is no whole number there."""
    return (
        rf"CASE WHEN {_matches(text, _WHOLE)} THEN TRY_CAST(regexp_replace({text}, '\.0+$', '') AS BIGINT) "
        f"WHEN {_matches(text, _DOTTED_TWICE)} THEN TRY_CAST(replace({text}, '.', '') AS BIGINT) END"
    )


def _amount(text: str) -> str:
    """The text of an amount without the name of the currency."""
    return f"trim(regexp_replace(lower({text}), '^(vnđ|vnd|₫)|(đồng|vnđ|vnd|đ|₫)$', '', 'g'))"


def _money(text: str, style: str) -> str:
    amount = _amount(text)
    return (
        rf"CASE WHEN {_matches(amount, _COMMAED)} "
        rf"THEN TRY_CAST(replace(regexp_replace({amount}, '\.0+$', ''), ',', '') AS BIGINT) "
        f"WHEN {style} = 'point' THEN {_typed_whole(amount)} "
        rf"WHEN {_matches(amount, _DOTTED)} "
        rf"THEN TRY_CAST(replace(regexp_replace({amount}, ',0+$', ''), '.', '') AS BIGINT) "
        f"WHEN {_matches(amount, _AMOUNT)} "
        rf"THEN TRY_CAST(regexp_replace({amount}, '[.,]0+$', '') AS BIGINT) END"
    )


def _decimal(field: str, text: str, style: str) -> str:
    """A text becomes a short decimal many times quicker than a long one, so numbers of usual size go that way."""
    kind = COLUMN_TYPES["decimal"]
    short, long = f"CAST(TRY_CAST({{}} AS DECIMAL(18, 6)) AS {kind})", f"TRY_CAST({{}} AS {kind})"
    plain = f"replace({field}, ',', '.')"
    without_dots, without_commas = f"replace(replace({text}, '.', ''), ',', '.')", f"replace({text}, ',', '')"
    comma = f"CASE WHEN {_matches(text, _WITH_COMMA)} THEN {long.format(without_dots)} END"
    point = f"CASE WHEN {_matches(text, _WITH_POINT)} THEN {long.format(without_commas)} END"
    unclear = f"CASE WHEN NOT {_matches(text, _UNCLEAR)} THEN coalesce({comma}, {point}) END"
    return (
        f"CASE WHEN {style} = 'comma' AND {_matches(field, _PLAIN_COMMA)} THEN {short.format(plain)} "
        f"WHEN {style} = 'point' AND {_matches(field, _PLAIN_POINT)} THEN {short.format(field)} "
        f"WHEN {style} = 'comma' THEN {comma} WHEN {style} = 'point' THEN {point} ELSE {unclear} END"
    )


def _coded(text: str, codes: dict[str, list[str]], kind: str) -> str:
    by_word: dict[str, str] = {}
    for code, words in codes.items():
        for word in words:
            by_word.setdefault(word.lower(), code)
    spoken, meant = (", ".join(literal(one) for one in part) for part in (by_word, by_word.values()))
    return f"CAST(map([{spoken}], [{meant}])[lower({text})] AS {kind})"


def _matches(text: str, pattern: str) -> str:
    return f"regexp_full_match({text}, {literal(pattern)})"


def literal(text: str) -> str:
    """A text as SQL."""
    return "'" + text.replace("'", "''") + "'"
