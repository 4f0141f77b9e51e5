"""One load: a file becomes a new version of a dataset, wholly or not at all.

Reading, typing and checking happen on private temporary tables, before the commit lock is
taken; under the lock the good rows meet what is stored, and rows, faults and the record of the
load are committed together.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

import duckdb

from donghanh.errors import LoadError
from donghanh.lake import quality
from donghanh.lake.columns import COLUMN_TYPES
from donghanh.lake.definition import Dataset
from donghanh.lake.faults import PASSING, SETTING_ASIDE, TOLD, first, start
from donghanh.lake.lineage import COLUMNS, LoadRecord, load_record
from donghanh.lake.parsing import parse
from donghanh.lake.staging import Header, Staged, read_header, read_rows, staged
from donghanh.lake.storage import Lake
from donghanh.places import Places


@dataclass(frozen=True)
class Loaded:
    """What a load did. ``repeated``: the same file was loaded before, and nothing was changed."""

    record: LoadRecord
    repeated: bool
    ignored_titles: tuple[str, ...] = ()


def load(
    lake: Lake,
    dataset: Dataset,
    file: Path,
    places: Places,
    *,
    loaded_by: str,
    file_name: str | None = None,
    organisation: str | None = None,
    period: str | None = None,
    as_of: date | None = None,
) -> Loaded:
    """Load a CSV file into a dataset. Bad rows are set aside with their reasons; the rest is a new version.

    ``as_of`` is the day the figures hold for (today if not given). Loading a file again that was
    loaded before, under the same definition and the same places, changes nothing. Columns of
    personal data may be left out; rows that are replaced then keep what is stored in them.

    Raises:
        LoadError: the file cannot be loaded; nothing was stored.
    """
    with staged(file, lake.staging, file_name=file_name) as copy, lake.reading() as cursor:
        header = read_header(copy, dataset)
        earlier = _earlier(cursor, dataset, copy)
        if earlier is not None and not _knows_more(cursor, earlier, places):
            return Loaded(load_record(lake, earlier), True, header.ignored)
        counts = _prepare(cursor, dataset, copy, header, places)
        as_of = as_of or datetime.now(UTC).astimezone().date()
        told = {"organisation": organisation, "period": period, "as_of": as_of, "loaded_by": loaded_by}
        load_id = _commit(lake, cursor, dataset, copy, header, counts, told, earlier)
    if load_id is None:  # another process loaded the same file while this one was reading it
        with lake.reading() as cursor:
            load_id = _earlier(cursor, dataset, copy)
            assert load_id is not None
        return Loaded(load_record(lake, load_id), True, header.ignored)
    return Loaded(load_record(lake, load_id), False, header.ignored)


def _earlier(cursor: duckdb.DuckDBPyConnection, dataset: Dataset, copy: Staged) -> str | None:
    row = cursor.execute(
        "SELECT id FROM lake._records.loads WHERE dataset = $dataset AND sha256 = $sha256 AND definition = $definition "
        "ORDER BY snapshot DESC LIMIT 1",
        {"dataset": dataset.code, "sha256": copy.sha256, "definition": dataset.fingerprint},
    ).fetchone()
    return str(row[0]) if row else None


def _knows_more(cursor: duckdb.DuckDBPyConnection, load_id: str, places: Places) -> bool:
    """Whether a place that was unknown to that load is known now; then its file is worth reading again."""
    rows = cursor.execute(
        "SELECT DISTINCT value FROM lake._records.faults WHERE load = $load AND code = 'place'", {"load": load_id}
    ).fetchall()
    return any(places.versions(row[0]) for row in rows)


def _prepare(cursor: duckdb.DuckDBPyConnection, dataset: Dataset, copy: Staged, header: Header, places: Places) -> int:
    """Fill ``good`` and ``faults``; the number of rows read."""
    start(cursor, dataset)
    shape = read_rows(cursor, copy, header)
    if shape.wrong:
        cursor.execute(
            "INSERT INTO faults "
            "SELECT $severity, unnest($rows), '', CAST(unnest($found) AS VARCHAR), 'fields', CAST($width AS VARCHAR)",
            {
                "severity": SETTING_ASIDE,
                "rows": list(shape.wrong),
                "found": list(shape.wrong.values()),
                "width": len(header.titles),
            },
        )
    parse(cursor, dataset, header)
    quality.check_places(cursor, dataset, places)
    quality.check_conditions(cursor, dataset)
    quality.check_keys(cursor, dataset)
    names = ", ".join(f'"{column.name}"' for column in dataset.columns)
    cursor.execute(
        f"CREATE OR REPLACE TEMP TABLE good AS SELECT {names}, _row FROM typed ANTI JOIN "
        f"(SELECT row_number AS _row FROM faults WHERE severity = '{SETTING_ASIDE}') USING (_row)"
    )
    read = _count(cursor, "FROM typed") + len(shape.wrong)
    if _count(cursor, "FROM good") == 0:
        raise _nothing_good(cursor, copy, read)
    return read


def _nothing_good(cursor: duckdb.DuckDBPyConnection, copy: Staged, read: int) -> LoadError:
    if read == 0:
        return LoadError(
            "load.no-rows",
            vi=f"Tệp {copy.file_name} chỉ có dòng tiêu đề, không có dòng dữ liệu nào.",
            en=f"{copy.file_name} holds only the titles and no row.",
        )
    found = first(cursor, SETTING_ASIDE, 5)
    vi = "; ".join(f"dòng {one.row}, cột {one.column}: {one.vi}" for one in found)
    en = "; ".join(f"row {one.row}, column {one.column}: {one.en}" for one in found)
    return LoadError(
        "load.no-good-row",
        vi=f"Không dòng nào trong {read} dòng của {copy.file_name} dùng được. {vi}.",
        en=f"None of the {read} rows of {copy.file_name} can be used. {en}.",
    )


def _commit(
    lake: Lake,
    cursor: duckdb.DuckDBPyConnection,
    dataset: Dataset,
    copy: Staged,
    header: Header,
    read: int,
    told: Mapping[str, object],
    earlier: str | None,
) -> str | None:
    """Store rows, faults and record in one transaction; the load's id, or None if the file got there meanwhile."""
    details = {"dataset": dataset.code, "file": copy.file_name, "sha256": copy.sha256}
    message = f"{dataset.code} ← {copy.file_name}"
    with lake.committing(cursor, author=str(told["loaded_by"]), message=message, details=details) as snapshot:
        if _earlier(cursor, dataset, copy) != earlier:
            return None
        load_id = f"L{_count(cursor, 'FROM lake._records.loads') + 1:06d}"
        _ensure_table(cursor, dataset)
        _keep_left_out(cursor, dataset, header)
        written = _store(cursor, dataset, load_id)
        _store_faults(cursor, dataset, header, load_id)
        quarantined = _count(
            cursor, f"FROM (SELECT DISTINCT row_number FROM faults WHERE severity = '{SETTING_ASIDE}')"
        )
        record = {
            **told,
            **written,
            "id": load_id,
            "dataset": dataset.code,
            "mode": dataset.load.mode,
            "file_name": copy.file_name,
            "sha256": copy.sha256,
            "definition": dataset.fingerprint,
            "loaded_at": datetime.now(UTC).replace(tzinfo=None),
            "rows_read": read,
            "rows_accepted": read - quarantined,
            "rows_quarantined": quarantined,
            "warnings": _count(cursor, f"FROM faults WHERE severity = '{PASSING}'"),
            "snapshot": snapshot,
        }
        values = ", ".join(f"${name}" for name in COLUMNS)
        cursor.execute(f"INSERT INTO lake._records.loads ({', '.join(COLUMNS)}) VALUES ({values})", record)
        return load_id


