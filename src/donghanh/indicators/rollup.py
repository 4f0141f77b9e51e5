"""From the parts of loaded places to the cells of every place and period, in SQL.

Works on a connection of one's own: ``parts`` is a temporary table of place, period, records and the parts;
``spans``, ``contains`` and ``bridges`` say where each part goes.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

import duckdb

from donghanh.indicators.containment import Boundaries, Containment, Span
from donghanh.indicators.definition import Indicator
from donghanh.periods import MONTHS, Grain

BRANCHES = (("_self", "_level"), ("_province", "1"), ("_nation", "0"))
"""Column of a joined row that holds a place → the level of that place."""


class Whereabouts:
    """The tables ``spans``, ``contains``, ``names`` and ``bridges`` of one connection, filled as roll-ups ask."""

    def __init__(self, cursor: duckdb.DuckDBPyConnection, known: Containment) -> None:
        self.known = known
        self._cursor = cursor
        self._filled: tuple[Boundaries | None, set[tuple[int, int]], set[str]] = (None, set(), set())

    def fill(self, spans: Sequence[Span], codes: Collection[str], boundaries: Boundaries) -> None:
        """Say which finest period enters which target, and where the figures of each code go."""
        rows = [
            (one.period.first_day, MONTHS[one.target.grain], one.target.first_day, one.loaded, one.shown)
            for one in spans
        ]
        columns = "period DATE, months INTEGER, target DATE, loaded INTEGER, shown INTEGER"
        _table(self._cursor, "spans", columns, rows)
        epochs, wanted = {(one.loaded, one.shown) for one in spans}, set(codes)
        boundaries_filled, epochs_filled, codes_filled = self._filled
        if boundaries_filled == boundaries:
            if epochs <= epochs_filled and wanted <= codes_filled:
                return
            epochs, wanted = epochs | epochs_filled, wanted | codes_filled
        self._fill_contains(wanted, epochs, boundaries)
        self._filled = (boundaries, epochs, wanted)

    def _fill_contains(self, codes: set[str], epochs: set[tuple[int, int]], boundaries: Boundaries) -> None:
        """Places stand in the tables by number: grouping by numbers takes a quarter less time than by text."""
        contains, bridges = [], []
        numbers: dict[str | None, int | None] = {None: None}

        def number(name: str | None) -> int | None:
            return numbers.setdefault(name, len(numbers))

        for loaded, shown in epochs:
            for code in codes:
                found = self.known.container(code, loaded, shown, boundaries)
                if found is None:
                    continue
                own, late, province, nation = map(number, (found.self, found.late, found.province, found.nation))
                contains.append((code, loaded, shown, own, late, found.level, province, nation))
                if found.bridged:
                    bridges += [(code, loaded, shown, number(one)) for one in found.bridged]
        columns = "code VARCHAR, loaded INTEGER, shown INTEGER"
        places = "self INTEGER, late INTEGER, level INTEGER, province INTEGER, nation INTEGER"
        _table(self._cursor, "contains", f"{columns}, {places}", contains)
        _table(self._cursor, "bridges", f"{columns}, container INTEGER", bridges)
        del numbers[None]
        _table(self._cursor, "names", "name VARCHAR, number INTEGER", list(numbers.items()))


def placed(finest: Grain) -> str:
    """The columns that say where a joined row of ``spans`` s and ``contains`` c goes."""
    own = f"CASE WHEN s.months = {MONTHS[finest]} THEN coalesce(c.self, c.late) ELSE c.self END"
    return (
        f"s.months AS _months, s.target AS _target, {own} AS _self, c.level AS _level, "
        "c.province AS _province, c.nation AS _nation"
    )


def _table(cursor: duckdb.DuckDBPyConnection, name: str, columns: str, rows: Sequence[tuple[object, ...]]) -> None:
    """A temporary table of these rows, handed over as a text for each column: lists of values take much longer."""
    cursor.execute(f"CREATE OR REPLACE TEMP TABLE {name} ({columns})")
    if rows:
        texts = {
            f"c{number}": "\n".join("" if value is None else str(value) for value in column)
            for number, column in enumerate(zip(*rows, strict=True))
        }
        split = ", ".join(f"unnest(string_split(${key}, '\n')) AS {key}" for key in texts)
        told = ", ".join(f"nullif({key}, '')" for key in texts)
        cursor.execute(f"INSERT INTO {name} SELECT {told} FROM (SELECT {split})", texts)


def cells_statement(indicator: Indicator, parts: Mapping[str, str]) -> str:
    """Cells of indicators that add up: place (its number), level, months, period, each part, and ``reporting``.

    ``parts`` maps names to SQL types, kept from turning into floats or outgrowing what a file can hold. For a stock
    the last finest period in which any place inside reported stands for the target, and ``reporting`` says how many
    did; for a flow it is empty.
    """
    joined = (
        f"SELECT p.* EXCLUDE (place, period), p.period AS _at, {placed(indicator.period.grain)} "
        "FROM parts p JOIN spans s ON s.period = p.period "
        "JOIN contains c ON c.code = p.place AND c.loaded = s.loaded AND c.shown = s.shown"
    )
    added = "".join(f', CAST(sum("{name}") AS {kind}) AS "{name}"' for name, kind in parts.items())
    branches = []
    for container, level in BRANCHES:
        keys = f"{container} AS place, {level} AS level, _months AS months, _target AS period"
        where = f"FROM placed WHERE {container} IS NOT NULL GROUP BY ALL"
        if indicator.over_time == "sum":
            branches.append(f"SELECT {keys}{added}, CAST(NULL AS BIGINT) AS reporting {where}")
            continue
        last = "".join(f', arg_max("{name}", _at) AS "{name}"' for name in parts)
        branches.append(
            f"SELECT place, level, months, period{last}, arg_max(reporting, _at) AS reporting FROM "
            f"(SELECT {keys}, _at{added}, count(*) AS reporting {where}) GROUP BY ALL"
        )
    return f"WITH placed AS MATERIALIZED ({joined}) {' UNION ALL '.join(branches)}"


BRIDGED = (
    "SELECT DISTINCT b.container AS place, s.months AS months, s.target AS period FROM parts p "
    "JOIN spans s ON s.period = p.period "
    "JOIN bridges b ON b.code = p.place AND b.loaded = s.loaded AND b.shown = s.shown"
)
"""The places and periods whose value rests on a convention, because a place was divided."""


def contributing_statement(indicator: Indicator) -> str:
    """The loaded places and finest periods behind one cell ($place, $level): place, period, ``until`` (its last day).

    ``spans`` must hold the cell's own target alone.
    """
    joined = (
        f"SELECT p.place AS loaded_place, p.period AS _at, {placed(indicator.period.grain)} "
        "FROM parts p JOIN spans s ON s.period = p.period "
        "JOIN contains c ON c.code = p.place AND c.loaded = s.loaded AND c.shown = s.shown"
    )
    asked = "(SELECT number FROM names WHERE name = $place)"
    here = " OR ".join(f"({place} = {asked} AND {level} = $level)" for place, level in BRANCHES)
    last = " QUALIFY _at = max(_at) OVER ()" if indicator.over_time == "last" else ""
    months = MONTHS[indicator.period.grain]
    return (
        f"SELECT loaded_place AS place, _at AS period, CAST(_at + INTERVAL {months} MONTH - INTERVAL 1 DAY AS DATE) "
        f"AS until FROM ({joined}) WHERE {here}{last}"
    )
