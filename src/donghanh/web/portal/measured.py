"""What was measured for an agreement, as the public page shows it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from donghanh.indicators.compute import Cell
from donghanh.web.programme.models import Agreement
from donghanh.web.scoreboard.editions import latest_runs
from donghanh.web.scoreboard.querysets import current, indicator_codes, indicator_of, months_of
from donghanh.web.scoreboard.shown import cell_row, points


@dataclass(frozen=True)
class Series:
    """One indicator by month for the agreement's province."""

    code: str
    name: dict[str, str]
    rule: dict[str, str]
    rows: tuple[tuple[str, float | None], ...]
    """Month and value, oldest first."""
    ids: tuple[str, ...]
    """The figure id of each row."""
    latest: dict[str, object]
    """The newest month, as :func:`~donghanh.web.scoreboard.shown.cell_row` gives it."""


@dataclass(frozen=True)
class Standing:
    """The province in the newest run of an index."""

    name: dict[str, str]
    points: str
    figure_id: str
    band: dict[str, str] | None
    period: str
    scored_at: datetime


def series_of(agreement: Agreement) -> list[Series]:
    """The indicators that the agreement's tasks move and that have data."""
    made = (_series(code, agreement.province.place_code) for code in indicator_codes(agreement))
    return [one for one in made if one]


def _series(code: str, place: str) -> Series | None:
    indicator = indicator_of(code)
    snapshot = current(indicator)
    months = months_of(indicator, snapshot, place) if snapshot is not None else []
    if not months:
        return None
    return Series(
        code=code,
        name=indicator.name,
        rule=indicator.rule,
        rows=tuple((_month(cell), _value(cell)) for cell in months),
        ids=tuple(cell.id or "" for cell in months),
        latest=cell_row(months[-1]),
    )


def _month(cell: Cell) -> str:
    return f"{cell.period.number:02d}/{cell.period.year}" if cell.period else ""


def _value(cell: Cell) -> float | None:
    return None if cell.value is None else float(cell.value)


def standings_of(agreement: Agreement) -> list[Standing]:
    """The indices whose newest run scores the agreement's province."""
    place = agreement.province.place_code
    found = []
    for run in latest_runs(place) if place else []:
        total, reached = run.pinned.scores.total(place), run.pinned.scores.band(place)
        found.append(
            Standing(
                name=run.pinned.edition.name,
                points=points(total.published),
                figure_id=f"index/{run.pk}/{place}/{total.part.code}",
                band=reached.name if reached else None,
                period=run.period,
                scored_at=run.created_at,
            )
        )
    return found