def _ensure_table(cursor: duckdb.DuckDBPyConnection, dataset: Dataset) -> None:
    """Make the dataset's table, or add the columns its definition has gained; a changed type is refused."""
    schema, name = dataset.code.split(".")
    found = dict(
        cursor.execute(
            "SELECT column_name, data_type FROM duckdb_columns() "
            "WHERE database_name = 'lake' AND schema_name = $schema AND table_name = $name",
            {"schema": schema, "name": name},
        ).fetchall()
    )
    if not found:
        columns = ", ".join(f'"{column.name}" {COLUMN_TYPES[column.type]}' for column in dataset.columns)
        cursor.execute(f'CREATE SCHEMA IF NOT EXISTS lake."{schema}"')
        cursor.execute(f"CREATE TABLE {dataset.table} ({columns}, _load VARCHAR, _row BIGINT)")
        return
    for column in dataset.columns:
        wanted = COLUMN_TYPES[column.type]
        if column.name not in found:
            cursor.execute(f'ALTER TABLE {dataset.table} ADD COLUMN "{column.name}" {wanted}')
        elif found[column.name].replace(" ", "") != wanted.replace(" ", ""):
            raise LoadError(
                "load.type-changed",
                vi=f"Cột {column.name} của {dataset.code} đang lưu kiểu {found[column.name]}, nay khai báo {wanted}; "
                "hãy khai báo một cột mới.",
                en=f"The column {column.name} of {dataset.code} is stored as {found[column.name]} and now declared as "
                f"{wanted}; declare a new column.",
            )


