"""Loading one large CSV file: typed, checked, versioned and queryable, against those who only read it."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

import duckdb

from bench.data import places, wide, write_wide
from bench.measuring import POSTGRES, Measured, Row, apart
from donghanh.lake.columns import COLUMN_TYPES
from donghanh.lake.loading.load import load
from donghanh.lake.storage import Lake

ROWS = {"small": 100_000, "full": 1_030_000}


def ours(file: str) -> int:
    """Load into a new lake, then ask it something."""
    with tempfile.TemporaryDirectory(dir=Path(file).parent) as folder:
        lake = Lake.open(Path(folder) / "lake")
        done = load(lake, wide(), Path(file), places(), loaded_by="bench")
        with lake.reading() as cursor:
            row = cursor.execute(f"SELECT count(*), max(id) FROM {wide().table}").fetchone()
        lake.close()
    assert row is not None and row[0] == done.record.rows_accepted
    return int(row[0])


def as_text(file: str) -> int:
    """The least any load must do: DuckDB reads the file as text into a table in memory."""
    return _counted(f"read_csv('{file}', all_varchar = true)")


def duckdb_typed(file: str) -> int:
    """DuckDB's reader with the declared types and the form of dates given."""
    types = ", ".join(f"'{column.name}': '{COLUMN_TYPES[column.type]}'" for column in wide().columns)
    return _counted(f"read_csv('{file}', columns = {{{types}}}, dateformat = '%d/%m/%Y')")


def _counted(read: str) -> int:
    with duckdb.connect() as connection:
        connection.execute(f"CREATE TABLE held AS FROM {read}")
        row = connection.execute("SELECT count(*) FROM held").fetchone()
    assert row is not None
    return int(row[0])


def with_pandas(file: str) -> int:
    """pandas' own reader with the declared types."""
    import pandas

    kinds = {"text": "string", "integer": "Int64", "decimal": "float64", "boolean": "boolean", "date": "string"}
    types = {column.name: kinds[column.type] for column in wide().columns}
    frame = pandas.read_csv(file, dtype=types)
    for column in wide().columns:
        if column.type == "date":
            frame[column.name] = pandas.to_datetime(frame[column.name], format="%d/%m/%Y")
    return len(frame)


def with_polars(file: str) -> int:
    """Polars' reader with the declared types; dates by a second pass, since it takes ISO dates only."""
    import polars

    kinds = {
        "text": polars.String,
        "integer": polars.Int64,
        "decimal": polars.Decimal(18, 4),
        "boolean": polars.Boolean,
        "date": polars.String,
    }
    frame = polars.read_csv(file, schema={column.name: kinds[column.type] for column in wide().columns})
    days = [column.name for column in wide().columns if column.type == "date"]
    return len(frame.with_columns(polars.col(days).str.to_date("%d/%m/%Y")))


def with_postgres(file: str) -> int:
    """PostgreSQL's COPY into an unlogged table of the declared types."""
    import psycopg

    types = ", ".join(f'"{column.name}" {COLUMN_TYPES[column.type]}' for column in wide().columns)
    with psycopg.connect(POSTGRES) as server:
        server.execute("SET datestyle = 'ISO, DMY'")
        server.execute("DROP TABLE IF EXISTS bench_wide")
        server.execute(f"CREATE UNLOGGED TABLE bench_wide ({types})")
        cursor = server.cursor()
        with Path(file).open("rb") as opened, cursor.copy("COPY bench_wide FROM STDIN (FORMAT csv, HEADER)") as copy:
            shutil.copyfileobj(opened, copy)  # type: ignore[arg-type]
        row = server.execute("SELECT count(*) FROM bench_wide").fetchone()
        server.execute("DROP TABLE bench_wide")
    assert row is not None
    return int(row[0])


def rows(folder: Path, scale: str) -> list[Row]:
    """The table of this theme."""
    file = write_wide(folder / "wide.csv", ROWS[scale])
    size = file.stat().st_size / 1e6
    names = {
        "plain DuckDB, every column as text": "as_text",
        "plain DuckDB, types declared": "duckdb_typed",
        "pandas, types declared": "with_pandas",
        "Polars, types declared": "with_polars",
        "PostgreSQL COPY (memory: the client's)": "with_postgres",
    }
    times = 3 if scale == "small" else 1
    mine = apart("bench.loading:ours", str(file), times=times)
    what = f"**load {ROWS[scale]:,} rows, {size:.0f} MB of CSV, 20 columns: typed, checked, versioned, queryable**"
    table: list[Row] = [(what, str(mine), "mark at full scale: < 20 s, < 2,000 MB")]
    for name, work in names.items():
        rival: Measured = apart(f"bench.loading:{work}", str(file), times=times)
        if not rival.failed and rival.result != mine.result:
            rival = Measured(failed=f"{rival.result} rows")
        table.append((name, str(rival), f"ours: {mine.times(rival)} its time"))
    return table
