"""The SQL that packs may hold: one expression over the columns of one row, or one aggregate of it."""

from __future__ import annotations

import sqlglot
from sqlglot import exp
from sqlglot.errors import SqlglotError

from donghanh.errors import DefinitionError

FORBIDDEN_FUNCTIONS = frozenset(
    {"current_setting", "getenv", "getvariable", "nextval", "currval", "query", "query_table", "random", "rand"}
    | {"read_blob", "read_text", "glob", "sniff_csv", "uuid", "gen_random_uuid", "add_parquet_key"}
)
"""Functions that read the machine or the session, or answer differently each time."""

CLOCK_FUNCTIONS = frozenset({"current_date", "current_time", "current_timestamp", "now", "today", "get_current_time"})
"""Functions that answer differently tomorrow: a check may ask for the date, an indicator may not."""


def one_expression(sql: str) -> exp.Expression:
    """The expression, parsed as DuckDB's SQL.

    Raises:
        DefinitionError: it is not exactly one expression, holds a sub-query, or calls a function that is not permitted.
    """
    try:
        parsed = sqlglot.parse(f"SELECT {sql}", dialect="duckdb")
    except SqlglotError as wrong:
        raise DefinitionError(
            vi=f"“{sql}” không phải biểu thức SQL: {str(wrong).splitlines()[0]}",
            en=f"“{sql}” is not an SQL expression: {str(wrong).splitlines()[0]}",
        ) from wrong
    selected = parsed[0] if len(parsed) == 1 else None
    if not isinstance(selected, exp.Select) or [name for name, value in selected.args.items() if value] != [
        "expressions"
    ]:
        raise DefinitionError(
            vi=f"“{sql}” phải là một biểu thức SQL, không phải một câu lệnh",
            en=f"“{sql}” must be one SQL expression, not a statement",
        )
    if len(selected.expressions) != 1 or isinstance(selected.expressions[0], exp.Star | exp.Alias):
        raise DefinitionError(
            vi=f"“{sql}” phải là một biểu thức SQL, không kèm tên",
            en=f"“{sql}” must be one SQL expression, without a name",
        )
    expression: exp.Expression = selected.expressions[0]
    if expression.find(exp.Query, exp.Window):
        raise DefinitionError(
            vi=f"“{sql}” không được chứa truy vấn con hay hàm cửa sổ",
            en=f"“{sql}” may not hold a sub-query or a window",
        )
    forbidden = sorted(set(function_names(expression)) & FORBIDDEN_FUNCTIONS)
    if forbidden:
        raise DefinitionError(
            vi=f"“{sql}” không được gọi {', '.join(forbidden)}", en=f"“{sql}” may not call {', '.join(forbidden)}"
        )
    return expression


def condition(sql: str, columns: frozenset[str]) -> exp.Expression:
    """One expression over these columns of one row, parsed.

    Raises:
        DefinitionError: as :func:`one_expression`; or it names another column, or sums over rows.
    """
    expression = one_expression(sql)
    if expression.find(exp.AggFunc, exp.Star):
        raise DefinitionError(
            vi=f"“{sql}” phải xét trên một dòng: ở đây không đếm hay cộng được",
            en=f"“{sql}” must look at one row: counts and sums are not possible here",
        )
    unknown = sorted({column.name for column in expression.find_all(exp.Column)} - columns)
    if unknown:
        raise DefinitionError(
            vi=f"“{sql}” nêu cột không có: {', '.join(unknown)}",
            en=f"“{sql}” names columns that do not exist: {', '.join(unknown)}",
        )
    return expression


def function_names(tree: exp.Expr) -> list[str]:
    """The names of all functions called, in lower case."""
    called = []
    for function in tree.find_all(exp.Func):
        called.append(function.name if isinstance(function, exp.Anonymous) else function.sql_name())
    return [name.lower() for name in called]
