"""One run: the parts and cells of some indicators at one version, scanned or built on an earlier run.

Everything stays in DuckDB, in temporary tables of one connection: ``parts`` by one scan of the periods a load
touched, others fetched from the earlier run's files where a longer period needs them; then ``cells``, again only where
a touched period enters. Values that do not add up are recomputed from the records in chunks of periods, which bounds
memory and is quicker than one statement over all of them, whose hash tables outgrow the processor's caches.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

import duckdb

from donghanh.errors import InputError
from donghanh.indicators.compile import columns_read, first_day, parts_statement, sums, values, values_statement
from donghanh.indicators.containment import Boundaries, Span
from donghanh.indicators.definition import Indicator
from donghanh.indicators.rollup import BRIDGED, Whereabouts, cells_statement
from donghanh.indicators.store import Piece
from donghanh.lake.definition import Dataset
from donghanh.periods import MONTHS, Grain, Period, period_of

CHUNK = 1_500_000
"""Records of one statement over values that do not add up (or of one period, if it has more)."""

Targets = dict[Grain, frozenset[Period]]


@dataclass(frozen=True)
class Base:
    """What an earlier run left to build on, by definition, and the finest periods that changed since."""

    parts: Mapping[str, tuple[Piece, ...]]
    touched: frozenset[Period]

    @property
    def periods(self) -> frozenset[Period]:
        """The finest periods the earlier run had."""
        pieces = next(iter(self.parts.values()))
        return frozenset().union(*(one.periods for one in pieces))


class Run:
    """Parts and cells of indicators that share dataset, period column and grain, on one connection."""

    def __init__(
        self,
        cursor: duckdb.DuckDBPyConnection,
        source: Callable[[Sequence[Indicator]], str],
        dataset: Dataset,
        whereabouts: Whereabouts,
        indicators: Sequence[Indicator],
    ) -> None:
        self._cursor = cursor
        self._source = source
        self._dataset = dataset
        self._whereabouts = whereabouts
        self._indicators = indicators
        self._column, self._grain = indicators[0].period.column, indicators[0].period.grain
        self._kinds: dict[str, str] = {}
        self._base: Base | None = None
        self._periods: frozenset[Period] = frozenset()
        self._held: frozenset[Period] = frozenset()

    def scan(self, base: Base | None) -> frozenset[Period]:
        """Make the parts of every period, or of those touched since ``base``; the periods they now have."""
        periods = None if base is None else sorted(base.touched)
        found = sums(self._indicators)
        statement = parts_statement(
            self._source(self._indicators), self._dataset, self._column, self._grain, found, periods
        )
        self._kinds = self._exact(statement, found)
        told = "".join(f', CAST("{name}" AS {kind}) AS "{name}"' for name, kind in self._kinds.items())
        self._make_parts(f"SELECT place, period, records{told} FROM ({statement})")
        fresh = self._periods
        if base is not None:
            self._base = base
            self._periods = fresh | (base.periods - base.touched)
        return fresh

    def parts_statement(self, more: Mapping[str, tuple[Piece, ...]] | None = None) -> str:
        """What :meth:`scan` made, with the pieces it does not replace where ``more`` names them, to be kept."""
        told = "".join(f', "{name}"' for name in self._kinds)
        fresh = f"SELECT {MONTHS[self._grain]} AS months, place, period, records{told} FROM parts"
        return f"{fresh} UNION ALL BY NAME {self._read_parts(more)}" if more else fresh

    def read(self, pieces: Mapping[str, tuple[Piece, ...]]) -> None:
        """Take the parts from the files of this very version."""
        self._make_parts(self._read_parts(pieces))
        names = list(sums(self._indicators))
        rows = self._cursor.execute("DESCRIBE parts").fetchall()
        self._kinds = {row[0]: row[1] for row in rows if row[0] in names}

    def _make_parts(self, select: str) -> None:
        self._cursor.execute(f"CREATE OR REPLACE TEMP TABLE parts AS {select}")
        rows = self._cursor.execute("SELECT DISTINCT period FROM parts").fetchall()
        self._periods = self._held = frozenset(period_of(row[0], self._grain) for row in rows)

    def _read_parts(self, pieces: Mapping[str, tuple[Piece, ...]]) -> str:
        alike: dict[tuple[Piece, ...], list[Indicator]] = {}
        for one in self._indicators:
            alike.setdefault(pieces[one.fingerprint], []).append(one)
        selects: list[str] = []
        for found, indicators in alike.items():
            columns = "".join(f', "{name}"' for name in sums(indicators))
            first = "months, place, period, records" if not selects else "place, period"
            selects.append(f"({' UNION ALL '.join(one.select(f'{first}{columns}') for one in found)})")
        joined = "".join(f" JOIN {one} USING (place, period)" for one in selects[1:])
        return f"SELECT * FROM {selects[0]}{joined}"

    def _complete(self, entering: frozenset[Period]) -> None:
        """Fetch the parts of untouched periods that enter what is recomputed."""
        lacking = (entering & self._periods) - self._held
        if self._base is None or not lacking:
            return
        others = self._base.periods - lacking
        narrowed = {
            name: tuple(one for piece in pieces if (one := piece.without(others)).periods)
            for name, pieces in self._base.parts.items()
        }
        self._cursor.execute(f"INSERT INTO parts BY NAME SELECT * EXCLUDE (months) FROM ({self._read_parts(narrowed)})")
        self._held |= lacking

    def _exact(self, statement: str, names: Collection[str]) -> dict[str, str]:
        """The type each part is kept in; a float is refused, since its sum depends on the order of the records."""
        kinds = {}
        for row in self._cursor.execute(f"DESCRIBE {statement}").fetchall():
            if row[0] in names:
                kinds[row[0]] = _kept_type(row[0], row[1])
        return kinds

    def cells(
        self, indicators: Sequence[Indicator], boundaries: Boundaries, grains: Sequence[Grain], *, anew: bool = True
    ) -> tuple[str, Targets] | None:
        """The SELECT of the cells of indicators rolled up alike, and the targets it recomputes.

        All targets, or if not ``anew`` those a touched period enters; None where there is none.
        """
        rolling = indicators[0].rolling
        known = self._whereabouts.known
        before = self._base.periods if self._base is not None else self._periods
        anew = anew or not self._can_build_on(before, indicators[0])
        periods = sorted(self._periods)
        spans: list[Span] = []
        targets: Targets = {}
        for grain in grains:
            found = known.spans(periods, grain, rolling, boundaries)
            either = known.spans(sorted(before), grain, rolling, boundaries) + found
            if not anew and self._base is not None:
                changed = self._base.touched
                either = known.spans(sorted(before | self._periods), grain, rolling, boundaries)
                either = [one for one in either if one.period in changed]
            targets[grain] = frozenset(one.target for one in either)
            spans += [one for one in found if one.target in targets[grain]]
        if not anew and not any(targets.values()):
            return None
        self._complete(frozenset(one.period for one in spans))
        self._fill(spans, boundaries)
        return self._placed_cells(indicators, spans, boundaries), targets

    def _placed_cells(self, indicators: Sequence[Indicator], spans: Sequence[Span], boundaries: Boundaries) -> str:
        names = self._fresh(indicators, spans)
        told = ", ".join(f'"{name}"' for name in names)
        columns, named = (
            f"name AS place, level, months, period, {told}, reporting",
            "fresh JOIN names ON number = place",
        )
        if boundaries == "own":
            return f"SELECT {columns}, FALSE AS bridged FROM {named}"
        flags = f"SELECT *, TRUE AS bridged FROM ({BRIDGED})"
        return (
            f"SELECT {columns}, coalesce(b.bridged, FALSE) AS bridged "
            f"FROM {named} LEFT JOIN ({flags}) b USING (place, months, period)"
        )

    def _can_build_on(self, before: Collection[Period], indicator: Indicator) -> bool:
        """Whether targets without a touched period are what they were: full windows depend on the first and last."""
        return indicator.rolling is None or _ends(before) == _ends(self._periods)

    def fill(self, indicator: Indicator, boundaries: Boundaries, target: Period) -> None:
        """Fill the tables that say which parts enter one target."""
        spans = self._whereabouts.known.spans(sorted(self._periods), target.grain, indicator.rolling, boundaries)
        self._fill([one for one in spans if one.target == target], boundaries)

    def _fill(self, spans: Sequence[Span], boundaries: Boundaries) -> None:
        codes = [row[0] for row in self._cursor.execute("SELECT DISTINCT place FROM parts").fetchall()]
        self._whereabouts.fill(spans, codes, boundaries)

    def _fresh(self, indicators: Sequence[Indicator], spans: Sequence[Span]) -> list[str]:
        """Fill the table ``fresh``; the names of its value columns."""
        recomputed = list(values(indicators))
        if not recomputed:
            kinds = {name: self._kinds[name] for name in sums(indicators)}
            self._cursor.execute(f"CREATE OR REPLACE TEMP TABLE fresh AS {cells_statement(indicators[0], kinds)}")
            return list(kinds)
        source = self._source(indicators)
        nothing = values_statement(source, self._dataset, indicators, [], None)
        kinds = {
            row[0]: _kept_type(row[0], row[1], floats=True)
            for row in self._cursor.execute(f"DESCRIBE {nothing}").fetchall()
            if row[0] in recomputed
        }
        columns = "".join(f', "{name}" {kind}' for name, kind in kinds.items())
        self._cursor.execute(
            "CREATE OR REPLACE TEMP TABLE fresh "
            f"(place INTEGER, level INTEGER, months INTEGER, period DATE{columns}, reporting BIGINT)"
        )
        for chunk in self._chunks(spans):
            targets = sorted({one.target for one in chunk})
            periods = sorted({one.period for one in chunk})
            statement = values_statement(source, self._dataset, indicators, periods, (targets[0], targets[-1]))
            self._cursor.execute(f"INSERT INTO fresh BY NAME {statement}")
        return recomputed

    def _chunks(self, spans: Sequence[Span]) -> Iterator[list[Span]]:
        """Whole targets of one grain in order, together holding about ``CHUNK`` records."""
        rows = self._cursor.execute("SELECT period, sum(records) FROM parts GROUP BY period").fetchall()
        records = {period_of(day, self._grain): int(number) for day, number in rows}
        by_target: dict[Period, list[Span]] = {}
        for one in sorted(spans, key=lambda span: (MONTHS[span.target.grain], span.target.first_day)):
            by_target.setdefault(one.target, []).append(one)
        chunk: list[Span] = []
        held = 0
        for target, found in by_target.items():
            size = sum(records.get(one.period, 0) for one in found)
            if chunk and (held + size > CHUNK or chunk[0].target.grain != target.grain):
                yield chunk
                chunk, held = [], 0
            chunk += found
            held += size
        if chunk:
            yield chunk


def touched(
    cursor: duckdb.DuckDBPyConnection,
    dataset: Dataset,
    groups: Sequence[Sequence[Indicator]],
    base: int,
    snapshot: int,
) -> list[frozenset[Period]] | None:
    """For each group the finest periods in which its columns are not what they were; None if that is not known.

    A row that went and came back the same in all the columns a group reads, as when a dossier received long ago is
    closed, changes nothing for that group.
    """
    schema, table = dataset.code.split(".")
    between = f"'lake', '{schema}', '{table}', {base + 1}, {snapshot}"
    every = ", ".join(f'"{one.name}"' for one in columns_read([one for group in groups for one in group], dataset))
    found = []
    try:
        cursor.execute(f"CREATE OR REPLACE TEMP TABLE gone AS SELECT {every} FROM ducklake_table_deletions({between})")
        for group in groups:
            column, grain = group[0].period.column, group[0].period.grain
            used = ", ".join(f'"{one.name}"' for one in columns_read(group, dataset))
            read, there = f"SELECT {used}, {first_day(column, grain)} AS _period", f'WHERE "{column}" IS NOT NULL'
            rows = cursor.execute(
                f"WITH went AS ({read} FROM gone {there}), "
                "left_by AS MATERIALIZED (SELECT DISTINCT _period FROM went), "
                f"came AS ({read} FROM ducklake_table_insertions({between}) {there}), "
                "either AS (SELECT *, 1 AS sign FROM came SEMI JOIN left_by USING (_period) "
                "UNION ALL SELECT *, -1 AS sign FROM went), "
                f"net AS (SELECT _period, {used} FROM either GROUP BY _period, {used} HAVING sum(sign) <> 0) "
                "SELECT DISTINCT _period FROM came ANTI JOIN left_by USING (_period) UNION SELECT _period FROM net"
            ).fetchall()
            found.append(frozenset(period_of(row[0], grain) for row in rows))
    except duckdb.Error:  # the versions in between were let go, or a column had another name
        return None
    return found


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


def _ends(periods: Collection[Period]) -> tuple[Period, Period] | None:
    return (min(periods), max(periods)) if periods else None
