"""What the lake remembers of every load: who brought which file when, and what became of its rows."""

from __future__ import annotations

import csv
import json
from collections.abc import Collection
from dataclasses import dataclass, fields
from datetime import UTC, date, datetime
from typing import IO, Any

import duckdb

from donghanh.errors import LoadError, QueryError
from donghanh.lake.definition import Dataset
from donghanh.lake.faults import SETTING_ASIDE, Fault
from donghanh.lake.storage import Lake


@dataclass(frozen=True)
class LoadRecord:
    """One load of one file; it made version ``snapshot`` of its dataset."""

    id: str
    dataset: str
    mode: str
    file_name: str
    sha256: str
    definition: str
    """Fingerprint of the dataset's definition at that time."""
    organisation: str | None
    period: str | None
    as_of: date | None
    loaded_by: str
    loaded_at: datetime
    rows_read: int
    rows_accepted: int
    rows_inserted: int
    rows_updated: int
    rows_unchanged: int
    rows_quarantined: int
    warnings: int
    snapshot: int
    rows_removed: int = 0
    """Rows stored before that the file, being the whole of its dataset or period, no longer holds."""
    retires: str | None = None
    """The load whose rows this one takes back (mode ``retire``)."""


COLUMNS = tuple(field.name for field in fields(LoadRecord))


def loads(lake: Lake, dataset: str | None = None) -> tuple[LoadRecord, ...]:
    """The loads of a dataset (of all, without one), the newest first. Each is a version of its dataset."""
    return _records(lake, "WHERE $dataset IS NULL OR dataset = $dataset", {"dataset": dataset})


def load_record(lake: Lake, load_id: str) -> LoadRecord:
    """The load of that id.

    Raises:
        LoadError: there is none.
    """
    found = _records(lake, "WHERE id = $id", {"id": load_id})
    if not found:
        raise LoadError(
            "load.unknown",
            vi=f"Không có lần nạp nào mang mã “{load_id}”; xem các lần nạp bằng donghanh lake versions.",
            en=f"There is no load “{load_id}”; see the loads with donghanh lake versions.",
        )
    return found[0]


def version(lake: Lake, dataset: str, number: int | None = None) -> LoadRecord:
    """The version ``number`` of a dataset (a snapshot number), or its newest; a version is its last load before it.

    Raises:
        QueryError: the dataset had no load by then.
    """
    found = _records(
        lake,
        "WHERE dataset = $dataset AND ($number IS NULL OR snapshot <= $number)",
        {"dataset": dataset, "number": number},
        limit=1,
    )
    if not found:
        at = f" @{number}" if number is not None else ""
        raise QueryError(
            "lake.no-version",
            vi=f"Tập dữ liệu {dataset}{at} chưa có dữ liệu; nạp bằng donghanh lake load {dataset} TỆP.",
            en=f"The dataset {dataset}{at} holds no data; load some with donghanh lake load {dataset} FILE.",
        )
    return found[0]


def newest_loads(lake: Lake) -> dict[str, LoadRecord]:
    """The newest load of every dataset that has one, in one question."""
    newest = "QUALIFY row_number() OVER (PARTITION BY dataset ORDER BY snapshot DESC, id DESC) = 1"
    return {one.dataset: one for one in _records(lake, newest, {})}


def load_records(lake: Lake, load_ids: Collection[str]) -> dict[str, LoadRecord]:
    """The loads of those ids, in one question; unknown ids are left out."""
    return {one.id: one for one in _records(lake, "WHERE id IN $ids", {"ids": list(load_ids)})}


def earlier_loads(cursor: duckdb.DuckDBPyConnection, dataset: Dataset, hashes: Collection[str]) -> dict[str, str]:
    """Hash of a file → the newest load of it under the same definition, unless that load was retired."""
    rows = cursor.execute(
        "SELECT id, sha256, definition, retires FROM lake._records.loads WHERE dataset = $dataset "
        "AND (retires IS NOT NULL OR sha256 IN $hashes) ORDER BY snapshot, id",
        {"dataset": dataset.code, "hashes": list(hashes)},
    ).fetchall()
    retired = {retires for _, _, _, retires in rows}
    current = dataset.fingerprint
    return {
        sha256: load_id
        for load_id, sha256, definition, retires in rows
        if definition == current and retires is None and load_id not in retired
    }


def _records(lake: Lake, where: str, values: dict[str, Any], limit: int = 100_000) -> tuple[LoadRecord, ...]:
    with lake.reading() as cursor:
        rows = cursor.execute(
            f"SELECT {', '.join(COLUMNS)} FROM lake._records.loads {where} "
            f"ORDER BY snapshot DESC, id DESC LIMIT {limit}",
            values,
        ).fetchall()
    records = [dict(zip(COLUMNS, row, strict=True)) for row in rows]
    return tuple(LoadRecord(**one | {"loaded_at": one["loaded_at"].replace(tzinfo=UTC)}) for one in records)


def faults(
    lake: Lake, dataset: Dataset, load_id: str | None = None, *, severity: str = SETTING_ASIDE, limit: int = 10_000
) -> list[Fault]:
    """What was wrong with the rows of a load (of the newest, without one), by row; personal values are left out."""
    load_id = load_id or version(lake, dataset.code).id
    with lake.reading() as cursor:
        rows = cursor.execute(
            "SELECT row_number, column_name, value, code, vi, en, severity, record FROM lake._records.faults "
            "WHERE dataset = $dataset AND load = $load AND severity = $severity ORDER BY row_number, column_name "
            f"LIMIT {int(limit)}",
            {"dataset": dataset.code, "load": load_id, "severity": severity},
        ).fetchall()
    return [Fault(*row) for row in rows]


REASONS = {
    "vi": ("Dòng trong tệp đã nạp", "Cột có lỗi", "Giá trị có lỗi", "Lý do bị cách ly"),
    "en": ("Row of the loaded file", "Columns at fault", "Values at fault", "Why it was set aside"),
}
"""Titles that no dataset's column goes by: a file that has them is loaded as if they were not there."""


def export_faults(found: list[Fault], out: IO[str], language: str = "vi") -> None:
    """Write rows with faults as CSV, each row once: where it stood and all that is wrong, then its fields by title.

    Corrected, the file can be loaded as it is.
    """
    whole: dict[int, list[Fault]] = {}
    for one in found:
        whole.setdefault(one.row, []).append(one)
    records: list[dict[str, str | None]] = [json.loads(of[0].record) if of[0].record else {} for of in whole.values()]
    titles = list(dict.fromkeys(title for record in records for title in record))
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([*REASONS["vi" if language == "vi" else "en"], *titles])
    for (row, of), record in zip(whole.items(), records, strict=True):
        said = "; ".join(dict.fromkeys(one.vi if language == "vi" else one.en for one in of))
        values = "; ".join(one.value or "" for one in of)
        writer.writerow([row, "; ".join(one.column for one in of), values, said, *map(record.get, titles)])
