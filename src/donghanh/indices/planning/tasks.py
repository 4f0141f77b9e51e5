"""What a plan chooses from: candidate tasks with costs, times and effects, and the limits they must keep.

Both are read from one file (``limits:`` and ``tasks:``), so everything that contradicts itself is
said at its line by whoever reads the file; :func:`read_candidates` says it of plain data.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from donghanh.errors import DefinitionError, InputError
from donghanh.indices.definition import Code
from donghanh.text import nearest

YEARS_MOST = 5


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False)


class Change(_Part):
    """What a task adds to one input of an item, in the input's own measure; may be negative."""

    item: Code
    role: str = "value"
    low: float
    """The weakest effect to be reckoned with; of an input that should fall, the smallest fall."""
    likely: float
    high: float
    """The strongest effect to be reckoned with."""

    @model_validator(mode="after")
    def _likely_lies_between(self) -> Change:
        if not min(self.low, self.high) <= self.likely <= max(self.low, self.high):
            raise DefinitionError(
                vi=f"“{self.item}”: mức dự kiến {self.likely:g} phải nằm giữa {self.low:g} và {self.high:g}",
                en=f"“{self.item}”: the likely change {self.likely:g} must lie between {self.low:g} and {self.high:g}",
            )
        return self


class Candidate(_Part):
    """A task that may be started once, in one of the plan's years."""

    code: Code
    name: str = Field(min_length=1)
    cost: float = Field(ge=0)
    """Million đồng, all of it in the year the task starts."""
    effort: float = Field(default=0, ge=0)
    """People-months, all of them in the year the task starts."""
    lead_months: float = Field(default=0, ge=0)
    """From the start of the year in which the task starts until its effect counts."""
    earliest: int | None = None
    """First year in which it may start."""
    deadline: int | None = None
    """Last year by whose end its effect must count."""
    needs: tuple[Code, ...] = ()
    """Tasks whose effect must count by the end of the year in which this one starts."""
    excludes: tuple[Code, ...] = ()
    """Tasks of which none may be chosen beside this one; said on either side."""
    changes: tuple[Change, ...] = ()

    @property
    def lag(self) -> int:
        """Years between its start and the first year whose assessment sees its effect (0: the same year)."""
        return max(0, math.ceil(self.lead_months / 12) - 1)

    @model_validator(mode="after")
    def _times_agree(self) -> Candidate:
        if self.earliest is not None and self.deadline is not None and self.deadline < self.earliest:
            raise DefinitionError(
                vi=f"nhiệm vụ “{self.code}”: hạn {self.deadline} trước năm bắt đầu sớm nhất {self.earliest}",
                en=f"the task “{self.code}”: deadline {self.deadline} before earliest start {self.earliest}; mend one",
            )
        return self


class Limits(_Part):
    """The years of a plan and what each of them can bear."""

    first_year: int
    budgets: tuple[float, ...] = Field(min_length=1, max_length=YEARS_MOST)
    """Million đồng a year; their number is the number of years. What is left over is not carried on."""
    total_budget: float | None = Field(default=None, ge=0)
    """Million đồng over all years, where it is less than the years together."""
    efforts: tuple[float, ...] | None = None
    """People-months a year."""
    starts: tuple[int, ...] | None = None
    """How many tasks may start each year."""
    years: Literal["last", "sum"] = "last"
    """Which assessments count: the last year's, or all of them added up."""
    weights: tuple[float, ...] | None = None
    """With ``sum``: what each year's gain counts; equal (1) where none are given."""

    @property
    def span(self) -> range:
        """The years, as positions from 0."""
        return range(len(self.budgets))

    @property
    def counted(self) -> tuple[float, ...]:
        """What each year's gain counts in the aim."""
        if self.years == "sum":
            return self.weights or (1.0,) * len(self.budgets)
        return (*(0.0,) * (len(self.budgets) - 1), 1.0)

    @model_validator(mode="after")
    def _years_agree(self) -> Limits:
        for key in ("efforts", "starts", "weights"):
            given = getattr(self, key)
            if given is not None and len(given) != len(self.budgets):
                raise DefinitionError(
                    vi=f"“budgets” có {len(self.budgets)} năm nhưng “{key}” có {len(given)}; hãy ghi đủ mỗi năm một số",
                    en=f"“budgets” has {len(self.budgets)} years but “{key}” has {len(given)}; write one number a year",
                )
        for key in ("budgets", "efforts", "starts", "weights"):
            for number in getattr(self, key) or ():
                if number < 0:
                    raise DefinitionError(
                        vi=f"“{key}”: {number:g} không được âm", en=f"“{key}”: {number:g} must not be negative"
                    )
        if self.weights is not None and (self.years == "last" or not any(self.weights)):
            raise DefinitionError(
                vi="“weights” chỉ đi với “years: sum” và phải có năm lớn hơn 0",
                en="“weights” goes with “years: sum” only, and some year must count more than 0",
            )
        return self


