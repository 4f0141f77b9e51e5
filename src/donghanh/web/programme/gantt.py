"""A Gantt chart as shapes: rows of plain values in, coordinates out. Drawn by ``programme/roadmap/chart.html``.

Measures are CSS pixels. The labels stand in a column of their own beside the drawing, one line of :data:`ROW` each, so
that they stay in view while the drawing is scrolled.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from donghanh.web.programme.schedule import Link, Span, days_too_early

ROW = 32
HEAD = 44
BAR = 16
LEAST_BAR = 6
"""A bar is never thinner, or nobody could take hold of it."""
ASSUMED_DAYS = 30
"""A task without a first day is drawn over so many days before it is due, open to the left."""


QUARTERS = ("I", "II", "III", "IV")


@dataclass(frozen=True)
class Bar:
    """One task as the chart needs it."""

    key: int
    starts_on: date | None
    due_on: date
    done: float
    """Share of it that is done, 0 to 1."""
    is_late: bool = False
    milestones: Sequence[tuple[str, date, bool]] = ()
    """Words, day, reached."""

    @property
    def span(self) -> Span:
        """Its dates."""
        return Span(self.starts_on, self.due_on)

    @property
    def first(self) -> date:
        """The day it is drawn from."""
        return self.starts_on or self.due_on - timedelta(days=ASSUMED_DAYS - 1)


@dataclass(frozen=True)
class Head:
    """A line above the bars of one part of the plan."""

    words: str
    level: int


@dataclass(frozen=True)
class Band:
    """A head where it is drawn; ``y`` is the top of its row."""

    words: str
    level: int
    y: int


@dataclass(frozen=True)
class Diamond:
    """A milestone."""

    x: float
    words: str
    day: date
    is_reached: bool


@dataclass(frozen=True)
class Shape:
    """A bar where it is drawn; ``y`` is the top of its row."""

    bar: Bar
    y: int
    x: float
    width: float
    done_width: float
    late_width: float
    """From the due date to today where the product is still owed."""
    diamonds: list[Diamond]


@dataclass(frozen=True)
class Arrow:
    """From the end of one bar to the start of another."""

    path: str
    is_broken: bool
    """The second begins too early."""


@dataclass(frozen=True)
class Tick:
    """A line of the time scale: a month by its number or a quarter by its numeral; the year where one begins."""

    x: float
    words: str
    year: str


@dataclass(frozen=True)
class Chart:
    """All that is drawn, and the scale it is drawn in."""

    first: date
    day_width: float
    width: float
    height: int
    today_x: float | None
    open_x: float
    """What is to be seen first: today, or the beginning of a period without today."""
    ticks: list[Tick]
    rows: list[Band | Shape] = field(default_factory=list)
    arrows: list[Arrow] = field(default_factory=list)


def lay_out(
    rows: Sequence[Head | Bar], links: Iterable[Link], *, today: date, period: tuple[date, date], day_width: float
) -> Chart:
    """Place everything; ``period`` is widened to hold every bar whole, so that nothing is cut off."""
    bars = [one for one in rows if isinstance(one, Bar)]
    days = [*period, *(one.first for one in bars), *(one.due_on for one in bars)]
    days += [today for one in bars if one.is_late]
    days += [day for one in bars for _, day, _ in one.milestones]
    first = min(days).replace(day=1)
    last = (max(days).replace(day=28) + timedelta(days=4)).replace(day=1)

    def x(day: date) -> float:
        return round((day - first).days * day_width, 2)

    placed: list[Band | Shape] = []
    for number, row in enumerate(rows):
        y = HEAD + number * ROW
        placed.append(Band(row.words, row.level, y) if isinstance(row, Head) else _shape(row, y, x, today, day_width))
    shapes = {one.bar.key: one for one in placed if isinstance(one, Shape)}
    return Chart(
        first=first,
        day_width=day_width,
        width=x(last),
        height=HEAD + len(rows) * ROW,
        today_x=x(today) if first <= today < last else None,
        open_x=x(today if period[0] <= today <= period[1] else period[0]),
        ticks=_ticks(first, last, day_width),
        rows=placed,
        arrows=[_arrow(link, shapes) for link in links if link.before in shapes and link.after in shapes],
    )


def _shape(bar: Bar, y: int, x: Callable[[date], float], today: date, day_width: float) -> Shape:
    left, right = x(bar.first), x(bar.due_on + timedelta(days=1))
    width = max(LEAST_BAR, right - left)
    late = max(0.0, (today - bar.due_on).days * day_width) if bar.is_late else 0.0
    diamonds = [Diamond(x(day), words, day, reached) for words, day, reached in bar.milestones]
    return Shape(bar, y, left, round(width, 2), round(width * bar.done, 2), round(late, 2), diamonds)


def _arrow(link: Link, shapes: Mapping[int, Shape]) -> Arrow:
    before, after = shapes[link.before], shapes[link.after]
    x1, y1 = before.x + before.width, before.y + ROW / 2
    x2, y2 = after.x, after.y + ROW / 2
    spans = {key: shapes[key].bar.span for key in (link.before, link.after)}
    if x2 >= x1 + 12:
        path = f"M{x1:g} {y1:g}H{x1 + 6:g}V{y2:g}H{x2 - 1:g}"
    else:  # around the bar, between the rows
        between = y1 + (ROW / 2 if y2 > y1 else -ROW / 2)
        path = f"M{x1:g} {y1:g}H{x1 + 6:g}V{between:g}H{x2 - 8:g}V{y2:g}H{x2 - 1:g}"
    return Arrow(path, days_too_early(link, spans) > 0)


def _ticks(first: date, last: date, day_width: float) -> list[Tick]:
    """A line for each month where there is room for its number, else for each quarter."""
    step = 1 if day_width * 28 >= 22 else 3
    ticks = []
    month = first
    while month < last:
        if month == first or (month.month - 1) % step == 0:
            words = str(month.month) if step == 1 else QUARTERS[(month.month - 1) // 3]
            # A chart that begins late in a year has no room for that year's number before the next one's.
            is_year = month.month == 1 or (month == first and month.month <= 13 - 3 * step)
            year = str(month.year) if is_year else ""
            ticks.append(Tick(round((month - first).days * day_width, 2), words, year))
        month = (month.replace(day=28) + timedelta(days=4)).replace(day=1)
    return ticks
