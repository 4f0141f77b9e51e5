"""What a question may call and read: a list of what is allowed, held against DuckDB's own reading of the question.

DuckDB writes the tree of a SELECT as JSON; every table in it must be a dataset's at a version or a name of its own
WITH, and every function one of :data:`FUNCTIONS`. A function that reads files, settings or the session, waits, or
builds values of any size is simply not on the list.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator
from functools import lru_cache
from typing import Any

import duckdb

from donghanh.errors import DefinitionError, QueryError
from donghanh.text import nearest

FUNCTIONS = frozenset(
    """
    count count_star count_if sum avg mean min max median mode product any_value first last arg_min arg_max
    min_by max_by quantile quantile_cont quantile_disc approx_count_distinct approx_quantile stddev stddev_pop
    stddev_samp variance var_pop var_samp corr covar_pop covar_samp regr_slope regr_intercept regr_r2 skewness
    kurtosis entropy mad geomean bool_and bool_or bit_and bit_or list array_agg string_agg group_concat listagg
    histogram grouping grouping_id row_number rank dense_rank rank_dense percent_rank cume_dist ntile lag lead
    first_value last_value nth_value abs ceil ceiling floor round trunc sign sqrt cbrt exp ln log log10 log2 pow
    power mod divide add subtract multiply fdiv greatest least isnan isinf isfinite pi degrees radians sin cos
    tan asin acos atan atan2 width_bucket coalesce nullif ifnull if typeof lower upper lcase ucase trim ltrim
    rtrim length len strlen left right substring substr split_part string_split str_split string_to_array
    string_split_regex str_split_regex octet_length replace translate reverse concat concat_ws contains
    starts_with prefix ends_with suffix strip_accents position strpos instr ascii chr unicode nfc_normalize
    like_escape not_like_escape ilike_escape not_ilike_escape regexp_matches regexp_full_match regexp_extract
    regexp_extract_all regexp_replace levenshtein damerau_levenshtein jaccard jaro_similarity
    jaro_winkler_similarity hamming md5 sha256 hash date_part datepart date_trunc datetrunc date_diff datediff
    date_sub datesub date_add age year month day hour minute second quarter week isoyear weekofyear yearweek
    dayofweek isodow weekday dayofyear dayname monthname last_day epoch make_date make_timestamp strftime
    strptime try_strptime to_days to_months to_years to_weeks to_hours to_minutes to_seconds to_milliseconds
    to_microseconds to_quarters to_timestamp time_bucket current_date today now get_current_timestamp
    current_timestamp timezone era decade century list_value list_pack row struct_pack struct_extract
    array_extract list_extract list_element array_slice list_slice list_contains array_contains list_has
    array_has list_distinct list_sort array_to_string array_length list_sum list_avg list_min list_max
    list_count list_transform list_apply list_filter list_position unnest map map_extract map_keys map_values
    """.split()  # noqa: SIM905 - words are read faster than strings
)
_TABLES = {"BASE_TABLE", "SUBQUERY", "JOIN", "EMPTY", "EXPRESSION_LIST", "PIVOT", "TABLE_FUNCTION"}


def refuse_functions(connection: duckdb.DuckDBPyConnection, sql: str) -> None:
    """Refuse a SELECT that calls what is not on the list.

    Raises:
        DefinitionError: names the function and the nearest one that may be called.
    """
    for node in _nodes(_tree(connection, sql)):
        if (name := _called(node)) and name not in FUNCTIONS:
            vi, en = nearest(name, FUNCTIONS)
            raise DefinitionError(
                vi=f"không được gọi hàm “{name}” ở đây; {vi}", en=f"the function “{name}” may not be called here; {en}"
            )


def refuse_beyond(connection: duckdb.DuckDBPyConnection, sql: str, tables: Collection[str]) -> None:
    """Refuse a SELECT that reads or calls anything but these tables (quoted, as ``Dataset.table``) and the list.

    Raises:
        QueryError: with what was found.
    """
    try:
        refuse_functions(connection, sql)
    except DefinitionError as wrong:
        raise _error("function", wrong.vi, wrong.en) from wrong
    own = _names_of_duckdb()
    for node in _nodes(_tree(connection, sql)):
        for name in _withs(node):
            if name.lower() in own or not name.isidentifier():
                raise _error(
                    "with",
                    f"tên “{name}” sau WITH không dùng được; đặt tên khác",
                    f"“{name}” cannot be a name after WITH; choose another",
                )
        if "sample" in node and "class" not in node and "query_location" in node:
            _refuse_source(node, tables)


def _refuse_source(node: dict[str, Any], tables: Collection[str]) -> None:
    kind = node["type"]
    if kind == "BASE_TABLE":
        named = ".".join((node["catalog_name"], *(f'"{node[part]}"' for part in ("schema_name", "table_name"))))
        is_dataset = named in tables and node["at_clause"] is not None
        if is_dataset or not (node["catalog_name"] or node["schema_name"]):
            return  # a bare name is one of the question's own WITH, or nothing at all
    elif kind == "TABLE_FUNCTION":
        if node["function"].get("function_name") == "unnest":
            return
    elif kind in _TABLES:
        return
    said = node.get("table_name") or kind
    raise _error("source", f"không được đọc từ “{said}”", f"“{said}” may not be read from")


def _tree(connection: duckdb.DuckDBPyConnection, sql: str) -> dict[str, Any]:
    row = connection.execute("SELECT json_serialize_sql($1)", [sql]).fetchone()
    assert row is not None
    tree: dict[str, Any] = json.loads(row[0])
    if tree["error"] or len(tree["statements"]) != 1:
        said = str(tree.get("error_message", "")).splitlines()[0] if tree.get("error_message") else ""
        raise _error("syntax", f"câu truy vấn sai cú pháp: {said}", f"the query is not valid SQL: {said}")
    return tree


def _nodes(tree: Any) -> Iterator[dict[str, Any]]:
    waiting = [tree]
    while waiting:
        node = waiting.pop()
        if isinstance(node, dict):
            yield node
            waiting.extend(node.values())
        elif isinstance(node, list):
            waiting.extend(node)


def _called(node: dict[str, Any]) -> str:
    if node.get("class") not in ("FUNCTION", "WINDOW") or node.get("is_operator"):
        return ""
    return str(node["function_name"]).lower()


def _withs(node: dict[str, Any]) -> Iterator[str]:
    if isinstance(held := node.get("cte_map"), dict):
        yield from (one["key"] for one in held["map"])
    if node.get("type") in ("RECURSIVE_CTE_NODE", "CTE_NODE"):
        yield node.get("cte_name") or node.get("ctename") or ""


@lru_cache(maxsize=1)
def _names_of_duckdb() -> frozenset[str]:
    """What a bare name would find in every database: a WITH of that name could lead there."""
    with duckdb.connect() as empty:
        rows = empty.execute("SELECT view_name FROM duckdb_views() WHERE internal").fetchall()
    return frozenset(row[0].lower() for row in rows)


def _error(code: str, vi: str, en: str) -> QueryError:
    return QueryError(f"query.{code}", vi=f"{vi[0].upper()}{vi[1:]}.", en=f"{en[0].upper()}{en[1:]}.")
