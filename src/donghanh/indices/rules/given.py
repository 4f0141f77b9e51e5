"""Rules for what others have already scored, and for what is collected and not scored."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

import numpy as np

from donghanh.indices.rules.rule import Rule, Values, say_en, say_vi


class Points(Rule):
    """R10. Points as the appraising body gave them, between 0 and the maximum."""

    kind: Literal["points"]

    def limits(self, maximum: float) -> tuple[float, float]:
        return 0.0, maximum

    def points(self, values: Mapping[str, Values], maximum: float) -> Values:
        return values["value"]

    def words(self, maximum: float) -> tuple[str, str]:
        return f"điểm được thẩm định, tối đa {say_vi(maximum)}", f"points as appraised, at most {say_en(maximum)}"


class Share(Rule):
    """R10. A published value between 0 and 1: ``points = value × maximum``."""

    kind: Literal["share"]

    def limits(self, maximum: float) -> tuple[float, float]:
        return 0.0, 1.0

    def points(self, values: Mapping[str, Values], maximum: float) -> Values:
        return values["value"] * maximum

    def words(self, maximum: float) -> tuple[str, str]:
        return f"giá trị công bố (0–1) × {say_vi(maximum)} điểm", f"published value (0–1) × {say_en(maximum)} points"


class Unscored(Rule):
    """R12. Collected and shown, never scored; the item's maximum is 0."""

    kind: Literal["unscored"]

    def read(self, raw: str) -> float:
        return 0.0

    def points(self, values: Mapping[str, Values], maximum: float) -> Values:
        return np.zeros_like(values["value"])

    def words(self, maximum: float) -> tuple[str, str]:
        return "thu thập, không tính điểm", "collected, not scored"
