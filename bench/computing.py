"""Eight indicators × all communes and provinces × twelve months: ours against what each rival does best."""

from __future__ import annotations

import random
import shutil
import time
from decimal import Decimal
from pathlib import Path

import duckdb

from bench.data import FIRST_DAY, MONTHS, communes, connect, dossiers, indicators, places, write_dossiers
from bench.measuring import Measured, Row, apart
from bench.rivals import SCANS, equal
from donghanh.indicators.compute import cells, compute
from donghanh.lake.loading.load import load
from donghanh.lake.storage import Lake
from donghanh.periods import period_of

ROWS = {"small": 300_000, "full": 10_000_000}


def fill(lake_folder: str, file: str) -> int:
    """Load the dossiers by the real loader; how many."""
    lake = Lake.open(Path(lake_folder))
    done = load(lake, dossiers(), Path(file), places(), loaded_by="bench")
    lake.close()
    return done.record.rows_accepted


def forget(lake: Lake) -> None:
    """Throw the computed figures away."""
    for kept in lake.folder.glob("figures*"):
        shutil.rmtree(kept) if kept.is_dir() else kept.unlink()


def ours(lake_folder: str) -> int:
    """All eight, computed anew and kept."""
    lake = Lake.open(Path(lake_folder))
    forget(lake)
    return compute(lake, dossiers(), indicators(), places())


def by_hand(source: str, lake_folder: str = "", into: str = "") -> float:
    """The best query in plain DuckDB: per period column one pass with grouping sets; the days differ by date_diff."""
    connection, table = _opened(source, lake_folder)
    for column, values in SCANS.items():
        written = values.format(days="date_diff('day', submitted_on, completed_on)")
        sql = (
            f"SELECT coalesce(place, province) AS place, date_trunc('month', {column})::DATE AS month, {written} "
            f"FROM {table} JOIN communes ON place = commune_code WHERE {column} IS NOT NULL "
            "GROUP BY GROUPING SETS ((place, 2), (province, 2))"
        )
        connection.execute(f"CREATE OR REPLACE TEMP TABLE {column} AS {sql}")
        if into:
            connection.execute(f"COPY {column} TO '{into}/hand-{column}.parquet'")
    return 0.0


def by_hand_in_turn(source: str, lake_folder: str = "") -> float:
    """The other way: communes and provinces as two queries each."""
    connection, table = _opened(source, lake_folder)
    for column, values in SCANS.items():
        written = values.format(days="date_diff('day', submitted_on, completed_on)")
        month = f"date_trunc('month', {column})::DATE AS month"
        for place, join in (("commune_code", ""), ("province", "JOIN communes ON place = commune_code")):
            connection.execute(
                f"CREATE OR REPLACE TEMP TABLE {column}_{place} AS SELECT {place} AS place, {month}, {written} "
                f"FROM {table} {join} WHERE {column} IS NOT NULL GROUP BY 1, 2"
            )
    return 0.0


def _opened(source: str, lake_folder: str) -> tuple[duckdb.DuckDBPyConnection, str]:
    """A connection that sees the dossiers, in the lake or in a Parquet file, and the communes."""
    if not lake_folder:
        return connect(), f"read_parquet('{source}')"
    connection = Lake.open(Path(lake_folder))._connection
    connection.execute("CREATE OR REPLACE TEMP TABLE communes (number BIGINT, place VARCHAR, province VARCHAR)")
    values = ", ".join(f"({n}, '{place}', '{province}')" for n, (place, province) in enumerate(communes()))
    connection.execute(f"INSERT INTO communes VALUES {values}")
    return connection, "lake.services.dossiers"


