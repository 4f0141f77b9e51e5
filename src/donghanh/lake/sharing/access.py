"""What somebody may see of a dataset: whole columns, masked ones, and only the rows that meet a condition.

A :class:`View` is data; :func:`select_view` turns it into the one SELECT through which those rows are read. A value
that may not be seen is replaced inside that SELECT, so nothing a question asks for can reach it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import duckdb
from sqlglot import exp

from donghanh.errors import DefinitionError
from donghanh.lake.columns import COLUMN_TYPES, Column
from donghanh.lake.definition import Dataset
from donghanh.lake.expressions import condition
from donghanh.lake.sharing.permitted import refuse_functions
from donghanh.lake.storage import Lake
from donghanh.lake.tables import as_it_stood

MASKS: dict[str, tuple[str, dict[str, str]]] = {
    "initials": (
        r"array_to_string(list_transform(string_split_regex(trim({value}), '\s+'), lambda w: upper(w[1]) || '.'), '')",
        {"vi": "chữ cái đầu (N.V.A.)", "en": "initials (N.V.A.)"},
    ),
    "year": ("year({value})", {"vi": "chỉ năm", "en": "the year only"}),
    "last3": (
        "CASE WHEN length(CAST({value} AS VARCHAR)) > 5 THEN '…' || right(CAST({value} AS VARCHAR), 3) ELSE '…' END",
        {"vi": "ba ký tự cuối (…123)", "en": "the last three characters (…123)"},
    ),
    "code": (
        "left(sha256('{salt}' || CAST({value} AS VARCHAR)), 16)",
        {
            "vi": "mã một chiều (nối được các dòng, không tra ngược được)",
            "en": "a one-way code (joins rows, tells no name)",
        },
    ),
}
"""Kind of mask → its SQL over ``{value}``, and its words. The code depends on the view's salt."""
DATED = ("date", "timestamp")


@dataclass(frozen=True)
class View:
    """What somebody may see of one dataset; columns named nowhere are not there for them."""

    columns: tuple[str, ...]
    """Shown as they are."""
    masks: Mapping[str, str] = field(default_factory=dict)
    """Column → kind of mask (a key of :data:`MASKS`)."""
    rows: str | None = None
    """The condition a row must meet to be there at all (None: every row)."""
    within: Mapping[str, str] = field(default_factory=dict)
    """Column → condition under which its value is shown; elsewhere it is empty."""
    salt: str = ""
    """Letters and digits that make the one-way codes of this view unlike those of any other."""

    @property
    def names(self) -> tuple[str, ...]:
        """Every column that is there, masked ones last."""
        return (*self.columns, *self.masks)


def public_view(dataset: Dataset) -> View:
    """Every row, every column but the personal ones."""
    return View(tuple(column.name for column in dataset.public_columns))


def select_view(lake: Lake, dataset: Dataset, snapshot: int, view: View) -> str:
    """The SELECT of what ``view`` lets see of the dataset at one of its versions; columns in the dataset's order.

    Raises:
        DefinitionError: the view names a column, a mask or a condition that does not fit the dataset.
    """
    conditions = {
        one: row_condition(dataset, one) for one in {*view.within.values(), *([view.rows] if view.rows else [])}
    }
    shown = [column for column in dataset.columns if column.name in view.names]
    if len(shown) < len(set(view.names)):
        raise _unknown(set(view.names) - {column.name for column in shown})
    read = ", ".join(_read(column, view, conditions) for column in shown)
    where = f" WHERE {conditions[view.rows]}" if view.rows else ""
    used = {column.name for column in shown} | _named(dataset, conditions)
    stored = as_it_stood(lake, dataset, snapshot, [column for column in dataset.columns if column.name in used])
    return f"SELECT {read} FROM ({stored}){where}"


def _read(column: Column, view: View, conditions: Mapping[str, str]) -> str:
    name = f'"{column.name}"'
    value = mask(column, view.masks[column.name], view.salt) if column.name in view.masks else name
    # Conditions of a question may run before the row condition and tell by an error what they met; within CASE
    # they meet nothing but what may be seen.
    for one in (view.rows, view.within.get(column.name)):
        value = f"CASE WHEN {conditions[one]} THEN {value} END" if one else value
    return value if value == name else f"{value} AS {name}"


def mask(column: Column, kind: str, salt: str = "") -> str:
    """The SQL of the column's masked value.

    Raises:
        DefinitionError: there is no such mask, it does not fit the column's type, or the salt is no plain word.
    """
    if kind not in masks_for(column) or not (salt.isalnum() or kind != "code"):
        raise DefinitionError(
            vi=f"cột {column.name} không che được bằng “{kind}”",
            en=f"column {column.name} cannot be masked by “{kind}”",
        )
    return MASKS[kind][0].replace("{value}", f'"{column.name}"').replace("{salt}", salt)


def masks_for(column: Column) -> tuple[str, ...]:
    """The kinds of mask that fit the column's type."""
    if column.type in DATED:
        return ("year", "code")
    return ("initials", "last3", "code") if column.type == "text" else ("last3", "code")


def row_condition(dataset: Dataset, sql: str) -> str:
    """The condition as SQL in brackets, checked against the dataset's public columns and their types.

    Raises:
        DefinitionError: it is no condition over the public columns of one row, or a value does not fit its column.
    """
    tree = condition(sql, frozenset(column.name for column in dataset.public_columns))
    checked = f"({tree.sql('duckdb')})"
    typed = ", ".join(f'CAST(NULL AS {COLUMN_TYPES[one.type]}) AS "{one.name}"' for one in dataset.public_columns)
    with duckdb.connect() as empty:
        refuse_functions(empty, f"SELECT {checked}")
        try:
            row = empty.execute(f"SELECT typeof({checked}), {checked} FROM (SELECT {typed})").fetchone()
        except duckdb.Error as wrong:
            said = str(wrong).splitlines()[0]
            raise DefinitionError(
                vi=f"“{sql}” không hợp với kiểu của cột: {said}", en=f"“{sql}” does not fit the columns' types: {said}"
            ) from wrong
    if row is None or row[0] != "BOOLEAN":
        raise DefinitionError(vi=f"“{sql}” không phải điều kiện đúng/sai", en=f"“{sql}” is neither true nor false")
    return checked


def one_of(dataset: Dataset, column: str, values: Iterable[str]) -> str:
    """The condition “the column holds one of these values”, for people who write no SQL.

    Raises:
        DefinitionError: there is no such public column, no value, or a value that is not of the column's type.
    """
    listed = [value.strip() for value in values if value.strip()]
    if column not in {one.name for one in dataset.public_columns}:
        raise _unknown({column})
    if not listed:
        raise DefinitionError(vi="chưa nêu giá trị nào của cột lọc", en="no value was given for the rows")
    kind = COLUMN_TYPES[dataset.column(column).type]
    quoted = ", ".join("CAST('" + value.replace("'", "''") + f"' AS {kind})" for value in listed)
    made = f'"{column}" IN ({quoted})'
    row_condition(dataset, made)
    return made


def _named(dataset: Dataset, conditions: Mapping[str, str]) -> set[str]:
    names = frozenset(column.name for column in dataset.columns)
    trees = (condition(one, names) for one in conditions)
    return {found.name for tree in trees for found in tree.find_all(exp.Column)}


def _unknown(names: set[str]) -> DefinitionError:
    listed = ", ".join(sorted(names))
    return DefinitionError(vi=f"tập dữ liệu không có cột {listed}", en=f"the dataset has no column {listed}")
