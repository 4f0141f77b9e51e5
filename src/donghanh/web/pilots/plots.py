"""Plots drawn on the server: lines over periods, and effects with their intervals; they need no script and print."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

WIDTH, HEIGHT = 640, 260
LEFT, RIGHT, TOP, BOTTOM = 56, 10, 12, 30
MOST_LABELS = 8


@dataclass(frozen=True)
class Dot:
    """A point with its whisker (None: no interval) and its words."""

    x: float
    y: float
    low: float | None
    high: float | None
    words: str


@dataclass(frozen=True)
class Plot:
    """Ready for the macro ``plot``: everything in the measure of the picture."""

    lines: tuple[tuple[str, str], ...]
    """Class of a line and its points; a line broken by unknown values comes in pieces."""
    dots: tuple[Dot, ...]
    rows: tuple[tuple[float, str], ...]
    """Height and words of the grid lines."""
    columns: tuple[tuple[float, str], ...]
    """Place and words of the labels below."""
    start: float
    """Where the pilot begins."""
    zero: float | None
    width: int = WIDTH
    height: int = HEIGHT
    bottom: float = field(default=HEIGHT - BOTTOM)
    left: float = LEFT
    right: float = WIDTH - RIGHT


def over_periods(
    series: Sequence[tuple[str, Sequence[float | None]]],
    labels: Sequence[str],
    start: int,
    write: Callable[[float], str],
) -> Plot | None:
    """Lines over periods (class, a value or None for each label); ``start`` is the first period of the pilot."""
    known = [value for _, values in series for value in values if value is not None]
    if not known:
        return None
    scale = _Scale(known)
    pieces = []
    for name, values in series:
        piece: list[str] = []
        for at, value in enumerate(values):
            if value is None:
                pieces += [(name, " ".join(piece))] if len(piece) > 1 else []
                piece = []
            else:
                piece.append(f"{_across(at, len(labels))},{scale.height(value)}")
        pieces += [(name, " ".join(piece))] if len(piece) > 1 else []
    return Plot(tuple(pieces), (), scale.rows(write), _columns(labels), _across(start - 0.5, len(labels)), scale.zero())


def effects(
    rows: Sequence[tuple[str, float | None, float | None, float | None, str]],
    start: int,
    write: Callable[[float], str],
) -> Plot | None:
    """Effects with intervals (label, effect, low, high, words), in order; ``start`` as in :func:`over_periods`."""
    known = [value for _, *numbers, _ in rows for value in numbers if value is not None]
    if not known:
        return None
    scale = _Scale([*known, 0.0])
    dots = [
        Dot(
            _across(at, len(rows)),
            scale.height(effect),
            None if low is None else scale.height(low),
            None if high is None else scale.height(high),
            words,
        )
        for at, (_, effect, low, high, words) in enumerate(rows)
        if effect is not None
    ]
    labels = [label for label, *_ in rows]
    return Plot((), tuple(dots), scale.rows(write), _columns(labels), _across(start - 0.5, len(rows)), scale.zero())


class _Scale:
    """Values → heights, with round grid lines."""

    def __init__(self, values: Sequence[float]) -> None:
        low, high = min(values), max(values)
        span = (high - low) or abs(high) or 1.0
        step = 10 ** math.floor(math.log10(span / 4))
        self.step = next(step * times for times in (1, 2, 5, 10) if span / (step * times) <= 5)
        self.low = math.floor(low / self.step) * self.step
        self.high = max(math.ceil(high / self.step) * self.step, self.low + self.step)

    def height(self, value: float) -> float:
        return round(TOP + (self.high - value) / (self.high - self.low) * (HEIGHT - TOP - BOTTOM), 1)

    def rows(self, write: Callable[[float], str]) -> tuple[tuple[float, str], ...]:
        count = round((self.high - self.low) / self.step)
        values = [round(self.low + n * self.step, 10) for n in range(count + 1)]
        return tuple((self.height(value), write(value)) for value in values)

    def zero(self) -> float | None:
        return self.height(0) if self.low < 0 < self.high else None


def _across(at: float, count: int) -> float:
    inside = WIDTH - LEFT - RIGHT
    return round(LEFT + (at + 0.5) * inside / max(1, count), 1)


def _columns(labels: Sequence[str]) -> tuple[tuple[float, str], ...]:
    every = math.ceil(len(labels) / MOST_LABELS)
    return tuple((_across(at, len(labels)), label) for at, label in enumerate(labels) if at % every == 0)
