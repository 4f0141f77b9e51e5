"""How good a dataset is, as a whole, period by period and unit by unit, each score with what it counts.

A return belongs to the period of its own date, single cases to the one their load reports on. Everything is
counted as it stands today, so mending raises a score. The four parts weigh the same; a part that cannot be measured
is left out of the mean.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime

import duckdb

from donghanh.lake.definition import Dataset
from donghanh.lake.faults import SETTING_ASIDE
from donghanh.lake.lineage import LoadRecord, loads, version
from donghanh.lake.quality.anomalies import found_in
from donghanh.lake.quality.findings import Finding, unit_name
from donghanh.lake.quality.mending import due_on, live_loads, open_faults, period_of_load
from donghanh.lake.quality.panel import Panel, grain_of, is_row_level, panel, period_column, unit_column
from donghanh.lake.storage import Lake
from donghanh.lake.tables import as_it_stood
from donghanh.periods import parse_period, period_of
from donghanh.places import Places

PARTS = ("completeness", "validity", "timeliness", "plausibility")
"""completeness: filled cells of all cells, empty required cells of rows set aside among them. validity: rows stored of
these and the rows set aside that are open. timeliness: returns of a unit and period that came in time, of those that
came or are missed. plausibility: returns without a finding, of those that came."""

_Tally = dict[tuple[str, str], dict[str, list[int]]]


@dataclass(frozen=True)
class Part:
    """A share of 100 with what it counts."""

    numerator: int
    denominator: int

    @property
    def points(self) -> float | None:
        """From 0 to 100; None where there is nothing to count."""
        return 100 * self.numerator / self.denominator if self.denominator else None


@dataclass(frozen=True)
class Score:
    """The parts for a unit (None: all) and a period (None: all)."""

    unit: str | None
    unit_name: str
    period: str | None
    parts: dict[str, Part]

    @property
    def points(self) -> float | None:
        """The plain mean of the parts that can be measured."""
        measured = [one for part in self.parts.values() if (one := part.points) is not None]
        return sum(measured) / len(measured) if measured else None


@dataclass(frozen=True)
class Scores:
    """A dataset, or one unit of it: the whole, its periods (oldest first) and its units (lowest points first)."""

    dataset: str
    whole: Score
    periods: tuple[Score, ...]
    units: tuple[Score, ...]


def scores(
    lake: Lake,
    dataset: Dataset,
    places: Places,
    *,
    unit: str | None = None,
    day: date | None = None,
    expected: Collection[str] = (),
) -> Scores:
    """The scores of a dataset, or of one of its units, as of ``day`` (today, without one).

    Raises:
        QueryError: the dataset has no version.
    """
    day = day or datetime.now(UTC).astimezone().date()
    newest = version(lake, dataset.code)
    records = {one.id: one for one in live_loads(loads(lake, dataset.code))}
    tally: _Tally = defaultdict(lambda: {part: [0, 0] for part in PARTS})
    _count_rows(lake, dataset, records, newest.snapshot, tally)
    shown = panel(lake, dataset, newest.snapshot, day)
    found = found_in(dataset, shown, places, day, expected) if shown else ()
    _count_times(lake, dataset, records, found, tally)
    if shown:
        _count_findings(shown, found, tally)
    chosen = {at: parts for at, parts in tally.items() if unit in (None, at[0])}
    name = unit_name(places, unit) if unit else ""
    whole = Score(unit, name, None, _added(chosen.values()))
    by_period, by_unit = _grouped(chosen, 1), _grouped(chosen, 0)
    periods = [Score(unit, name, period, parts) for period, parts in by_period.items()]
    units = [Score(one, unit_name(places, one), None, parts) for one, parts in by_unit.items()]
    periods.sort(key=lambda one: parse_period(one.period or ""))
    units.sort(key=lambda one: (one.points if one.points is not None else 101.0, one.unit or ""))
    return Scores(dataset.code, whole, tuple(periods), tuple(units))


def _unit(dataset: Dataset) -> str:
    """The SQL of a row's unit; empty where the load's organisation stands for it."""
    column = unit_column(dataset)
    return f"coalesce(CAST(\"{column.name}\" AS VARCHAR), '')" if column else "''"


def _period(dataset: Dataset) -> str:
    """The SQL of the first day of a return's period; empty for single cases, which count where they are sent."""
    column = None if is_row_level(dataset) else period_column(dataset)
    return f"CAST(date_trunc('{grain_of(dataset)}', \"{column.name}\") AS DATE)" if column else "NULL"


