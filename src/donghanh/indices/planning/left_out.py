"""Why a task is not in the plan: the one thing that would have to change least."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from donghanh.indices.planning.aim import Aim
from donghanh.indices.planning.model import Starts
from donghanh.indices.planning.tasks import Candidate
from donghanh.text import say_number

Reason = Literal["time", "excluded", "needs", "level", "step", "money", "effort", "starts"]


@dataclass(frozen=True)
class LeftOut:
    """A task that was not chosen."""

    task: Candidate
    reason: Reason
    vi: str
    en: str
    gain: float = 0.0
    """What it would add to the aim beside the plan, if nothing else stood against it."""
    year: int | None = None
    """The year in which least is lacking."""
    short: float = 0.0
    """How much is lacking there: million đồng, people-months or starts."""


def left_out(aim: Aim, starts: Starts) -> tuple[LeftOut, ...]:
    """The tasks not chosen, each with its cheapest reason, those that would add most first."""
    value = aim.value(starts)
    found = [_why(aim, starts, task, value) for task in aim.candidates.tasks if task.code not in starts]
    return tuple(sorted(found, key=lambda one: (-one.gain, one.task.code)))


def _why(aim: Aim, starts: Starts, task: Candidate, value: float) -> LeftOut:
    window = aim.candidates.windows[task.code]
    if not window:
        vi = "không năm nào trong kế hoạch kịp: tác động đến sau hạn, sau kỳ chấm điểm hoặc không có tác động"
        en = "no year of the plan is in time: it would count after its deadline or the assessments, or changes nothing"
        return LeftOut(task, "time", vi, en)
    against = aim.excluding(starts, task.code)
    if against:
        shown = ", ".join(against)
        return LeftOut(task, "excluded", f"loại trừ với {shown} đã chọn", f"excluded by {shown}, which is chosen")
    gains = {year: aim.value({**starts, task.code: year}) - value for year in window}
    ready = [year for year in window if not aim.missing(starts, task.code, year)]
    most = max(gains.values())
    if not ready:
        lacking = ", ".join(aim.missing(starts, task.code, window[-1]))
        return LeftOut(task, "needs", f"cần {lacking} trước", f"needs {lacking} first", max(0.0, most))
    if most <= 1e-9 * max(1.0, abs(value)):
        return _adds_nothing(aim, starts, task)
    return _lacks(aim, starts, task, {year: gains[year] for year in ready})


def _adds_nothing(aim: Aim, starts: Starts, task: Candidate) -> LeftOut:
    inputs = aim.inputs(starts, aim.candidates.limits.span[-1])
    for change in task.changes:
        course = aim.gains[change.item, change.role]
        here = inputs.get((change.item, change.role), course.today)
        ahead = [y for x, y in zip(course.x, course.y, strict=True) if (x - here) * change.likely > 0]
        if any(y > course(here) for y in ahead):
            vi = f"một mình chưa đưa {change.item} đến mức điểm kế tiếp"
            return LeftOut(task, "step", vi, f"alone it does not take {change.item} to its next points")
    items = ", ".join(sorted({change.item for change in task.changes}))
    if not items:
        return LeftOut(task, "level", "không nhiệm vụ nào được chọn cần đến", "no task that is chosen needs it")
    return LeftOut(task, "level", f"không thêm được điểm nào ở {items} nữa", f"it wins no more in {items}")


def _lacks(aim: Aim, starts: Starts, task: Candidate, gains: dict[int, float]) -> LeftOut:
    helping = [year for year, gain in gains.items() if gain > 0] or list(gains)
    year = min(helping, key=lambda one: (aim.short(starts, task.code, one), one))
    money, effort, count = aim.short(starts, task.code, year)
    told, gain = aim.candidates.limits.first_year + year, max(0.0, gains[year])
    if money:
        vi = f"năm {told} thiếu {say_number(money)} triệu đồng"
        en = f"{say_number(money, 'en')} million đồng short in {told}"
        return LeftOut(task, "money", vi, en, gain, told, money)
    if effort:
        vi = f"năm {told} thiếu {say_number(effort)} người-tháng"
        en = f"{say_number(effort, 'en')} people-months short in {told}"
        return LeftOut(task, "effort", vi, en, gain, told, effort)
    vi, en = f"năm {told} đã đủ số nhiệm vụ được bắt đầu", f"no more tasks may start in {told}"
    return LeftOut(task, "starts", vi, en, gain, told, float(count))
