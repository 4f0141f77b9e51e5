"""Rules for answers: yes or no, one of several options, several parts each done or not."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from donghanh.errors import DefinitionError
from donghanh.indices.rules.rule import ReadingError, Rule, Values, Words, say_en, say_vi
from donghanh.text import fold, nearest

_YES = {"co", "yes", "true", "x", "1", "1.0", "dat"}
_NO = {"khong", "no", "false", "0", "0.0", "chua", "chua dat"}


class YesNo(Rule):
    """R1. ``points = M`` for yes, 0 for no."""

    kind: Literal["yes_no"]

    def read(self, raw: str) -> float:
        return read_yes_no(raw)

    def limits(self, maximum: float) -> tuple[float, float]:
        return 0.0, 1.0

    def points(self, values: Mapping[str, Values], maximum: float, peers: Mapping[str, Values]) -> Values:
        return values["value"] * maximum

    def words(self, maximum: float) -> tuple[str, str]:
        return f"có: {say_vi(maximum)} điểm; không: 0 điểm", f"yes: {say_en(maximum)} points; no: 0 points"


def read_yes_no(raw: str) -> float:
    """1 for a word that means yes, 0 for one that means no, in either language.

    Raises:
        ReadingError: it is neither.
    """
    word = fold(raw.strip())
    if word in _YES or word in _NO:
        return float(word in _YES)
    raise ReadingError("cần “có” hoặc “không”", "“yes” or “no” is wanted")


class Option(BaseModel):
    """One answer of a :class:`Choice`."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    code: str
    name: Words
    share: float = Field(ge=0, le=1)
    """Share of the item's maximum."""


class Choice(Rule):
    """R2. ``points = share of the chosen option × M``."""

    kind: Literal["choice"]
    options: tuple[Option, ...] = Field(min_length=2)

    def read(self, raw: str) -> float:
        shares = {option.code: option.share for option in self.options}
        if raw.strip() not in shares:
            vi, en = nearest(raw.strip(), shares)
            raise ReadingError(f"không có lựa chọn này; {vi}", f"no such option; {en}")
        return shares[raw.strip()]

    def limits(self, maximum: float) -> tuple[float, float]:
        return 0.0, 1.0

    def points(self, values: Mapping[str, Values], maximum: float, peers: Mapping[str, Values]) -> Values:
        return values["value"] * maximum

    def words(self, maximum: float) -> tuple[str, str]:
        vi = "; ".join(f"{one.name['vi']}: {say_vi(one.share * maximum)} điểm" for one in self.options)
        en = "; ".join(f"{one.name['en']}: {say_en(one.share * maximum)} points" for one in self.options)
        return vi, en


class Part(BaseModel):
    """One of the things a :class:`Parts` rule asks for; its code is the role of its input."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    code: str = Field(min_length=1)
    name: Words
    share: float = Field(gt=0, le=1)
    """Share of the item's maximum."""


class Parts(Rule):
    """R3. ``points = (Σ share of each part that is done) / (Σ share of all parts) × M``.

    The shares add up to 1; 0.001 is allowed for thirds and the like, which then count as exact thirds.
    """

    kind: Literal["parts"]
    parts: tuple[Part, ...] = Field(min_length=2)

    @model_validator(mode="after")
    def _shares_make_a_whole(self) -> Parts:
        codes = [part.code for part in self.parts]
        for twice in sorted({code for code in codes if codes.count(code) > 1}):
            raise DefinitionError(
                vi=f"thành phần “{twice}” có hai lần; mỗi mã chỉ dùng một lần",
                en=f"the part “{twice}” stands twice; use each code once",
            )
        if abs(self._whole - 1) > 0.001:
            raise DefinitionError(
                vi=f"“share” của các thành phần cộng được {say_vi(self._whole)}; phải bằng 1",
                en=f"the shares of the parts add up to {say_en(self._whole)}; they must add up to 1",
            )
        return self

    @property
    def _whole(self) -> float:
        return math.fsum(part.share for part in self.parts)

    @property
    def roles(self) -> tuple[str, ...]:
        return tuple(part.code for part in self.parts)

    @property
    def labels(self) -> Mapping[str, Words]:
        return {part.code: part.name for part in self.parts}

    def read(self, raw: str) -> float:
        return read_yes_no(raw)

    def limits(self, maximum: float) -> tuple[float, float]:
        return 0.0, 1.0

    def points(self, values: Mapping[str, Values], maximum: float, peers: Mapping[str, Values]) -> Values:
        first, *others = self.parts
        done = values[first.code] * first.share
        for part in others:
            done = done + values[part.code] * part.share
        # Summed in the same order, so that all parts done win exactly the maximum.
        whole = sum((part.share for part in others), start=first.share)
        return done / whole * maximum

    def words(self, maximum: float) -> tuple[str, str]:
        each = [(part.name, part.share / self._whole * maximum) for part in self.parts]
        vi = "; ".join(f"{name['vi']}: {say_vi(points)} điểm" for name, points in each)
        en = "; ".join(f"{name['en']}: {say_en(points)} points" for name, points in each)
        return f"cộng các nội dung đã thực hiện: {vi}", f"sum of what is done: {en}"
