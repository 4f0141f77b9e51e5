"""The figures counted for one review: each remembers what was counted, so that it can be opened for ever."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from donghanh.provenance import Derivation, Figure
from donghanh.reporting.blocks import FigureRun, quote


@dataclass(frozen=True)
class Counted:
    """One figure of a review, as it is kept with it."""

    name: dict[str, str]
    value: int | float | str
    measure: str
    rule: dict[str, str]
    inputs: tuple[str, ...]
    """Ids of everything it was made from."""


class Tally:
    """Collects the figures of the review whose ids begin with ``prefix``, as of one day."""

    def __init__(self, prefix: str, as_of: date) -> None:
        self.prefix = prefix
        self.as_of = as_of
        self.counted: dict[str, Counted] = {}

    def count(self, key: str, inputs: Iterable[str], vi: str, en: str) -> FigureRun:
        """How many there are, ready to be printed; ``vi`` and ``en`` say what was counted."""
        ids = tuple(inputs)
        rule = {"vi": f"Đếm: {vi[0].lower()}{vi[1:]}.", "en": f"Counted: {en}."}
        return self.keep(key, len(ids), ids, {"vi": vi, "en": en}, rule)

    def keep(
        self,
        key: str,
        value: int | float | str,
        inputs: tuple[str, ...],
        name: dict[str, str],
        rule: dict[str, str],
        measure: str = "count",
    ) -> FigureRun:
        """A number made from the inputs by the rule, ready to be printed."""
        self.counted[key] = Counted(name, value, measure, rule, inputs)
        return quote(self.figure(f"{self.prefix}/{key}"), bare=True)

    def figure(self, figure_id: str) -> Figure:
        """The figure of that id, which must be one of this tally (KeyError otherwise)."""
        return figure_of(figure_id, asdict(self.counted[figure_id.rpartition("/")[2]]), as_of=self.as_of)

    def as_json(self) -> dict[str, Any]:
        """By key, in the form the review keeps."""
        return {key: asdict(one) for key, one in self.counted.items()}


def figure_of(figure_id: str, kept: dict[str, Any], *, as_of: date) -> Figure:
    """The figure from the form the review keeps."""
    inputs = tuple(kept["inputs"])
    derivation = Derivation(rule=kept["rule"], inputs=inputs, inputs_total=len(inputs))
    return Figure(figure_id, kept["name"], kept["value"], kept["measure"], derivation, as_of=as_of)
