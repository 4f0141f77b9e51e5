"""Who has to mend what: rows set aside, warnings, late returns and anomalies, by unit.

A row set aside is open until a later load brings its key, the same file name is loaded anew, or its load is retired.
A warning is open while the row that caused it stands, under the same conditions.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Literal

import duckdb

from donghanh.lake.columns import COLUMN_TYPES, Column
from donghanh.lake.definition import Dataset
from donghanh.lake.faults import PASSING, SETTING_ASIDE
from donghanh.lake.lineage import LoadRecord, loads
from donghanh.lake.quality.anomalies import found_in
from donghanh.lake.quality.findings import unit_name
from donghanh.lake.quality.panel import grain_of, panel, unit_column
from donghanh.lake.retiring import retired_loads
from donghanh.lake.sources.headers import key as title_key
from donghanh.lake.storage import Lake
from donghanh.lake.tables import as_it_stood
from donghanh.periods import Period, parse_period, period_of
from donghanh.places import Places

RECENT_PERIODS = 3
"""Anomalies of older periods are history: they count in the scores and are no longer asked about."""


@dataclass(frozen=True)
class ToMend:
    """Something a unit is asked to put right, or to confirm."""

    dataset: str
    steward: Mapping[str, str]
    """The post that answers for the dataset's data."""
    unit: str
    unit_name: str
    kind: Literal["fault", "warning", "late", "anomaly"]
    rows: int
    load: str | None
    file_name: str
    period: str | None
    vi: str
    en: str


@dataclass(frozen=True)
class OpenFaults:
    """Rows of one unit in one load that are still wrong."""

    unit: str
    load: str
    severity: str
    rows: int
    required: int
    """Required cells that are empty in rows set aside."""
    vi: str
    en: str
    """The words of the first."""


def to_mend(
    lake: Lake,
    datasets: Iterable[Dataset],
    places: Places,
    *,
    day: date | None = None,
    expected: Mapping[str, Collection[str]] | None = None,
) -> tuple[ToMend, ...]:
    """What is open on that day (today, without one), by unit, dataset and kind.

    ``expected``: dataset → the units that must report in every period (see
    :func:`donghanh.lake.quality.anomalies.anomalies`).
    """
    day = day or datetime.now(UTC).astimezone().date()
    every = loads(lake)
    records: dict[str, list[LoadRecord]] = defaultdict(list)
    for one in every:
        records[one.dataset].append(one)
    asked = [(dataset, live_loads(records[dataset.code])) for dataset in datasets]
    # A dataset's newest version is also how it stands at the lake's newest, and one version is prepared once for all.
    snapshot = every[0].snapshot if every else 0
    found: list[ToMend] = []
    with lake.reading() as cursor:
        _gather(cursor, [one for _, live in asked for one in _with_faults(live)])
        for dataset, live in asked:
            found += _late(dataset, live, day)
            if records[dataset.code]:
                found += _faults(_open(cursor, lake, dataset, live, snapshot), dataset, live, places)
                found += _anomalies(lake, dataset, snapshot, places, day, (expected or {}).get(dataset.code, ()))
    return tuple(sorted(found, key=lambda one: (one.unit, one.dataset, one.kind, one.period or "", one.load or "")))


def live_loads(records: Sequence[LoadRecord]) -> tuple[LoadRecord, ...]:
    """The loads that stand: neither retired nor retirements, the newest first."""
    gone = retired_loads(records)
    return tuple(one for one in records if one.id not in gone)


def period_of_load(dataset: Dataset, record: LoadRecord) -> Period:
    """The period a load reports on: the one told, else the newest that had ended by the day its figures hold for."""
    if record.period:
        return parse_period(record.period)
    grain = grain_of(dataset)
    ended = (record.as_of or record.loaded_at.date()) + timedelta(days=1)
    return period_of(period_of(ended, grain).first_day - timedelta(days=1), grain)


def due_on(dataset: Dataset, period: Period) -> date:
    """The last day on which the period's data are in time."""
    return period.last_day + timedelta(days=dataset.freshness.within_days if dataset.freshness else 0)


def _late(dataset: Dataset, live: Sequence[LoadRecord], day: date) -> list[ToMend]:
    """The whole dataset is late: no load reports on the newest period that is due."""
    if dataset.freshness is None:
        return []
    newest = period_of(day - timedelta(days=dataset.freshness.within_days), dataset.freshness.grain)
    due = period_of(newest.first_day - timedelta(days=1), dataset.freshness.grain)
    if any(period_of_load(dataset, one).last_day >= due.last_day for one in live):
        return []
    until = due_on(dataset, due)
    vi = f"{dataset.name['vi']}: chưa có số liệu {due.name()}, hạn {until:%d/%m/%Y}."
    en = f"{dataset.name.get('en', dataset.code)}: nothing for {due} yet, due on {until:%d/%m/%Y}."
    return [ToMend(dataset.code, dataset.steward, "", "", "late", 0, None, "", str(due), vi, en)]


def _faults(found: Iterable[OpenFaults], dataset: Dataset, live: Sequence[LoadRecord], places: Places) -> list[ToMend]:
    records = {one.id: one for one in live}
    return [
        ToMend(
            dataset.code,
            dataset.steward,
            one.unit,
            unit_name(places, one.unit),
            "fault" if one.severity == SETTING_ASIDE else "warning",
            one.rows,
            one.load,
            records[one.load].file_name,
            records[one.load].period,
            one.vi,
            one.en,
        )
        for one in found
    ]


