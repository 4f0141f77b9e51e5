"""A dry run: what a load would do, found by the load's own steps, and nothing stored."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from donghanh.errors import LoadError
from donghanh.lake.definition import Dataset
from donghanh.lake.faults import PASSING, SETTING_ASIDE, Fault, Tally, first, tally
from donghanh.lake.lineage import earlier_loads
from donghanh.lake.loading.batches import Source, incoming
from donghanh.lake.loading.checking import check
from donghanh.lake.loading.slices import told_period
from donghanh.lake.loading.writing import meet
from donghanh.lake.sources.headers import Header
from donghanh.lake.sources.staging import read_header, staged
from donghanh.lake.storage import Lake
from donghanh.places import Places

SHOWN_FAULTS = 50
SHOWN_ROWS = 20


@dataclass(frozen=True)
class Rehearsal:
    """What a load would do."""

    rows_read: int
    rows_accepted: int
    rows_inserted: int
    rows_updated: int
    rows_unchanged: int
    rows_removed: int
    rows_quarantined: int
    warnings: int
    period: str | None
    """The period the file would be the whole of."""
    earlier: str | None
    """The load that brought the same file before."""
    faults: tuple[Fault, ...]
    """The first faults and warnings, by row."""
    titles: dict[str, str]
    """Title in the file → column of the dataset."""
    ignored_titles: tuple[str, ...]
    columns: tuple[str, ...]
    """The columns of ``rows``: all that are not personal."""
    rows: tuple[tuple[object, ...], ...]
    """The first good rows, typed."""


def rehearse(
    lake: Lake,
    dataset: Dataset,
    source: Source,
    places: Places,
    *,
    file_name: str | None = None,
    period: str | None = None,
    sheet: str | None = None,
    mapping: Mapping[str, str] | None = None,
) -> Rehearsal:
    """Do all of a load but the storing; others may load meanwhile.

    Raises:
        LoadError: the file would be refused, for this reason.
    """
    whole = told_period(dataset, period)
    with (
        incoming(lake, dataset, source, file_name=file_name, sheet=sheet, mapping=mapping) as file,
        lake.reading() as cursor,
    ):
        checked = check(lake, cursor, dataset, [file], places, whole)
        if 0 in checked.refused:
            raise checked.refused[0]
        earlier = earlier_loads(cursor, dataset, [file.copy.sha256]).get(file.copy.sha256)
        cursor.execute("BEGIN")
        try:
            meeting = meet(lake, cursor, dataset, [file.header])[0]
            if isinstance(meeting, LoadError):
                raise meeting
            found = tally(cursor).get(0, Tally())
            faults = [*first(cursor, SETTING_ASIDE, SHOWN_FAULTS), *first(cursor, PASSING, SHOWN_FAULTS)]
            names = [column.name for column in dataset.public_columns]
            quoted = ", ".join(f'"{name}"' for name in names)
            rows = cursor.execute(f"SELECT {quoted} FROM good ORDER BY _row LIMIT {SHOWN_ROWS}").fetchall()
        finally:
            cursor.execute("ROLLBACK")
    positions = {position: name for name, position in file.header.positions.items()}
    return Rehearsal(
        rows_read=checked.rows_read[0],
        rows_accepted=checked.rows_read[0] - found.quarantined,
        rows_inserted=meeting.inserted,
        rows_updated=meeting.updated,
        rows_unchanged=meeting.unchanged,
        rows_removed=meeting.removed,
        rows_quarantined=found.quarantined,
        warnings=found.warnings,
        period=str(checked.periods[0]) if checked.periods else None,
        earlier=earlier,
        faults=tuple(sorted(faults, key=lambda one: (one.row, one.column))[:SHOWN_FAULTS]),
        titles={title: positions[place] for place, title in enumerate(file.header.titles) if place in positions},
        ignored_titles=file.header.ignored,
        columns=tuple(names),
        rows=tuple(rows),
    )


def titles(lake: Lake, dataset: Dataset, source: Source, *, file_name: str, sheet: str | None = None) -> Header:
    """The titles of a file and the columns they answer to by name, whether or not all columns are there.

    Raises:
        LoadError: the file cannot be read.
    """
    every = tuple(one.model_copy(update={"required": False, "retired": True}) for one in dataset.columns)
    with staged(source, lake.staging, file_name=file_name, sheet=sheet) as copy:
        return read_header(copy, dataset.model_copy(update={"columns": every}))
