"""Rules for what others have already scored, for what counts by the piece, and for what is collected and not scored."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

import numpy as np
from pydantic import Field, model_validator

from donghanh.errors import DefinitionError
from donghanh.indices.rules.rule import ReadingError, Rule, Values, read_number, say_en, say_vi


class Points(Rule):
    """R10. Points as the appraising body gave them, between 0 and M."""

    kind: Literal["points"]

    def limits(self, maximum: float) -> tuple[float, float]:
        return 0.0, maximum

    def points(self, values: Mapping[str, Values], maximum: float, peers: Mapping[str, Values]) -> Values:
        return values["value"]

    def words(self, maximum: float) -> tuple[str, str]:
        return f"điểm được thẩm định, tối đa {say_vi(maximum)}", f"points as appraised, at most {say_en(maximum)}"


class Share(Rule):
    """R10. A published value between 0 and 1: ``points = value × M``."""

    kind: Literal["share"]

    def limits(self, maximum: float) -> tuple[float, float]:
        return 0.0, 1.0

    def points(self, values: Mapping[str, Values], maximum: float, peers: Mapping[str, Values]) -> Values:
        return values["value"] * maximum

    def words(self, maximum: float) -> tuple[str, str]:
        return f"giá trị công bố (0–1) × {say_vi(maximum)} điểm", f"published value (0–1) × {say_en(maximum)} points"


class Count(Rule):
    """R21. So many points for each: ``points = each × x``, not above ``cap`` and M; or a penalty, not below ``floor``.

    A bonus (``each`` above 0) runs from 0 to the smaller of ``cap`` and M. A penalty (``each`` below 0) belongs to
    an item whose maximum is 0: it runs from 0 down to ``floor``, or without end where there is none.
    """

    kind: Literal["count"]
    each: float
    cap: float | None = Field(default=None, gt=0)
    floor: float | None = Field(default=None, lt=0)

    @model_validator(mode="after")
    def _limits_fit_the_sign(self) -> Count:
        if self.each == 0:
            raise DefinitionError(
                vi="“each” = 0 thì không có điểm nào để tính", en="“each” = 0 leaves nothing to count"
            )
        if self.each > 0 and self.floor is not None:
            raise DefinitionError(
                vi="“floor” chỉ dùng cho điểm trừ (“each” âm); điểm cộng dùng “cap”",
                en="“floor” is for penalties (“each” below 0); a bonus takes “cap”",
            )
        if self.each < 0 and self.cap is not None:
            raise DefinitionError(
                vi="“cap” chỉ dùng cho điểm cộng (“each” dương); điểm trừ dùng “floor”",
                en="“cap” is for a bonus (“each” above 0); a penalty takes “floor”",
            )
        return self

    def limits(self, maximum: float) -> tuple[float, float]:
        return 0.0, np.inf

    def _range(self, maximum: float) -> tuple[float, float]:
        if self.each < 0:
            return (-np.inf if self.floor is None else self.floor), 0.0
        return 0.0, maximum if self.cap is None else min(self.cap, maximum)

    def points(self, values: Mapping[str, Values], maximum: float, peers: Mapping[str, Values]) -> Values:
        low, high = self._range(maximum)
        # + 0.0 makes the -0.0 of no penalty a plain 0.
        return np.clip(values["value"] * self.each, low, high) + 0.0

    def knots(
        self, role: str, values: Mapping[str, float], maximum: float, peers: Mapping[str, Values]
    ) -> tuple[float, ...]:
        ends = {bound / self.each + 0.0 for bound in self._range(maximum)}
        return tuple(sorted(end for end in ends if np.isfinite(end)))

    def words(self, maximum: float) -> tuple[str, str]:
        low, high = self._range(maximum)
        if self.each > 0:
            return (
                f"mỗi kết quả được cộng {say_vi(self.each)} điểm, tối đa {say_vi(high)} điểm",
                f"{say_en(self.each)} points for each, at most {say_en(high)} points",
            )
        vi, en = f"mỗi lần trừ {say_vi(-self.each)} điểm", f"minus {say_en(-self.each)} points for each"
        if self.floor is None:
            return vi, en
        return f"{vi}, trừ tối đa {say_vi(-low)} điểm", f"{en}, at most {say_en(-low)} points off"


class Unscored(Rule):
    """R12. Collected and shown, never scored; the item's maximum is 0."""

    kind: Literal["unscored"]

    def read(self, raw: str) -> float:
        """The number it is, such as a population that weighs; 0 for any other text."""
        try:
            return read_number(raw)
        except ReadingError:
            return 0.0

    def points(self, values: Mapping[str, Values], maximum: float, peers: Mapping[str, Values]) -> Values:
        return np.zeros_like(values["value"])

    def words(self, maximum: float) -> tuple[str, str]:
        return "thu thập, không tính điểm", "collected, not scored"
