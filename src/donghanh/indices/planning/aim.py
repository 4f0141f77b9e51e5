"""What a choice of tasks gives: the inputs it leads to year by year, the aim, and what it spends."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from donghanh.indices.planning.course import Course, Evaluate, Key
from donghanh.indices.planning.model import Starts
from donghanh.indices.planning.tasks import Candidates

Level = Literal["low", "likely", "high"]


@dataclass(frozen=True)
class Aim:
    """A planning question with its courses in the measure of the headline."""

    candidates: Candidates
    gains: Mapping[Key, Course]

    @cached_property
    def _today(self) -> Mapping[Key, float]:
        return {key: course(course.today) for key, course in self.gains.items()}

    def inputs(self, starts: Starts, year: int, level: Level = "likely") -> dict[Key, float]:
        """The inputs that differ from today's at the assessment of ``year``, held within the range of their course.

        Rounded to 12 digits, so that 0.1 + 0.7 reaches 0.8.
        """
        added: dict[Key, list[float]] = {}
        for code, start in starts.items():
            task = self.candidates.by_code[code]
            if start + task.lag <= year:
                for change in task.changes:
                    added.setdefault((change.item, change.role), []).append(getattr(change, level))
        return {key: self._held(key, math.fsum([self.gains[key].today, *amounts])) for key, amounts in added.items()}

    def _held(self, key: Key, value: float) -> float:
        course = self.gains[key]
        return min(max(float(f"{value:.12g}"), course.x[0]), course.x[-1])

    def value(self, starts: Starts) -> float:
        """The aim by the courses: each counted year's gain over today, times its weight, added up."""
        total = []
        for year, weight in enumerate(self.candidates.limits.counted):
            if weight > 0:
                inputs = self.inputs(starts, year)
                total += [weight * (self.gains[key](value) - self._today[key]) for key, value in inputs.items()]
        return math.fsum(total)

    def exact(self, starts: Starts, evaluate: Evaluate, today: float) -> float:
        """The same by the index itself; ``today`` is its headline value as things stand."""
        counted = self.candidates.limits.counted
        return math.fsum(
            weight * (evaluate(self.inputs(starts, year)) - today) for year, weight in enumerate(counted) if weight > 0
        )

    def spent(self, starts: Starts, year: int) -> tuple[float, float, int]:
        """Million đồng, people-months and number of tasks that start in ``year``."""
        tasks = [self.candidates.by_code[code] for code, start in starts.items() if start == year]
        return math.fsum(task.cost for task in tasks), math.fsum(task.effort for task in tasks), len(tasks)

    def short(self, starts: Starts, code: str, year: int) -> tuple[float, float, int]:
        """What money, people-months and starts lack for ``code`` to start in ``year`` beside the others."""
        limits, task = self.candidates.limits, self.candidates.by_code[code]
        money, effort, count = self.spent(starts, year)
        lacking = money + task.cost - limits.budgets[year]
        if limits.total_budget is not None:
            all_years = math.fsum(self.spent(starts, one)[0] for one in limits.span)
            lacking = max(lacking, all_years + task.cost - limits.total_budget)
        lack_effort = effort + task.effort - limits.efforts[year] if limits.efforts is not None else 0.0
        lack_starts = count + 1 - limits.starts[year] if limits.starts is not None else 0
        return _above(lacking), _above(lack_effort), max(0, lack_starts)

    def needing(self, starts: Starts, code: str) -> tuple[str, ...]:
        """``code`` and the chosen tasks that need it, also through others."""
        found = [code]
        for one in found:
            found += [other for other in starts if other not in found and one in self.candidates.by_code[other].needs]
        return tuple(found)

    def missing(self, starts: Starts, code: str, year: int) -> tuple[str, ...]:
        """The prerequisites of ``code`` that do not count by the end of ``year``."""
        needs = self.candidates.by_code[code].needs
        late = self.candidates.limits.span[-1] + 1
        return tuple(need for need in needs if starts.get(need, late) + self.candidates.by_code[need].lag > year)

    def excluding(self, starts: Starts, code: str) -> tuple[str, ...]:
        """The chosen tasks beside which ``code`` may not stand."""
        mine = self.candidates.by_code[code].excludes
        return tuple(one for one in starts if one in mine or code in self.candidates.by_code[one].excludes)

    def tidied(self, starts: Starts) -> dict[str, int]:
        """The choice without tasks that add nothing, dearest first, and with those that still fit and add something."""
        kept = dict(starts)
        value = self.value(kept)
        for code in sorted(starts, key=lambda one: (-self.candidates.by_code[one].cost, one)):
            without = {one: year for one, year in kept.items() if one != code}
            if len(self.needing(kept, code)) == 1 and self.value(without) >= value - 1e-12:
                kept, value = without, self.value(without)
        for task in sorted(self.candidates.tasks, key=lambda one: (one.cost, one.code)):
            for year in self.candidates.windows[task.code]:
                fits = not any(self.short(kept, task.code, year)) and not self.missing(kept, task.code, year)
                if task.code in kept or not fits or self.excluding(kept, task.code):
                    continue
                more = self.value({**kept, task.code: year})
                if more > value + 1e-9 * max(1.0, abs(value)):
                    kept, value = {**kept, task.code: year}, more
        return _by_year(kept)

    def forward(self, starts: Starts) -> dict[str, int]:
        """The same tasks, each as early as the limits allow, those that lose most per million đồng first.

        Where only the last assessment counts, plans that start a task early or late are worth the same; a province
        would rather begin. The aim never falls by it.
        """
        kept, value = dict(starts), self.value(starts)
        order = sorted(kept, key=lambda code: (-self._loss_by_cost(starts, code, value), code))
        moved = True
        while moved:  # what moved may make room for, or be needed by, another
            moved = False
            for code in order:
                others = {one: year for one, year in kept.items() if one != code}
                for year in self.candidates.windows[code]:
                    if year >= kept[code]:
                        break
                    if any(self.short(others, code, year)) or self.missing(others, code, year):
                        continue
                    earlier = self.value({**others, code: year})
                    if earlier >= value:
                        kept[code], value, moved = year, earlier, True
                        break
        return _by_year(kept)

    def _loss_by_cost(self, starts: Starts, code: str, value: float) -> float:
        """What the aim loses without the task and those that need it, for each million đồng of its own."""
        dropped, cost = self.needing(starts, code), self.candidates.by_code[code].cost
        loss = value - self.value({one: year for one, year in starts.items() if one not in dropped})
        return loss / cost if cost > 0 else math.inf


def _by_year(starts: Starts) -> dict[str, int]:
    return dict(sorted(starts.items(), key=lambda one: (one[1], one[0])))


def _above(amount: float) -> float:
    """The amount if it is more than the rounding of a sum."""
    return amount if amount > 1e-6 else 0.0
