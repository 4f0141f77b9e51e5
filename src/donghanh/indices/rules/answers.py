"""Rules for answers: yes or no, and one of several options."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from donghanh.indices.rules.rule import ReadingError, Rule, Values, Words, say_en, say_vi
from donghanh.text import fold, nearest

_YES = {"co", "yes", "true", "x", "1", "1.0", "dat"}
_NO = {"khong", "no", "false", "0", "0.0", "chua", "chua dat"}


class YesNo(Rule):
    """R1. ``points = maximum`` for yes, 0 for no."""

    kind: Literal["yes_no"]

    def read(self, raw: str) -> float:
        word = fold(raw.strip())
        if word in _YES or word in _NO:
            return float(word in _YES)
        raise ReadingError("cần “có” hoặc “không”", "“yes” or “no” is wanted")

    def limits(self, maximum: float) -> tuple[float, float]:
        return 0.0, 1.0

    def points(self, values: Mapping[str, Values], maximum: float) -> Values:
        return values["value"] * maximum

    def words(self, maximum: float) -> tuple[str, str]:
        return f"có: {say_vi(maximum)} điểm; không: 0 điểm", f"yes: {say_en(maximum)} points; no: 0 points"


class Option(BaseModel):
    """One answer of a :class:`Choice`."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    code: str
    name: Words
    share: float = Field(ge=0, le=1)
    """Share of the item's maximum."""


class Choice(Rule):
    """R2. ``points = share of the chosen option × maximum``."""

    kind: Literal["choice"]
    options: tuple[Option, ...] = Field(min_length=2)

    def read(self, raw: str) -> float:
        shares = {option.code: option.share for option in self.options}
        if raw.strip() not in shares:
            vi, en = nearest(raw.strip(), shares)
            raise ReadingError(f"không có lựa chọn này; {vi}", f"no such option; {en}")
        return shares[raw.strip()]

    def points(self, values: Mapping[str, Values], maximum: float) -> Values:
        return values["value"] * maximum

    def words(self, maximum: float) -> tuple[str, str]:
        vi = "; ".join(f"{one.name['vi']}: {say_vi(one.share * maximum)} điểm" for one in self.options)
        en = "; ".join(f"{one.name['en']}: {say_en(one.share * maximum)} points" for one in self.options)
        return vi, en
