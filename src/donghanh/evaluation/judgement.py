"""What a pilot's figures say: the method that fits them, the effect, the criterion fixed beforehand, and every caution.

One treated place → synthetic control, since nothing can be learnt from one place about how places vary; several →
difference in differences with an event study. The verdict compares the whole 95 % interval with the criterion and
nothing else; what weakens it is said beside it (:mod:`cautions`), and people decide.
"""

from __future__ import annotations

import math
from collections.abc import Collection
from dataclasses import dataclass
from typing import Literal

from donghanh.errors import InputError
from donghanh.evaluation.cautions import Caution, Words, about_differences, about_interval, about_panel, about_synthetic
from donghanh.evaluation.differences import Differences, differences
from donghanh.evaluation.event_study import EventStudy, event_study
from donghanh.evaluation.panel import Panel
from donghanh.evaluation.synthetic import Synthetic, synthetic
from donghanh.text import say_number

Verdict = Literal["met", "not_met", "cannot_tell"]
VERDICTS: dict[Verdict, Words] = {
    "met": Words("đạt tiêu chí", "criterion met"),
    "not_met": Words("không đạt tiêu chí", "criterion not met"),
    "cannot_tell": Words("số liệu chưa đủ để kết luận", "the data cannot tell"),
}
METHODS: dict[Literal["differences", "synthetic"], Words] = {
    "differences": Words(
        "Nhiều địa bàn thí điểm: sai biệt kép, kèm nghiên cứu sự kiện theo từng kỳ.",
        "Several treated places: difference in differences, with an event study by period.",
    ),
    "synthetic": Words(
        "Chỉ một địa bàn thí điểm nên sai biệt kép không phù hợp; dùng đối chứng tổng hợp.",
        "With one treated place difference in differences is unfit; a synthetic control is used.",
    ),
}


@dataclass(frozen=True, slots=True)
class Criterion:
    """The smallest effect that matters, fixed before the start, in the unit of the indicator's values.

    Raises:
        InputError: ``smallest`` is negative or no finite number.
    """

    indicator: str
    direction: Literal["up", "down"]
    """Which way the indicator should move."""
    smallest: float

    def __post_init__(self) -> None:
        if not 0 <= self.smallest < math.inf:
            raise InputError(
                "evaluation.criterion",
                vi=f"Mức tác động nhỏ nhất của {self.indicator} là {self.smallest}. Hãy ghi số từ 0 (chiều ghi riêng).",
                en=f"The smallest effect of {self.indicator} is {self.smallest}. Give 0 or more (direction is apart).",
            )


@dataclass(frozen=True)
class Assessment:
    """The answer, ready to be shown; ``differences`` and ``events`` or ``synthetic`` are there by the method."""

    criterion: Criterion
    method: Literal["differences", "synthetic"]
    differences: Differences | None
    events: EventStudy | None
    synthetic: Synthetic | None
    effect: float
    low: float | None
    high: float | None
    p_value: float
    verdict: Verdict
    cautions: tuple[Caution, ...]

    @property
    def why(self) -> Words:
        """Why this method."""
        return METHODS[self.method]

    @property
    def words(self) -> Words:
        """Effect, interval and verdict in a sentence."""
        return Words(
            f"Tác động ước tính {say_number(self.effect)}{self._between('vi')}: {VERDICTS[self.verdict].vi}.",
            f"Estimated effect {say_number(self.effect, 'en')}{self._between('en')}: {VERDICTS[self.verdict].en}.",
        )

    def _between(self, language: str) -> str:
        if self.low is None or self.high is None:
            return " (không tính được khoảng tin cậy)" if language == "vi" else " (no interval can be given)"
        low, high = say_number(self.low, language), say_number(self.high, language)
        return f" (khoảng tin cậy 95 %: {low} đến {high})" if language == "vi" else f" (95 % interval {low} to {high})"


def assess(panel: Panel, criterion: Criterion, *, touched: Collection[str] = ()) -> Assessment:
    """The effect by the method that fits, and whether it meets the criterion.

    ``touched`` names places that something like the pilot reached too.

    Raises:
        InputError: too few comparison places for any estimate; the extra ``stats`` is not installed.
    """
    about = about_panel(panel, touched)
    if len(panel.starts) == 1:
        single = synthetic(panel)
        verdict = judge(criterion, single.low, single.high)
        about += about_synthetic(single) + about_interval(
            verdict == "cannot_tell", criterion.smallest, single.low, single.high
        )
        return Assessment(
            criterion,
            "synthetic",
            None,
            None,
            single,
            single.effect,
            single.low,
            single.high,
            single.p_value,
            verdict,
            about,
        )
    several, events = differences(panel), event_study(panel)
    found = several.estimate
    verdict = judge(criterion, found.low, found.high)
    about += about_differences(several, events) + about_interval(
        verdict == "cannot_tell", criterion.smallest, found.low, found.high
    )
    return Assessment(
        criterion,
        "differences",
        several,
        events,
        None,
        found.effect,
        found.low,
        found.high,
        found.p_value,
        verdict,
        about,
    )


def judge(criterion: Criterion, low: float | None, high: float | None) -> Verdict:
    """Met when the whole interval reaches the smallest effect, not met when all of it falls short of that."""
    if low is None or high is None:
        return "cannot_tell"
    least, most = (low, high) if criterion.direction == "up" else (-high, -low)
    if least >= criterion.smallest:
        return "met"
    return "not_met" if most < criterion.smallest else "cannot_tell"
