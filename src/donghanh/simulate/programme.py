"""The tasks of a simulated programme: what each promise is split into, who does it, how far it came by a given day.

Plain values, the same for the same seed; whoever stores them decides how (the demo by the application's own actions,
the benchmark by bulk). Every date of history lies before the day asked for, so that nothing happened in the future.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

PERIOD_DAYS = {"monthly": 30, "quarterly": 91, "half_yearly": 182, "yearly": 365}
"""About one period of a task that recurs."""
WAITS = (
    "Chờ Bộ Khoa học và Công nghệ hướng dẫn tiêu chuẩn kỹ thuật",
    "Chờ Sở Tài chính thẩm định kinh phí",
    "Chờ UBND tỉnh phê duyệt danh mục",
    "Chờ đối tác cung cấp thiết bị",
)
WORDS = (
    "Đã triển khai đúng kế hoạch, còn phần tổng hợp.",
    "Đã hoàn thành khảo sát, đang xử lý số liệu.",
    "Đã làm việc với các đơn vị phối hợp, thống nhất cách làm.",
    "Đang thực hiện, tiến độ chậm do thiếu nhân lực.",
)
RETURNS = (
    "Minh chứng chưa nêu số lượng theo sản phẩm đã giao; bổ sung biên bản nghiệm thu.",
    "Văn bản kèm theo là dự thảo, chưa phải văn bản đã ký.",
)


@dataclass(frozen=True)
class Stage:
    """One step of a promise; ``by`` is owner, partner or office; ``money`` a range in million đồng."""

    title: str
    product: str
    by: str
    days: int
    money: tuple[int, int] | None = None
    recurs: str = ""
    kept_up: bool = False


@dataclass(frozen=True)
class Promise:
    """A commitment to be split; ``communes`` is the task every commune gets, or empty."""

    title: str
    owner: str
    partner: str
    stages: tuple[Stage, ...]
    starts_on: date
    ends_on: date
    communes: str = ""
    product: str = ""


@dataclass(frozen=True)
class SimReport:
    """A report; a claim may be ``accepted``, ``returned`` or still waiting (``verdict`` empty)."""

    written_on: date
    text: str
    is_claim: bool = False
    number: str = ""
    verdict: str = ""
    judged_on: date | None = None
    reason: str = ""


@dataclass(frozen=True)
class SimTask:
    """A task of the promise with that index, and all that happened to it; money in đồng."""

    promise: int
    title: str
    product: str
    lead: str
    together_with: tuple[str, ...]
    starts_on: date
    due_on: date
    recurrence: str = ""
    is_kept_up: bool = False
    is_given_to_all: bool = False
    """One of the tasks that every commune got."""
    follows: int | None = None
    """Index in the list of tasks of the one that must be delivered before."""
    planned: int | None = None
    spent: int | None = None
    reports: tuple[SimReport, ...] = ()
    waits_for: str = ""
    waits_since: date | None = None
    dropped: str = ""
    asks_until: date | None = None
    """A later due date that was asked for and not answered yet."""


def simulate_programme(
    promises: Sequence[Promise], *, communes: Sequence[str], office: str, tasks: int, on: date, seed: int
) -> list[SimTask]:
    """Exactly ``tasks`` tasks, the promises served in turn, as they stand on that day.

    First every stage of every promise, then the tasks of the communes, then further rounds of stages until the number
    is reached; with fewer asked for, the later ones are left out.
    """
    made: list[SimTask] = []
    for drawn in _planned(promises, communes, office, seed):
        if len(made) == tasks:
            break
        made.append(_lived(drawn, random.Random(f"{seed}/{len(made)}"), on))
    return made


def _planned(promises: Sequence[Promise], communes: Sequence[str], office: str, seed: int) -> Iterator[SimTask]:
    count = 0
    for index, promise in enumerate(promises):
        steps = list(_stages(index, promise, office, count, 1, seed))
        count += len(steps)
        yield from steps
    for index, promise in enumerate(promises):
        if promise.communes:
            yield from (_of_commune(index, promise, one, seed) for one in communes)
            count += len(communes)
    wave = 2
    while promises:
        for index, promise in enumerate(promises):
            steps = list(_stages(index, promise, office, count, wave, seed))
            count += len(steps)
            yield from steps
        wave += 1


def _stages(index: int, promise: Promise, office: str, first: int, wave: int, seed: int) -> Iterator[SimTask]:
    chance = random.Random(f"{seed}/stages/{index}/{wave}")
    room = max((promise.ends_on - promise.starts_on).days - 400, 30)
    day = promise.starts_on + timedelta(days=chance.randrange(0, min(room, 240)) + (wave - 1) * 150 % room)
    for number, stage in enumerate(promise.stages):
        days = max(14, round(stage.days * chance.uniform(0.8, 1.3)))
        due = min(day + timedelta(days=days), promise.ends_on)
        lead = {"owner": promise.owner, "partner": promise.partner, "office": office}[stage.by]
        others = tuple(sorted({promise.owner, promise.partner} - {lead}))
        phase = f", giai đoạn {wave}" if wave > 1 else ""
        yield SimTask(
            promise=index,
            title=f"{stage.title}: {_lower(promise.title)}{phase}"[:300],
            product=stage.product,
            lead=lead,
            together_with=others,
            starts_on=min(day, due),
            due_on=due,
            recurrence=stage.recurs,
            is_kept_up=stage.kept_up,
            follows=first + number - 1 if number else None,
            planned=chance.randrange(*stage.money) * 1_000_000 if stage.money else None,
        )
        day = min(due + timedelta(days=1), promise.ends_on)


def _of_commune(index: int, promise: Promise, commune: str, seed: int) -> SimTask:
    common = random.Random(f"{seed}/communes/{index}")  # one date for all: it is one task given to every commune
    start = promise.starts_on + timedelta(days=common.randrange(30, 400))
    due = min(start + timedelta(days=common.randrange(90, 300)), promise.ends_on)
    return SimTask(
        promise=index,
        title=promise.communes,
        product=promise.product or f"Báo cáo kết quả: {_lower(promise.communes)}",
        lead=commune,
        together_with=(),
        starts_on=start,
        due_on=due,
        is_given_to_all=True,
    )


def _lived(task: SimTask, chance: random.Random, on: date) -> SimTask:
    """The task with what happened to it before ``on``; what lies ahead has no history."""
    if task.starts_on >= on:
        return task
    drawn = chance.random()
    changes = _past(task, chance, drawn, on) if task.due_on < on else _running(task, chance, drawn, on)
    if task.planned is not None and any(one.verdict == "accepted" for one in changes.get("reports", ())):
        changes["spent"] = round(task.planned * chance.uniform(0.85, 1.0), -6)
    return SimTask(**{**task.__dict__, **changes})


def _past(task: SimTask, chance: random.Random, drawn: float, on: date) -> dict[str, Any]:
    if task.recurrence:
        return {"reports": (_report(chance, task, on, 1), _claim(chance, task, on, "accepted"))}
    if drawn < 0.80:
        return {"reports": (*_reports(chance, task, on), _claim(chance, task, on, "accepted"))}
    if drawn < 0.86:
        return {"reports": (*_reports(chance, task, on), _claim(chance, task, on, ""))}
    if drawn < 0.90:
        return {"reports": (_claim(chance, task, on, "returned"),)}
    if drawn < 0.94:
        return {"reports": _reports(chance, task, on)}
    if drawn < 0.96:
        return {"waits_for": chance.choice(WAITS), "waits_since": _between(chance, task.starts_on, on)}
    if drawn < 0.98:
        return {"dropped": "Gộp vào nhiệm vụ khác theo kết luận của Ban Chỉ đạo."}
    return {}


def _running(task: SimTask, chance: random.Random, drawn: float, on: date) -> dict[str, Any]:
    if drawn < 0.50:
        return {"reports": _reports(chance, task, on)}
    if drawn < 0.60:
        return {"reports": (_report(chance, task, on, 1), _claim(chance, task, on, "accepted"))}
    if drawn < 0.66:
        return {"reports": (_claim(chance, task, on, ""),)}
    if drawn < 0.69:
        return {"reports": (_claim(chance, task, on, "returned"),)}
    if drawn < 0.73:
        return {"waits_for": chance.choice(WAITS), "waits_since": _between(chance, task.starts_on, on)}
    if drawn < 0.75:
        return {"reports": _reports(chance, task, on), "asks_until": task.due_on + timedelta(days=60)}
    return {}


def _between(chance: random.Random, first: date, last: date) -> date:
    return first + timedelta(days=chance.randrange(max((last - first).days, 1)))


def _reports(chance: random.Random, task: SimTask, on: date) -> tuple[SimReport, ...]:
    many = chance.choice((1, 1, 2))
    return tuple(sorted((_report(chance, task, on, n) for n in range(many)), key=lambda one: one.written_on))


def _report(chance: random.Random, task: SimTask, on: date, number: int) -> SimReport:
    last = min(task.due_on, on)
    middle = task.starts_on + (last - task.starts_on) / 2
    return SimReport(_between(chance, task.starts_on, middle), WORDS[(number + chance.randrange(4)) % len(WORDS)])


def _claim(chance: random.Random, task: SimTask, on: date, verdict: str) -> SimReport:
    last = min(task.due_on + timedelta(days=20), on)
    middle = task.starts_on + (last - task.starts_on) / 2
    written = _between(chance, middle, last)
    judged = _between(chance, written, min(written + timedelta(days=15), on)) if verdict else None
    return SimReport(
        written,
        "Sản phẩm đã hoàn thành, đề nghị xác minh.",
        is_claim=True,
        number=f"{chance.randrange(10, 900)}/BC-{written.year}",
        verdict=verdict,
        judged_on=judged,
        reason=chance.choice(RETURNS) if verdict == "returned" else "",
    )


def _lower(words: str) -> str:
    return words[:1].lower() + words[1:]
