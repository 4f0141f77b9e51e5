"""Did the indicator move that a task was meant to move: before, at delivery, now; and when nobody can tell.

A movement is no proof that the task brought it about: that needs places without the task to compare with (pilots).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import takewhile

from donghanh.indicators.compute import Cell
from donghanh.periods import Grain

SEEN_BEFORE = 12
"""So many periods before the start show what is ordinary."""
FEWEST: dict[Grain, int] = {"month": 6, "quarter": 4, "year": 2}
"""With fewer periods before the start, nobody can say what is ordinary."""


class Verdict(StrEnum):
    """What the figures say; all but the first three mean that they cannot tell, each for its reason."""

    BETTER = "better"
    WORSE = "worse"
    ORDINARY = "ordinary"
    """No further from the start than the figure went before."""
    NO_DATA = "no_data"
    NO_START = "no_start"
    TOO_FEW = "too_few"
    NOT_DELIVERED = "not_delivered"
    NOT_SINCE = "not_since"
    """No full period since the product was delivered."""
    NO_DIRECTION = "no_direction"


@dataclass(frozen=True)
class Movement:
    """The figures side by side, and what they say."""

    verdict: Verdict
    before: Cell | None = None
    """The last full period before the start."""
    at_delivery: Cell | None = None
    """The last full period before the product was verified."""
    now: Cell | None = None
    """The newest full period."""
    low: float | None = None
    high: float | None = None
    """The least and the greatest value in the periods before the start that show what is ordinary."""


def movement(cells: Sequence[Cell], *, started: date | None, delivered: date | None) -> Movement:
    """Compare the newest period with those before ``started``; ``cells`` are full periods of one place, oldest first.

    ``started`` and ``delivered`` are the days on which work began and the product was verified, None where unknown or
    not yet. Better or worse means: outside all that was seen in the last periods before the start.
    """
    known = [cell for cell in cells if cell.period is not None and cell.value is not None]
    if not known:
        return Movement(Verdict.NO_DATA)
    now = known[-1]
    if started is None:
        return Movement(Verdict.NO_START, now=now)
    earlier = _ended_before(known, started)
    at_delivery = _ended_before(known, delivered)[-1:] if delivered else []
    shown = {
        "before": earlier[-1] if earlier else None,
        "at_delivery": at_delivery[0] if at_delivery else None,
        "now": now,
    }
    seen = [float(cell.value) for cell in earlier[-SEEN_BEFORE:] if cell.value is not None]
    if len(seen) < FEWEST[now.indicator.period.grain]:
        return Movement(Verdict.TOO_FEW, **shown)
    shown |= {"low": min(seen), "high": max(seen)}
    return Movement(_verdict(now, min(seen), max(seen), delivered), **shown)


def _verdict(now: Cell, low: float, high: float, delivered: date | None) -> Verdict:
    assert now.period is not None and now.value is not None
    if delivered is None:
        return Verdict.NOT_DELIVERED
    if now.period.first_day <= delivered:
        return Verdict.NOT_SINCE
    value = float(now.value)
    if low <= value <= high:
        return Verdict.ORDINARY
    if now.indicator.better == "none":
        return Verdict.NO_DIRECTION
    return Verdict.BETTER if (value > high) == (now.indicator.better == "high") else Verdict.WORSE


def _ended_before(cells: Sequence[Cell], day: date) -> list[Cell]:
    return list(takewhile(lambda cell: cell.period is not None and cell.period.last_day < day, cells))
