"""The plan as an integer programme, solved by HiGHS.

A task is one column for each year it may start in: *started by the end of that year* (0 or 1, never
falling), so a year's start is a difference and a prerequisite is a plain ``≤``. What an item wins is
laid along its course: stretches in which the course is concave are plain columns, and one 0/1 column
opens each next stretch once the one before it is used up (the incremental form, whose relaxation is
the concave hull of the course). An item whose course is concave in reach needs no 0/1 column of its own.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import pairwise

import highspy
import numpy as np

from donghanh.indices.planning.course import Course, Key
from donghanh.indices.planning.tasks import Candidates

Starts = Mapping[str, int]
"""The tasks chosen, with the year (position) in which each starts."""
_OBJECTIVE = 1000.0
"""What all gains together are scaled to, so that the solver's absolute tolerances mean the same for every index."""


@dataclass(frozen=True)
class Options:
    """How long and how exactly the solver works. One thread and a fixed seed: the same question, the same plan."""

    gap: float = 0.001
    """It stops when no plan can be better by more than this share; 0 for a proven optimum."""
    seconds: float = 30.0
    """It stops after this time with the best plan found; only then may two runs differ."""
    frontier_seconds: float | None = None
    """The same for each other point of the frontier; as long as for the plan itself where nothing is said."""


@dataclass(frozen=True)
class Solved:
    """What the solver found."""

    starts: Starts
    value: float
    """The aim as the model has it."""
    bound: float
    """No plan has more, as the model has it."""
    nodes: int


@dataclass
class _Rows:
    """A programme being written: columns with bounds and worth, rows as sparse terms."""

    worth: list[float] = field(default_factory=list)
    upper: list[float] = field(default_factory=list)
    whole: list[bool] = field(default_factory=list)
    low: list[float] = field(default_factory=list)
    high: list[float] = field(default_factory=list)
    starts: list[int] = field(default_factory=lambda: [0])
    index: list[int] = field(default_factory=list)
    value: list[float] = field(default_factory=list)
    offset: float = 0.0

    def column(self, worth: float, upper: float, *, whole: bool) -> int:
        self.worth.append(worth)
        self.upper.append(upper)
        self.whole.append(whole)
        return len(self.worth) - 1

    def row(self, terms: Iterable[tuple[int, float]], low: float = -math.inf, high: float = math.inf) -> int:
        together: dict[int, float] = {}
        for column, factor in terms:
            together[column] = together.get(column, 0.0) + factor
        for column, factor in together.items():
            if factor:
                self.index.append(column)
                self.value.append(factor)
        self.starts.append(len(self.index))
        self.low.append(low)
        self.high.append(high)
        return len(self.low) - 1


@dataclass
class Programme:
    """The written programme of one planning question."""

    candidates: Candidates
    rows: _Rows
    by: Mapping[tuple[str, int], int]
    """Column of “task started by the end of year”."""
    money: tuple[int, ...]
    """Rows of the yearly budgets and, last, of the total if there is one."""
    scale: float
    """Aim in the model ÷ aim."""


def write(candidates: Candidates, gains: Mapping[Key, Course]) -> Programme:
    """The programme; ``gains`` are the courses in the measure of the headline."""
    rows = _Rows()
    windows = candidates.windows
    by = {(code, year): rows.column(0.0, 1.0, whole=True) for code, window in windows.items() for year in window}
    for code, window in windows.items():
        for year in window[1:]:
            rows.row([(by[code, year - 1], 1.0), (by[code, year], -1.0)], high=0.0)
    _write_order(candidates, rows, by)
    money = _write_limits(candidates, rows, by)
    reach = sum(max(course.y) - min(course.y) for course in gains.values()) * sum(candidates.limits.counted)
    scale = _OBJECTIVE / reach if reach > 0 else 1.0
    for key, course in gains.items():
        for year, weight in enumerate(candidates.limits.counted):
            if weight > 0:
                _write_gain(rows, course.times(weight * scale), _done(candidates, by, key, year))
    return Programme(candidates, rows, by, money, scale)


def _write_order(candidates: Candidates, rows: _Rows, by: Mapping[tuple[str, int], int]) -> None:
    windows = candidates.windows
    for task in candidates.tasks:
        window = windows[task.code]
        for need in task.needs:
            before = windows[need]
            for year in window:
                in_time = min(year - candidates.by_code[need].lag, before[-1])
                if year == window[-1] or in_time < before[-1]:
                    rows.row([(by[task.code, year], 1.0), (by[need, in_time], -1.0)], high=0.0)
        for other in task.excludes:
            if window and windows[other]:
                rows.row([(by[task.code, window[-1]], 1.0), (by[other, windows[other][-1]], 1.0)], high=1.0)


