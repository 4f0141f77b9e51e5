"""Read-only questions to the lake: one SELECT over datasets, without personal columns, within limits.

Two fences stand one behind the other: the question is parsed and every table in it must be a
dataset, and DuckDB itself is locked to the files below the lake's folder.
"""

from __future__ import annotations

import threading
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import duckdb
import sqlglot
from sqlglot import exp
from sqlglot.errors import SqlglotError

from donghanh.errors import QueryError
from donghanh.lake.definition import Dataset
from donghanh.lake.expressions import FORBIDDEN_FUNCTIONS, function_names
from donghanh.lake.lineage import version
from donghanh.lake.storage import Lake
from donghanh.text import nearest

ROW_LIMIT = 10_000
SECONDS = 30.0


@dataclass(frozen=True)
class Answer:
    """Columns and rows; ``is_cut`` says that there were more rows than the limit. ``versions``: dataset → snapshot."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]
    is_cut: bool
    versions: dict[str, int]


def query(
    lake: Lake,
    datasets: Mapping[str, Dataset],
    sql: str,
    *,
    at: int | None = None,
    personal: bool = False,
    limit: int = ROW_LIMIT,
    seconds: float = SECONDS,
) -> Answer:
    """The answer to one SELECT over the datasets as they stood at snapshot ``at`` (now, without it).

    ``personal`` opens the personal columns; pass it only for somebody who holds a grant.

    Raises:
        QueryError: it is not one SELECT, reaches beyond the datasets, fails, or takes too long.
    """
    tree = _parsed(sql)
    versions = _bind(tree, lake, datasets, at, personal)
    bounded = f"SELECT * FROM ({tree.sql('duckdb')}) LIMIT {limit + 1}"
    with lake.reading() as cursor:
        timer = threading.Timer(seconds, cursor.interrupt)
        timer.start()
        try:
            found = cursor.execute(bounded)
            columns = tuple(column[0] for column in found.description or ())
            rows = found.fetchall()
        except duckdb.InterruptException as wrong:
            raise _error(
                "slow",
                f"câu truy vấn chạy quá {seconds:g} giây; hãy thu hẹp điều kiện",
                f"the query ran for more than {seconds:g} seconds; narrow it down",
            ) from wrong
        except duckdb.Error as wrong:
            said = str(wrong).split("\n\n")[0].splitlines()[0]
            raise _error("failed", f"không thực hiện được câu truy vấn: {said}", f"the query failed: {said}") from wrong
        finally:
            timer.cancel()
    return Answer(columns, tuple(rows[:limit]), len(rows) > limit, versions)


def _parsed(sql: str) -> exp.Query:
    try:
        statements = [one for one in sqlglot.parse(sql, dialect="duckdb") if one is not None]
    except SqlglotError as wrong:
        said = str(wrong).splitlines()[0]
        raise _error("syntax", f"câu truy vấn sai cú pháp: {said}", f"the query is not valid SQL: {said}") from wrong
    one = statements[0] if len(statements) == 1 else None
    if not isinstance(one, exp.Query) or one.find(exp.Into, exp.Insert, exp.Update, exp.Delete, exp.Create):
        raise _error(
            "not-select",
            "chỉ nhận đúng một câu SELECT; không nhận lệnh ghi, lệnh cấu hình hay nhiều câu",
            "exactly one SELECT is taken; no statement that writes or configures, and no second one",
        )
    forbidden = sorted(set(function_names(one)) & FORBIDDEN_FUNCTIONS)
    if forbidden:
        shown = ", ".join(forbidden)
        raise _error("function", f"không được gọi hàm {shown}", f"the function {shown} may not be called")
    return one


def _bind(
    tree: exp.Query, lake: Lake, datasets: Mapping[str, Dataset], at: int | None, personal: bool
) -> dict[str, int]:
    """Put in place of every table the permitted columns of that dataset at its version; returns the versions."""
    versions: dict[str, int] = {}
    named = {cte.alias for cte in tree.find_all(exp.CTE)}
    for table in list(tree.find_all(exp.Table)):
        if not table.db and table.name in named and isinstance(table.this, exp.Identifier):
            continue
        code = f"{table.db}.{table.name}"
        plain = isinstance(table.this, exp.Identifier) and not table.catalog
        if not plain or code not in datasets:
            raise _unknown_table(table, datasets)
        if code not in versions:
            versions[code] = version(lake, code, at).snapshot
        dataset = datasets[code]
        columns = dataset.columns if personal else dataset.public_columns
        seen = ", ".join(f'"{column.name}"' for column in columns)
        view = sqlglot.parse_one(
            f'SELECT {seen}, "_load", "_row" FROM {dataset.table} AT (VERSION => {versions[code]})', dialect="duckdb"
        )
        # The sub-query takes the table's place under its bare name, so longer references lose their schema.
        table.replace(exp.Subquery(this=view, alias=exp.TableAlias(this=exp.to_identifier(table.alias or table.name))))
    for column in tree.find_all(exp.Column):
        column.set("db", None)
    return versions


def _unknown_table(table: exp.Table, datasets: Mapping[str, Dataset]) -> QueryError:
    said = table.sql("duckdb")
    vi, en = nearest(said, datasets)
    return _error(
        "table", f"“{said}” không phải tập dữ liệu của kho; {vi}", f"“{said}” is not a dataset of the lake; {en}"
    )


def _error(code: str, vi: str, en: str) -> QueryError:
    return QueryError(f"query.{code}", vi=f"{vi[0].upper()}{vi[1:]}.", en=f"{en[0].upper()}{en[1:]}.")
