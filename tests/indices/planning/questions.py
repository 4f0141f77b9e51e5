"""Small planning questions for the tests of the plan's files, and every plan there is, by exhaustion."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator, Mapping

from donghanh.indices.planning.course import Course, Evaluate, Key
from donghanh.indices.planning.tasks import Candidates, read_candidates

A, B = ("a", "value"), ("b", "value")
LINE = Course(0.0, (0.0, 10.0), (0.0, 10.0))
"""One point each, up to ten."""
STEP = Course(0.0, (0.0, 5.0, 5.0, 10.0), (0.0, 0.0, 10.0, 10.0))
"""Ten points from five on."""


def task(code: str, cost: float = 1, change: float = 1, item: str = "a", **more: object) -> dict[str, object]:
    """A task with one change, equally sure at all levels."""
    told = {"item": item, "low": change, "likely": change, "high": change}
    return {"code": code, "name": code.upper(), "cost": cost, "changes": [told], **more}


def question(*tasks: dict[str, object], budgets: tuple[float, ...] = (10,), **more: object) -> Candidates:
    """A planning question from 2026 on."""
    return read_candidates({"limits": {"first_year": 2026, "budgets": budgets, **more}, "tasks": list(tasks)})


def adding(courses: Mapping[Key, Course], worths: Mapping[Key, float] | None = None) -> Evaluate:
    """A headline that adds up items, each times its worth."""
    by = worths or {}
    today = {key: course.today for key, course in courses.items()}
    return lambda inputs: math.fsum(
        by.get(key, 1.0) * courses[key](value) for key, value in {**today, **inputs}.items()
    )


def every_plan(asked: Candidates) -> Iterator[dict[str, int]]:
    """All choices of tasks and years that keep the limits, told apart from the solver's way of writing them."""
    years = range(len(asked.limits.budgets))
    codes = [one.code for one in asked.tasks]
    for picked in itertools.product([None, *years], repeat=len(codes)):
        starts = {code: year for code, year in zip(codes, picked, strict=True) if year is not None}
        if keeps(asked, starts):
            yield starts


def keeps(asked: Candidates, starts: dict[str, int]) -> bool:
    """Whether the choice keeps every limit, said apart from the engine's own way of asking."""
    limits, late = asked.limits, 99
    for code, start in starts.items():
        one = asked.by_code[code]
        lag = max(0, math.ceil(one.lead_months / 12) - 1)
        calendar = limits.first_year + start
        if one.earliest is not None and calendar < one.earliest:
            return False
        if one.deadline is not None and calendar + lag > one.deadline:
            return False
        if any(starts.get(need, late) + asked.by_code[need].lag > start for need in one.needs):
            return False
        if any(other in starts for other in one.excludes):
            return False
    for year, budget in enumerate(limits.budgets):
        now = [asked.by_code[code] for code, start in starts.items() if start == year]
        if math.fsum(one.cost for one in now) > budget + 1e-9:
            return False
        if limits.efforts is not None and math.fsum(one.effort for one in now) > limits.efforts[year] + 1e-9:
            return False
        if limits.starts is not None and len(now) > limits.starts[year]:
            return False
    total = math.fsum(asked.by_code[code].cost for code in starts)
    return limits.total_budget is None or total <= limits.total_budget + 1e-9
