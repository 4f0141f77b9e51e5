"""Dates that depend on each other: plain arithmetic on spans and links, without a database."""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True)
class Span:
    """From the first day of a task to its due date; without a first day only the due date is known."""

    starts_on: date | None
    due_on: date

    @property
    def first(self) -> date:
        """The day that must not come before what the task waits for."""
        return self.starts_on or self.due_on

    def later(self, days: int) -> Span:
        """The same length, that many days later (earlier when negative)."""
        shift = timedelta(days=days)
        return Span(self.starts_on and self.starts_on + shift, self.due_on + shift)


@dataclass(frozen=True)
class Link:
    """``after`` begins at the earliest the day after ``before`` is due, plus ``lag_days``; tasks by their key."""

    before: int
    after: int
    lag_days: int = 0


def earliest(link: Link, spans: Mapping[int, Span]) -> date:
    """The first day on which ``after`` may begin."""
    return spans[link.before].due_on + timedelta(days=1 + link.lag_days)


def days_too_early(link: Link, spans: Mapping[int, Span]) -> int:
    """By how many days ``after`` would begin too early; 0: the dates agree."""
    return max(0, (earliest(link, spans) - spans[link.after].first).days)


def chain(links: Iterable[Link], start: int, goal: int) -> list[int]:
    """The shortest way from ``start`` to ``goal`` along the links, both ends included; empty: there is none."""
    following: dict[int, list[int]] = {}
    for link in links:
        following.setdefault(link.before, []).append(link.after)
    came_from = {start: start}
    waiting = deque([start])
    while waiting:
        here = waiting.popleft()
        if here == goal:
            way = [goal]
            while way[-1] != start:
                way.append(came_from[way[-1]])
            return way[::-1]
        for there in following.get(here, ()):
            if there not in came_from:
                came_from[there] = here
                waiting.append(there)
    return []


def carried(
    spans: Mapping[int, Span], links: Collection[Link], moved: int, *, movable: Collection[int]
) -> dict[int, Span]:
    """Where the followers of ``moved`` must go so that none begins too early: each as little later as it can be,
    its length kept. ``spans`` already holds the new span of ``moved``; the links have no cycle.
    """
    new = dict(spans)
    following: dict[int, list[Link]] = {}
    for link in links:
        following.setdefault(link.before, []).append(link)
    waiting = deque([moved])
    while waiting:
        for link in following.get(waiting.popleft(), ()):
            days = days_too_early(link, new)
            if days and link.after in movable and link.after != moved:
                new[link.after] = new[link.after].later(days)
                waiting.append(link.after)
    return {key: span for key, span in new.items() if span != spans[key]}