def _write_limits(candidates: Candidates, rows: _Rows, by: Mapping[tuple[str, int], int]) -> tuple[int, ...]:
    limits = candidates.limits

    def started(year: int, of: Mapping[str, float]) -> list[tuple[int, float]]:
        can = {code: amount for code, amount in of.items() if (code, year) in by}
        before = [(by[code, year - 1], -amount) for code, amount in can.items() if (code, year - 1) in by]
        return [(by[code, year], amount) for code, amount in can.items()] + before

    costs = {task.code: task.cost for task in candidates.tasks}
    efforts = {task.code: task.effort for task in candidates.tasks}
    money = [rows.row(started(year, costs), high=limits.budgets[year]) for year in limits.span]
    if limits.total_budget is not None:
        ends = [(by[code, window[-1]], costs[code]) for code, window in candidates.windows.items() if window]
        money.append(rows.row(ends, high=limits.total_budget))
    for year in limits.span:
        if limits.efforts is not None:
            rows.row(started(year, efforts), high=limits.efforts[year])
        if limits.starts is not None:
            rows.row(started(year, dict.fromkeys(costs, 1.0)), high=limits.starts[year])
    return tuple(money)


def _done(candidates: Candidates, by: Mapping[tuple[str, int], int], key: Key, year: int) -> list[tuple[int, float]]:
    """What each task adds to the input by the assessment of ``year``, as terms."""
    terms = []
    for task in candidates.tasks:
        window = candidates.windows[task.code]
        seen = min(year - task.lag, window[-1]) if window else -1
        if window and seen >= window.start:
            terms += [(by[task.code, seen], one.likely) for one in task.changes if (one.item, one.role) == key]
    return terms


@dataclass(frozen=True)
class Stretch:
    """A part of a course in which it is concave: its pieces as (length, slope), and the jump up to where it begins."""

    jump: float
    pieces: tuple[tuple[float, float], ...]

    @property
    def length(self) -> float:
        """How much of the input it takes."""
        return math.fsum(length for length, _ in self.pieces)

    @property
    def gain(self) -> float:
        """What it adds from its beginning to its end."""
        return math.fsum(length * slope for length, slope in self.pieces)


def stretches(course: Course, low: float, high: float) -> tuple[Stretch, ...]:
    """The course from ``low`` to ``high``, cut where it jumps or bends upwards."""
    inner = [(x, y) for x, y in zip(course.x, course.y, strict=True) if low < x < high]
    first = [(x, y) for x, y in zip(course.x, course.y, strict=True) if x == low][-1:] or [(low, course(low))]
    if len(first) == 1 and course(low) > first[0][1]:
        first = [(low, course(low)), *first]
    last = [(x, y) for x, y in zip(course.x, course.y, strict=True) if x == high] or [(high, course(high))]
    found, jump, pieces = [], 0.0, [(0.0, math.inf)]
    for (x, y), (next_x, next_y) in pairwise([*first, *inner, *last]):
        if next_x == x:
            found.append(Stretch(jump, tuple(pieces[1:])))
            jump, pieces = next_y - y, [(0.0, math.inf)]
            continue
        slope = (next_y - y) / (next_x - x)
        if slope > pieces[-1][1] + 1e-12:
            found.append(Stretch(jump, tuple(pieces[1:])))
            jump, pieces = 0.0, [(0.0, math.inf)]
        pieces.append((next_x - x, slope))
    return (*found, Stretch(jump, tuple(pieces[1:])))


def _write_gain(rows: _Rows, course: Course, done: list[tuple[int, float]]) -> None:
    """What one item wins, along its course, from what is done; adds to the offset what it has before anything is."""
    today = course(course.today)
    if all(after <= before for before, after in pairwise(course.y)):  # less is better: read it backwards, so it rises
        course = Course(-course.today, tuple(-x for x in reversed(course.x)), tuple(reversed(course.y)))
        done = [(column, -amount) for column, amount in done]
    rises = all(after >= before for before, after in pairwise(course.y))
    low = course.today + math.fsum(min(0.0, amount) for _, amount in done)
    high = course.today + math.fsum(max(0.0, amount) for _, amount in done)
    rows.offset += course(low) - today
    if rises:  # what lies beyond the last rise counts for nothing
        high = min(high, next(x for x, y in zip(course.x, course.y, strict=True) if y == course.y[-1]))
    if high <= low:
        return
    parts = stretches(course, low, high)
    opened, used = _write_stretches(rows, parts, high - low, rises=rises)
    _carry(rows, done, used, high - low, rises=rises)
    if rises:  # what must be done to open each stretch; says no more than the row before, but more tightly
        needed = 0.0
        for column, part in zip(opened, parts, strict=False):
            needed += part.length
            if needed > 0:
                _carry(rows, done, [(column, 1.0)], needed, rises=True)