class Candidates(_Part):
    """A planning question: the limits and the tasks to choose from."""

    limits: Limits
    tasks: tuple[Candidate, ...] = Field(min_length=1)

    @cached_property
    def by_code(self) -> Mapping[str, Candidate]:
        """The tasks by code."""
        return {task.code: task for task in self.tasks}

    @cached_property
    def windows(self) -> Mapping[str, range]:
        """The years (positions) in which each task can start, keep its times and its prerequisites', and still count.

        Empty where there is none: what would count too late helps no assessment, nor any task that needs it.
        """
        found: dict[str, range] = {}
        zero, last = self.limits.first_year, self.limits.span[-1]
        order = tuple(_in_order(self.tasks))
        for code in order:
            task = self.by_code[code]
            first = max(0, (task.earliest if task.earliest is not None else zero) - zero)
            end = last if task.deadline is None else min(last, task.deadline - zero - task.lag)
            for need in task.needs:
                before = found[need]
                first = max(first, before.start + self.by_code[need].lag if before else last + 1)
            found[code] = range(first, max(first, end + 1))
        assessed = max(year for year, weight in enumerate(self.limits.counted) if weight > 0)
        helps = {code: assessed if self.by_code[code].changes else -1 for code in order}
        for code in reversed(order):
            window = found[code]
            window = found[code] = range(
                window.start, max(window.start, min(window.stop, helps[code] - self.by_code[code].lag + 1))
            )
            for need in self.by_code[code].needs if window else ():
                helps[need] = max(helps[need], window[-1])
        return found

    @model_validator(mode="after")
    def _codes_agree(self) -> Candidates:
        for problem in _problems(self.tasks):
            raise problem
        return self


def _problems(tasks: tuple[Candidate, ...]) -> Iterator[DefinitionError]:
    codes = [task.code for task in tasks]
    for code in codes:
        if codes.count(code) > 1:
            yield DefinitionError(
                vi=f"mã nhiệm vụ “{code}” dùng hai lần; mỗi nhiệm vụ một mã",
                en=f"the task code “{code}” stands twice; give each task its own",
            )
    for task in tasks:
        for other in (*task.needs, *task.excludes):
            if other not in codes:
                vi, en = nearest(other, codes)
                yield DefinitionError(
                    vi=f"nhiệm vụ “{task.code}” nhắc đến “{other}” nhưng không có nhiệm vụ này; {vi}",
                    en=f"the task “{task.code}” names “{other}”, which does not exist; {en}",
                )
            elif other == task.code or (other in task.needs and other in task.excludes):
                yield DefinitionError(
                    vi=f"nhiệm vụ “{task.code}” vừa cần vừa loại trừ “{other}”, hoặc nhắc đến chính nó",
                    en=f"the task “{task.code}” both needs and excludes “{other}”, or names itself",
                )
    chain = _cycle(tasks)
    if chain:
        shown = " → ".join(chain)
        yield DefinitionError(
            vi=f"các nhiệm vụ chờ lẫn nhau thành vòng: {shown}; hãy bỏ một điều kiện “needs”",
            en=f"the tasks wait for each other in a circle: {shown}; drop one of the “needs”",
        )


def _cycle(tasks: tuple[Candidate, ...]) -> tuple[str, ...]:
    ordered = set(_in_order(tasks))
    left = {task.code: task for task in tasks if task.code not in ordered}
    if not left:
        return ()
    path = [min(left)]
    while path.count(path[-1]) == 1:
        path.append(next(need for need in left[path[-1]].needs if need in left))
    return tuple(path[path.index(path[-1]) :])


def _in_order(tasks: tuple[Candidate, ...]) -> Iterator[str]:
    """Codes with every task after what it needs; tasks on or behind a circle do not come up."""
    waiting = {task.code: set(task.needs) for task in tasks}
    behind: dict[str, list[str]] = {}
    for task in tasks:
        for need in set(task.needs):
            behind.setdefault(need, []).append(task.code)
    ready = [code for code, needs in waiting.items() if not needs]
    for code in ready:
        yield code
        for other in behind.get(code, ()):
            waiting[other].discard(code)
            if not waiting[other]:
                ready.append(other)


def reaches(candidates: Candidates) -> dict[tuple[str, str], tuple[float, float]]:
    """How far all tasks together can lower (≤ 0) and raise (≥ 0) each input (item, role): the range of its course."""
    falls: dict[tuple[str, str], list[float]] = {}
    rises: dict[tuple[str, str], list[float]] = {}
    for task in candidates.tasks:
        for change in task.changes:
            amounts = (change.low, change.likely, change.high)
            falls.setdefault((change.item, change.role), []).append(min(0.0, *amounts))
            rises.setdefault((change.item, change.role), []).append(max(0.0, *amounts))
    return {key: (math.fsum(falls[key]), math.fsum(rises[key])) for key in falls}


def read_candidates(data: Mapping[str, Any]) -> Candidates:
    """The planning question in plain data (keys ``limits`` and ``tasks``).

    Raises:
        InputError: the first thing that is wrong with it, named by where it stands.
    """
    try:
        return Candidates.model_validate(data)
    except ValidationError as error:
        one = error.errors(include_url=False)[0]
        where = ".".join(str(step) for step in one["loc"])
        cause = one.get("ctx", {}).get("error")
        if isinstance(cause, DefinitionError):
            raise InputError("plan.candidates", vi=cause.vi, en=cause.en) from error
        raise InputError(
            "plan.candidates",
            vi=f"“{where}” = “{one['input']}” không hợp lệ: {one['msg']}",
            en=f"“{where}” = “{one['input']}” is not valid: {one['msg']}",
        ) from error
