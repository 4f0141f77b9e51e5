"""Treatments: what is done to values before a rule compares them, the same to a subject and to its peers.

The parameters a treatment takes from data come from the peers alone. Winsorising and the two
shifted logarithms follow the JRC/OECD Handbook on composite indicators and give what COINr's
``winsorise``, ``log_CT_orig`` and ``log_CT`` give.
"""

from __future__ import annotations

import math
from abc import ABC, abstractmethod
from collections.abc import Sequence
from typing import Annotated, Literal

import numpy as np
from pydantic import BaseModel, ConfigDict, Field, model_validator
from typing_extensions import override

from donghanh.errors import DefinitionError
from donghanh.indices.rules.bounds import Known, check_percentiles, known
from donghanh.indices.rules.rule import Values, say_en, say_vi


class Treatment(BaseModel, ABC):
    """One step; NaN stays NaN."""

    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False)

    @abstractmethod
    def apply(self, values: Values, those: Known) -> Values:
        """``values`` treated with what is found in the known values of the peers."""

    @abstractmethod
    def words(self) -> tuple[str, str]:
        """The treatment in Vietnamese and English."""


class Log(Treatment):
    """``log(x + offset)``, natural or to ``base``; not known where ``x + offset`` is not above 0.

    ``auto`` moves the lowest peer to 1: ``log(x − min + 1)``. ``range`` moves it to a hundredth of the range:
    ``log(x − min + (max − min)/100)``, which does not depend on the unit of measure.
    """

    kind: Literal["log"]
    offset: float | Literal["auto", "range"] = 0.0
    base: float | None = Field(default=None, gt=1)

    @override
    def apply(self, values: Values, those: Known) -> Values:
        if isinstance(self.offset, float):
            moved = values + self.offset
        elif not those.size:
            moved = np.full_like(values, np.nan)
        else:
            low, high = float(those.min()), float(those.max())
            # Subtracted first: the lowest peer then lands on the offset exactly, whatever its size.
            moved = (values - low) + (1.0 if self.offset == "auto" else (high - low) / 100)
        logarithm = np.log(np.where(moved > 0, moved, np.nan))
        return logarithm if self.base is None else logarithm / math.log(self.base)

    @override
    def words(self) -> tuple[str, str]:
        base_vi = "lô-ga-rít tự nhiên" if self.base is None else f"lô-ga-rít cơ số {say_vi(self.base)}"
        base_en = "natural logarithm" if self.base is None else f"logarithm to base {say_en(self.base)}"
        if self.offset == "auto":
            return f"{base_vi} của (giá trị − thấp nhất + 1)", f"{base_en} of (value − lowest + 1)"
        if self.offset == "range":
            shift = "(cao nhất − thấp nhất) ÷ 100", "(highest − lowest) ÷ 100"
            return f"{base_vi} của (giá trị − thấp nhất + {shift[0]})", f"{base_en} of (value − lowest + {shift[1]})"
        if not self.offset:
            return f"{base_vi} của giá trị", f"{base_en} of the value"
        return f"{base_vi} của (giá trị + {say_vi(self.offset)})", f"{base_en} of (value + {say_en(self.offset)})"


