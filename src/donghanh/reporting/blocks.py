"""What the text of a document is made of.

A run of text is one of three things, so that no figure slips in untraced: a plain ``str`` is
prose and may hold no digit; :class:`Text` is fixed text in which digits are no figures (dates,
document numbers, names of records); :class:`FigureRun` is a figure, with the id of its trace.
"""

from __future__ import annotations

from dataclasses import dataclass

from donghanh.measures import MEASURES, written
from donghanh.provenance import Figure


@dataclass(frozen=True)
class Text:
    """Fixed text: a date, a document's number, the name of a record, emphasised words."""

    text: str
    bold: bool = False
    italic: bool = False


@dataclass(frozen=True)
class FigureRun:
    """A figure in the text: the id of its trace and the value as printed."""

    figure: str
    printed: str


Run = str | Text | FigureRun
Cell = tuple[Run, ...]


@dataclass(frozen=True)
class Heading:
    """A heading of level 1 to 3; the writer numbers it I., 1., a)."""

    level: int
    text: str


@dataclass(frozen=True)
class Paragraph:
    """A paragraph of the text."""

    runs: Cell


@dataclass(frozen=True)
class Listed:
    """A paragraph that begins with a dash."""

    runs: Cell


@dataclass(frozen=True)
class Table:
    """A table with one header row; ``widths`` are shares of the text width, one for each column."""

    header: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    widths: tuple[float, ...]
    caption: str = ""


Block = Heading | Paragraph | Listed | Table


def quote(figure: Figure, language: str = "vi", *, bare: bool = False) -> FigureRun:
    """The figure as a run of text, written by its measure: "93,4%"; ``bare`` leaves the word of the measure out."""
    return FigureRun(figure.id, _bare(figure, language) if bare else print_value(figure, language))


def print_value(figure: Figure, language: str = "vi") -> str:
    """The value as published: rounded and with the word of its measure; text as it is."""
    if isinstance(figure.value, str) or figure.measure not in MEASURES:
        return "–" if figure.value is None else str(figure.value)
    return written(figure.value, figure.measure, language)


def _bare(figure: Figure, language: str) -> str:
    printed = print_value(figure, language)
    if figure.measure not in MEASURES:
        return printed
    return printed.removesuffix(MEASURES[figure.measure].suffix["vi" if language.startswith("vi") else "en"])


def says(run: FigureRun, figure: Figure, language: str = "vi") -> bool:
    """Whether the run prints the figure's own value."""
    return run.printed in (print_value(figure, language), _bare(figure, language))
