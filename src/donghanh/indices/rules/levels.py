"""Rules for levels reached: step tables and targets."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

import numpy as np
from pydantic import BaseModel, ConfigDict, Field, model_validator

from donghanh.errors import DefinitionError
from donghanh.indices.rules.rule import Rule, Values, say_en, say_vi


class Rung(BaseModel):
    """One row of a :class:`Steps` table: a lower or an upper limit of the value, and its points."""

    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False)
    at_least: float | None = None
    at_most: float | None = None
    points: float = Field(ge=0)

    @model_validator(mode="after")
    def _one_limit(self) -> Rung:
        if (self.at_least is None) == (self.at_most is None):
            raise DefinitionError(
                vi="mỗi bậc cần đúng một trong hai khoá “at_least” (từ) và “at_most” (đến)",
                en="a step takes either “at_least” or “at_most”",
            )
        return self

    @property
    def level(self) -> float:
        """The limit, whichever side it bounds."""
        found = self.at_least if self.at_least is not None else self.at_most
        assert found is not None  # checked when the row was read
        return found


class Steps(Rule):
    """R5. The points of the highest row whose ``at_least`` the value reaches, or the lowest whose ``at_most`` it keeps.

    Below the lowest ``at_least``, or above the highest ``at_most``: 0. ``between: linear`` draws a straight line
    from row to row: ``p₁ + (p₂ − p₁)(x − x₁)/(x₂ − x₁)``; beyond the best row its points stay.
    """

    kind: Literal["steps"]
    steps: tuple[Rung, ...] = Field(min_length=1)
    between: Literal["step", "linear"] = "step"

    @model_validator(mode="after")
    def _rows_agree(self) -> Steps:
        if len({rung.at_least is None for rung in self.steps}) > 1:
            raise DefinitionError(
                vi="các bậc phải cùng dùng “at_least” hoặc cùng dùng “at_most”",
                en="all steps take “at_least”, or all take “at_most”",
            )
        levels = [rung.level for rung in self.steps]
        for twice in sorted({level for level in levels if levels.count(level) > 1}):
            raise DefinitionError(
                vi=f"mức {say_vi(twice)} có hai bậc điểm", en=f"two steps stand at the level {say_en(twice)}"
            )
        return self

    @property
    def _upward(self) -> bool:
        return self.steps[0].at_least is not None

    @property
    def _rows(self) -> list[Rung]:
        return sorted(self.steps, key=lambda rung: rung.level)

    def points(self, values: Mapping[str, Values], maximum: float, peers: Mapping[str, Values]) -> Values:
        value = values["value"]
        levels, points = [rung.level for rung in self._rows], [rung.points for rung in self._rows]
        if self.between == "linear":
            outside = value < levels[0] if self._upward else value > levels[-1]
            won = np.where(outside, 0.0, np.interp(value, levels, points))
        elif self._upward:
            won = np.array([0.0, *points])[np.searchsorted(levels, value, side="right")]
        else:
            won = np.array([*points, 0.0])[np.searchsorted(levels, value, side="left")]
        return np.where(np.isnan(value), np.nan, won)

    def knots(
        self, role: str, values: Mapping[str, float], maximum: float, peers: Mapping[str, Values]
    ) -> tuple[float, ...]:
        return tuple(rung.level for rung in self._rows)

    def words(self, maximum: float) -> tuple[str, str]:
        rows = reversed(self._rows) if self._upward else self._rows
        said = [(rung.level, rung.points) for rung in rows]
        from_vi, from_en = ("từ", "from") if self._upward else ("không quá", "at most")
        vi = "; ".join(f"{from_vi} {say_vi(level)}: {say_vi(points)} điểm" for level, points in said)
        en = "; ".join(f"{from_en} {say_en(level)}: {say_en(points)} points" for level, points in said)
        if self.between == "linear":
            vi, en = f"{vi}; giữa hai mức: nội suy tuyến tính", f"{en}; on a straight line between two levels"
        return f"{vi}; còn lại: 0 điểm", f"{en}; else 0 points"


class Bonus(BaseModel):
    """Points on top of a :class:`Threshold`'s maximum, from a second level on."""

    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False)
    above: float
    points: float = Field(gt=0)


