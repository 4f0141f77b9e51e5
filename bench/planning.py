"""The plan: 500 candidate tasks over five years for an index of a hundred items, under money, hands and order."""

from __future__ import annotations

import statistics
import time
from collections.abc import Iterator
from typing import Any

import numpy as np
from pydantic import TypeAdapter

from bench.measuring import Row
from donghanh.indices.planning.aim import Aim
from donghanh.indices.planning.course import Course, Key, course_of
from donghanh.indices.planning.model import Options, solve, write
from donghanh.indices.planning.tasks import Candidates, read_candidates
from donghanh.indices.rules import AnyRule, Rule

TASKS, ITEMS, YEARS = 500, 100, 5
RULE: TypeAdapter[Rule] = TypeAdapter(AnyRule)


def items(random: np.random.Generator) -> Iterator[tuple[Key, Course, float]]:
    """A fifth each: ratios, counts of what goes wrong, steps, targets with a floor, targets of all or nothing.

    Each with its course and the sign in which its input should move. Inputs are percentages.
    """
    for place in range(ITEMS):
        maximum, today = float(random.integers(4, 21)), round(float(random.uniform(10, 70)), 1)
        levels = np.round(np.sort(random.uniform(15, 95, int(random.integers(2, 6)))))
        points = np.round(np.sort(random.uniform(0, maximum, len(levels))), 2)
        target = round(float(random.uniform(60, 95)))
        rungs = [{"at_least": at, "points": won} for at, won in zip(np.unique(levels), points, strict=False)]
        rule: dict[str, Any] = (
            {"kind": "ratio"},
            {"kind": "complement"},
            {"kind": "steps", "steps": rungs},
            {"kind": "threshold", "target": target, "below": "proportional", "floor": round(target / 2)},
            {"kind": "threshold", "target": target, "below": "zero"},
        )[place % 5]
        role = "numerator" if place % 5 < 2 else "value"
        values = {role: today} | ({"denominator": 100.0} if place % 5 < 2 else {})
        course = course_of(RULE.validate_python(rule), role, values, maximum, {}, today - 400, today + 400)
        yield (f"i{place}", role), course, -1.0 if place % 5 == 1 else 1.0


def question(seed: int, years: str, share: float) -> tuple[Candidates, dict[Key, Course]]:
    """Tasks with invented costs, times and effects; money for ``share`` of them all, hands for two fifths."""
    random = np.random.default_rng(seed)
    known = list(items(random))
    tasks = []
    for place in range(TASKS):
        changes = []
        for one in sorted(random.choice(ITEMS, 1 + (random.random() < 0.3), replace=False)):
            (item, role), _, sign = known[one]
            likely = sign * round(float(random.uniform(3, 30)), 1)
            changes.append({"item": item, "role": role, "low": likely / 2, "likely": likely, "high": likely * 1.3})
        earliest = 2026 + int(random.integers(0, 3)) if random.random() < 0.3 else None
        deadline = 2028 + int(random.integers(0, 3)) if random.random() < 0.3 else None
        tasks.append(
            {
                "code": f"t{place}",
                "name": f"T{place}",
                "cost": round(float(random.lognormal(6.5, 0.8))),
                "effort": float(random.integers(1, 37)),
                "lead_months": float(random.integers(1, 31)),
                "earliest": earliest,
                "deadline": deadline,
                "needs": [f"t{random.integers(0, place)}"] if place and random.random() < 0.2 else [],
                "changes": changes,
            }
        )
    cost, effort = (sum(task[key] for task in tasks) for key in ("cost", "effort"))
    limits = {
        "first_year": 2026,
        "budgets": [round(cost * share / YEARS)] * YEARS,
        "efforts": [round(effort * 0.4 / YEARS)] * YEARS,
        "years": years,
    }
    return read_candidates({"limits": limits, "tasks": tasks}), {key: course for key, course, _ in known}


def rows(scale: str) -> list[Row]:
    """Seconds until the gap is 0.1 %, and the gap after five seconds, over several seeds."""
    seeds = range(10 if scale == "full" else 3)
    found: list[Row] = []
    for years, share, told in (
        ("last", 0.2, "last year's index, money for 20 %"),
        ("last", 0.1, "last year's index, money for 10 %"),
        ("last", 0.05, "last year's index, money for 5 %"),
        ("sum", 0.2, "all five years' index added up, money for 20 %"),
        ("sum", 0.1, "all five years' index added up, money for 10 %"),
    ):
        taken, gaps = [], []
        for seed in seeds:
            asked, courses = question(seed, years, share)
            began = time.perf_counter()
            solved = solve(write(asked, courses), Options(gap=0.001, seconds=5.0))
            value = Aim(asked, courses).value(Aim(asked, courses).tidied(solved.starts))
            taken.append(time.perf_counter() - began)
            gaps.append(max(0.0, solved.bound / value - 1) * 100)
        what = f"plan of {TASKS} tasks × {YEARS} years, {ITEMS} items: {told}, {len(taken)} seeds"
        speed = f"median {statistics.median(taken):.1f} s, worst {max(taken):.1f} s"
        reached = f"gap median {statistics.median(gaps):.3f} %, worst {max(gaps):.3f} %"
        found.append((what, f"{speed}; {reached}", "mark: gap ≤ 0.1 % in < 5 s"))
    return found
