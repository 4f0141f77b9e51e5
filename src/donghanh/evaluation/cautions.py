"""What weakens an estimate, each with a code and words that say the figure and what to do."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from donghanh.evaluation.differences import Differences
from donghanh.evaluation.event_study import EventStudy
from donghanh.evaluation.panel import Panel, named
from donghanh.evaluation.synthetic import DONORS_FOR_AN_INTERVAL, Synthetic
from donghanh.text import say_number

FEWEST_TREATED = 3
FEWEST_PLACES = 12
"""Below these two, coverage of the interval was not measured."""
FEWEST_BEFORE = 3
"""Periods before the start from which the paths before it can be compared at all."""
FEWEST_BEFORE_ALONE = 8
"""The same for one place, whose synthetic control fits a short past by accident."""
MISSING_SHARE = 0.05
LEVEL = 0.05
POOR_FIT = 2.0
"""How many times worse than the donors' usual the treated place may be fitted."""
HOPELESS = 20
"""So many times the effect that matters: the width itself says nothing any more."""


@dataclass(frozen=True, slots=True)
class Words:
    """The same words in both languages."""

    vi: str
    en: str

    def say(self, language: str) -> str:
        """The words in ``language`` (``vi`` or anything else for English)."""
        return self.vi if language.startswith("vi") else self.en


@dataclass(frozen=True, slots=True)
class Caution:
    """A stable code and what it says."""

    code: str
    words: Words


def about_panel(panel: Panel, touched: Collection[str]) -> tuple[Caution, ...]:
    """Values missing, comparison places reached by something like the pilot."""
    found = []
    if (share := panel.missing_share) > MISSING_SHARE:
        percent = say_number(100 * share, decimals=1)
        vi = f"Thiếu {percent} % giá trị; nếu thiếu không ngẫu nhiên thì kết quả lệch. Hãy bổ sung."
        en = f"{share:.1%} of the values are missing; unless by chance, that biases the result. Complete them."
        found.append(_caution("missing", vi, en))
    if also := set(touched) & set(panel.comparisons):
        vi = f"Đối chứng cũng chịu tác động tương tự: {named(also)}. Ước tính bị lệch; hãy chọn nơi khác."
        en = f"Comparison places were touched too: {named(also)}. The estimate is off; choose other places."
        found.append(_caution("touched", vi, en))
    return tuple(found)


def about_differences(several: Differences, events: EventStudy) -> tuple[Caution, ...]:
    """Too few places or periods, other paths before the start."""
    found = []
    count = several.treated + several.comparisons
    if several.treated < FEWEST_TREATED or count < FEWEST_PLACES:
        vi = (
            f"Quá ít địa bàn: {several.treated} thí điểm trong {count}; nên có từ {FEWEST_TREATED} trong "
            f"{FEWEST_PLACES}. Khoảng tin cậy kém chắc chắn."
        )
        en = (
            f"Too few places: {several.treated} treated of {count}; at least {FEWEST_TREATED} of {FEWEST_PLACES} are "
            "wanted. The interval is less sure."
        )
        found.append(_caution("few_places", vi, en))
    found += _few_before(several.periods_before, FEWEST_BEFORE)
    if events.before is not None and events.before.p_value < LEVEL:
        p = events.before.p_value
        vi = (
            f"Trước thí điểm hai nhóm đã khác xu hướng (p = {say_number(p, decimals=3)}); khác biệt có thể có từ trước."
        )
        en = f"The groups were on other paths before (p = {p:.3f}). Their difference later may not be the pilot's."
        found.append(_caution("paths_differ", vi, en))
    return tuple(found)


def about_synthetic(single: Synthetic) -> tuple[Caution, ...]:
    """Too few donors or periods, donors that had to be left out, a poor fit before the start."""
    found = []
    if single.low is None:
        vi = f"Chỉ {single.donors} địa bàn đối chứng; cần từ {DONORS_FOR_AN_INTERVAL} mới có khoảng tin cậy 95 %."
        en = f"Only {single.donors} comparison places; a 95 % interval wants {DONORS_FOR_AN_INTERVAL}."
        found.append(_caution("few_places", vi, en))
    found += _few_before(single.periods_before, FEWEST_BEFORE_ALONE)
    if single.left_out:
        vi = f"Không dùng được {named(single.left_out)} vì thiếu giá trị. Hãy bổ sung."
        en = f"Left out for missing values: {named(single.left_out)}. Complete them."
        found.append(_caution("left_out", vi, en))
    if single.before > POOR_FIT * single.usual_before:
        vi = (
            f"Đối chứng tổng hợp khớp kém trước thí điểm: sai lệch {say_number(single.before)}, "
            f"nơi khác thường là {say_number(single.usual_before)}. Không nơi nào đủ giống địa bàn này."
        )
        en = (
            f"The synthetic control fits poorly before the start: off by {say_number(single.before, 'en')}, usually "
            f"{say_number(single.usual_before, 'en')}. No comparison place is alike enough."
        )
        found.append(_caution("poor_fit", vi, en))
    return tuple(found)


def about_interval(undecided: bool, smallest: float, low: float | None, high: float | None) -> tuple[Caution, ...]:
    """Where nothing could be decided: an interval wider than the effect that matters."""
    if not undecided or low is None or high is None or high - low <= smallest:
        return ()
    width = high - low
    if width > HOPELESS * smallest:
        vi = (
            f"Khoảng tin cậy rộng hơn {HOPELESS} lần mức tác động cần thấy ({say_number(smallest)}) nên chưa kết luận "
            "được gì. Cần thêm địa bàn đối chứng hoặc thêm kỳ trước thí điểm."
        )
        en = (
            f"The interval is more than {HOPELESS} times as wide as the effect that matters "
            f"({say_number(smallest, 'en')}): too wide to tell anything. More comparison places or more periods before "
            "the start are wanted."
        )
        return (_caution("wide", vi, en),)
    shown = float(f"{width:.3g}")
    vi = (
        f"Khoảng tin cậy rộng {say_number(shown)}, hơn mức tác động cần thấy ({say_number(smallest)}). "
        "Cần thêm địa bàn hoặc thêm kỳ."
    )
    en = (
        f"The interval is {say_number(shown, 'en')} wide, more than the effect that matters "
        f"({say_number(smallest, 'en')}). More places or periods are wanted."
    )
    return (_caution("wide", vi, en),)


def _few_before(count: int, wanted: int) -> list[Caution]:
    if count >= wanted:
        return []
    vi = f"Chỉ {count} kỳ trước thí điểm, nên có từ {wanted}. Chưa rõ các nơi có cùng xu hướng từ trước không."
    en = f"Only {count} periods before the start, {wanted} are wanted. Whether paths were alike before is not known."
    return [_caution("few_before", vi, en)]


def _caution(code: str, vi: str, en: str) -> Caution:
    return Caution(code, Words(vi, en))
