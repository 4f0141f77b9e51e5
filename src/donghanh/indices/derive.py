"""Derived values: how the one value that a rule scores comes from several inputs, or from earlier periods."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping, Sequence
from typing import Annotated, Literal

import numpy as np
from pydantic import BaseModel, ConfigDict, Field, model_validator
from typing_extensions import override

from donghanh.errors import DefinitionError
from donghanh.indices.rules.rule import Values, Words, read_number, say_en, say_vi
from donghanh.text import nearest


class Derivation(BaseModel, ABC):
    """The roles of the inputs, what each may be, and the value that follows, all subjects at once."""

    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False)

    @property
    @abstractmethod
    def roles(self) -> tuple[str, ...]:
        """The inputs wanted."""

    @property
    def labels(self) -> Mapping[str, Words]:
        """Names of the roles the derivation itself declares."""
        return {}

    def read(self, raw: str) -> float:
        """The number that a raw input stands for.

        Raises:
            ReadingError: it stands for none.
        """
        return read_number(raw)

    def limits(self) -> tuple[float, float]:
        """Lowest and highest value an input may have, both included."""
        return -np.inf, np.inf

    @abstractmethod
    def value(self, values: Mapping[str, Values], past: Sequence[Mapping[str, Values]]) -> Values:
        """The value of each subject; NaN where it cannot be known.

        ``past`` holds the same roles and subjects in the earlier periods, in order.
        """

    @abstractmethod
    def words(self) -> tuple[str, str]:
        """The derivation in Vietnamese and English, to stand before the words of the rule."""


class Quotient(Derivation):
    """``value = times × numerator / denominator``; not known where the denominator is 0."""

    kind: Literal["quotient"]
    times: float = Field(default=1.0, gt=0)

    @property
    @override
    def roles(self) -> tuple[str, ...]:
        return ("numerator", "denominator")

    @override
    def value(self, values: Mapping[str, Values], past: Sequence[Mapping[str, Values]]) -> Values:
        # Multiplied before it is divided, so that exact percentages stay exact.
        return _divided(values["numerator"] * self.times, values["denominator"])

    @override
    def words(self) -> tuple[str, str]:
        vi, en = "giá trị = tử số ÷ mẫu số", "value = numerator ÷ denominator"
        return (vi, en) if self.times == 1 else (f"{vi} × {say_vi(self.times)}", f"{en} × {say_en(self.times)}")


class Answer(BaseModel):
    """One answer of a :class:`Survey` question; its code is the role that holds how many chose it."""

    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False)
    code: str = Field(min_length=1)
    name: Words
    value: float | None = None
    """What the answer is worth in a mean or median; without it ("no opinion") it stays out of them."""


class Survey(Derivation):
    """R15. One value from the counts ``n_i`` of a question's answers:

    - ``share``: ``100 × Σ n_i of the counted answers / Σ n_i of all``, in percent;
    - ``mean``: ``Σ n_i v_i / Σ n_i`` over the answers with a value;
    - ``median``: of the same answers in the order of their values the middle one, or the mean of the two middle ones.

    Not known where a count is not known, and where fewer than ``minimum_sample`` answered (of those that enter).
    """

    kind: Literal["survey"]
    answers: tuple[Answer, ...] = Field(min_length=2)
    statistic: Literal["share", "mean", "median"]
    counted: tuple[str, ...] = ()
    minimum_sample: int = Field(default=1, ge=1)

    @model_validator(mode="after")
    def _answers_fit_the_statistic(self) -> Survey:
        codes = [answer.code for answer in self.answers]
        for twice in sorted({code for code in codes if codes.count(code) > 1}):
            raise DefinitionError(
                vi=f"phương án trả lời “{twice}” có hai lần; mỗi mã chỉ dùng một lần",
                en=f"the answer “{twice}” stands twice; use each code once",
            )
        for code in self.counted:
            if code not in codes:
                vi, en = nearest(code, codes)
                raise DefinitionError(
                    vi=f"“counted” nêu phương án “{code}” không có; {vi}",
                    en=f"“counted” names the answer “{code}”, which does not exist; {en}",
                )
        if (self.statistic == "share") != bool(self.counted):
            raise DefinitionError(
                vi="“counted” (các phương án được tính) đi với “statistic: share”, và chỉ với cách tính đó",
                en="“counted” goes with “statistic: share”, and with no other",
            )
        if self.statistic != "share" and sum(answer.value is not None for answer in self.answers) < 2:
            raise DefinitionError(
                vi=f"“statistic: {self.statistic}” cần “value” của ít nhất hai phương án trả lời",
                en=f"“statistic: {self.statistic}” needs the “value” of at least two answers",
            )
        return self

    @property
    @override
    def roles(self) -> tuple[str, ...]:
        return tuple(answer.code for answer in self.answers)

    @property
    @override
    def labels(self) -> Mapping[str, Words]:
        return {answer.code: answer.name for answer in self.answers}

    @override
    def limits(self) -> tuple[float, float]:
        return 0.0, np.inf

    @override
    def value(self, values: Mapping[str, Values], past: Sequence[Mapping[str, Values]]) -> Values:
        if self.statistic == "share":
            sample = _added(values[code] for code in self.roles)
            found = _divided(_added(values[code] for code in sorted(set(self.counted))) * 100, sample)
        else:
            scale = sorted((answer.value, answer.code) for answer in self.answers if answer.value is not None)
            worth, counts = [value for value, _ in scale], [values[code] for _, code in scale]
            sample = _added(counts)
            if self.statistic == "mean":
                found = _divided(_added(each * value for value, each in zip(worth, counts, strict=True)), sample)
            else:
                found = _median(np.array(worth), np.stack(counts), sample)
        unknown = np.isnan(_added(values[code] for code in self.roles)) | (sample < self.minimum_sample)
        return np.where(unknown, np.nan, found)

    @override
    def words(self) -> tuple[str, str]:
        if self.statistic == "share":
            names = [answer.name for answer in self.answers if answer.code in self.counted]
            vi = "giá trị = tỷ lệ % trả lời " + ", ".join(f"“{name['vi']}”" for name in names)
            en = "value = % that answered " + ", ".join(f"“{name['en']}”" for name in names)
        else:
            middle = {"mean": "điểm trung bình", "median": "trung vị"}[self.statistic]
            vi = f"giá trị = {middle} của các câu trả lời"
            en = f"value = {self.statistic} of the answers"
        if self.minimum_sample > 1:
            vi, en = f"{vi}, ít nhất {self.minimum_sample} phiếu", f"{en}, at least {self.minimum_sample} of them"
        return vi, en


class Growth(Derivation):
    """``value = x_t / x_{t−1} − 1``, a fraction; not known where the period before is not known, or not above 0."""

    kind: Literal["growth"]

    @property
    @override
    def roles(self) -> tuple[str, ...]:
        return ("value",)

    @override
    def value(self, values: Mapping[str, Values], past: Sequence[Mapping[str, Values]]) -> Values:
        now = values["value"]
        if not past:
            return np.full_like(now, np.nan)
        before = np.where(past[-1]["value"] > 0, past[-1]["value"], np.nan)
        return now / before - 1

    @override
    def words(self) -> tuple[str, str]:
        return "giá trị = kỳ này ÷ kỳ trước − 1", "value = this period ÷ the one before − 1"


class Average(Derivation):
    """``value = mean of x over the last so many periods``, this one among them; of those in which it is known."""

    kind: Literal["average"]
    periods: int = Field(ge=2)

    @property
    @override
    def roles(self) -> tuple[str, ...]:
        return ("value",)

    @override
    def value(self, values: Mapping[str, Values], past: Sequence[Mapping[str, Values]]) -> Values:
        stacked = np.stack([*(one["value"] for one in past[1 - self.periods :]), values["value"]])
        known = ~np.isnan(stacked)
        total: Values = np.where(known, stacked, 0.0).sum(axis=0)
        return total / np.where(known.any(axis=0), known.sum(axis=0), np.nan)

    @override
    def words(self) -> tuple[str, str]:
        vi = f"giá trị = trung bình {self.periods} kỳ gần nhất có số liệu"
        return vi, f"value = mean of the last {self.periods} periods, where known"


AnyDerivation = Annotated[Quotient | Survey | Growth | Average, Field(discriminator="kind")]


def _added(several: Iterable[Values]) -> Values:
    first, *others = several
    total = first
    for one in others:
        total = total + one
    return total


def _divided(above: Values, below: Values) -> Values:
    """``above / below``; NaN where ``below`` is 0."""
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(below == 0, np.nan, above / below)


def _median(worth: Values, counts: Values, sample: Values) -> Values:
    """Median of ascending ``worth``, each as many times as ``counts`` (answers × subjects) says."""
    reached = np.cumsum(counts, axis=0)
    # The middle answers: the first value that half the sample reaches, and the first that passes half.
    lower = np.argmax(reached >= sample / 2, axis=0)
    upper = np.argmax(reached > sample / 2, axis=0)
    middle: Values = (worth[lower] + worth[upper]) / 2
    return middle