def _at(dataset: Dataset, record: LoadRecord, unit: str, first_day: date | None = None) -> tuple[str, str]:
    period = period_of(first_day, grain_of(dataset)) if first_day else period_of_load(dataset, record)
    return unit or record.organisation or "", str(period)


def _count_rows(lake: Lake, dataset: Dataset, records: dict[str, LoadRecord], snapshot: int, tally: _Tally) -> None:
    """Completeness and validity: what stands, and what is still set aside."""
    collected = [column for column in dataset.public_columns if not column.retired]
    filled = " + ".join(f'count("{column.name}")' for column in collected)
    stands = as_it_stood(lake, dataset, snapshot)
    with lake.reading() as cursor:
        rows = cursor.execute(
            f"SELECT {_unit(dataset)}, _load, {_period(dataset)}, count(*), {filled} FROM ({stands}) GROUP BY 1, 2, 3"
        ).fetchall()
    for unit, load, first_day, many, cells in rows:
        if load in records:
            parts = tally[_at(dataset, records[load], unit, first_day)]
            _add(parts["completeness"], cells, many * len(collected))
            _add(parts["validity"], many, many)
    for one in open_faults(lake, dataset, tuple(records.values()), snapshot):
        if one.severity == SETTING_ASIDE:
            parts = tally[_at(dataset, records[one.load], one.unit)]
            _add(parts["completeness"], 0, one.required)
            _add(parts["validity"], 0, one.rows)


def _count_times(
    lake: Lake, dataset: Dataset, records: dict[str, LoadRecord], found: Iterable[Finding], tally: _Tally
) -> None:
    """Timeliness: the first load that brought anything of a unit for a period counts, later corrections do not."""
    if dataset.freshness is None:
        return
    first: dict[tuple[str, str], LoadRecord] = {}
    for unit, load, first_day in _brought(lake, dataset):
        if load in records:
            at = _at(dataset, records[load], unit, first_day)
            if at not in first or records[load].loaded_at < first[at].loaded_at:
                first[at] = records[load]
    for at, record in first.items():
        in_time = record.loaded_at.astimezone().date() <= due_on(dataset, parse_period(at[1]))
        _add(tally[at]["timeliness"], int(in_time), 1)
    for one in found:
        if one.kind == "missing" and (one.unit, one.period) not in first:
            _add(tally[one.unit, one.period]["timeliness"], 0, 1)


def _brought(lake: Lake, dataset: Dataset) -> list[tuple[str, str, date | None]]:
    """Unit, load and first day of the period of every row a load has written, also of rows replaced since."""
    schema, name = dataset.code.split(".")
    unit = _unit(dataset)
    with lake.reading() as cursor:
        newest = cursor.execute("SELECT min(snapshot_id), max(snapshot_id) FROM lake.snapshots()").fetchone()
        assert newest is not None
        source = f"ducklake_table_insertions('lake', '{schema}', '{name}', {newest[0]}, {newest[1]})"
        try:
            return cursor.execute(f"SELECT DISTINCT {unit}, _load, {_period(dataset)} FROM {source}").fetchall()
        except duckdb.BinderException:  # the definition is ahead of the table: its column will be there after a load
            return []


def _count_findings(shown: Panel, found: Iterable[Finding], tally: _Tally) -> None:
    """Plausibility: returns of the panel without a finding."""
    doubtful = {(one.unit, one.period) for one in found if one.kind != "missing"}
    for position, unit in enumerate(shown.units):
        for number in shown.reported[position].nonzero()[0]:
            at = (unit, str(shown.periods[number]))
            _add(tally[at]["plausibility"], int(at not in doubtful), 1)


def _add(part: list[int], numerator: int, denominator: int) -> None:
    part[0] += numerator
    part[1] += denominator


def _grouped(tally: _Tally, axis: int) -> dict[str, dict[str, Part]]:
    groups: dict[str, list[dict[str, list[int]]]] = defaultdict(list)
    for at, parts in tally.items():
        groups[at[axis]].append(parts)
    return {name: _added(parts) for name, parts in groups.items()}


def _added(tallies: Iterable[dict[str, list[int]]]) -> dict[str, Part]:
    sums = {part: [0, 0] for part in PARTS}
    for one in tallies:
        for part, (numerator, denominator) in one.items():
            _add(sums[part], numerator, denominator)
    return {part: Part(*counts) for part, counts in sums.items()}