def ours_equal(lake_folder: str, into: str) -> bool:
    """Whether our cells are those of the query by hand, for every commune, province and month."""
    lake = Lake.open(Path(lake_folder))
    snapshot = compute(lake, dossiers(), indicators(), places())
    parts = {"received": "a", "online_share": "b", "procedures": "c", "completed": "a", "on_time_share": "b"}
    parts |= {"mean_days": "c", "median_days": "d", "overdue": "b"}
    with duckdb.connect() as connection:
        for indicator in indicators():
            name = indicator.code.partition(".")[2]
            hand = connection.execute(
                f"SELECT place, month, {parts[name]}, a FROM '{into}/hand-{indicator.period.column}.parquet'"
            ).fetchall()
            wanted = {(place, period_of(month, "month")): (value, total) for place, month, value, total in hand}
            found = {
                (one.place, one.period): one
                for level in (1, 3)
                for one in cells(lake, indicator, snapshot, level=level, grain="month")
            }
            if wanted.keys() != found.keys():
                return False
            for key, (value, total) in wanted.items():
                cell = found[key]
                if Decimal(str(value)) != Decimal(str(cell.numerator)) or cell.denominator not in (None, total):
                    return False
    return True


def least_bytes(lake_folder: str, file: str) -> tuple[float, float]:
    """Megabytes of the columns the eight indicators need, and of all columns."""
    needed = ("procedure_code", "commune_code", "channel", *SCANS)
    with duckdb.connect() as connection:
        row = connection.execute(
            "SELECT sum(total_compressed_size) FILTER (list_contains($needed, path_in_schema)), "
            "sum(total_compressed_size) FROM parquet_metadata($files)",
            {"needed": list(needed), "files": f"{lake_folder}/data/services/dossiers/**/*.parquet"},
        ).fetchone()
    assert row is not None
    return row[0] / 1e6, row[1] / 1e6


def bare_scan(lake_folder: str) -> float:
    """Only touch the needed columns: the bound for anyone who reads these files."""
    connection, table = _opened("", lake_folder)
    touched = ", ".join(f"count({column})" for column in ("procedure_code", "commune_code", "channel", *SCANS))
    connection.execute(f"SELECT {touched} FROM {table}").fetchall()
    return 0.0


