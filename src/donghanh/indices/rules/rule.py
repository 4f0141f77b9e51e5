"""What every rule is: declared keys, inputs read from text, one pure function over all subjects at once."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray
from pydantic import BaseModel, ConfigDict, with_config
from typing_extensions import TypedDict

from donghanh.indices.rules.bounds import Pool
from donghanh.text import say_number

Values = NDArray[np.float64]
"""One number for each subject; NaN where it is not known."""


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


class Rule(BaseModel, ABC):
    """What every rule has: the roles of its inputs, their limits, the points, the rule in words.

    ``values`` and ``peers`` are by role. Values may have any shape, the same for all roles. Peers have one
    dimension, of any length, and may hold NaN; place by place the arrays of the roles belong together.
    A rule without a pool looks at no peers.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False)

    @property
    def roles(self) -> tuple[str, ...]:
        """The inputs the rule wants."""
        return ("value",)

    @property
    def labels(self) -> Mapping[str, Words]:
        """Names of the inputs that the rule itself declares."""
        return {}

    @property
    def pool(self) -> Pool | None:
        """Whom the rule compares with; None where the points do not depend on others."""
        return None

    def read(self, raw: str) -> float:
        """The number that a raw input stands for.

        Raises:
            ReadingError: it stands for none.
        """
        return read_number(raw)

    def limits(self, maximum: float) -> tuple[float, float]:
        """Lowest and highest value an input may have, both included."""
        return -np.inf, np.inf

    @abstractmethod
    def points(self, values: Mapping[str, Values], maximum: float, peers: Mapping[str, Values]) -> Values:
        """Points won by each subject; NaN where they cannot be known."""

    @abstractmethod
    def words(self, maximum: float) -> tuple[str, str]:
        """The rule in Vietnamese and English, for an item of that maximum."""

    def knots(
        self, role: str, values: Mapping[str, float], maximum: float, peers: Mapping[str, Values]
    ) -> tuple[float, ...]:
        """Where the points of one subject bend or jump as its input ``role`` changes and all else stays.

        ``values`` are that subject's inputs by role; that of ``role`` itself is not looked at. Ascending. Between
        two neighbouring knots, and beyond the outermost, the course is a straight line, unless it
        :meth:`is_curved`; at a jump :meth:`points` tells which side the knot belongs to.
        """
        return ()

    def is_curved(self, role: str) -> bool:
        """Whether points over that one input follow a curve somewhere instead of straight lines."""
        return False


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


def say_vi(number: float) -> str:
    """The number in Vietnamese."""
    return say_number(number, "vi")


def say_en(number: float) -> str:
    """The number in English."""
    return say_number(number, "en")