def _keep_left_out(cursor: duckdb.DuckDBPyConnection, dataset: Dataset, header: Header) -> None:
    """Rows that are replaced keep what is stored in the columns the file does not bring."""
    absent = header.absent(dataset)
    if absent:
        stored = ", ".join(f't."{column.name}" AS "{column.name}"' for column in absent)
        met = " AND ".join(f'g."{key}" = t."{key}"' for key in dataset.keys)
        cursor.execute(
            f"CREATE OR REPLACE TEMP TABLE good AS SELECT g.* REPLACE ({stored}) "
            f"FROM good g LEFT JOIN {dataset.table} t ON {met}"
        )


def _store(cursor: duckdb.DuckDBPyConnection, dataset: Dataset, load_id: str) -> dict[str, int]:
    """Write the good rows by the dataset's mode; how many were inserted, updated, unchanged."""
    names = ", ".join(f'"{column.name}"' for column in dataset.columns)
    keys = ", ".join(f'"{key}"' for key in dataset.keys)
    same = " AND ".join(f'g."{column.name}" IS NOT DISTINCT FROM t."{column.name}"' for column in dataset.columns)
    met = " AND ".join(f'g."{key}" = t."{key}"' for key in dataset.keys)
    cursor.execute(
        f"CREATE OR REPLACE TEMP TABLE met AS SELECT g._row, t._load AS stored_by, ({same}) AS is_same "
        f"FROM good g JOIN {dataset.table} t ON {met}"
    )
    if dataset.load.mode == "append":
        cursor.execute(
            f"INSERT INTO faults SELECT $severity, _row, $column, {quality.shown_key(dataset)}, 'key-exists', "
            "stored_by FROM good JOIN met USING (_row)",
            {"severity": SETTING_ASIDE, "column": ", ".join(dataset.keys)},
        )
    else:
        cursor.execute(
            f"DELETE FROM {dataset.table} WHERE ({keys}) IN "
            f"(SELECT ({keys}) FROM good JOIN met USING (_row) WHERE NOT is_same)"
        )
    kept = "met" if dataset.load.mode == "append" else "(SELECT _row FROM met WHERE is_same)"
    cursor.execute(
        f"INSERT INTO {dataset.table} ({names}, _load, _row) "
        f"SELECT {names}, $load, _row FROM good ANTI JOIN {kept} USING (_row) ORDER BY _row",
        {"load": load_id},
    )
    updated = _count(cursor, "FROM met WHERE NOT is_same") if dataset.load.mode == "upsert" else 0
    unchanged = _count(cursor, "FROM met WHERE is_same") if dataset.load.mode == "upsert" else 0
    inserted = _count(cursor, "FROM good ANTI JOIN met USING (_row)")
    if dataset.load.mode == "append" and inserted == 0:
        raise LoadError(
            "load.nothing-new",
            vi=f"Mọi khóa trong tệp đã có trong {dataset.code}, là tập chỉ nhận dòng mới; không có gì để nạp.",
            en=f"Every key of the file is already in {dataset.code}, which takes new rows only; nothing to load.",
        )
    return {"rows_inserted": inserted, "rows_updated": updated, "rows_unchanged": unchanged}


def _store_faults(cursor: duckdb.DuckDBPyConnection, dataset: Dataset, header: Header, load_id: str) -> None:
    """Keep the faults with the rows they are in; personal columns and columns of no use stay out."""
    shown = [column.name for column in dataset.public_columns]
    titled = [(header.titles[header.positions[one]].replace('"', '""'), header.positions[one]) for one in shown]
    packed = ", ".join(f'"{title}" := f{position}' for title, position in titled)
    cursor.execute(
        f"INSERT INTO lake._records.faults "
        f"SELECT $load, $dataset, severity, row_number, column_name, value, code, vi, en, "
        f"to_json(struct_pack({packed})) FROM ({TOLD}) JOIN raw ON raw.rowid + 2 = row_number "
        f"ORDER BY row_number, column_name",
        {"load": load_id, "dataset": dataset.code},
    )


def _count(cursor: duckdb.DuckDBPyConnection, rows: str) -> int:
    row = cursor.execute(f"SELECT count(*) {rows}").fetchone()
    assert row is not None
    return int(row[0])
