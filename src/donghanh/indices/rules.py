"""Rules: how the points of one item follow from its inputs.

A rule is a declaration (the keys of ``rule:`` in a pack) with one pure function over all
subjects at once: values in, points out. A value that is not known is NaN and gives NaN; the
edition's policy for missing values decides what that counts. The kinds, with the letters of
the methods page: yes_no (R1), choice (R2), ratio (R4), steps (R5), threshold (R6),
complement (R7), min_max (R8), points and share (R10), unscored (R12).

To add a kind: a class here, its name in :data:`AnyRule`, a table of edges in
``tests/indices/test_rules.py``, a row in ``docs/reference/methods.md``.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, ClassVar, Literal

import numpy as np
from numpy.typing import NDArray
from pydantic import BaseModel, ConfigDict, Field, with_config
from typing_extensions import TypedDict

from donghanh.text import fold, nearest, say_number

Values = NDArray[np.float64]
"""One number for each subject; NaN where it is not known."""

_YES = {"co", "yes", "true", "x", "1", "1.0", "dat"}
_NO = {"khong", "no", "false", "0", "0.0", "chua", "chua dat"}


@with_config(ConfigDict(extra="forbid"))
class Words(TypedDict):
    """The same words in both languages."""

    vi: str
    en: str


class ReadingError(ValueError):
    """A raw input that a rule cannot read; says what is wanted, in both languages."""

    def __init__(self, vi: str, en: str) -> None:
        super().__init__(vi)
        self.vi = vi
        self.en = en


class Rule(BaseModel):
    """What every rule has: the roles of its inputs, their limits, the points, the rule in words."""

    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False)
    roles: ClassVar[tuple[str, ...]] = ("value",)

    def read(self, raw: str) -> float:
        """The number that a raw input stands for.

        Raises:
            ReadingError: it stands for none.
        """
        return read_number(raw)

    def limits(self, maximum: float) -> tuple[float, float]:
        """Lowest and highest value an input may have, both included."""
        return -np.inf, np.inf

    def points(self, values: Mapping[str, Values], maximum: float) -> Values:
        """Points won by each subject, between 0 and ``maximum``; NaN where an input is NaN."""
        raise NotImplementedError

    def words(self, maximum: float) -> tuple[str, str]:
        """The rule in Vietnamese and English, for an item of that maximum."""
        raise NotImplementedError


def read_number(raw: str) -> float:
    """A number with a decimal point or a decimal comma; no thousands separators.

    Raises:
        ReadingError: not a finite number, or a comma before three digits, which could be either separator.
    """
    text = raw.strip()
    whole, comma, decimals = text.partition(",")
    if comma and len(decimals) == 3 and whole not in ("0", "-0"):
        raise ReadingError(
            "dấu phẩy trước ba chữ số có thể là dấu nghìn; hãy viết số liền, dùng dấu chấm thập phân",
            "a comma before three digits may be a thousands separator; write plain digits and a decimal point",
        )
    try:
        number = float(text.replace(",", ".", 1) if comma and "." not in text else text)
    except ValueError:
        number = np.nan
    if not np.isfinite(number) or "_" in text:
        raise ReadingError("cần một số", "a number is wanted")
    return number


def _vi(number: float) -> str:
    return say_number(number, "vi")


def _en(number: float) -> str:
    return say_number(number, "en")


class YesNo(Rule):
    """R1. ``points = maximum`` for yes, 0 for no."""

    kind: Literal["yes_no"]

    def read(self, raw: str) -> float:  # noqa: D102 - see Rule
        word = fold(raw.strip())
        if word in _YES or word in _NO:
            return float(word in _YES)
        raise ReadingError("cần “có” hoặc “không”", "“yes” or “no” is wanted")

    def limits(self, maximum: float) -> tuple[float, float]:  # noqa: D102 - see Rule
        return 0.0, 1.0

    def points(self, values: Mapping[str, Values], maximum: float) -> Values:  # noqa: D102 - see Rule
        return values["value"] * maximum

    def words(self, maximum: float) -> tuple[str, str]:  # noqa: D102 - see Rule
        return f"có: {_vi(maximum)} điểm; không: 0 điểm", f"yes: {_en(maximum)} points; no: 0 points"


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

    def read(self, raw: str) -> float:  # noqa: D102 - see Rule
        shares = {option.code: option.share for option in self.options}
        if raw.strip() not in shares:
            vi, en = nearest(raw.strip(), shares)
            raise ReadingError(f"không có lựa chọn này; {vi}", f"no such option; {en}")
        return shares[raw.strip()]

    def points(self, values: Mapping[str, Values], maximum: float) -> Values:  # noqa: D102 - see Rule
        return values["value"] * maximum

    def words(self, maximum: float) -> tuple[str, str]:  # noqa: D102 - see Rule
        vi = "; ".join(f"{one.name['vi']}: {_vi(one.share * maximum)} điểm" for one in self.options)
        en = "; ".join(f"{one.name['en']}: {_en(one.share * maximum)} points" for one in self.options)
        return vi, en


class _Fraction(Rule):
    roles: ClassVar[tuple[str, ...]] = ("numerator", "denominator")
    when_empty: Literal["missing", "full", "zero"] = "missing"
    """What a denominator of 0 means: nothing to measure, all points, or none."""

    def limits(self, maximum: float) -> tuple[float, float]:
        return 0.0, np.inf

    def fraction(self, values: Mapping[str, Values], *, empty: float) -> Values:
        """``numerator / denominator`` held between 0 and 1; ``empty`` where the denominator is 0."""
        above, below = values["numerator"], values["denominator"]
        with np.errstate(divide="ignore", invalid="ignore"):
            fraction = np.clip(above / below, 0.0, 1.0)
        return np.where(below == 0, np.where(np.isnan(above), np.nan, empty), fraction)


class Ratio(_Fraction):
    """R4. ``points = numerator / denominator × maximum``, never above the maximum."""

    kind: Literal["ratio"]

    def points(self, values: Mapping[str, Values], maximum: float) -> Values:  # noqa: D102 - see Rule
        empty = {"missing": np.nan, "full": 1.0, "zero": 0.0}[self.when_empty]
        return self.fraction(values, empty=empty) * maximum

    def words(self, maximum: float) -> tuple[str, str]:  # noqa: D102 - see Rule
        return f"tử số ÷ mẫu số × {_vi(maximum)} điểm", f"numerator ÷ denominator × {_en(maximum)} points"


class Complement(_Fraction):
    """R7. ``points = (denominator − numerator) / denominator × maximum``: the numerator counts what went wrong."""

    kind: Literal["complement"]

    def points(self, values: Mapping[str, Values], maximum: float) -> Values:  # noqa: D102 - see Rule
        empty = {"missing": np.nan, "full": 0.0, "zero": 1.0}[self.when_empty]
        return (1.0 - self.fraction(values, empty=empty)) * maximum

    def words(self, maximum: float) -> tuple[str, str]:  # noqa: D102 - see Rule
        return (
            f"(mẫu số − tử số) ÷ mẫu số × {_vi(maximum)} điểm",
            f"(denominator − numerator) ÷ denominator × {_en(maximum)} points",
        )


class Rung(BaseModel):
    """One row of a :class:`Steps` table."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    at_least: float
    points: float = Field(ge=0)


