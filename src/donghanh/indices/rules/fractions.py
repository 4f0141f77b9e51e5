"""Rules for fractions: how much of all went well, or went wrong."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

import numpy as np

from donghanh.indices.rules.rule import Rule, Values, say_en, say_vi


class Fraction(Rule):
    """What the two rules share: a numerator and a denominator, and what a denominator of 0 means."""

    when_empty: Literal["missing", "full", "zero"] = "missing"
    """What a denominator of 0 means: nothing to measure, all points, or none."""

    @property
    def roles(self) -> tuple[str, ...]:
        return ("numerator", "denominator")

    def limits(self, maximum: float) -> tuple[float, float]:
        return 0.0, np.inf

    def fraction(self, values: Mapping[str, Values], *, empty: float) -> Values:
        """``numerator / denominator`` held between 0 and 1; ``empty`` where the denominator is 0."""
        above, below = values["numerator"], values["denominator"]
        with np.errstate(divide="ignore", invalid="ignore"):
            fraction = np.clip(above / below, 0.0, 1.0)
        return np.where(below == 0, np.where(np.isnan(above), np.nan, empty), fraction)

    def knots(
        self, role: str, values: Mapping[str, float], maximum: float, peers: Mapping[str, Values]
    ) -> tuple[float, ...]:
        other = values["denominator" if role == "numerator" else "numerator"]
        return (0.0, other) if other > 0 else (0.0,) if other == 0 and role == "denominator" else ()

    def is_curved(self, role: str) -> bool:
        return role == "denominator"


class Ratio(Fraction):
    """R4. ``points = numerator / denominator × M``, never above M."""

    kind: Literal["ratio"]

    def points(self, values: Mapping[str, Values], maximum: float, peers: Mapping[str, Values]) -> Values:
        empty = {"missing": np.nan, "full": 1.0, "zero": 0.0}[self.when_empty]
        return self.fraction(values, empty=empty) * maximum

    def words(self, maximum: float) -> tuple[str, str]:
        return f"tử số ÷ mẫu số × {say_vi(maximum)} điểm", f"numerator ÷ denominator × {say_en(maximum)} points"


class Complement(Fraction):
    """R7. ``points = (denominator − numerator) / denominator × M``: the numerator counts what went wrong."""

    kind: Literal["complement"]

    def points(self, values: Mapping[str, Values], maximum: float, peers: Mapping[str, Values]) -> Values:
        empty = {"missing": np.nan, "full": 0.0, "zero": 1.0}[self.when_empty]
        return (1.0 - self.fraction(values, empty=empty)) * maximum

    def words(self, maximum: float) -> tuple[str, str]:
        return (
            f"(mẫu số − tử số) ÷ mẫu số × {say_vi(maximum)} điểm",
            f"(denominator − numerator) ÷ denominator × {say_en(maximum)} points",
        )
