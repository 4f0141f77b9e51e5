"""Read-only questions to the lake: one SELECT over datasets, of what the asker may see, within limits.

Three fences stand one behind the other: SQLGlot parses the question and puts in place of every dataset the SELECT of
what may be seen of it; DuckDB's own reading of the result is held against what is permitted; and DuckDB itself is
locked to the files below the lake's folder. What people type goes through :func:`query_apart`, which also bounds
memory.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import duckdb
import sqlglot
from sqlglot import exp
from sqlglot.errors import SqlglotError

from donghanh.errors import QueryError
from donghanh.lake.definition import Dataset
from donghanh.lake.lineage import version
from donghanh.lake.sharing.access import View, public_view, select_view
from donghanh.lake.sharing.apart import QuestionFailedError, run_apart
from donghanh.lake.sharing.permitted import refuse_beyond
from donghanh.lake.storage import Lake
from donghanh.lake.tables import as_it_stood
from donghanh.text import nearest

ROW_LIMIT = 10_000
SECONDS = 30.0
_KEPT = ("alias", "pivots", "sample", "joins", "laterals")
"""What may stand after a dataset's name in FROM and is kept when its rows take its place."""


@dataclass(frozen=True)
class Answer:
    """Columns and rows; ``is_cut`` says that there were more rows than the limit. ``versions``: dataset → snapshot."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]
    is_cut: bool
    versions: dict[str, int]
    read: dict[str, tuple[str, ...]]
    """Dataset → its columns the question named; all it may see where it names none (``*``)."""


@dataclass(frozen=True)
class _Question:
    """A question ready to run: only what may be seen is in its SQL."""

    sql: str
    versions: dict[str, int]
    read: dict[str, tuple[str, ...]]
    visible: frozenset[str]
    hidden: frozenset[str]


def query(
    lake: Lake,
    datasets: Mapping[str, Dataset],
    sql: str,
    *,
    views: Mapping[str, View] | None = None,
    at: int | None = None,
    limit: int = ROW_LIMIT,
    seconds: float = SECONDS,
) -> Answer:
    """The answer to one SELECT over the datasets as they stood at snapshot ``at`` (now, without it).

    ``views`` says what may be seen of each dataset, those left out are not there; without it everything but personal
    columns is.

    Raises:
        QueryError: it is not one SELECT, reaches beyond what may be seen, fails, or takes too long.
    """
    return _answer(
        _question(lake, datasets, sql, views, at), limit, lambda bounded: _run(lake, bounded, seconds), seconds
    )


def query_apart(
    lake: Lake,
    datasets: Mapping[str, Dataset],
    sql: str,
    *,
    views: Mapping[str, View] | None,
    at: int | None = None,
    limit: int = ROW_LIMIT,
    seconds: float = SECONDS,
) -> Answer:
    """The same, run in a process of its own with little memory: for what people type.

    Costs about half a second more; at most two run at a time.

    Raises:
        QueryError: as :func:`query`; or it needs too much memory, or too many people ask at once.
    """
    return _answer(
        _question(lake, datasets, sql, views, at),
        limit,
        lambda bounded: run_apart(lake.folder, bounded, seconds),
        seconds,
    )


Rows = tuple[tuple[str, ...], list[tuple[Any, ...]]]


def _answer(question: _Question, limit: int, run: Callable[[str], Rows], seconds: float) -> Answer:
    try:
        columns, rows = run(f"SELECT * FROM ({question.sql}) LIMIT {int(limit) + 1}")
    except QuestionFailedError as wrong:
        raise _said(wrong, question, seconds) from wrong
    return Answer(columns, tuple(rows[:limit]), len(rows) > limit, question.versions, question.read)


def _run(lake: Lake, sql: str, seconds: float) -> Rows:
    with lake.reading() as cursor:
        timer = threading.Timer(seconds, cursor.interrupt)
        timer.start()
        try:
            found = cursor.execute(sql)
            return tuple(column[0] for column in found.description or ()), found.fetchall()
        except duckdb.InterruptException as wrong:
            raise QuestionFailedError("slow") from wrong
        except duckdb.Error as wrong:
            raise QuestionFailedError("failed", str(wrong)) from wrong
        finally:
            timer.cancel()


def _question(
    lake: Lake, datasets: Mapping[str, Dataset], sql: str, views: Mapping[str, View] | None, at: int | None
) -> _Question:
    tree = _parsed(sql)
    used: dict[str, Dataset] = {}
    versions: dict[str, int] = {}
    tables = [table for table in tree.find_all(exp.Table) if not _is_name_of_with(table, tree)]
    for table in tables:
        dataset = _dataset_of(table, datasets, views)
        if dataset.code not in used:
            used[dataset.code] = dataset
            versions[dataset.code] = version(lake, dataset.code, at).snapshot
    read = {code: _columns_read(tree, tables, _visible(used[code], views)) for code in used}
    for table in tables:
        code = _code(table)
        seen = _rows_seen(lake, used[code], versions[code], views)
        # The sub-query takes the table's place under its bare name, so longer references lose their schema.
        kept = {name: table.args[name] for name in _KEPT if table.args.get(name)}
        kept.setdefault("alias", exp.TableAlias(this=exp.to_identifier(table.name)))
        if not kept["alias"].this:
            kept["alias"].set("this", exp.to_identifier(table.name))
        table.replace(exp.Subquery(this=sqlglot.parse_one(seen, dialect="duckdb"), **kept))
    for column in tree.find_all(exp.Column):
        column.set("db", None)
    ready = tree.sql("duckdb")
    with lake.reading() as cursor:
        refuse_beyond(cursor, ready, {dataset.table for dataset in used.values()})
    visible = frozenset(name for one in used.values() for name in _visible(one, views))
    hidden = frozenset(column.name for one in used.values() for column in one.columns) - visible
    return _Question(ready, versions, read, visible, hidden)


def _parsed(sql: str) -> exp.Query:
    try:
        statements = [one for one in sqlglot.parse(sql, dialect="duckdb") if one and not isinstance(one, exp.Semicolon)]
    except (SqlglotError, RecursionError) as wrong:
        said = (str(wrong).splitlines() or [""])[0]
        raise _error("syntax", f"câu truy vấn sai cú pháp: {said}", f"the query is not valid SQL: {said}") from wrong
    one = statements[0] if len(statements) == 1 else None
    if not isinstance(one, exp.Query) or one.find(exp.Into, exp.Insert, exp.Update, exp.Delete, exp.Create):
        raise _error(
            "not-select",
            "chỉ nhận đúng một câu SELECT; không nhận lệnh ghi, lệnh cấu hình, EXPLAIN hay nhiều câu",
            "exactly one SELECT is taken; no statement that writes, configures or explains, and no second one",
        )
    return one


def _is_name_of_with(table: exp.Table, tree: exp.Query) -> bool:
    """A bare name that some WITH of the question gives; :mod:`permitted` sees that it can lead nowhere else."""
    if table.db or table.catalog or not isinstance(table.this, exp.Identifier):
        return False
    return table.name.lower() in {cte.alias.lower() for cte in tree.find_all(exp.CTE)}


def _dataset_of(table: exp.Table, datasets: Mapping[str, Dataset], views: Mapping[str, View] | None) -> Dataset:
    code = _code(table)
    plain = isinstance(table.this, exp.Identifier) and not table.catalog
    seen = datasets if views is None else {one: datasets[one] for one in views if one in datasets}
    if plain and code in datasets and code not in seen:
        raise _error(
            "not-granted",
            f"bạn chưa được quyền đọc “{code}”; hãy gửi yêu cầu khai thác tập dữ liệu này",
            f"you may not read “{code}”; send a request for access to the dataset",
        )
    if not plain or code not in seen:
        said = table.sql("duckdb")
        vi, en = nearest(code if plain else said, seen)
        raise _error(
            "table", f"“{said}” không phải tập dữ liệu của kho; {vi}", f"“{said}” is not a dataset of the lake; {en}"
        )
    others = sorted(name for name, value in table.args.items() if value and name not in (*_KEPT, "this", "db"))
    if others:
        raise _error(
            "from",
            f"không viết được {', '.join(others)} sau tên tập dữ liệu",
            f"{', '.join(others)} may not follow a dataset",
        )
    return datasets[code]


def _code(table: exp.Table) -> str:
    return f"{table.db}.{table.name}".lower()


def _visible(dataset: Dataset, views: Mapping[str, View] | None) -> tuple[str, ...]:
    return (public_view(dataset) if views is None else views[dataset.code]).names


def _rows_seen(lake: Lake, dataset: Dataset, snapshot: int, views: Mapping[str, View] | None) -> str:
    if views is None:
        return as_it_stood(lake, dataset, snapshot, dataset.public_columns)
    return select_view(lake, dataset, snapshot, views[dataset.code])


def _columns_read(tree: exp.Query, tables: list[exp.Table], visible: tuple[str, ...]) -> tuple[str, ...]:
    """The columns the question names; all of them where it may read one without its name."""
    named = {column.name.lower() for column in tree.find_all(exp.Column, exp.Identifier)}
    rows = {table.alias_or_name.lower() for table in tables}  # a table's name used as a value is its whole row
    unnamed = any(not isinstance(star.parent, exp.Count) for star in tree.find_all(exp.Star))
    unnamed = unnamed or tree.find(exp.Columns, exp.PositionalColumn, exp.Pivot) is not None
    unnamed = unnamed or any(column.name.lower() in rows for column in tree.find_all(exp.Column))
    unnamed = unnamed or any(table.alias_column_names for table in tables)
    some = tuple(name for name in visible if name in named)
    return visible if unnamed or not some else some


def _said(wrong: QuestionFailedError, question: _Question, seconds: float) -> QueryError:
    if wrong.kind == "slow":
        return _error(
            "slow",
            f"câu truy vấn chạy quá {seconds:g} giây; hãy thu hẹp điều kiện",
            f"the query ran for more than {seconds:g} seconds; narrow it down",
        )
    if wrong.kind == "memory":
        return _error(
            "memory",
            "câu truy vấn cần quá nhiều bộ nhớ; hãy lọc bớt dòng hoặc bớt cột",
            "the query needs too much memory; read fewer rows or columns",
        )
    if wrong.kind == "busy":
        return _error(
            "busy",
            "đang có nhiều người truy vấn cùng lúc; hãy thử lại sau ít phút",
            "many people are asking at the same time; try again in a few minutes",
        )
    missing = re.search(r'(?:Referenced column|column named) "?([^"\s]+)"?', wrong.said)
    if missing and missing[1].lower() in question.hidden:
        return _error(
            "column-hidden",
            f"bạn chưa được quyền đọc cột “{missing[1]}”; hãy gửi yêu cầu khai thác, nêu đích danh cột này",
            f"you may not read the column “{missing[1]}”; request access to the dataset and name this column",
        )
    if missing:
        vi, en = nearest(missing[1], question.visible)
        return _error("column", f"không có cột “{missing[1]}”; {vi}", f"there is no column “{missing[1]}”; {en}")
    said = wrong.said.split("\n\n")[0].splitlines()[0] if wrong.said else ""
    return _error("failed", f"không thực hiện được câu truy vấn: {said}", f"the query failed: {said}")


def _error(code: str, vi: str, en: str) -> QueryError:
    return QueryError(f"query.{code}", vi=f"{vi[0].upper()}{vi[1:]}.", en=f"{en[0].upper()}{en[1:]}.")
