"""A plan: which candidate tasks to start in which year so that the index gains most within money, hands and time.

``tasks`` says what is asked, ``course`` what inputs are worth, ``model`` finds the
choice, and this file tells it: scores by year from the index itself, what each task is worth at the
margin, what another million would bring, and why the others were left out.
"""

from __future__ import annotations

import math
import time
from collections.abc import Mapping
from dataclasses import dataclass, replace

from donghanh.errors import InputError
from donghanh.indices.planning.aim import Aim
from donghanh.indices.planning.course import Course, Evaluate, Key, worth
from donghanh.indices.planning.left_out import LeftOut, left_out
from donghanh.indices.planning.model import Options, Solved, Starts, prices, solve, write
from donghanh.indices.planning.tasks import Candidate, Candidates, reaches
from donghanh.text import nearest

SHARES = (0.5, 0.75, 1.0, 1.25, 1.5)
"""The shares of the budgets whose best gains are told as the frontier."""


@dataclass(frozen=True)
class Chosen:
    """A task of the plan."""

    task: Candidate
    year: int
    """In which it starts."""
    counts: int
    """The first year whose assessment sees its effect."""
    loss: float
    """What the aim loses if it alone is dropped, with the tasks ``along`` that need it."""
    along: tuple[str, ...]


@dataclass(frozen=True)
class Year:
    """What a year of the plan spends and reaches."""

    year: int
    cost: float
    budget: float
    effort: float
    efforts: float | None
    """People-months there are; None where they are not limited."""
    starts: int
    low: float
    """Headline value at the year's assessment if every task has its weakest effect."""
    likely: float
    high: float
    price: float
    """Aim that one more million đồng in this year would add, were tasks divisible: the dual of the relaxation."""


@dataclass(frozen=True)
class Point:
    """The best gain at a share of all budgets."""

    share: float
    budget: float
    gain: float
    bound: float


@dataclass(frozen=True)
class Plan:
    """A plan and how good it is proven to be."""

    today: float
    """Headline value as things stand."""
    chosen: tuple[Chosen, ...]
    years: tuple[Year, ...]
    gain: float
    """The aim as the index itself scores the plan: each counted year's gain over today, times its weight."""
    modelled: float
    """The aim as the solver saw it, and ``bound``, which no plan exceeds there."""
    bound: float
    seconds: float
    nodes: int
    total_price: float | None
    """Aim per million đồng of the total budget, where one is set."""
    frontier: tuple[Point, ...]
    left_out: tuple[LeftOut, ...]

    @property
    def gap(self) -> float:
        """Share by which another plan may at most be better, as the solver saw it."""
        if self.modelled <= 0:
            return 0.0 if self.optimal else math.inf
        return max(0.0, self.bound - self.modelled) / self.modelled

    @property
    def optimal(self) -> bool:
        """Whether no plan is better: proven, to within a millionth."""
        return self.bound - self.modelled <= 1e-6 * max(abs(self.modelled), 1e-9)

    @property
    def exact(self) -> bool:
        """Whether the index scores the plan as the solver saw it; if not, optimality holds for today's slopes only."""
        return abs(self.gain - self.modelled) <= 1e-6 * max(abs(self.gain), 1e-9)


def plan(
    candidates: Candidates,
    courses: Mapping[Key, Course],
    evaluate: Evaluate,
    options: Options | None = None,
    *,
    shares: tuple[float, ...] = SHARES,
) -> Plan:
    """The best plan found within ``options``.

    ``courses`` gives the points of every driven input (over ``reaches``), ``evaluate`` the headline value with some
    inputs replaced. Points are turned into headline points by the slopes of the headline today, which is exact where
    it adds up or averages; the gain told is always scored by ``evaluate``.

    Raises:
        InputError: a task changes an input for which there is no course.
    """
    began = time.perf_counter()
    options = options or Options()
    aim = Aim(candidates, _gains(candidates, courses, evaluate))
    programme = write(candidates, aim.gains)
    solved = solve(programme, options)
    starts = aim.forward(aim.tidied(solved.starts))
    today = evaluate({})
    gain = aim.exact(starts, evaluate, today)
    modelled = aim.value(starts)
    dual = prices(programme, options)
    return Plan(
        today=today,
        chosen=_chosen(aim, starts, evaluate, today, gain),
        years=_years(aim, starts, evaluate, dual),
        gain=gain,
        modelled=modelled,
        bound=max(solved.bound, modelled),
        seconds=time.perf_counter() - began,
        nodes=solved.nodes,
        total_price=dual[-1] if candidates.limits.total_budget is not None else None,
        frontier=_frontier(aim, solved, options, shares),
        left_out=left_out(aim, starts),
    )


def _gains(candidates: Candidates, courses: Mapping[Key, Course], evaluate: Evaluate) -> dict[Key, Course]:
    gains = {}
    for task in candidates.tasks:
        for change in task.changes:
            key = change.item, change.role
            if key not in courses:
                vi, en = nearest(".".join(key), [".".join(one) for one in courses])
                raise InputError(
                    "plan.input",
                    vi=f"nhiệm vụ “{task.code}” tác động đến “{change.item}.{change.role}”, không có đầu vào này; {vi}",
                    en=f"the task “{task.code}” changes “{change.item}.{change.role}”, which is no input; {en}",
                )
    for key in reaches(candidates):
        gains[key] = courses[key].times(max(0.0, worth(courses[key], key, evaluate)))
    return gains


def _chosen(aim: Aim, starts: Starts, evaluate: Evaluate, today: float, gain: float) -> tuple[Chosen, ...]:
    first, found = aim.candidates.limits.first_year, []
    for code, start in starts.items():
        dropped = aim.needing(starts, code)
        kept = {one: year for one, year in starts.items() if one not in dropped}
        task = aim.candidates.by_code[code]
        loss = gain - aim.exact(kept, evaluate, today)
        found.append(Chosen(task, first + start, first + start + task.lag, loss, dropped[1:]))
    return tuple(found)


def _years(aim: Aim, starts: Starts, evaluate: Evaluate, dual: tuple[float, ...]) -> tuple[Year, ...]:
    limits, found = aim.candidates.limits, []
    for year in limits.span:
        cost, effort, count = aim.spent(starts, year)
        low, likely, high = (evaluate(aim.inputs(starts, year, level)) for level in ("low", "likely", "high"))
        hands = limits.efforts[year] if limits.efforts is not None else None
        told, money = limits.first_year + year, limits.budgets[year]
        found.append(Year(told, cost, money, effort, hands, count, low, likely, high, dual[year]))
    return tuple(found)


def _frontier(aim: Aim, solved: Solved, options: Options, shares: tuple[float, ...]) -> tuple[Point, ...]:
    """Best gains by the model; what less money wins, more money wins too, whatever the solver's gap."""
    points, best, limits = [], 0.0, aim.candidates.limits
    if options.frontier_seconds is not None:
        options = replace(options, seconds=options.frontier_seconds)
    for share in sorted(shares):
        total = limits.total_budget
        scaled = limits.model_copy(
            update={
                "budgets": tuple(one * share for one in limits.budgets),
                "total_budget": None if total is None else total * share,
            }
        )
        question = Candidates(limits=scaled, tasks=aim.candidates.tasks)
        found = solved if share == 1.0 else solve(write(question, aim.gains), options)
        best = max(best, Aim(question, aim.gains).value(Aim(question, aim.gains).tidied(found.starts)))
        money = min(math.fsum(scaled.budgets), math.inf if scaled.total_budget is None else scaled.total_budget)
        points.append(Point(share, money, best, max(best, found.bound)))
    return tuple(points)
