"""Datasets whose files are each the whole of a period: which period and whose rows a file answers for."""

from __future__ import annotations

from datetime import date

import duckdb

from donghanh.errors import LoadError
from donghanh.lake.definition import Dataset
from donghanh.lake.faults import ROWS_SET_ASIDE, SETTING_ASIDE
from donghanh.periods import MONTHS, Period, parse_period, period_of


def told_period(dataset: Dataset, period: str | None) -> Period | None:
    """The period a person told for files of this dataset, if its mode is ``period``.

    Raises:
        InputError: it is no period.
        LoadError: it is shorter than what one file of the dataset reports on.
    """
    if dataset.load.mode != "period" or not period:
        return None
    told = parse_period(period)
    if MONTHS[told.grain] < MONTHS[dataset.load.grain]:
        whole = told.widened(dataset.load.grain)
        raise LoadError(
            "load.period-too-short",
            vi=f"Mỗi tệp của {dataset.code} báo cáo trọn một kỳ dài hơn {told.name('vi')}; hãy ghi kỳ {whole}.",
            en=f"A file of {dataset.code} reports on more than {told}; write {whole}.",
        )
    return told


def check_periods(
    cursor: duckdb.DuckDBPyConnection, dataset: Dataset, told: Period | None
) -> tuple[dict[int, Period], dict[int, LoadError]]:
    """The period of every file, and the files that are refused because they hold several and none was told.

    Rows outside the period told are set aside.
    """
    if dataset.load.column is None:
        return {}, {}
    column = f'"{dataset.load.column}"'
    if told is not None:
        cursor.execute(
            f"INSERT INTO faults SELECT _file, '{SETTING_ASIDE}', _row, $column, strftime({column}, '%d/%m/%Y'), "
            f"'period', $period FROM typed WHERE {column} NOT BETWEEN $first AND $last",
            {"column": dataset.load.column, "period": told.name("vi"), "first": told.first_day, "last": told.last_day},
        )
        files = cursor.execute("SELECT DISTINCT _file FROM typed").fetchall()
        return {file: told for (file,) in files}, {}
    rows = cursor.execute(
        f"SELECT _file, date_trunc('{dataset.load.grain}', {column}) AS start, count(*) "
        f"FROM typed ANTI JOIN {ROWS_SET_ASIDE} USING (_file, _row) WHERE {column} IS NOT NULL "
        "GROUP BY ALL ORDER BY ALL"
    ).fetchall()
    found: dict[int, list[tuple[Period, int]]] = {}
    for file, start, count in rows:
        day = start if type(start) is date else start.date()
        found.setdefault(file, []).append((period_of(day, dataset.load.grain), count))
    refused = {file: _several(dataset, periods) for file, periods in found.items() if len(periods) > 1}
    return {file: periods[0][0] for file, periods in found.items() if len(periods) == 1}, refused


def _several(dataset: Dataset, periods: list[tuple[Period, int]]) -> LoadError:
    vi = ", ".join(f"{period.name('vi')} ({count} dòng)" for period, count in periods[:6])
    en = ", ".join(f"{period} ({count} rows)" for period, count in periods[:6])
    return LoadError(
        "load.several-periods",
        vi=f"Mỗi tệp của {dataset.code} là toàn bộ số liệu của một kỳ, mà tệp này có nhiều kỳ: {vi}. "
        "Hãy cho biết kỳ báo cáo (các dòng ngoài kỳ sẽ được cách ly) hoặc tách tệp theo kỳ.",
        en=f"A file of {dataset.code} is the whole of one period, and this one holds several: {en}. "
        "Tell its period (rows outside it are then set aside), or split the file.",
    )


def fill_slices(cursor: duckdb.DuckDBPyConnection, dataset: Dataset, periods: dict[int, Period]) -> None:
    """Fill the temporary table ``slices``: what part of the dataset each file is the whole of.

    ``_file``, ``_first`` and ``_last`` day, and the values of ``load.within`` found in its good rows.
    """
    within = "".join(f', "{name}"' for name in dataset.load.within)
    cursor.execute(
        "CREATE OR REPLACE TEMP TABLE file_periods (_file INTEGER, _first DATE, _last DATE); "
        f"CREATE OR REPLACE TEMP TABLE slices AS SELECT DISTINCT _file, _first, _last{within} "
        "FROM good JOIN file_periods USING (_file) WHERE false"
    )
    if periods:
        cursor.execute(
            "INSERT INTO file_periods SELECT unnest($files), unnest($first), unnest($last)",
            {
                "files": list(periods),
                "first": [period.first_day for period in periods.values()],
                "last": [period.last_day for period in periods.values()],
            },
        )
        cursor.execute(
            f"INSERT INTO slices SELECT DISTINCT _file, _first, _last{within} FROM good JOIN file_periods USING (_file)"
        )


def in_slice(dataset: Dataset, stored: str) -> str:
    """The SQL condition that a stored row lies in a row of ``slices``."""
    same = "".join(f' AND {stored}."{name}" IS NOT DISTINCT FROM slices."{name}"' for name in dataset.load.within)
    return f'{stored}."{dataset.load.column}" BETWEEN slices._first AND slices._last{same}'
