"""Values that must be found elsewhere in the lake: codes of organisations, keys of other datasets."""

from __future__ import annotations

from collections.abc import Sequence

import duckdb

from donghanh.lake.columns import Column, Reference
from donghanh.lake.definition import Dataset
from donghanh.lake.faults import PASSING, SETTING_ASIDE
from donghanh.lake.loading.parsing import shown
from donghanh.lake.sources.staging import Header

ORGANISATIONS = Reference(dataset="core.organisations", column="code")


def check_references(cursor: duckdb.DuckDBPyConnection, dataset: Dataset, headers: Sequence[Header]) -> None:
    """Every value is found where it refers to; said once for a file if nothing is stored there yet.

    A dataset that refers to itself may bring the rows it refers to in the same file.
    """
    for column, reference in _references(dataset):
        told = {"column": column.name, "detail": f"{reference.dataset}, {reference.column}"}
        own = f'SELECT "{reference.column}" FROM typed' if reference.dataset == dataset.code else None
        stored = _stored(cursor, reference)
        known = " UNION ALL ".join(one for one in (stored, own) if one)
        if not known:
            _say_unchecked(cursor, column, headers, reference)
            continue
        code = "organisation" if reference is ORGANISATIONS else "reference"
        cursor.execute(
            f"INSERT INTO faults SELECT _file, '{SETTING_ASIDE}', _row, $column, "
            f"CAST({shown(dataset, column.name)} AS VARCHAR), '{code}', $detail "
            f"FROM typed ANTI JOIN (SELECT CAST(value AS VARCHAR) AS value FROM ({known}) AS known(value)) AS known "
            f'ON CAST("{column.name}" AS VARCHAR) = value WHERE "{column.name}" IS NOT NULL',
            told,
        )


def refers_to_itself(dataset: Dataset) -> bool:
    """Whether a row may refer to one that an earlier file brings."""
    return any(reference.dataset == dataset.code for _, reference in _references(dataset))


def _references(dataset: Dataset) -> list[tuple[Column, Reference]]:
    found = []
    for column in dataset.columns:
        if column.references:
            found.append((column, column.references))
        elif column.type == "organisation":
            found.append((column, ORGANISATIONS))
    return found


def _stored(cursor: duckdb.DuckDBPyConnection, reference: Reference) -> str | None:
    """The SELECT of the values stored under a reference, or None if there is none."""
    schema, name = reference.dataset.split(".")
    exists = cursor.execute(
        "SELECT 1 FROM duckdb_columns() WHERE database_name = 'lake' AND schema_name = $schema "
        "AND table_name = $name AND column_name = $column",
        {"schema": schema, "name": name, "column": reference.column},
    ).fetchone()
    select = f'SELECT "{reference.column}" FROM lake."{schema}"."{name}"'
    return select if exists and cursor.execute(f"{select} LIMIT 1").fetchone() else None


def _say_unchecked(
    cursor: duckdb.DuckDBPyConnection, column: Column, headers: Sequence[Header], reference: Reference
) -> None:
    """The warning stands at the row of the titles, since it is about all values of the column."""
    cursor.execute(
        f"INSERT INTO faults SELECT _file, '{PASSING}', [{', '.join(str(one.first_row - 1) for one in headers)}]"
        f"[_file + 1], $column, NULL, 'reference-unchecked', $detail FROM typed "
        f'WHERE "{column.name}" IS NOT NULL GROUP BY _file',
        {"column": column.name, "detail": reference.dataset},
    )