class Steps(Rule):
    """R5. The points of the highest row whose ``at_least`` the value reaches; 0 below all rows."""

    kind: Literal["steps"]
    steps: tuple[Rung, ...] = Field(min_length=1)

    def points(self, values: Mapping[str, Values], maximum: float) -> Values:  # noqa: D102 - see Rule
        rungs = sorted(self.steps, key=lambda rung: rung.at_least)
        reached = np.searchsorted([rung.at_least for rung in rungs], values["value"], side="right")
        won = np.array([0.0, *(rung.points for rung in rungs)])[reached]
        return np.where(np.isnan(values["value"]), np.nan, won)

    def words(self, maximum: float) -> tuple[str, str]:  # noqa: D102 - see Rule
        rungs = sorted(self.steps, key=lambda rung: -rung.at_least)
        vi = "; ".join(f"từ {_vi(rung.at_least)}: {_vi(rung.points)} điểm" for rung in rungs)
        en = "; ".join(f"from {_en(rung.at_least)}: {_en(rung.points)} points" for rung in rungs)
        return f"{vi}; còn lại: 0 điểm", f"{en}; else 0 points"


class Threshold(Rule):
    """R6. All points when the value reaches ``target``; below it ``value / target × maximum``, or nothing.

    With ``floor``, values under the floor win nothing even where the rest is proportional.
    """

    kind: Literal["threshold"]
    target: float = Field(gt=0)
    below: Literal["proportional", "zero"]
    floor: float = Field(default=0.0, ge=0)

    def points(self, values: Mapping[str, Values], maximum: float) -> Values:  # noqa: D102 - see Rule
        value = values["value"]
        part = np.clip(value / self.target, 0.0, 1.0) if self.below == "proportional" else np.zeros_like(value)
        part = np.where(value < self.floor, 0.0, part)
        return np.where(np.isnan(value), np.nan, np.where(value >= self.target, 1.0, part) * maximum)

    def words(self, maximum: float) -> tuple[str, str]:  # noqa: D102 - see Rule
        vi_below, en_below = ("theo tỷ lệ", "in proportion") if self.below == "proportional" else ("0 điểm", "0 points")
        vi = f"từ {_vi(self.target)} trở lên: {_vi(maximum)} điểm; chưa đạt: {vi_below}"
        en = f"from {_en(self.target)}: {_en(maximum)} points; below: {en_below}"
        if self.floor:
            vi, en = f"{vi}; dưới {_vi(self.floor)}: 0 điểm", f"{en}; under {_en(self.floor)}: 0 points"
        return vi, en


