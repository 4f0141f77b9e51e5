"""Named questions about index editions: their runs, their inputs, their published results."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.db.models import Max, QuerySet
from django.http import Http404

from donghanh.indicators.compute import Cell, cells
from donghanh.indices.definition import Edition, Item
from donghanh.indices.inputs import Entry, gather
from donghanh.indices.score import Scores, score
from donghanh.indices.table import read_entries
from donghanh.packs.examples import ExpectedScore, IndexExample
from donghanh.packs.schema import validate
from donghanh.packs.source import read_pack_file
from donghanh.periods import parse_period
from donghanh.text import fold
from donghanh.web.catalogue.querysets import lake, packs
from donghanh.web.scoreboard.models import Run
from donghanh.web.scoreboard.querysets import COMMUNE, PROVINCE, current, province_code


def editions_known() -> list[Edition]:
    """Every edition the packs declare, by name, the newest edition of an index first."""
    return sorted(packs().indices.values(), key=lambda one: (fold(one.name["vi"]), one.edition))


def edition_of(index: str, edition: str) -> Edition:
    """The edition of that index, or the page not found."""
    if (index, edition) not in packs().indices:
        raise Http404(f"{index} {edition}")
    return packs().indices[index, edition]


def runs_of(edition: Edition) -> QuerySet[Run]:
    """The runs of an edition, newest first, without their recipes."""
    runs = Run.objects.filter(index_code=edition.code, edition=edition.edition)
    return runs.select_related("created_by").defer("recipe", "results")


def last_runs() -> dict[tuple[str, str], Run]:
    """The newest run of every edition that has one."""
    newest = Run.objects.order_by().values("index_code", "edition").annotate(last=Max("pk")).values("last")
    return {(run.index_code, run.edition): run for run in Run.objects.filter(pk__in=newest).order_by("pk")}


def latest_runs(place: str) -> list[Run]:
    """By index the run of the latest period that scores the place, of its editions' newest runs."""
    scoring = [run for run in last_runs().values() if any(row["place"] == place for row in run.results)]
    latest = {run.index_code: run for run in sorted(scoring, key=lambda run: (run.period, run.pk))}
    return sorted(latest.values(), key=lambda run: run.pk)


def measured_entries(edition: Edition, period: str, place: str | None = None) -> tuple[Entry, ...]:
    """What the lake knows of the edition's subjects in a period, each value with the id of the figure it is.

    With ``place`` only that subject's values are read.
    """
    items = [item for item in edition.scored if item.indicator]
    return tuple(entry for item in items for entry in _measured(edition, item, period, place))


def _measured(edition: Edition, item: Item, period: str, place: str | None) -> Iterator[Entry]:
    indicator = packs().indicators[item.indicator or ""]
    wanted = parse_period(period)
    snapshot = current(indicator, wanted.grain)
    if snapshot is None:
        return
    for cell in cells(lake(), indicator, snapshot, place=place, period=wanted):
        if not _is_subject(edition, cell):
            continue
        for role in item.roles:
            number = cell.value if role == "value" else getattr(cell, role)
            figure = cell.id if role == "value" else f"{cell.id}/{role}"
            if number is not None:
                yield Entry(cell.place or "", item.code, str(number), role, figure, where=str(figure))


def _is_subject(edition: Edition, cell: Cell) -> bool:
    whole = edition.whole.place if edition.whole else None
    if cell.place == whole:
        return True
    if cell.level != {"commune": COMMUNE, "province": PROVINCE}.get(edition.subjects):
        return False
    return whole is None or province_code(cell.place or "", cell.period) == whole


def _examples(edition: Edition) -> Iterator[tuple[IndexExample, tuple[Entry, ...]]]:
    """The examples of an edition in the packs, with the entries of their tables."""
    for pack in packs().packs.values():
        for path in sorted((pack.folder / "examples").glob("*.yaml")):
            file = read_pack_file(path)
            example, _ = validate(file, IndexExample) if "index" in file.data else (None, [])
            if example and (example.index, example.edition) == (edition.code, edition.edition):
                tables = (path.parent / Path(name).name for name in example.inputs)
                yield example, tuple(entry for table in tables for entry in read_entries(table, edition))


def pack_inputs(edition: Edition) -> tuple[Entry, ...]:
    """The stated inputs that the packs bring for an edition; items that are measured are never among them."""
    measured = {item.code for item in edition.items if item.indicator}
    entries = (entry for _, entries in _examples(edition) for entry in entries)
    return tuple(entry for entry in entries if entry.item not in measured)


@dataclass(frozen=True)
class Recomputed:
    """A published result beside what scoring the published inputs gives."""

    place: str
    expected: float
    scored: float
    rank: int
    agrees: bool
    source: str


def recomputed(edition: Edition) -> list[Recomputed]:
    """The totals that were published, each scored again from the inputs published with it."""
    return [
        _recomputed(example, expected, scores)
        for example, entries in _examples(edition)
        for scores in (score(edition, gather(edition, entries)),)
        for expected in example.expected
        if expected.node == edition.headline.code
    ]


def _recomputed(example: IndexExample, expected: ExpectedScore, scores: Scores) -> Recomputed:
    got = scores.total(expected.place)
    tolerance = (example.tolerance or 0) + 10**-scores.edition.published.decimals / 2
    agrees = abs(got.published - expected.published) <= tolerance
    return Recomputed(expected.place, expected.published, got.published, got.rank, agrees, example.source)