class Winsorise(Treatment):
    """Extreme values give way to the next less extreme one.

    While ``|G₁| > skewness`` and ``G₂ > kurtosis``, the outermost value on the side of the skew (with all its equals)
    becomes the next one, until ``at_most`` peers or more have changed. With g₁ = m₃ / m₂^1.5 and
    g₂ = m₄ / m₂² − 3 of the central moments m: G₁ = g₁ √(n (n − 1)) / (n − 2) and
    G₂ = (n − 1) ((n + 1) g₂ + 6) / ((n − 2)(n − 3)) (Joanes and Gill 1998, type 2). With ``percentiles`` instead,
    values beyond those two of the peers count as them.
    """

    kind: Literal["winsorise"]
    at_most: int = Field(default=5, ge=1)
    skewness: float = Field(default=2.0, gt=0)
    kurtosis: float = 3.5
    percentiles: tuple[float, ...] | None = None

    @model_validator(mode="after")
    def _one_way(self) -> Winsorise:
        if self.percentiles is not None:
            check_percentiles(self.percentiles)
            if self.model_fields_set & {"at_most", "skewness", "kurtosis"}:
                raise DefinitionError(
                    vi="“percentiles” không đi cùng “at_most”, “skewness”, “kurtosis”; chọn một cách",
                    en="“percentiles” do not go with “at_most”, “skewness”, “kurtosis”; choose one way",
                )
        return self

    @override
    def apply(self, values: Values, those: Known) -> Values:
        if not those.size:
            return values
        if self.percentiles is not None:
            low, high = np.percentile(those, self.percentiles)
        else:
            low, high = self._ends(those)
        return np.clip(values, low, high)

    def _ends(self, those: Known) -> tuple[float, float]:
        """The lowest and highest value that are left."""
        low, high = float(those.min()), float(those.max())
        left = those
        while np.count_nonzero(left != those) < self.at_most:
            skew, excess = shape(left)
            # Written so that NaN, of too few or equal values, ends it.
            if not (abs(skew) > self.skewness and excess > self.kurtosis):
                break
            if skew > 0:
                high = float(left[left < high].max())
            else:
                low = float(left[left > low].min())
            left = np.clip(those, low, high)
        return low, high

    @override
    def words(self) -> tuple[str, str]:
        if self.percentiles:
            low, high = self.percentiles
            return (
                f"giá trị ngoài phân vị {say_vi(low)}%–{say_vi(high)}% lấy bằng phân vị",
                f"values beyond the {say_en(low)} % and {say_en(high)} % quantiles count as these",
            )
        vi = f"tối đa {self.at_most} giá trị ngoại lai lấy bằng giá trị kế tiếp"
        en = f"at most {self.at_most} outliers count as the next value"
        skew, kurtosis = self.skewness, self.kurtosis
        return (
            f"{vi} khi |hệ số bất đối xứng| > {say_vi(skew)} và hệ số nhọn > {say_vi(kurtosis)}",
            f"{en} while |skewness| > {say_en(skew)} and excess kurtosis > {say_en(kurtosis)}",
        )


class Cap(Treatment):
    """Values below ``low`` count as ``low``, values above ``high`` as ``high``."""

    kind: Literal["cap"]
    low: float | None = None
    high: float | None = None

    @model_validator(mode="after")
    def _something_to_hold(self) -> Cap:
        if self.low is None and self.high is None:
            raise DefinitionError(vi="“cap” cần “low”, “high” hoặc cả hai", en="“cap” needs “low”, “high” or both")
        if self.low is not None and self.high is not None and not self.low < self.high:
            raise DefinitionError(
                vi=f"“low” ({say_vi(self.low)}) phải nhỏ hơn “high” ({say_vi(self.high)})",
                en=f"“low” ({say_en(self.low)}) must be less than “high” ({say_en(self.high)})",
            )
        return self

    @override
    def apply(self, values: Values, those: Known) -> Values:
        return np.clip(values, self.low, self.high)

    @override
    def words(self) -> tuple[str, str]:
        vi = [f"không dưới {say_vi(self.low)}"] if self.low is not None else []
        en = [f"at least {say_en(self.low)}"] if self.low is not None else []
        if self.high is not None:
            vi, en = [*vi, f"không quá {say_vi(self.high)}"], [*en, f"at most {say_en(self.high)}"]
        return f"giá trị tính {', '.join(vi)}", f"the value counts as {', '.join(en)}"


class Power(Treatment):
    """``x ^ exponent``; not known where that is no real number (a negative value, an exponent that is not whole)."""

    kind: Literal["power"]
    exponent: float = Field(gt=0)

    @override
    def apply(self, values: Values, those: Known) -> Values:
        with np.errstate(invalid="ignore"):
            return np.power(values, self.exponent)

    @override
    def words(self) -> tuple[str, str]:
        return f"lũy thừa bậc {say_vi(self.exponent)} của giá trị", f"value to the power {say_en(self.exponent)}"


AnyTreatment = Annotated[Log | Winsorise | Cap | Power, Field(discriminator="kind")]


def treat(treatments: Sequence[AnyTreatment], values: Values, peers: Values) -> tuple[Values, Values]:
    """Values and peers after all treatments, in order; every step looks at the peers as the one before left them."""
    for treatment in treatments:
        those = known(peers)
        values, peers = treatment.apply(values, those), treatment.apply(peers, those)
    return values, peers


def shape(those: Known) -> tuple[float, float]:
    """Skewness and excess kurtosis (type 2, see :class:`Winsorise`); NaN for fewer than 4 values or equal ones."""
    n = those.size
    if n < 4 or those.min() == those.max():
        return np.nan, np.nan
    apart = those - math.fsum(those) / n
    apart = apart / np.abs(apart).max()  # neither depends on the unit, and powers of tiny numbers would vanish
    second, third, fourth = (math.fsum(apart**power) / n for power in (2, 3, 4))
    skew = third / second**1.5 * math.sqrt(n * (n - 1)) / (n - 2)
    excess = ((n + 1) * (fourth / second**2 - 3) + 6) * (n - 1) / ((n - 2) * (n - 3))
    return skew, excess
