"""What was measured for an agreement: its indicators, its index scores, and the rows its data had to set aside."""

from __future__ import annotations

from dataclasses import dataclass

from donghanh.indicators.compute import Cell
from donghanh.indices.explain import losses
from donghanh.indices.score import Score
from donghanh.web.catalogue.querysets import dataset_of, loads_of, quarantine_reasons
from donghanh.web.reports.facts import Facts
from donghanh.web.scoreboard.editions import latest_runs
from donghanh.web.scoreboard.models import Run
from donghanh.web.scoreboard.querysets import indicator_codes, indicator_of, latest

LOSSES_SHOWN = 5


@dataclass(frozen=True)
class SetAside:
    """Rows of one dataset that broke a rule and were set aside."""

    code: str
    name: str
    rows: int
    reasons: tuple[tuple[str, int], ...]
    """Kind of fault and how many there are, the most frequent first."""
    load: str
    """Figure id of the load that set them aside."""


@dataclass(frozen=True)
class Standing:
    """The province's place in one run of an index: the total, and each node directly below it."""

    run: Run
    total: Score
    nodes: tuple[Score, ...]
    losses: tuple[Score, ...]
    """The items in which most points are lost."""


@dataclass(frozen=True)
class Measured:
    """Everything measured that a review of the agreement tells."""

    indicators: tuple[Cell, ...]
    standings: tuple[Standing, ...]
    set_aside: tuple[SetAside, ...]


def measure(facts: Facts) -> Measured:
    """The latest values of the indicators its tasks name, the latest run of each index that scores its province."""
    codes = indicator_codes(facts.agreement)
    place = facts.agreement.province.place_code
    cells = [latest(code, place) for code in codes]
    datasets = dict.fromkeys(indicator_of(code).dataset for code in codes)
    return Measured(
        indicators=tuple(cell for cell in cells if cell),
        standings=tuple(_standing(run, place) for run in latest_runs(place)),
        set_aside=tuple(found for code in datasets if (found := _set_aside(code))),
    )


def _standing(run: Run, place: str) -> Standing:
    scores, edition = run.pinned.scores, run.pinned.edition
    below = [part.code for part in edition.children(edition.headline.code) if part.code in scores.codes]
    lost = tuple(one.score for one in losses(scores, place)[:LOSSES_SHOWN])
    return Standing(run, scores.total(place), tuple(scores.score(place, code) for code in below), lost)


def _set_aside(code: str) -> SetAside | None:
    dataset = dataset_of(code)
    loads = loads_of(dataset)
    if not loads or not loads[0].rows_quarantined:
        return None
    newest = loads[0]
    reasons = tuple((words["vi"], number) for words, number in quarantine_reasons(dataset, newest))
    return SetAside(code, dataset.name["vi"], newest.rows_quarantined, reasons, f"load/{code}/{newest.id}")
