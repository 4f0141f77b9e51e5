"""Maps drawn on the server: an SVG of places shaded by value, that works without script and prints.

Places are shaded in up to five classes of about equal size (quintiles); the legend says where each begins and ends.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from donghanh.outlines import Drawn, Frame, Outline

CLASSES = 5
Number = int | Decimal


@dataclass(frozen=True)
class Shade:
    """One class of the legend: its number from 0 (lightest), its words, how many places it holds."""

    tone: int
    words: str
    places: int


@dataclass(frozen=True)
class Area:
    """One place on the map; ``tone`` is None where nothing is known."""

    drawn: Drawn
    tone: int | None
    words: str
    href: str


@dataclass(frozen=True)
class Picture:
    """A whole map, ready for the component ``c.area_map``."""

    width: float
    height: float
    areas: tuple[Area, ...]
    legend: tuple[Shade, ...]


def picture(
    outlines: Iterable[Outline],
    values: Mapping[str, Number],
    *,
    write: Callable[[Number], str],
    href: Callable[[str], str],
    width: float = 600,
) -> Picture | None:
    """The map of these places; None where there is none to draw. ``write`` says a value in words."""
    shapes = tuple(outlines)
    if not shapes:
        return None
    frame = Frame(shapes, width)
    breaks = class_breaks(values.values())
    areas = []
    for one in shapes:
        value = values.get(one.code)
        words = f"{one.name}: {write(value)}" if value is not None else one.name
        tone = None if value is None else tone_of(value, breaks)
        areas.append(Area(one.moved(frame), tone, words, href(one.code) if value is not None else ""))
    return Picture(frame.width, frame.height, tuple(areas), _legend(values, breaks, write))


def class_breaks(values: Iterable[Number]) -> tuple[Number, ...]:
    """The smallest value of each class, ascending: about equal numbers of places in each, equal values together."""
    known = sorted(values)
    starts = (known[position * len(known) // CLASSES] for position in range(CLASSES)) if known else ()
    return tuple(dict.fromkeys(starts))


def tone_of(value: Number, breaks: tuple[Number, ...]) -> int:
    """The class a value falls in, 0 for the lowest; the shades are spread over all five tones."""
    position = sum(value >= start for start in breaks) - 1
    return position if len(breaks) == CLASSES else round(position * (CLASSES - 1) / max(1, len(breaks) - 1))


def _legend(
    values: Mapping[str, Number], breaks: tuple[Number, ...], write: Callable[[Number], str]
) -> tuple[Shade, ...]:
    rows = []
    for start in breaks:
        tone = tone_of(start, breaks)
        inside = [value for value in values.values() if tone_of(value, breaks) == tone]
        low, high = write(min(inside)), write(max(inside))
        rows.append(Shade(tone, low if low == high else f"{low} – {high}", len(inside)))
    return tuple(rows)