class Threshold(Rule):
    """R6. All points when the value reaches ``target``; below it

    - ``proportional``: ``x / target × M``;
    - ``linear``: ``(x − floor) / (target − floor) × M``;
    - ``zero``: nothing.

    Under ``floor`` nothing is won. From ``bonus.above`` on, ``bonus.points`` come on top of M, the only points
    above the maximum.
    """

    kind: Literal["threshold"]
    target: float = Field(gt=0)
    below: Literal["proportional", "linear", "zero"]
    floor: float = Field(default=0.0, ge=0)
    bonus: Bonus | None = None

    @model_validator(mode="after")
    def _levels_ascend(self) -> Threshold:
        if self.floor >= self.target:
            raise DefinitionError(
                vi=f"“floor” ({say_vi(self.floor)}) phải nhỏ hơn “target” ({say_vi(self.target)})",
                en=f"“floor” ({say_en(self.floor)}) must be less than “target” ({say_en(self.target)})",
            )
        if self.bonus and self.bonus.above <= self.target:
            raise DefinitionError(
                vi=f"“bonus.above” ({say_vi(self.bonus.above)}) phải lớn hơn “target” ({say_vi(self.target)})",
                en=f"“bonus.above” ({say_en(self.bonus.above)}) must be more than “target” ({say_en(self.target)})",
            )
        return self

    def points(self, values: Mapping[str, Values], maximum: float, peers: Mapping[str, Values]) -> Values:
        value = values["value"]
        if self.below == "zero":
            part = np.zeros_like(value)
        else:
            start = self.floor if self.below == "linear" else 0.0
            part = np.clip((value - start) / (self.target - start), 0.0, 1.0)
        won = np.where(value >= self.target, 1.0, np.where(value < self.floor, 0.0, part)) * maximum
        if self.bonus:
            won = np.where(value >= self.bonus.above, won + self.bonus.points, won)
        return np.where(np.isnan(value), np.nan, won)

    def knots(
        self, role: str, values: Mapping[str, float], maximum: float, peers: Mapping[str, Values]
    ) -> tuple[float, ...]:
        first = () if self.below == "zero" else (self.floor,)
        return (*first, self.target, *((self.bonus.above,) if self.bonus else ()))

    def words(self, maximum: float) -> tuple[str, str]:
        start_vi, start_en, whole_vi, whole_en = (
            text for number in (self.floor, maximum) for text in (say_vi(number), say_en(number))
        )
        below = {
            "zero": ("chưa đạt: 0 điểm", "below: 0 points"),
            "proportional": (
                f"chưa đạt: theo tỷ lệ (giá trị ÷ {say_vi(self.target)} × {whole_vi} điểm)",
                f"below: in proportion (value ÷ {say_en(self.target)} × {whole_en} points)",
            ),
            "linear": (
                f"chưa đạt: tăng đều từ 0 điểm tại {start_vi} đến {whole_vi} điểm",
                f"below: in a straight line from 0 points at {start_en} to {whole_en} points",
            ),
        }[self.below]
        vi = f"từ {say_vi(self.target)} trở lên: {whole_vi} điểm; {below[0]}"
        en = f"from {say_en(self.target)}: {whole_en} points; {below[1]}"
        if self.floor and self.below != "zero":
            vi, en = f"{vi}; dưới {start_vi}: 0 điểm", f"{en}; under {start_en}: 0 points"
        if self.bonus:
            vi = f"{vi}; từ {say_vi(self.bonus.above)} thưởng thêm {say_vi(self.bonus.points)} điểm"
            en = f"{en}; from {say_en(self.bonus.above)} {say_en(self.bonus.points)} points on top"
        return vi, en
