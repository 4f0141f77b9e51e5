"""What must hold between values: places that exist, keys that are unique, the dataset's own checks.

Each rule adds its rows to the temporary table ``faults``; none changes ``typed``. A row that
already has a fault is not asked for its key, since it will not be stored.
"""

from __future__ import annotations

from collections.abc import Sequence

import duckdb
from sqlglot import exp

from donghanh.errors import LoadError
from donghanh.lake.definition import Check, Dataset
from donghanh.lake.expressions import condition
from donghanh.lake.faults import PASSING, REFUSING, SETTING_ASIDE, Fault, first
from donghanh.places import Place, Places

_SEVERITIES = {"reject": REFUSING, "quarantine": SETTING_ASIDE, "warn": PASSING}


def check_places(cursor: duckdb.DuckDBPyConnection, dataset: Dataset, places: Places) -> None:
    """Every place code is known, and existed on the row's day if the dataset says which that is."""
    if dataset.place is None:
        return
    column, dated_by = dataset.place.column, dataset.place.dated_by
    codes = [row[0] for row in cursor.execute(f'SELECT DISTINCT "{column}" FROM typed').fetchall() if row[0]]
    hints = [(code, _hint(code, places)) for code in codes if not places.versions(code)]
    days = [(one.code, one.valid_from, one.valid_to) for code in codes for one in places.versions(code)]
    _fill(cursor, "unknown_places", "code VARCHAR, hint VARCHAR", hints)
    _fill(cursor, "known_places", "code VARCHAR, valid_from DATE, valid_to DATE", days)
    cursor.execute(
        f"INSERT INTO faults SELECT $severity, _row, $column, \"{column}\", 'place', hint "
        f'FROM typed JOIN unknown_places ON code = "{column}"',
        {"severity": SETTING_ASIDE, "column": column},
    )
    if dated_by:
        cursor.execute(
            f"INSERT INTO faults SELECT $severity, _row, $column, \"{column}\", 'place-day', "
            f"strftime(any_value(\"{dated_by}\"), '%d/%m/%Y') "
            f'FROM typed JOIN known_places ON code = "{column}" WHERE "{dated_by}" IS NOT NULL '
            f'GROUP BY _row, "{column}" HAVING NOT bool_or("{dated_by}" >= coalesce(valid_from, DATE \'0001-01-01\') '
            f"AND \"{dated_by}\" <= coalesce(valid_to, DATE '9999-12-31'))",
            {"severity": SETTING_ASIDE, "column": column},
        )


def _hint(code: str, places: Places) -> str:
    """The code with the zeros a spreadsheet drops, if that is a place."""
    found: Place | None = next((one for width in (2, 3, 5) if (one := places.at(code.zfill(width)))), None)
    return f" – {found.code} = {found.full_name}?" if found else ""


def _fill(cursor: duckdb.DuckDBPyConnection, table: str, columns: str, rows: Sequence[tuple[object, ...]]) -> None:
    cursor.execute(f"CREATE OR REPLACE TEMP TABLE {table} ({columns})")
    if rows:
        values = {f"c{position}": list(column) for position, column in enumerate(zip(*rows, strict=True))}
        unnested = ", ".join(f"unnest(${name})" for name in values)
        cursor.execute(f"INSERT INTO {table} SELECT {unnested}", values)


def check_keys(cursor: duckdb.DuckDBPyConnection, dataset: Dataset) -> None:
    """A key stands once in a file: later rows of the same key are set aside, naming the first."""
    keys = ", ".join(f'"{key}"' for key in dataset.keys)
    cursor.execute(
        f"INSERT INTO faults WITH sound AS (SELECT * FROM typed ANTI JOIN "
        f"(SELECT row_number AS _row FROM faults WHERE severity = $severity) USING (_row)), "
        f"twice AS (SELECT {keys}, min(_row) AS first_row FROM sound GROUP BY {keys} HAVING count(*) > 1) "
        f"SELECT $severity, _row, $column, {shown_key(dataset)}, 'key-twice', CAST(first_row AS VARCHAR) "
        f"FROM sound JOIN twice USING ({keys}) WHERE _row > first_row",
        {"severity": SETTING_ASIDE, "column": ", ".join(dataset.keys)},
    )


def shown_key(dataset: Dataset) -> str:
    """The SQL of a row's key as people see it."""
    return "concat_ws(', ', " + ", ".join(f'CAST("{key}" AS VARCHAR)' for key in dataset.keys) + ")"


def check_conditions(cursor: duckdb.DuckDBPyConnection, dataset: Dataset) -> None:
    """The dataset's own checks, all in one pass over the rows.

    Raises:
        LoadError: a check that rejects the file found rows, or a check cannot be computed.
    """
    if not dataset.checks:
        return
    names = frozenset(column.name for column in dataset.columns)
    parsed = [condition(check.that, names) for check in dataset.checks]
    broken = ", ".join(f"(({one.sql('duckdb')}) IS FALSE) AS broken_{i}" for i, one in enumerate(parsed, start=1))
    try:
        cursor.execute(f"CREATE OR REPLACE TEMP TABLE broken AS SELECT *, {broken} FROM typed")
    except duckdb.Error as wrong:
        raise LoadError(
            "load.check",
            vi=f"Không tính được điều kiện kiểm tra của {dataset.code}: {wrong}.",
            en=f"A check of {dataset.code} cannot be computed: {wrong}.",
        ) from wrong
    for number, (check, one) in enumerate(zip(dataset.checks, parsed, strict=True), start=1):
        _note_broken(cursor, dataset, number, check, one)
    rejected = first(cursor, REFUSING, 5)
    if rejected:
        raise _refusal(rejected)


def _note_broken(
    cursor: duckdb.DuckDBPyConnection, dataset: Dataset, number: int, check: Check, parsed: exp.Expression
) -> None:
    named = list(dict.fromkeys(column.name for column in parsed.find_all(exp.Column)))
    shown = [
        f"'{name} = ', coalesce(CAST(\"{name}\" AS VARCHAR), '∅')"
        for name in named
        if name not in dataset.sharing.personal
    ]
    value = "concat(" + ", '; ', ".join(shown) + ")" if shown else "NULL"
    cursor.execute(
        f"INSERT INTO faults SELECT $severity, _row, $column, {value}, $code, NULL FROM broken WHERE broken_{number}",
        {"severity": _SEVERITIES[check.otherwise], "column": ", ".join(named), "code": f"check-{number}"},
    )


def _refusal(rejected: list[Fault]) -> LoadError:
    vi = "; ".join(f"dòng {one.row}: {one.vi} ({one.value})" for one in rejected)
    en = "; ".join(f"row {one.row}: {one.en} ({one.value})" for one in rejected)
    return LoadError("load.rejected", vi=f"Cả tệp bị từ chối. {vi}.", en=f"The whole file is refused. {en}.")
