"""Rules for levels reached: step tables, targets, the distance between the lowest and the highest."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

import numpy as np
from pydantic import BaseModel, ConfigDict, Field, model_validator

from donghanh.indices.rules.rule import Rule, Values, say_en, say_vi


class Rung(BaseModel):
    """One row of a :class:`Steps` table."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    at_least: float
    points: float = Field(ge=0)


class Steps(Rule):
    """R5. The points of the highest row whose ``at_least`` the value reaches; 0 below all rows."""

    kind: Literal["steps"]
    steps: tuple[Rung, ...] = Field(min_length=1)

    def points(self, values: Mapping[str, Values], maximum: float) -> Values:
        rungs = sorted(self.steps, key=lambda rung: rung.at_least)
        reached = np.searchsorted([rung.at_least for rung in rungs], values["value"], side="right")
        won = np.array([0.0, *(rung.points for rung in rungs)])[reached]
        return np.where(np.isnan(values["value"]), np.nan, won)

    def words(self, maximum: float) -> tuple[str, str]:
        rungs = sorted(self.steps, key=lambda rung: -rung.at_least)
        vi = "; ".join(f"từ {say_vi(rung.at_least)}: {say_vi(rung.points)} điểm" for rung in rungs)
        en = "; ".join(f"from {say_en(rung.at_least)}: {say_en(rung.points)} points" for rung in rungs)
        return f"{vi}; còn lại: 0 điểm", f"{en}; else 0 points"


class Threshold(Rule):
    """R6. All points when the value reaches ``target``; below it ``value / target × maximum``, or nothing.

    With ``floor``, values under the floor win nothing even where the rest is proportional.
    """

    kind: Literal["threshold"]
    target: float = Field(gt=0)
    below: Literal["proportional", "zero"]
    floor: float = Field(default=0.0, ge=0)

    def points(self, values: Mapping[str, Values], maximum: float) -> Values:
        value = values["value"]
        part = np.clip(value / self.target, 0.0, 1.0) if self.below == "proportional" else np.zeros_like(value)
        part = np.where(value < self.floor, 0.0, part)
        return np.where(np.isnan(value), np.nan, np.where(value >= self.target, 1.0, part) * maximum)

    def words(self, maximum: float) -> tuple[str, str]:
        vi_below, en_below = ("theo tỷ lệ", "in proportion") if self.below == "proportional" else ("0 điểm", "0 points")
        vi = f"từ {say_vi(self.target)} trở lên: {say_vi(maximum)} điểm; chưa đạt: {vi_below}"
        en = f"from {say_en(self.target)}: {say_en(maximum)} points; below: {en_below}"
        if self.floor:
            vi, en = f"{vi}; dưới {say_vi(self.floor)}: 0 điểm", f"{en}; under {say_en(self.floor)}: 0 points"
        return vi, en


class Bounds(BaseModel):
    """Between which values :class:`MinMax` scales: those of the subjects compared, or declared ones."""

    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False)
    policy: Literal["same_year", "declared"]
    low: float | None = None
    high: float | None = None

    @model_validator(mode="after")
    def _declared_means_both(self) -> Bounds:
        stated = self.low is not None and self.high is not None and self.low < self.high
        if (self.policy == "declared") != stated or (
            self.policy == "same_year" and (self.low, self.high) != (None, None)
        ):
            raise ValueError("bounds: declared needs low < high; same_year takes neither")
        return self


class MinMax(Rule):
    """R8. ``s = 9 (x − min) / (max − min) + 1``, or ``11 − s`` where low is better; ``points = s / 10 × maximum``.

    Values outside declared bounds count as the bound. When all subjects are equal nothing can be scaled: not known.
    """

    kind: Literal["min_max"]
    better: Literal["high", "low"]
    bounds: Bounds

    def points(self, values: Mapping[str, Values], maximum: float) -> Values:
        value = values["value"]
        known = value[~np.isnan(value)]
        low = self.bounds.low if self.bounds.low is not None else known.min(initial=np.inf)
        high = self.bounds.high if self.bounds.high is not None else known.max(initial=-np.inf)
        if not low < high:
            return np.full_like(value, np.nan)
        scaled = 9 * (np.clip(value, low, high) - low) / (high - low) + 1
        return (scaled if self.better == "high" else 11 - scaled) / 10 * maximum

    def words(self, maximum: float) -> tuple[str, str]:
        high = self.better == "high"
        vi = f"thang 1–10 từ thấp nhất đến cao nhất, {'cao' if high else 'thấp'} là tốt; × {say_vi(maximum)} / 10 điểm"
        en = f"scaled to 1–10 from lowest to highest, {self.better} is better; × {say_en(maximum)} / 10 points"
        return vi, en
