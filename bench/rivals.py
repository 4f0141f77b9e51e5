"""The eight indicators as each rival computes them best, written natively; and whether they found the same."""

from __future__ import annotations

from pathlib import Path

import duckdb

from bench.data import communes
from bench.measuring import POSTGRES

SCANS = {
    "submitted_on": "count(*) AS a, count(*) FILTER (channel = 'online') AS b, count(DISTINCT procedure_code) AS c",
    "completed_on": "count(*) AS a, count(*) FILTER (completed_on <= due_on) AS b, "
    "sum({days}) AS c, median({days}) AS d",
    "due_on": "count(*) AS a, count(*) FILTER (completed_on IS NULL OR completed_on > due_on) AS b",
}
"""The eight indicators by their period column, as one would write them by hand."""


def with_polars(source: str, into: str) -> float:
    """Polars, lazily, in its streaming engine."""
    import polars as pl

    frame = pl.scan_parquet(source).join(
        pl.LazyFrame(communes(), schema=["commune_code", "province"], orient="row"), on="commune_code"
    )
    days = (pl.col("completed_on") - pl.col("submitted_on")).dt.total_days()
    late = pl.col("completed_on").is_null() | (pl.col("completed_on") > pl.col("due_on"))
    values = {
        "submitted_on": [
            pl.len().alias("a"),
            (pl.col("channel") == "online").sum().alias("b"),
            pl.col("procedure_code").n_unique().alias("c"),
        ],
        "completed_on": [
            pl.len().alias("a"),
            (pl.col("completed_on") <= pl.col("due_on")).sum().alias("b"),
            days.sum().alias("c"),
            days.median().alias("d"),
        ],
        "due_on": [pl.len().alias("a"), late.sum().alias("b")],
    }
    for column, wanted in values.items():
        month = pl.col(column).dt.truncate("1mo").alias("month")
        found = [
            frame.filter(pl.col(column).is_not_null())
            .group_by(pl.col(place).alias("place"), month)
            .agg(wanted)
            .collect(engine="streaming")
            for place in ("commune_code", "province")
        ]
        pl.concat(found).write_parquet(f"{into}/polars-{column}.parquet")
    return 0.0


def with_pandas(source: str, into: str) -> float:
    """pandas, one group-by per place level and period column."""
    import pandas as pd

    frame = pd.read_parquet(source, columns=["procedure_code", "commune_code", "channel", *SCANS])
    for column in SCANS:
        frame[column] = pd.to_datetime(frame[column])
    frame["province"] = frame["commune_code"].map(dict(communes()))
    frame["online"] = frame["channel"] == "online"
    frame["on_time"] = frame["completed_on"] <= frame["due_on"]
    frame["late"] = ~frame["on_time"]
    frame["days"] = (frame["completed_on"] - frame["submitted_on"]).dt.days
    values = {
        "submitted_on": {"a": ("channel", "size"), "b": ("online", "sum"), "c": ("procedure_code", "nunique")},
        "completed_on": {
            "a": ("channel", "size"),
            "b": ("on_time", "sum"),
            "c": ("days", "sum"),
            "d": ("days", "median"),
        },
        "due_on": {"a": ("channel", "size"), "b": ("late", "sum")},
    }
    for column, wanted in values.items():
        known = frame[frame[column].notna()]
        month = known[column].dt.to_period("M").dt.to_timestamp().rename("month")
        found = [
            known.groupby([known[place].rename("place"), month], observed=True).agg(**wanted).reset_index()
            for place in ("commune_code", "province")
        ]
        pd.concat(found).to_parquet(f"{into}/pandas-{column}.parquet")
    return 0.0


def to_postgres(source: str) -> int:
    """Bring the dossiers into an unlogged table; not counted."""
    import psycopg

    connection = duckdb.connect()
    with psycopg.connect(POSTGRES) as server:
        server.execute("DROP TABLE IF EXISTS bench_dossiers")
        server.execute(
            "CREATE UNLOGGED TABLE bench_dossiers (procedure_code TEXT, commune_code TEXT, province TEXT, "
            "submitted_on DATE, due_on DATE, completed_on DATE, channel TEXT)"
        )
        top = dict(communes())
        found = connection.execute(
            "SELECT procedure_code, commune_code, submitted_on, due_on, completed_on, channel "
            f"FROM read_parquet('{source}')"
        )
        with server.cursor().copy("COPY bench_dossiers FROM STDIN") as copy:
            while some := found.fetchmany(50_000):
                for row in some:
                    copy.write_row((row[0], row[1], top[row[1]], *row[2:]))
        row = server.execute("SELECT count(*) FROM bench_dossiers").fetchone()
    assert row is not None
    return int(row[0])


def with_postgres(into: str) -> float:
    """PostgreSQL, grouping sets, 1 GB of work_mem, two workers."""
    import psycopg

    with psycopg.connect(POSTGRES) as server:
        server.execute("SET work_mem = '1GB'; SET max_parallel_workers_per_gather = 2")
        for column, values in SCANS.items():
            written = (
                values.replace("median({days})", "percentile_cont(0.5) WITHIN GROUP (ORDER BY {days})")
                .replace("FILTER (", "FILTER (WHERE ")
                .format(days="(completed_on - submitted_on)")
            )
            sql = (
                f"SELECT coalesce(commune_code, province) AS place, date_trunc('month', {column})::date AS month, "
                f"{written} FROM bench_dossiers WHERE {column} IS NOT NULL "
                "GROUP BY GROUPING SETS ((commune_code, 2), (province, 2))"
            )
            with (
                Path(into, f"postgres-{column}.csv").open("wb") as out,
                server.cursor().copy(f"COPY ({sql}) TO STDOUT (FORMAT csv, HEADER)") as copy,
            ):
                for data in copy:
                    out.write(data)
    return 0.0


def equal(into: str, rival: str, ending: str = "parquet") -> bool:
    """Whether a rival found what the query by hand did, cell by cell (medians to 1e-9)."""
    with duckdb.connect() as connection:
        for column, values in SCANS.items():
            named = [name for name in "abcd" if f" AS {name}" in values]
            shown = ", ".join(["place", "month::DATE", *(f"round({name}::DOUBLE, 9)" for name in named)])
            one, other = (
                f"SELECT {shown} FROM '{into}/{who}-{column}.{end}'"
                for who, end in (("hand", "parquet"), (rival, ending))
            )
            for first, second in ((one, other), (other, one)):
                if connection.execute(f"SELECT count(*) FROM ({first} EXCEPT {second})").fetchone() != (0,):
                    return False
    return True