def _anomalies(
    lake: Lake, dataset: Dataset, snapshot: int, places: Places, day: date, expected: Collection[str]
) -> list[ToMend]:
    shown = panel(lake, dataset, snapshot, day)
    found = found_in(dataset, shown, places, day, expected) if shown else ()
    recent = sorted({one.period for one in found}, key=parse_period, reverse=True)
    ended = period_of(day + timedelta(days=1), grain_of(dataset))
    for _ in range(RECENT_PERIODS):
        ended = period_of(ended.first_day - timedelta(days=1), grain_of(dataset))
    asked = {period for period in recent if not parse_period(period) < ended}
    return [
        ToMend(
            dataset.code,
            dataset.steward,
            one.unit,
            one.unit_name,
            "late" if one.kind == "missing" else "anomaly",
            0,
            None,
            "",
            one.period,
            one.vi,
            one.en,
        )
        for one in found
        if one.period in asked
    ]


def open_faults(lake: Lake, dataset: Dataset, live: Sequence[LoadRecord], snapshot: int) -> tuple[OpenFaults, ...]:
    """The rows of these loads that are still wrong in a version, by unit and load.

    The unit is read from the row as it came; where that is not possible it is the load's organisation.
    """
    with lake.reading() as cursor:
        _gather(cursor, _with_faults(live))
        return _open(cursor, lake, dataset, live, snapshot)


def _with_faults(live: Sequence[LoadRecord]) -> list[LoadRecord]:
    """The newest load of each file, where it has faults."""
    newest: dict[str, LoadRecord] = {}
    for one in live:
        newest.setdefault(one.file_name, one)
    return [one for one in newest.values() if one.rows_quarantined or one.warnings]


def _gather(cursor: duckdb.DuckDBPyConnection, asked: Sequence[LoadRecord]) -> None:
    """Fill ``gathered`` with the faults of these loads, and ``all_loads`` with when each load came."""
    cursor.execute("CREATE OR REPLACE TEMP TABLE all_loads AS SELECT id, snapshot FROM lake._records.loads")
    cursor.execute(
        "CREATE OR REPLACE TEMP TABLE gathered AS SELECT f.*, l.snapshot, l.organisation "
        "FROM lake._records.faults f JOIN lake._records.loads l ON l.id = f.load WHERE f.load IN $asked",
        {"asked": [one.id for one in asked]},
    )


def _open(
    cursor: duckdb.DuckDBPyConnection, lake: Lake, dataset: Dataset, live: Sequence[LoadRecord], snapshot: int
) -> tuple[OpenFaults, ...]:
    """The rows of a dataset's loads among ``gathered`` that are still wrong."""
    if not _with_faults(live):
        return ()
    cursor.execute(
        "CREATE OR REPLACE TEMP TABLE asked_faults AS FROM gathered WHERE dataset = $dataset", {"dataset": dataset.code}
    )
    stored = as_it_stood(lake, dataset, snapshot)
    unit = unit_column(dataset)
    came = _came_as(cursor, dataset)
    of_record = "NULL"
    if unit and unit.name in came:  # a unit that is itself at fault says nothing of whose the row is
        at_fault = f"bool_or(column_name = '{unit.name}') OVER (PARTITION BY load, row_number)"
        of_record = f"CASE WHEN NOT {at_fault} THEN nullif({came[unit.name]}, '') END"
    of_row = f'CAST("{unit.name}" AS VARCHAR)' if unit else "NULL"
    met = " AND ".join(f'{_typed(dataset.column(key), came.get(key))} = s."{key}"' for key in dataset.keys)
    rows = cursor.execute(
        f"WITH stored AS ({stored}), wrong AS ("
        f"SELECT f.*, {of_record} AS unit FROM asked_faults f WHERE severity = '{SETTING_ASIDE}' AND NOT EXISTS "
        f"(SELECT 1 FROM stored s JOIN all_loads a ON a.id = s._load WHERE {met} AND a.snapshot > f.snapshot) "
        f"UNION ALL SELECT f.*, s.unit FROM asked_faults f "
        f"JOIN (SELECT {of_row} AS unit, _load, _row FROM stored) s "
        f"ON s._load = f.load AND s._row = f.row_number WHERE severity = '{PASSING}') "
        "SELECT coalesce(unit, organisation, ''), load, severity, count(DISTINCT row_number), "
        "count(*) FILTER (code = 'required'), arg_min(vi, row_number), arg_min(en, row_number) "
        "FROM wrong GROUP BY ALL ORDER BY ALL"
    ).fetchall()
    return tuple(OpenFaults(*row) for row in rows)


def _came_as(cursor: duckdb.DuckDBPyConnection, dataset: Dataset) -> dict[str, str]:
    """Column → the SQL of its text in a row set aside, whatever title its file gave it."""
    titles = [
        row[0]
        for row in cursor.execute(
            "SELECT DISTINCT unnest(json_keys(record)) AS title FROM asked_faults WHERE record IS NOT NULL ORDER BY 1"
        ).fetchall()
    ]
    found = {}
    for column in dataset.columns:
        words = {title_key(word) for word in (column.name, *column.label.values(), *column.headers)}
        named = [title for title in titles if title_key(title) in words and not re.search(r"[\"\\]", title)]
        if named:
            paths = ["'$.\"" + title.replace("'", "''") + "\"'" for title in named]
            found[column.name] = "trim(coalesce(" + ", ".join(f"f.record ->> {path}" for path in paths) + "))"
    return found


def _typed(column: Column, text: str | None) -> str:
    """The SQL of a text as a value of its column; NULL where it is none."""
    wanted = COLUMN_TYPES[column.type]
    if text is None:
        return f"CAST(NULL AS {wanted})"
    if column.type in ("date", "timestamp"):
        return f"coalesce(TRY_CAST({text} AS {wanted}), CAST(try_strptime({text}, '%d/%m/%Y') AS {wanted}))"
    return f"TRY_CAST({text} AS {wanted})"
