"""One run: the parts and cells of some indicators at one version, scanned or built on an earlier run.

Everything stays in DuckDB, in temporary tables of one connection: ``parts`` by one scan of the periods a load
touched, the rest copied from the earlier run's file; then ``cells``, again only where a touched period enters. Values
that do not add up are recomputed from the records in chunks of periods, which bounds memory and is quicker than one
statement over all of them, whose hash tables outgrow the processor's caches.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb

from donghanh.errors import InputError
from donghanh.indicators.compile import first_day, parts_statement, sums, values, values_statement
from donghanh.indicators.containment import Boundaries, Containment, Span
from donghanh.indicators.definition import Indicator
from donghanh.indicators.rollup import BRIDGED, cells_statement, fill_contains, fill_spans
from donghanh.lake.definition import Dataset
from donghanh.periods import MONTHS, Grain, Period, period_of

CHUNK = 1_500_000
"""Records of one statement over values that do not add up (or of one period, if it has more)."""


@dataclass(frozen=True)
class Base:
    """What an earlier run left to build on, and the finest periods that changed since."""

    files: tuple[Path, ...]
    touched: frozenset[Period]


class Run:
    """Parts and cells of indicators that share dataset, period column and grain, on one connection."""

    def __init__(
        self,
        cursor: duckdb.DuckDBPyConnection,
        source: Callable[[Sequence[Indicator]], str],
        dataset: Dataset,
        known: Containment,
        indicators: Sequence[Indicator],
    ) -> None:
        self._cursor = cursor
        self._source = source
        self._dataset = dataset
        self._known = known
        self._indicators = indicators
        self._column, self._grain = indicators[0].period.column, indicators[0].period.grain
        self._kinds: dict[str, str] = {}
        self._periods: set[Period] = set()
        self._filled: tuple[Boundaries | None, set[tuple[int, int]]] = (None, set())

    def scan(self, base: Base | None) -> None:
        """Make the parts: of every period, or of those touched since ``base`` with the others as they were."""
        periods = None if base is None else sorted(base.touched)
        found = sums(self._indicators)
        statement = parts_statement(
            self._source(self._indicators), self._dataset, self._column, self._grain, found, periods
        )
        self._kinds = self._exact(statement, found)
        told = "".join(f', CAST("{name}" AS {kind}) AS "{name}"' for name, kind in self._kinds.items())
        fresh = f"SELECT place, period, records{told} FROM ({statement})"
        if base is not None:
            fresh += f" UNION ALL BY NAME {self._read_parts(base.files, list(found))}"
            fresh += f" WHERE period NOT IN ({_days(base.touched)})" if base.touched else ""
        self._make_parts(fresh)

    def read(self, files: Sequence[Path]) -> None:
        """Take the parts from the files of this very version."""
        names = list(sums(self._indicators))
        self._make_parts(self._read_parts(files, names))
        rows = self._cursor.execute("DESCRIBE parts").fetchall()
        self._kinds = {row[0]: row[1] for row in rows if row[0] in names}

    def _make_parts(self, select: str) -> None:
        self._cursor.execute(f"CREATE OR REPLACE TEMP TABLE parts AS {select}")
        self._periods = self._read_periods("SELECT DISTINCT period FROM parts")

    @staticmethod
    def _read_parts(files: Sequence[Path], names: list[str]) -> str:
        distinct = [file_sql(file) for file in dict.fromkeys(files)]
        joined = f"{distinct[0]} f" + "".join(
            f" JOIN (SELECT * EXCLUDE (records) FROM {file}) USING (place, period)" for file in distinct[1:]
        )
        columns = "".join(f', "{name}"' for name in names)
        return f"SELECT place, period, f.records AS records{columns} FROM {joined}"

    def _exact(self, statement: str, names: Collection[str]) -> dict[str, str]:
        """The type each part is kept in; a float is refused, since its sum depends on the order of the records."""
        kinds = {}
        for row in self._cursor.execute(f"DESCRIBE {statement}").fetchall():
            if row[0] in names:
                kinds[row[0]] = _kept_type(row[0], row[1])
        return kinds

    def cells(
        self,
        indicators: Sequence[Indicator],
        boundaries: Boundaries,
        grain: Grain,
        earlier: Sequence[Path] = (),
        base: Base | None = None,
    ) -> str | None:
        """The SELECT of the cells of indicators rolled up alike; None where the ``earlier`` files hold just those."""
        spans = self._known.spans(sorted(self._periods), grain, indicators[0].rolling, boundaries)
        kept: set[Period] = set()
        before = self._periods_of(base) if base is not None and earlier else None
        if base is not None and before is not None and self._can_build_on(before, indicators[0]):
            either = self._known.spans(sorted(self._periods | before), grain, indicators[0].rolling, boundaries)
            kept = {one.target for one in either if one.period in base.touched}
            if not kept:
                return None
            spans = [one for one in spans if one.target in kept]
        self._fill(spans, boundaries)
        names = self._fresh(indicators, spans, grain)
        told = ", ".join(f'"{name}"' for name in names)
        named = "fresh JOIN names ON number = place"
        statement = f"SELECT name AS place, level, period, {told}, reporting, FALSE AS bridged FROM {named}"
        if boundaries != "own":
            flags = f"SELECT *, TRUE AS bridged FROM ({BRIDGED})"
            statement = (
                f"SELECT name AS place, level, period, {told}, reporting, coalesce(b.bridged, FALSE) AS bridged "
                f"FROM {named} LEFT JOIN ({flags}) b USING (place, period)"
            )
        return f"{statement} UNION ALL BY NAME {_earlier_cells(earlier, told, kept)}" if kept else statement

    def _can_build_on(self, before: set[Period], indicator: Indicator) -> bool:
        """Whether targets without a touched period are what they were: full windows depend on the first and last."""
        return indicator.rolling is None or _ends(before) == _ends(self._periods)

    def fill(self, indicator: Indicator, boundaries: Boundaries, target: Period) -> None:
        """Fill the tables that say which parts enter one target."""
        spans = self._known.spans(sorted(self._periods), target.grain, indicator.rolling, boundaries)
        self._fill([one for one in spans if one.target == target], boundaries)

    def _fill(self, spans: Sequence[Span], boundaries: Boundaries) -> None:
        fill_spans(self._cursor, spans)
        epochs = {(one.loaded, one.shown) for one in spans}
        if self._filled[0] != boundaries or not epochs <= self._filled[1]:
            longer: tuple[Grain, ...] = tuple(one for one in MONTHS if MONTHS[one] >= MONTHS[self._grain])
            entering = sorted({one.period for one in spans})
            every = (self._known.spans(entering, one, None, boundaries) for one in longer)
            epochs |= {(one.loaded, one.shown) for found in every for one in found}
            codes = [row[0] for row in self._cursor.execute("SELECT DISTINCT place FROM parts").fetchall()]
            fill_contains(self._cursor, self._known, codes, epochs, boundaries)
            self._filled = (boundaries, epochs)

    def _periods_of(self, base: Base) -> set[Period]:
        return self._read_periods(" UNION ".join(f"SELECT period FROM {file_sql(one)}" for one in base.files))

    def _read_periods(self, sql: str) -> set[Period]:
        return {period_of(row[0], self._grain) for row in self._cursor.execute(sql).fetchall()}

    def _fresh(self, indicators: Sequence[Indicator], spans: Sequence[Span], grain: Grain) -> list[str]:
        """Fill the table ``fresh``; the names of its value columns."""
        recomputed = list(values(indicators))
        if not recomputed:
            kinds = {name: self._kinds[name] for name in sums(indicators)}
            statement = cells_statement(indicators[0], kinds, grain)
            self._cursor.execute(f"CREATE OR REPLACE TEMP TABLE fresh AS {statement}")
            return list(kinds)
        source = self._source(indicators)
        nothing = values_statement(source, self._dataset, indicators, [], None, finest=True)
        kinds = {
            row[0]: _kept_type(row[0], row[1], floats=True)
            for row in self._cursor.execute(f"DESCRIBE {nothing}").fetchall()
            if row[0] in recomputed
        }
        columns = "".join(f', "{name}" {kind}' for name, kind in kinds.items())
        self._cursor.execute(
            f"CREATE OR REPLACE TEMP TABLE fresh (place INTEGER, level INTEGER, period DATE{columns}, reporting BIGINT)"
        )
        for chunk in self._chunks(spans):
            targets = sorted({one.target for one in chunk})
            periods = sorted({one.period for one in chunk})
            between, finest = (targets[0], targets[-1]), grain == self._grain
            statement = values_statement(source, self._dataset, indicators, periods, between, finest=finest)
            self._cursor.execute(f"INSERT INTO fresh BY NAME {statement}")
        return recomputed

    def _chunks(self, spans: Sequence[Span]) -> Iterator[list[Span]]:
        """Whole targets in order, together holding about ``CHUNK`` records."""
        rows = self._cursor.execute("SELECT period, sum(records) FROM parts GROUP BY period").fetchall()
        records = {period_of(day, self._grain): int(number) for day, number in rows}
        by_target: dict[Period, list[Span]] = {}
        for one in sorted(spans, key=lambda span: span.target):
            by_target.setdefault(one.target, []).append(one)
        chunk: list[Span] = []
        held = 0
        for found in by_target.values():
            size = sum(records.get(one.period, 0) for one in found)
            if chunk and held + size > CHUNK:
                yield chunk
                chunk, held = [], 0
            chunk += found
            held += size
        if chunk:
            yield chunk


def touched(
    cursor: duckdb.DuckDBPyConnection, dataset: Dataset, indicator: Indicator, base: int, snapshot: int
) -> frozenset[Period] | None:
    """The finest periods that hold a row added, changed or removed between two versions; None if that is not known."""
    schema, table = dataset.code.split(".")
    column, grain = indicator.period.column, indicator.period.grain
    try:
        rows = cursor.execute(
            f"SELECT DISTINCT {first_day(column, grain)} FROM ducklake_table_changes("
            f"'lake', '{schema}', '{table}', {base + 1}, {snapshot}) WHERE \"{column}\" IS NOT NULL"
        ).fetchall()
    except duckdb.Error:  # the versions in between were let go, or the column had another name
        return None
    return frozenset(period_of(row[0], grain) for row in rows)


def _kept_type(name: str, kind: str, *, floats: bool = False) -> str:
    if floats and kind in ("DOUBLE", "FLOAT"):
        return "DOUBLE"
    if kind in ("BIGINT", "INTEGER"):
        return "BIGINT"
    if kind == "HUGEINT":
        return "DECIMAL(38,0)"
    if kind.startswith("DECIMAL"):
        return f"DECIMAL(38,{kind.rstrip(')').split(',')[1]})"
    raise InputError(
        "indicator.float",
        vi=f"Tử số hoặc mẫu số của chỉ tiêu ra kiểu {kind} (phần {name}), cộng lại không chính xác; "
        "hãy cộng số nguyên hoặc số thập phân (decimal).",
        en=f"A numerator or denominator comes out as {kind} (part {name}), whose sum is not exact; "
        "sum whole numbers or decimals.",
    )


def _earlier_cells(files: Sequence[Path], columns: str, but: Collection[Period]) -> str:
    distinct = [file_sql(file) for file in dict.fromkeys(files)]
    joined = distinct[0] + "".join(
        f" JOIN (SELECT * EXCLUDE (reporting, bridged) FROM {file}) USING (place, level, period)"
        for file in distinct[1:]
    )
    told = f"place, level, period, {columns}, reporting, bridged"
    return f"SELECT {told} FROM {joined} WHERE period NOT IN ({_days(but)})"


def _days(periods: Collection[Period]) -> str:
    return ", ".join(f"DATE '{one.first_day}'" for one in sorted(periods))


def _ends(periods: Collection[Period]) -> tuple[Period, Period] | None:
    return (min(periods), max(periods)) if periods else None


def file_sql(path: Path) -> str:
    """The SQL that reads a kept file."""
    quoted = str(path).replace("'", "''")
    return f"read_parquet('{quoted}')"