def _carry(
    rows: _Rows, done: list[tuple[int, float]], used: list[tuple[int, float]], span: float, *, rises: bool
) -> None:
    """What is done, counted from the lowest input that can be reached, carries what is used: shares of ``span``.

    Where more never harms, a task that does more than ``span`` does as much as ``span``.
    """
    most = 1.0 if rises else math.inf
    shares = [(column, min(most, max(-most, amount / span))) for column, amount in done]
    start = math.fsum(-min(0.0, share) for _, share in shares)
    terms = [*shares, *((column, -factor) for column, factor in used)]
    rows.row(terms, low=-start, high=math.inf if rises else -start)


def _write_stretches(
    rows: _Rows, parts: tuple[Stretch, ...], span: float, *, rises: bool
) -> tuple[list[int], list[tuple[int, float]]]:
    """Columns that open the second and later stretches; what all use of the input, as terms in shares of ``span``."""
    opened = [rows.column(before.gain + part.jump, 1.0, whole=True) for before, part in pairwise(parts)]
    used = [(column, part.length / span) for column, part in zip(opened, parts, strict=False)]
    for before, after in pairwise(opened):
        rows.row([(after, 1.0), (before, -1.0)], high=0.0)
    for place, part in enumerate(parts):
        for length, slope in part.pieces:
            if slope == 0.0 and rises:
                continue
            share = length / span
            amount = rows.column(slope * span, share, whole=False)
            used.append((amount, 1.0))
            # only between the opening of this stretch and that of the next; by then all of it is in the next's worth
            held = [(amount, 1.0)]
            held += [(opened[place - 1], -share)] if place else []
            held += [(opened[place], share)] if place < len(opened) else []
            if len(held) > 1:
                rows.row(held, high=0.0 if place else share)
    return opened, used


def solve(programme: Programme, options: Options) -> Solved:
    """The best plan the solver finds."""
    solver = _solver(programme.rows, options)
    solver.run()
    info = solver.getInfo()

    def aim(value: float) -> float:
        return (value + programme.rows.offset) / programme.scale

    if info.primal_solution_status != highspy.SolutionStatus.kSolutionStatusFeasible:  # the time was too short
        return Solved({}, 0.0, aim(info.mip_dual_bound), info.mip_node_count)
    values = solver.getSolution().col_value
    starts = {}
    for code, window in programme.candidates.windows.items():
        year = next((year for year in window if values[programme.by[code, year]] > 0.5), None)
        if year is not None:
            starts[code] = year
    return Solved(starts, aim(info.objective_function_value), aim(info.mip_dual_bound), info.mip_node_count)


def prices(programme: Programme, options: Options) -> tuple[float, ...]:
    """Aim that one more million đồng would add in each year (and in total, last, where a total is set).

    The dual values of the budgets in the relaxation, where tasks and steps may be taken in part: the price at the
    margin, not what the next whole task brings.
    """
    solver = _solver(programme.rows, options, relaxed=True)
    solver.run()
    duals = solver.getSolution().row_dual
    return tuple(abs(duals[row]) / programme.scale for row in programme.money)


def _solver(rows: _Rows, options: Options, *, relaxed: bool = False) -> highspy.Highs:
    lp = highspy.HighsLp()
    lp.num_col_, lp.num_row_ = len(rows.worth), len(rows.low)
    lp.sense_ = highspy.ObjSense.kMaximize
    lp.col_cost_ = np.array(rows.worth)
    lp.col_lower_, lp.col_upper_ = np.zeros(len(rows.worth)), np.array(rows.upper)
    lp.row_lower_, lp.row_upper_ = np.array(rows.low), np.array(rows.high)
    lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    lp.a_matrix_.start_ = np.array(rows.starts, dtype=np.int32)
    lp.a_matrix_.index_ = np.array(rows.index, dtype=np.int32)
    lp.a_matrix_.value_ = np.array(rows.value)
    if not relaxed:
        kinds = (highspy.HighsVarType.kContinuous, highspy.HighsVarType.kInteger)
        lp.integrality_ = [kinds[one] for one in rows.whole]
    solver = highspy.Highs()
    for name, value in {
        "output_flag": False,
        "threads": 1,
        "random_seed": 0,
        "time_limit": options.seconds,
        "mip_rel_gap": options.gap,
        "mip_abs_gap": 1e-6,
    }.items():
        solver.setOptionValue(name, value)
    solver.passModel(lp)
    return solver