class Points(Rule):
    """R10. Points as the appraising body gave them, between 0 and the maximum."""

    kind: Literal["points"]

    def limits(self, maximum: float) -> tuple[float, float]:  # noqa: D102 - see Rule
        return 0.0, maximum

    def points(self, values: Mapping[str, Values], maximum: float) -> Values:  # noqa: D102 - see Rule
        return values["value"]

    def words(self, maximum: float) -> tuple[str, str]:  # noqa: D102 - see Rule
        return f"điểm được thẩm định, tối đa {_vi(maximum)}", f"points as appraised, at most {_en(maximum)}"


class Share(Rule):
    """R10. A published value between 0 and 1: ``points = value × maximum``."""

    kind: Literal["share"]

    def limits(self, maximum: float) -> tuple[float, float]:  # noqa: D102 - see Rule
        return 0.0, 1.0

    def points(self, values: Mapping[str, Values], maximum: float) -> Values:  # noqa: D102 - see Rule
        return values["value"] * maximum

    def words(self, maximum: float) -> tuple[str, str]:  # noqa: D102 - see Rule
        return f"giá trị công bố (0–1) × {_vi(maximum)} điểm", f"published value (0–1) × {_en(maximum)} points"


class Unscored(Rule):
    """R12. Collected and shown, never scored; the item's maximum is 0."""

    kind: Literal["unscored"]

    def read(self, raw: str) -> float:  # noqa: D102 - see Rule
        return 0.0

    def points(self, values: Mapping[str, Values], maximum: float) -> Values:  # noqa: D102 - see Rule
        return np.zeros_like(values["value"])

    def words(self, maximum: float) -> tuple[str, str]:  # noqa: D102 - see Rule
        return "thu thập, không tính điểm", "collected, not scored"


AnyRule = Annotated[
    YesNo | Choice | Ratio | Complement | Steps | Threshold | Points | Share | Unscored, Field(discriminator="kind")
]
