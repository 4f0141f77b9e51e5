"""Taking a load back: a new version in which its effect is undone, and everything loaded since stays.

What a load did is read from the lake itself: the rows it wrote bear its id, and the version before it holds what
they replaced and what it removed. Rows that a later load has written, or removed, stay as they are.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import duckdb

from donghanh.errors import LoadError
from donghanh.lake.definition import Dataset
from donghanh.lake.difference import previous, same_key
from donghanh.lake.lineage import COLUMNS, LoadRecord, load_record, loads
from donghanh.lake.storage import Lake
from donghanh.lake.tables import LINEAGE, as_it_stood, ensure

RETIRE = "retire"
"""The mode of the record of a retirement."""
SHOWN_KEPT = 100


@dataclass(frozen=True)
class Undoing:
    """What taking a load back does to the rows of its dataset."""

    removed: int
    """Rows the load had brought."""
    restored: int
    """Rows it had changed, which get back what they held."""
    returned: int
    """Rows it had removed, which come back."""
    kept: int
    """Rows a later load has touched since; they stay as they are."""
    kept_rows: tuple[tuple[tuple[Any, ...], str | None], ...]
    """The first of these: key, and the load that wrote the row (None: it is no longer there)."""
    confirmed_by: tuple[str, ...]
    """Later loads with rows equal to what was stored: the lake does not keep which. Load their files once more if
    they confirmed rows of the load that is taken back."""


def retire(lake: Lake, dataset: Dataset, load_id: str, *, by: str, why: str) -> LoadRecord:
    """Take a load back: a new version without its effect; the versions before stay as they were.

    A retirement cannot be retired: load the file again. ``why`` is kept in the record and in the commit.

    Raises:
        LoadError: there is no such load of this dataset, it was retired before or is a retirement, or ``why`` is empty.
    """
    why = " ".join(why.split())
    if not why:
        raise LoadError(
            "retire.why",
            vi=f"Cần ghi lý do rút lần nạp {load_id}.",
            en=f"Say why the load {load_id} is taken back.",
        )
    name = f"rút lần nạp {load_id}: {why}"
    details = {"dataset": dataset.code, "retires": load_id, "why": why}
    message = f"{dataset.code}: {name}"
    with (
        lake.reading() as cursor,
        lake.committing(cursor, author=by, message=message, details=details) as snapshot,
    ):
        retired = _retirable(lake, dataset, load_id)
        done = _undo(lake, cursor, dataset, retired)
        record = _record(lake, dataset, retired, done, snapshot, by, name)
        values = {column: getattr(record, column) for column in COLUMNS}
        values["loaded_at"] = record.loaded_at.replace(tzinfo=None)
        shown = ", ".join(f"${column}" for column in COLUMNS)
        cursor.execute(f"INSERT INTO lake._records.loads ({', '.join(COLUMNS)}) VALUES ({shown})", values)
    return record


@contextmanager
def trial(lake: Lake, dataset: Dataset, load_id: str) -> Iterator[tuple[duckdb.DuckDBPyConnection, Undoing]]:
    """The dataset as it would be without a load, on a cursor of its own; always undone on leaving.

    Inside, ``dataset.table`` on that cursor holds the rows that would remain. Others see nothing of it.

    Raises:
        LoadError: as :func:`retire`.
    """
    retired = _retirable(lake, dataset, load_id)
    with lake.reading() as cursor:
        cursor.execute("BEGIN")
        try:
            yield cursor, _undo(lake, cursor, dataset, retired)
        finally:
            cursor.execute("ROLLBACK")


def retired_loads(records: Sequence[LoadRecord]) -> frozenset[str]:
    """The ids among these that a retirement has taken back, and those of the retirements themselves."""
    return frozenset(name for one in records if one.retires for name in (one.retires, one.id))


def _retirable(lake: Lake, dataset: Dataset, load_id: str) -> LoadRecord:
    record = load_record(lake, load_id)
    if record.dataset != dataset.code:
        raise LoadError(
            "retire.dataset",
            vi=f"Lần nạp {load_id} thuộc tập {record.dataset}, không thuộc {dataset.code}.",
            en=f"The load {load_id} is one of {record.dataset}, not of {dataset.code}.",
        )
    if record.retires:
        raise LoadError(
            "retire.retirement",
            vi=f"{load_id} là lần rút lần nạp {record.retires}; muốn có lại số liệu, hãy nạp lại tệp ban đầu.",
            en=f"{load_id} took back the load {record.retires}; to have its rows again, load the file again.",
        )
    by = next((one for one in loads(lake, dataset.code) if one.retires == load_id), None)
    if by:
        raise LoadError(
            "retire.twice",
            vi=f"Lần nạp {load_id} đã được rút ở {by.id} ngày {by.loaded_at.astimezone():%d/%m/%Y}.",
            en=f"The load {load_id} was taken back by {by.id} on {by.loaded_at.astimezone():%d/%m/%Y}.",
        )
    return record


def _undo(lake: Lake, cursor: duckdb.DuckDBPyConnection, dataset: Dataset, retired: LoadRecord) -> Undoing:
    """Undo the effect of a load inside the transaction of ``cursor``."""
    records = loads(lake, dataset.code)
    gone = retired_loads(records)
    later = [one for one in records if one.snapshot > retired.snapshot and one.id not in gone]
    _find_effect(lake, cursor, dataset, retired, [one for one in records if one.snapshot == retired.snapshot])
    _find_former(lake, cursor, dataset, [one for one in records if one.id in gone and one.snapshot < retired.snapshot])
    ensure(lake, cursor, dataset)  # only now: older versions cannot be read once the columns change
    _find_undone(cursor, dataset, retired, is_superseded=any(one.mode == "full" for one in later))
    counts = cursor.execute(
        "SELECT count(*) FILTER (undone AND is_written AND NOT is_known), "
        "count(*) FILTER (undone AND is_written AND is_known), "
        "count(*) FILTER (undone AND NOT is_written AND is_known), count(*) FILTER (NOT undone) FROM standing"
    ).fetchone()
    assert counts is not None
    keys = ", ".join(f'"{key}"' for key in dataset.keys)
    kept = cursor.execute(
        f"SELECT {keys}, stored_by FROM standing WHERE NOT undone ORDER BY {keys} LIMIT {SHOWN_KEPT}"
    ).fetchall()
    cursor.execute(
        f"DELETE FROM {dataset.table} WHERE rowid IN (SELECT stored FROM standing WHERE undone AND stored IS NOT NULL)"
    )
    names = ", ".join(f'"{name}"' for name in (*(column.name for column in dataset.columns), *LINEAGE))
    cursor.execute(
        f"INSERT INTO {dataset.table} ({names}) SELECT {names} FROM former "
        f"SEMI JOIN (SELECT * FROM standing WHERE undone) AS one ON {same_key(dataset, 'former', 'one')}"
    )
    confirmed_by = tuple(sorted(one.id for one in later if one.rows_unchanged))
    removed, restored, returned, many_kept = counts
    return Undoing(removed, restored, returned, many_kept, tuple((row[:-1], row[-1]) for row in kept), confirmed_by)


def _find_effect(
    lake: Lake, cursor: duckdb.DuckDBPyConnection, dataset: Dataset, retired: LoadRecord, beside: list[LoadRecord]
) -> None:
    """Fill ``effect``: the keys of the rows the load wrote, and of those it removed; ``before``: the version before.

    Of loads committed together, a removed row is put down to the one that wrote rows of the same period and ``within``.
    """
    keys = ", ".join(f'"{key}"' for key in dataset.keys)
    after = as_it_stood(lake, dataset, retired.snapshot)
    before = previous(lake, dataset.code, retired.snapshot)
    source = as_it_stood(lake, dataset, before) if before is not None else f"SELECT * FROM ({after}) LIMIT 0"
    cursor.execute(f"CREATE OR REPLACE TEMP VIEW before AS {source}")
    cursor.execute(
        f"CREATE OR REPLACE TEMP TABLE effect AS SELECT {keys}, true AS is_written FROM ({after}) WHERE _load = $load",
        {"load": retired.id},
    )
    if not retired.rows_removed:
        return
    slices = ""
    if len(beside) > 1 and dataset.load.column:
        parts = [f"date_trunc('{dataset.load.grain}', \"{dataset.load.column}\")"]
        parts += [f'"{name}"' for name in dataset.load.within]
        same = ", ".join(parts)
        slices = f" AND ({same}) IN (SELECT ({same}) FROM ({after}) WHERE _load = '{retired.id}')"
    cursor.execute(
        f"INSERT INTO effect SELECT {keys}, false FROM before ANTI JOIN ({after}) AS held "
        f"ON {same_key(dataset, 'before', 'held')} WHERE true{slices}"
    )


def _find_former(
    lake: Lake, cursor: duckdb.DuckDBPyConnection, dataset: Dataset, retired_before: list[LoadRecord]
) -> None:
    """Fill ``former``: the rows as they were before the load, and before every retired load that had written them."""
    cursor.execute(
        "CREATE OR REPLACE TEMP TABLE former AS SELECT before.* FROM before "
        f"SEMI JOIN effect ON {same_key(dataset, 'before', 'effect')}"
    )
    for one in sorted(retired_before, key=lambda record: -record.snapshot):
        found = cursor.execute("SELECT count(*) FROM former WHERE _load = $load", {"load": one.id}).fetchone()
        if not found or not found[0]:
            continue
        earlier = previous(lake, dataset.code, one.snapshot)
        if earlier is not None:
            cursor.execute(
                f"INSERT INTO former SELECT held.* FROM ({as_it_stood(lake, dataset, earlier)}) AS held SEMI JOIN "
                f"(SELECT * FROM former WHERE _load = $load) AS one ON {same_key(dataset, 'held', 'one')}",
                {"load": one.id},
            )
        cursor.execute("DELETE FROM former WHERE _load = $load", {"load": one.id})


def _find_undone(
    cursor: duckdb.DuckDBPyConnection, dataset: Dataset, retired: LoadRecord, *, is_superseded: bool
) -> None:
    """Fill ``standing``: each key of the effect, the row that stands there now, and whether it is undone.

    A later file that is the whole of the dataset has said of every row whether it stands.
    """
    keys = ", ".join(f'effect."{key}"' for key in dataset.keys)
    own = "stored._load = $load" if not is_superseded else "stored._load = $load AND false"
    free = "stored._load IS NULL" if not is_superseded else "false"
    cursor.execute(
        f"CREATE OR REPLACE TEMP TABLE standing AS SELECT {keys}, effect.is_written, stored.rowid AS stored, "
        "stored._load AS stored_by, former._load IS NOT NULL AS is_known, "
        f"coalesce(CASE WHEN effect.is_written THEN {own} ELSE {free} END, false) AS undone "
        f"FROM effect LEFT JOIN {dataset.table} AS stored ON {same_key(dataset, 'effect', 'stored')} "
        f"LEFT JOIN former ON {same_key(dataset, 'effect', 'former')}",
        {"load": retired.id},
    )


def _record(
    lake: Lake, dataset: Dataset, retired: LoadRecord, done: Undoing, snapshot: int, by: str, name: str
) -> LoadRecord:
    """The record of a retirement; it holds for the day of the newest load that remains."""
    records = loads(lake, dataset.code)
    gone = retired_loads(records) | {retired.id}
    return LoadRecord(
        id=f"L{len(loads(lake)) + 1:06d}",
        dataset=dataset.code,
        mode=RETIRE,
        file_name=name,
        sha256="",
        definition=dataset.fingerprint,
        organisation=retired.organisation,
        period=retired.period,
        as_of=next((one.as_of for one in records if one.id not in gone), retired.as_of),
        loaded_by=by,
        loaded_at=datetime.now(UTC),
        rows_read=0,
        rows_accepted=0,
        rows_inserted=done.returned,
        rows_updated=done.restored,
        rows_unchanged=done.kept,
        rows_quarantined=0,
        warnings=0,
        snapshot=snapshot,
        rows_removed=done.removed,
        retires=retired.id,
    )
