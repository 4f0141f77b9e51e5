"""The recipe of a simulated dataset, as written in ``demo/simulated/<pack>-<dataset>.yaml``."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

from donghanh.errors import DefinitionError, InputError
from donghanh.periods import Period, parse_period

Share = Annotated[float, Field(ge=0, le=1)]
Range = tuple[float, float]


class Strict(BaseModel):
    """A part of a recipe: unknown keys are refused, values never change."""

    model_config = ConfigDict(extra="forbid", frozen=True)


def _is_period(text: str) -> str:
    try:
        parse_period(text)
    except InputError as wrong:
        raise DefinitionError(vi=wrong.vi, en=wrong.en) from wrong
    return text


PeriodText = Annotated[str, AfterValidator(_is_period)]
"""``"2026"``, ``2026-Q2`` or ``2026-05``."""


class Number(Strict):
    """A quantity: a level of its own for each reporter, times ``of``, trend, season and noise."""

    between: Range | dict[str, Range] = (1, 1)
    """From where the level of a reporter is drawn, once and for all; by code with ``by``."""
    by: str | None = None
    """The field whose value chooses among the ranges of ``between``."""
    of: str | None = None
    """A column before this one, or a quantity of the places, that the level is a multiple of."""
    trend: float = 0
    """Relative change of the level from one period to the next."""
    season: tuple[float, ...] = ()
    """Twelve factors, January first."""
    noise: Share = 0
    """How far, relatively, a single value may lie from all this."""
    most: float | None = None
    """The largest value, or with ``of`` the largest multiple: 1 for a share."""
    decimals: Annotated[int, Field(ge=0, le=6)] = 0
    unless: str | None = None
    """A field; where it is ``không`` or empty, the number is 0."""
    blank: Share = 0

    @model_validator(mode="after")
    def _holds_together(self) -> Number:
        if isinstance(self.between, dict) != (self.by is not None):
            raise DefinitionError(
                vi="between theo từng mã đi cùng by (tên trường để chọn)",
                en="between by code goes with by (the field that chooses)",
            )
        if len(self.season) not in (0, 12):
            raise DefinitionError(vi="season cần đủ 12 hệ số", en="season needs twelve factors")
        return self


class Choice(Strict):
    """A code or template drawn by weight; for a reporter once and for all, for an event every time."""

    choice: dict[str, float] | dict[str, dict[str, float]]
    by: str | None = None
    """The field whose value chooses among several lists of codes."""
    blank: Share = 0

    @model_validator(mode="after")
    def _holds_together(self) -> Choice:
        if {isinstance(one, dict) for one in self.choice.values()} != {self.by is not None}:
            raise DefinitionError(
                vi="choice theo từng mã đi cùng by (tên trường để chọn)",
                en="choice by code goes with by (the field that chooses)",
            )
        return self

    @property
    def lists(self) -> dict[str, dict[str, float]]:
        """The lists by the value of ``by``; the only one under an empty text."""
        return {key: one for key, one in self.choice.items() if isinstance(one, dict)} or {
            "": {key: one for key, one in self.choice.items() if not isinstance(one, dict)}
        }


class Yes(Strict):
    """``có`` or ``không``: a share of the reporters at first, more each period by ``trend``; who has it keeps it."""

    yes: Share
    trend: float = 0


class Day(Strict):
    """A day so many days after another (the period's first); never after the last day of the last file."""

    days: tuple[int, int]
    after: str = "first_day"
    blank: Share = 0


class Fault(Strict):
    """What is wrong with a share of the rows, so that there is something to set aside."""

    kind: Literal["blank", "replaced", "swapped", "times", "twice"]
    """An empty cell, another ``value``, a day written year-day-month, a number ``factor`` times too large, a row
    that stands twice."""
    column: str = ""
    value: str = ""
    factor: float = 10
    share: Share = 0.005


class Anomaly(Strict):
    """Something a sound row can still hide, at one place in these periods: what quality pages should find."""

    kind: Literal["copied", "rounded", "jump", "silent"]
    """Figures of the period before, figures rounded to ``to``, figures ``factor`` times the usual, no rows."""
    place: str
    periods: tuple[PeriodText, ...] = Field(min_length=1)
    columns: tuple[str, ...] = ()
    """Number columns; all of them by default."""
    to: int = 100
    factor: float = 10


class File(Strict):
    """One file, as somebody would send it, with the periods it holds."""

    name: str
    first: PeriodText
    last: PeriodText

    @property
    def periods(self) -> tuple[Period, ...]:
        """Every period from the first to the last."""
        found = [parse_period(self.first)]
        last = parse_period(self.last)
        per_year = {"month": 12, "quarter": 4, "year": 1}[found[0].grain]
        while found[-1] < last:
            here = found[-1]
            found.append(Period(here.year + here.number // per_year, here.grain, here.number % per_year + 1))
        return tuple(found)


class Recipe(Strict):
    """How the rows of a dataset arise: for every place and period some reporters, or some events."""

    dataset: str
    note: str = ""
    """For readers of the demo: what is planted and why."""
    by: str
    """The account that loads the files."""
    seed: int = 20260101
    files: tuple[File, ...] = Field(min_length=1)
    reporters: tuple[int, int] = (1, 1)
    """How many report in a place (schools, stations), drawn once for each place."""
    only: tuple[int, ...] = ()
    """The numbers of those that send this return, when not all do."""
    each: dict[str, tuple[str, ...]] = {}
    """A column with all its codes: one row for each of them, ``"{column}"`` among ``columns``."""
    events: Annotated[float, Field(gt=0)] | None = None
    """Instead of reporters: the mean number of rows in a place and period."""
    weight: str | None = None
    """A quantity of the places: the mean is then that of 10,000 of it."""
    season: tuple[float, ...] = ()
    """Twelve factors of ``events``, January first."""
    columns: dict[str, str | Number | Choice | Yes | Day]
    """In order; a text is a template over the fields made before it, such as ``"{place}-{number:02d}"``. A name that
    begins with _ is made, of the same dice as the name without it, and not written."""
    faults: tuple[Fault, ...] = ()
    anomalies: tuple[Anomaly, ...] = ()

    @model_validator(mode="after")
    def _names_its_columns(self) -> Recipe:
        named = {one.column for one in self.faults if one.kind != "twice"} | set(self.each)
        named |= {name for one in self.anomalies for name in one.columns}
        missing = sorted(named - set(self.columns))
        if missing:
            raise DefinitionError(
                vi=f"each, faults, anomalies nêu cột không có: {', '.join(missing)}",
                en=f"each, faults and anomalies name columns that do not exist: {', '.join(missing)}",
            )
        if len(self.season) not in (0, 12):
            raise DefinitionError(vi="season cần đủ 12 hệ số", en="season needs twelve factors")
        if self.events is not None and (self.reporters != (1, 1) or self.each):
            raise DefinitionError(
                vi="events không đi cùng reporters, each", en="events does not go with reporters or each"
            )
        return self


class Quantities(Strict):
    """``places.yaml``: what every recipe may know of a place, such as its population."""

    seed: int = 20260101
    quantities: dict[str, Number]
