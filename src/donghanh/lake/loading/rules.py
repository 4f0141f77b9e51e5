"""What must hold between values: places that exist, keys that are unique, the dataset's own checks.

Each rule looks at all files of a batch, adds its rows to the temporary table ``faults`` and leaves
``typed`` alone. A row that already has a fault is not asked for its key, since it will not be stored.
"""

from __future__ import annotations

from collections.abc import Sequence

import duckdb
from sqlglot import exp

from donghanh.errors import LoadError
from donghanh.lake.definition import Check, Dataset
from donghanh.lake.expressions import condition
from donghanh.lake.faults import PASSING, REFUSING, ROWS_SET_ASIDE, SETTING_ASIDE, Fault, first
from donghanh.lake.loading.parsing import shown
from donghanh.places import Place, Places

_SEVERITIES = {"reject": REFUSING, "quarantine": SETTING_ASIDE, "warn": PASSING}


def check_places(cursor: duckdb.DuckDBPyConnection, dataset: Dataset, places: Places) -> None:
    """Every place code is known, and existed on the row's day if the dataset says which that is."""
    columns = [column.name for column in dataset.columns if column.type == "place"]
    if dataset.place and dataset.place.column not in columns:
        columns.append(dataset.place.column)
    for column in columns:
        _check_place(cursor, dataset, column, places)


def _check_place(cursor: duckdb.DuckDBPyConnection, dataset: Dataset, column: str, places: Places) -> None:
    dated_by = dataset.place.dated_by if dataset.place else None
    codes = [row[0] for row in cursor.execute(f'SELECT DISTINCT "{column}" FROM typed').fetchall() if row[0]]
    hints = [(code, _hint(code, places)) for code in codes if not places.versions(code)]
    days = [(one.code, one.valid_from, one.valid_to) for code in codes for one in places.versions(code)]
    _fill(cursor, "unknown_places", "_code VARCHAR, _hint VARCHAR", hints)
    _fill(cursor, "known_places", "_code VARCHAR, _first DATE, _last DATE", days)
    noted = f"INSERT INTO faults SELECT _file, $severity, _row, $column, {shown(dataset, column)}"
    told = {"severity": SETTING_ASIDE, "column": column}
    cursor.execute(f"{noted}, 'place', _hint FROM typed JOIN unknown_places ON _code = \"{column}\"", told)
    if dated_by:
        day = f'CAST("{dated_by}" AS DATE)'
        cursor.execute(
            f"{noted}, 'place-day', strftime({day}, '%d/%m/%Y') FROM typed "
            f'WHERE {day} IS NOT NULL AND EXISTS (SELECT 1 FROM known_places WHERE _code = "{column}") '
            f'AND NOT EXISTS (SELECT 1 FROM known_places WHERE _code = "{column}" '
            f"AND {day} >= coalesce(_first, DATE '0001-01-01') AND {day} <= coalesce(_last, DATE '9999-12-31'))",
            told,
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
    same = " AND ".join(f'sound."{key}" IS NOT DISTINCT FROM twice."{key}"' for key in dataset.keys)
    cursor.execute(
        f"CREATE OR REPLACE TEMP TABLE twice AS SELECT _file, {keys}, min(_row) AS first_row "
        f"FROM typed ANTI JOIN {ROWS_SET_ASIDE} USING (_file, _row) GROUP BY _file, {keys} HAVING count(*) > 1"
    )
    cursor.execute(
        f"INSERT INTO faults SELECT sound._file, $severity, _row, $column, {shown_key(dataset, 'sound')}, 'key-twice', "
        f"CAST(first_row AS VARCHAR) FROM (FROM typed ANTI JOIN {ROWS_SET_ASIDE} USING (_file, _row)) AS sound "
        f"JOIN twice ON sound._file = twice._file AND {same} WHERE _row > first_row",
        {"severity": SETTING_ASIDE, "column": ", ".join(dataset.keys)},
    )


def shown_key(dataset: Dataset, table: str) -> str:
    """The SQL of a row's key as people see it."""
    return "concat_ws(', ', " + ", ".join(f'CAST({table}."{key}" AS VARCHAR)' for key in dataset.keys) + ")"


def check_conditions(cursor: duckdb.DuckDBPyConnection, dataset: Dataset) -> dict[int, LoadError]:
    """The dataset's own checks, all in one pass; returned are the files that a check rejects.

    Raises:
        LoadError: a check cannot be computed.
    """
    if not dataset.checks:
        return {}
    names = frozenset(column.name for column in dataset.columns)
    parsed = [condition(check.that, names) for check in dataset.checks]
    verdicts = [f"(({one.sql('duckdb')}) IS FALSE)" for one in parsed]
    broken = ", ".join(f"{verdict} AS broken_{number}" for number, verdict in enumerate(verdicts, start=1))
    try:
        cursor.execute(
            f"CREATE OR REPLACE TEMP TABLE broken AS SELECT *, {broken} FROM typed WHERE {' OR '.join(verdicts)}"
        )
    except duckdb.Error as wrong:
        raise LoadError(
            "load.check",
            vi=f"Không tính được điều kiện kiểm tra của {dataset.code}: {wrong}.",
            en=f"A check of {dataset.code} cannot be computed: {wrong}.",
        ) from wrong
    for number, (check, one) in enumerate(zip(dataset.checks, parsed, strict=True), start=1):
        _note_broken(cursor, dataset, number, check, one)
    files = cursor.execute(f"SELECT DISTINCT file FROM faults WHERE severity = '{REFUSING}'").fetchall()
    return {file: _refusal(first(cursor, REFUSING, 5, file)) for (file,) in files}


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
        f"INSERT INTO faults SELECT _file, $severity, _row, $column, {value}, $code, NULL "
        f"FROM broken WHERE broken_{number}",
        {"severity": _SEVERITIES[check.otherwise], "column": ", ".join(named), "code": f"check-{number}"},
    )


def _refusal(rejected: list[Fault]) -> LoadError:
    vi = "; ".join(f"dòng {one.row}: {one.vi} ({one.value})" for one in rejected)
    en = "; ".join(f"row {one.row}: {one.en} ({one.value})" for one in rejected)
    return LoadError("load.rejected", vi=f"Cả tệp bị từ chối. {vi}.", en=f"The whole file is refused. {en}.")
