"""One load: a file becomes a new version of a dataset, wholly or not at all; many small files as quickly as one.

Reading, typing and checking happen on private temporary tables, before the commit lock is
taken; under the lock the good rows meet what is stored, and rows, faults and the records of the
loads are committed together.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

import duckdb

from donghanh.errors import LoadError
from donghanh.lake.definition import Dataset
from donghanh.lake.faults import Tally, tally
from donghanh.lake.lineage import LoadRecord, earlier_loads, load_records
from donghanh.lake.loading.batches import Incoming, Loaded, Source, incoming, keep_records
from donghanh.lake.loading.checking import Checked, check
from donghanh.lake.loading.references import refers_to_itself
from donghanh.lake.loading.slices import told_period
from donghanh.lake.loading.writing import EntangledError, Meeting, count, meet, write
from donghanh.lake.storage import Lake
from donghanh.periods import Period
from donghanh.places import Places

__all__ = ["Loaded", "load", "load_many"]

BATCH_FILES = 500
BATCH_ROWS = 200_000


@dataclass(frozen=True)
class Told:
    """What the person who loads says of the files."""

    loaded_by: str
    organisation: str | None
    period: str | None
    as_of: date
    whole: Period | None
    """The period, read, where files are the whole of one."""


def told(dataset: Dataset, loaded_by: str, organisation: str | None, period: str | None, as_of: date | None) -> Told:
    """What was told, with today where no day was.

    Raises:
        InputError: the dataset's files are each the whole of a period, and this is none.
        LoadError: the period is shorter than what a file reports on.
    """
    today = datetime.now(UTC).astimezone().date()
    return Told(loaded_by, organisation, period, as_of or today, told_period(dataset, period))


def load(
    lake: Lake,
    dataset: Dataset,
    source: Source,
    places: Places,
    *,
    loaded_by: str,
    file_name: str | None = None,
    organisation: str | None = None,
    period: str | None = None,
    as_of: date | None = None,
    sheet: str | None = None,
    mapping: Mapping[str, str] | None = None,
) -> Loaded:
    """Load a file into a dataset. Bad rows are set aside with their reasons; the rest is a new version.

    ``as_of`` is the day the figures hold for (today if not given), ``mapping`` assigns titles of the
    file to columns. Loading a file again that was loaded before, under the same definition and the
    same places, changes nothing, unless that load was retired. Columns of personal data may be left
    out; rows that are replaced then keep what is stored in them.

    Raises:
        LoadError: the file cannot be loaded; nothing was stored.
    """
    said = told(dataset, loaded_by, organisation, period, as_of)
    with incoming(lake, dataset, source, file_name=file_name, sheet=sheet, mapping=mapping) as file:
        _settle(lake, dataset, [file], places, said)
    assert file.outcome is not None
    if isinstance(file.outcome, LoadError):
        raise file.outcome
    return file.outcome


def load_many(
    lake: Lake,
    dataset: Dataset,
    sources: Iterable[Source],
    places: Places,
    *,
    loaded_by: str,
    organisation: str | None = None,
    period: str | None = None,
    as_of: date | None = None,
    mapping: Mapping[str, str] | None = None,
    on_done: Callable[[Source, Loaded | LoadError], None] | None = None,
) -> list[Loaded | LoadError]:
    """Load files as :func:`load` would one after another; small ones share a commit, each keeps its own record.

    A file that cannot be loaded is left out alone: its error stands in its place in the list.
    ``on_done`` is called with every source, in order, as soon as it is settled.

    Raises:
        InputError, LoadError: what was told of all files cannot be.
    """
    said = told(dataset, loaded_by, organisation, period, as_of)
    done: list[Loaded | LoadError] = []
    waiting: list[tuple[Source, Incoming | LoadError]] = []

    def settle() -> None:
        files = [file for _, file in waiting if isinstance(file, Incoming)]
        _settle(lake, dataset, files, places, said)
        for source, file in waiting:
            outcome = file.outcome if isinstance(file, Incoming) else file
            assert outcome is not None
            done.append(outcome)
            if on_done:
                on_done(source, outcome)
        waiting.clear()

    rows = 0
    for source in sources:
        try:
            with incoming(lake, dataset, source, mapping=mapping) as file:
                size = BATCH_ROWS if file.rows is None else len(file.rows)
                if waiting and rows + size > BATCH_ROWS:
                    settle()
                    rows = 0
                waiting.append((source, file))
                rows += size
                if file.rows is None or len(waiting) == BATCH_FILES:
                    settle()
                    rows = 0
        except LoadError as refused:
            waiting.append((source, refused))
    settle()
    return done


def _settle(lake: Lake, dataset: Dataset, files: list[Incoming], places: Places, said: Told) -> None:
    """Give every file its outcome: as many at once as can be without the outcome depending on it."""
    alone = dataset.load.mode == "full" or refers_to_itself(dataset)
    limit = 1 if alone else len(files)
    while waiting := [file for file in files if file.outcome is None]:
        _find_repeated(lake, dataset, waiting, places)
        batch = [file for file in waiting if file.outcome is None][:limit]
        try:
            settled = _load_batch(lake, dataset, batch, places, said) if batch else 0
        except (LoadError, EntangledError) as wrong:
            if len(batch) == 1 and isinstance(wrong, LoadError):
                batch[0].outcome = wrong
            limit = 1
        else:
            limit = 1 if alone else max(settled * 2, 1)


def _find_repeated(lake: Lake, dataset: Dataset, files: list[Incoming], places: Places) -> None:
    """Settle the files that were loaded before, unless a place that was unknown to that load is known now."""
    with lake.reading() as cursor:
        found = earlier_loads(cursor, dataset, [file.copy.sha256 for file in files])
        if not found:
            for file in files:
                file.earlier = None
            return
        rows = cursor.execute(
            "SELECT DISTINCT load, value FROM lake._records.faults WHERE load IN $loads AND code = 'place'",
            {"loads": list(found.values())},
        ).fetchall()
    worth_reading = {load_id for load_id, code in rows if code and places.versions(code)}
    records = load_records(lake, found.values())
    for file in files:
        file.earlier = found.get(file.copy.sha256)
        if file.earlier and file.earlier not in worth_reading:
            file.outcome = Loaded(records[file.earlier], True, file.header.ignored)


def _load_batch(lake: Lake, dataset: Dataset, files: list[Incoming], places: Places, said: Told) -> int:
    """Settle some of the first of these files; how many were tried together.

    Raises:
        LoadError: one of them spoils it for all, and it is not known which.
        EntangledError: they must be loaded one after another.
    """
    with lake.reading() as cursor:
        checked = check(lake, cursor, dataset, files, places, said.whole)
        files = files[: checked.end]
        for number, error in checked.refused.items():
            files[number].outcome = error
        if any(file.outcome is None for file in files):
            _commit(lake, cursor, dataset, files, checked, said)
    return len(files)


def _commit(
    lake: Lake,
    cursor: duckdb.DuckDBPyConnection,
    dataset: Dataset,
    files: list[Incoming],
    checked: Checked,
    said: Told,
) -> None:
    """Store the rows, faults and records of the files not refused in one transaction.

    A file that another process has loaded meanwhile is left without an outcome.
    """
    named = [file for file in files if file.outcome is None]
    first = named[0].copy
    details = {"dataset": dataset.code, "file": first.file_name, "sha256": first.sha256}
    message = f"{dataset.code} ← {first.file_name}" + (f" +{len(named) - 1}" if len(named) > 1 else "")
    headers = [file.header for file in files]
    ids: dict[int, str] = {}
    records: list[LoadRecord] = []
    with (
        suppress(_NothingToStoreError),
        lake.committing(cursor, author=said.loaded_by, message=message, details=details) as snapshot,
    ):
        earlier = earlier_loads(cursor, dataset, [file.copy.sha256 for file in named])
        meetings = meet(lake, cursor, dataset, headers)
        if dataset.load.mode == "append":
            keep_records(cursor, dataset, headers)
        tallies = tally(cursor)
        next_id = count(cursor, "FROM lake._records.loads") + 1
        for number, file in enumerate(files):
            meeting = meetings.get(number)
            if isinstance(meeting, LoadError):
                file.outcome = meeting
            elif meeting and earlier.get(file.copy.sha256) == file.earlier:
                ids[number] = f"L{next_id + len(ids):06d}"
                found = tallies.get(number, Tally())
                record = _record(dataset, file, checked, number, meeting, found, said)
                records.append(replace(record, id=ids[number], snapshot=snapshot))
        if not ids:
            raise _NothingToStoreError
        write(cursor, dataset, ids, records)
    for number, record in zip(ids, records, strict=True):
        files[number].outcome = Loaded(record, False, files[number].header.ignored)


class _NothingToStoreError(Exception):
    """No file of the batch is left; the transaction is given up."""


def _record(
    dataset: Dataset, file: Incoming, checked: Checked, number: int, meeting: Meeting, tally: Tally, said: Told
) -> LoadRecord:
    """The record of a file's load, still without its id and version."""
    period = checked.periods.get(number)
    return LoadRecord(
        id="",
        dataset=dataset.code,
        mode=dataset.load.mode,
        file_name=file.copy.file_name,
        sha256=file.copy.sha256,
        definition=dataset.fingerprint,
        organisation=said.organisation,
        period=said.period or (str(period) if period else None),
        as_of=said.as_of,
        loaded_by=said.loaded_by,
        loaded_at=datetime.now(UTC),
        rows_read=checked.rows_read[number],
        rows_accepted=checked.rows_read[number] - tally.quarantined,
        rows_inserted=meeting.inserted,
        rows_updated=meeting.updated,
        rows_unchanged=meeting.unchanged,
        rows_quarantined=tally.quarantined,
        warnings=tally.warnings,
        snapshot=0,
        rows_removed=meeting.removed,
    )
