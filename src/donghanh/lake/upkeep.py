"""Keeping the lake small and quick: rows kept in the catalogue move into files, small files become large ones.

Nothing a version shows ever changes by it; readers and writers go on, one step at a time taking the
commit lock. Versions are forgotten only when somebody names the day (:func:`forget_before`).
"""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from donghanh.errors import InputError, RefusedError
from donghanh.lake.hashes import PATHS, drop_hashes
from donghanh.lake.storage import Lake

MANY_DELETES = 0.5
"""A file is written anew once this share of its rows was deleted or replaced."""
UNUSED_FOR = timedelta(hours=1)
"""A merged file is kept this long for readers who began before the merge."""
ORPHANED_FOR = timedelta(days=1)
"""A file nobody refers to is a killed load's after this long; before, it may belong to a load that still runs."""


@dataclass(frozen=True)
class Tidied:
    """What was done: rows moved into files, files before and after, files removed, bytes of all that remain."""

    rows_flushed: int
    files_before: int
    files_after: int
    files_removed: int
    bytes_after: int
    versions_forgotten: int = 0


def tidy(lake: Lake, *, by: str, forget_before: date | None = None) -> Tidied:
    """Flush inlined rows, rewrite files with many deletes, merge small ones, remove what nobody refers to.

    Raises:
        RefusedError: another tidy runs, or somebody has been writing for longer than the lake's patience.
        InputError: ``forget_before`` would forget the newest version.
    """
    with _alone(lake):
        before = _files(lake)[0]
        forgotten = 0 if forget_before is None else _forget(lake, forget_before)
        flushed = flush(lake, by)
        _committed(lake, by, f"ducklake_rewrite_data_files('lake', delete_threshold => {MANY_DELETES})")
        _committed(lake, by, "ducklake_merge_adjacent_files('lake')")
        removed = _cleaned(lake)
        drop_hashes(lake.folder)
        after, size = _files(lake)
    return Tidied(flushed, before, after, removed, size, forgotten)


def flush(lake: Lake, by: str = "donghanh") -> int:
    """Move the rows kept in the catalogue into files; how many there were."""
    return sum(int(row[-1]) for row in _committed(lake, by, "ducklake_flush_inlined_data('lake')"))


def _committed(lake: Lake, by: str, call: str) -> list[tuple[Any, ...]]:
    """The rows that one of DuckLake's procedures answers, run as a commit of its own."""
    with lake.reading() as cursor:
        details = {"upkeep": call.partition("(")[0]}
        with lake.committing(cursor, author=by, message="donghanh lake tidy", details=details):
            return cursor.execute(f"CALL {call}").fetchall()


def _cleaned(lake: Lake) -> int:
    """Remove files that were replaced, and those that no version ever named; how many."""
    now = datetime.now(UTC)
    calls = {"ducklake_cleanup_old_files": now - UNUSED_FOR, "ducklake_delete_orphaned_files": now - ORPHANED_FOR}
    removed = 0
    with lake.reading() as cursor, lake.catalogue.locked(lake.patience):
        for name, day in calls.items():
            call = f"CALL {name}('lake', older_than => TIMESTAMPTZ '{day.isoformat()}')"
            removed += len(cursor.execute(call).fetchall())
    return removed


def _forget(lake: Lake, day: date) -> int:
    """Forget all versions before a day, but never the newest; their files go once nobody can be reading them."""
    until = datetime.combine(day, time.min).astimezone()
    with lake.reading() as cursor, lake.catalogue.locked(lake.patience):
        newest = cursor.execute("SELECT max(snapshot_time) FROM lake.snapshots()").fetchone()
        if newest is None or until > newest[0]:
            raise InputError(
                "lake.forget",
                vi=f"Phiên bản mới nhất của kho có trước {day:%d/%m/%Y}; hãy chọn một ngày sớm hơn.",
                en=f"The lake's newest version is older than {day.isoformat()}; choose an earlier day.",
            )
        call = f"CALL ducklake_expire_snapshots('lake', older_than => TIMESTAMPTZ '{until.isoformat()}')"
        return len(cursor.execute(call).fetchall())


def _files(lake: Lake) -> tuple[int, int]:
    """How many files the catalogue names, and their bytes."""
    with lake.reading() as cursor:
        row = cursor.execute(
            f"SELECT count(*), coalesce(sum(bytes), 0)::BIGINT FROM ({PATHS.format(tables=lake.catalogue.tables)})"
        ).fetchone()
    assert row is not None
    return int(row[0]), int(row[1])


@contextmanager
def _alone(lake: Lake) -> Iterator[None]:
    """Two of them at once would merge the same files."""
    with (lake.folder / "tidy.lock").open("a") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise RefusedError(
                "lake.tidying",
                vi="Một lệnh donghanh lake tidy khác đang chạy; hãy đợi nó xong.",
                en="Another donghanh lake tidy is running; wait until it is done.",
            ) from None
        yield