def questions(lake_folder: str, many: int = 200) -> dict[str, float]:
    """p50 and p95 in ms: one published figure, and the query of a page (a province's communes over a year)."""
    lake, dice = Lake.open(Path(lake_folder)), random.Random(4)
    snapshot = compute(lake, dossiers(), indicators(), places())
    provinces = sorted({province for _, province in communes()})
    taken: dict[str, list[float]] = {"figure": [], "page": []}
    for _ in range(many):
        indicator, place = dice.choice(indicators()), dice.choice(communes())[0]
        month = period_of(FIRST_DAY.replace(month=dice.randint(7, 12)), "month")
        start = time.perf_counter()
        cells(lake, indicator, snapshot, place=place, period=month)  # a small commune may have none
        taken["figure"].append(1000 * (time.perf_counter() - start))
        start = time.perf_counter()
        assert cells(lake, indicator, snapshot, place=dice.choice(provinces), grain="month")
        assert cells(lake, indicator, snapshot, level=3, period=month)
        taken["page"].append(1000 * (time.perf_counter() - start))
    told = {}
    for name, times in taken.items():
        told |= {f"{name} p50": sorted(times)[many // 2], f"{name} p95": sorted(times)[int(many * 0.95)]}
    return told


def one_more_month(lake_folder: str, file: str) -> dict[str, float | bool]:
    """Seconds to bring the figures up to date after one more month was loaded, and to compute all anew; equal?"""
    lake = Lake.open(Path(lake_folder))
    compute(lake, dossiers(), indicators(), places())
    load(lake, dossiers(), Path(file), places(), loaded_by="bench")
    start = time.perf_counter()
    snapshot = compute(lake, dossiers(), indicators(), places())
    step = time.perf_counter() - start
    first = [_frozen(lake, snapshot, one) for one in indicators()]
    forget(lake)
    start = time.perf_counter()
    compute(lake, dossiers(), indicators(), places())
    whole = time.perf_counter() - start
    same = first == [_frozen(lake, snapshot, one) for one in indicators()]
    return {"incremental": step, "full": whole, "equal": same}


def _frozen(lake: Lake, snapshot: int, indicator) -> list[tuple]:  # type: ignore[no-untyped-def, type-arg]
    found = cells(lake, indicator, snapshot)
    return sorted((str(one.place), str(one.period), one.numerator, one.denominator) for one in found)


def rows(folder: Path, scale: str) -> list[Row]:
    """The tables of this theme."""
    many = ROWS[scale]
    file = write_dossiers(folder / f"dossiers-{many}.parquet", many)
    lake, into = str(folder / "computing"), str(folder)
    filled = apart("bench.computing:fill", lake, str(file))
    if filled.failed:
        return [("dossiers loaded", str(filled), "–")]
    table: list[Row] = [(f"loading the {many:,} dossiers (Parquet) first", str(filled), "–")]
    mine = apart("bench.computing:ours", lake, times=3)
    hand = [
        apart("bench.computing:by_hand", str(file), lake, times=3),
        apart("bench.computing:by_hand_in_turn", str(file), lake, times=3),
        apart("bench.computing:by_hand", str(file), "", into, times=3),
    ]
    best = min((one for one in hand if not one.failed), key=lambda one: one.seconds, default=hand[0])
    what = f"**8 indicators × {len(communes()):,} communes and provinces × {MONTHS} months, {many:,} dossiers**"
    same = apart("bench.computing:ours_equal", lake, into)
    table.append((what, str(mine), f"{mine.times(best)} the best by hand, mark ≤ 1.15 ×; equal: {_yes(same)}"))
    for name, one in zip(
        ("grouping sets, the lake", "level by level, the lake", "grouping sets, one Parquet file"), hand, strict=True
    ):
        table.append((f"plain DuckDB by hand: {name}", str(one), f"ours: {mine.times(one)}"))
    for name, rival, ending in (("Polars", "polars", "parquet"), ("pandas", "pandas", "parquet")):
        one = apart(f"bench.rivals:with_{rival}", str(file), into)
        table.append((name, str(one), f"ours: {mine.times(one)}; {_agrees(one, into, rival, ending)}"))
    brought = apart("bench.rivals:to_postgres", str(file))
    one = apart("bench.rivals:with_postgres", into) if not brought.failed else brought
    table.append(
        (
            "PostgreSQL (memory: the client's)",
            str(one),
            f"ours: {mine.times(one)}; {_agrees(one, into, 'postgres', 'csv')}",
        )
    )
    needed, held = least_bytes(lake, str(file))
    bare = apart("bench.computing:bare_scan", lake, times=3)
    table.append(
        (
            f"only touching the needed columns: {needed:.0f} of {held:.0f} MB",
            str(bare),
            f"ours: {mine.times(bare)} a bare scan",
        )
    )
    return table + later_rows(folder, lake, many)


def later_rows(folder: Path, lake: str, many: int) -> list[Row]:
    """Questions to what is computed, and one more month."""
    asked = apart("bench.computing:questions", lake)
    more = write_dossiers(folder / f"more-{many}.parquet", many // MONTHS, after=many, month=MONTHS)
    month = apart("bench.computing:one_more_month", lake, str(more))
    table: list[Row] = []
    for name, what in (
        ("figure", "one published figure"),
        ("page", "a page's query (a province's year, a month's map)"),
    ):
        told = asked.result or {}
        spent = asked.failed or f"p50 {told[f'{name} p50']:.0f} ms, p95 {told[f'{name} p95']:.0f} ms"
        table.append((f"{what}, 200 at random", spent, "mark: p95 < 200 ms"))
    step = month.result or {}
    spent = month.failed or f"{step['incremental']:.2f} s, {step['full']:.2f} s"
    faster = month.failed or f"{step['full'] / step['incremental']:.1f} × faster"
    same = month.failed or _said(step["equal"])
    what = "one more month loaded: affected figures, then all anew"
    return [*table, (what, spent, f"{faster}, mark ≥ 10 ×; equal: {same}")]


def _yes(measured: Measured) -> str:
    return measured.failed or _said(measured.result)


def _said(is_so: object) -> str:
    return "yes" if is_so else "NO"


def _agrees(one: Measured, into: str, rival: str, ending: str) -> str:
    if one.failed:
        return "–"
    return f"equal: {_said(equal(into, rival, ending))}"
