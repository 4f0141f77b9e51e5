"""Where two agreements promise the same: the same product, or the same area by the same unit at the same time.

What stands in many commitments of one agreement (the partner itself, "biên bản nghiệm thu") tells none of them apart
and is left out: otherwise half of all pairs would be suspected.

Commitments are compared by their folded words, tasks by the set of them; the cost grows with the number of commitments
squared (some hundreds a province) and of distinct products, the number of queries with nothing.
"""

from __future__ import annotations

import functools
import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import date
from itertools import combinations

from django.db.models import Max, Min, QuerySet

from donghanh.text import fold
from donghanh.web.programme.models import Agreement, Commitment, Task
from donghanh.web.programme.querysets.agreements import in_effect

ALIKE = 0.8
"""Share of the shorter text's words that the other must hold to be called the same product."""
FEWEST = 4
"""Words two texts must share: fewer say little ("hệ thống", "báo cáo")."""
COMMON = 3
"""What more commitments of one agreement name is common: a task's product, or a unit that a third of them name too."""
_EMPTY = frozenset(
    ["cua", "va", "cac", "cho", "ve", "tai", "theo", "voi", "den", "tren", "trong", "la", "tinh", "trien", "khai"]
)


@dataclass
class Side:
    """What of one commitment is compared."""

    commitment: Commitment
    units: dict[int, str]
    """Its owners and whoever leads or shares its tasks: short names by key."""
    tasks: dict[frozenset[str], list[tuple[int, str, str]]]
    """Its tasks that were not dropped by the words of their product: key, code and title."""
    first: date | None
    last: date | None
    words: frozenset[str] = field(init=False)
    promised: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        self.promised = _words(self.commitment.text)
        self.words = _words(self.commitment.product) or self.promised


@dataclass(frozen=True)
class Overlap:
    """Two commitments of two agreements, and why they are suspected of being the same."""

    one: Commitment
    other: Commitment
    products: tuple[str, ...]
    """The two products, or where only the promises are alike their texts; empty where both differ."""
    tasks: tuple[tuple[tuple[int, str, str], tuple[int, str, str]], ...]
    """Pairs of tasks with the same product."""
    areas: tuple[str, ...]
    units: tuple[str, ...]
    period: tuple[int, int] | None
    """The years both run."""

    @property
    def weight(self) -> int:
        """How many things agree; the heaviest stands first."""
        return 2 * bool(self.products) + 2 * bool(self.tasks) + bool(self.areas) + bool(self.units)


def overlaps(agreements: QuerySet[Agreement]) -> list[Overlap]:
    """The overlaps between the running or negotiated ones of these agreements, in a fixed number of queries."""
    live = agreements.filter(state__in=(*Agreement.BEFORE_SIGNING, *Agreement.RUNNING))
    sides = _sides(live)
    by_agreement: dict[int, list[Side]] = defaultdict(list)
    for side in sides:
        by_agreement[side.commitment.agreement_id].append(side)
    for several in by_agreement.values():
        _leave_out_common(several)
    found = [
        overlap
        for here, there in combinations(by_agreement.values(), 2)
        if here[0].commitment.agreement.province_id == there[0].commitment.agreement.province_id
        for one in here
        for other in there
        if (overlap := _compared(one, other)) is not None
    ]
    return sorted(found, key=lambda pair: (-pair.weight, pair.one.agreement_id, pair.one.number, pair.other.number))


def _sides(agreements: QuerySet[Agreement]) -> list[Side]:
    chosen = in_effect(Commitment.objects.filter(agreement__in=agreements, carried_to=None))
    commitments = chosen.select_related("agreement", "province_owner", "partner_owner").order_by("agreement", "number")
    tasks = Task.objects.filter(commitment__in=chosen).exclude(state=Task.State.DROPPED)
    sides = {
        one.pk: Side(
            one,
            {unit.pk: unit.short_name for unit in (one.province_owner, one.partner_owner) if unit},
            defaultdict(list),
            None,
            one.due_on,
        )
        for one in commitments
    }
    # One row for each product of a commitment: a task given to every commune is looked at once.
    products = tasks.order_by().values_list("commitment", "product")
    rows = list(products.annotate(first=Min("starts_on"), last=Max("due_on"), key=Min("pk")).order_by("key"))
    kept = Task.objects.filter(pk__in=[row[-1] for row in rows]).order_by()
    named = {one[0]: one for one in kept.values_list("pk", "code", "title")}
    for commitment, product, starts_on, due_on, key in rows:
        side = sides[commitment]
        side.tasks[_words(product)].append(named[key])
        side.first = min(filter(None, (side.first, starts_on)), default=None)
        side.last = max(filter(None, (side.last, due_on)), default=None)
    for key, unit, name in tasks.order_by().values_list("commitment", "lead", "lead__short_name").distinct():
        sides[key].units[unit] = name
    shared = Task.co_organisations.through.objects.filter(task__in=tasks)
    names = ("task__commitment", "organisation", "organisation__short_name")
    for key, unit, name in shared.values_list(*names).distinct():
        sides[key].units[unit] = name
    return list(sides.values())


def _leave_out_common(sides: list[Side]) -> None:
    units = Counter(unit for side in sides for unit in side.units)
    products = Counter(words for side in sides for words in side.tasks)
    often = max(COMMON, len(sides) / 3)
    for side in sides:
        side.units = {unit: name for unit, name in side.units.items() if units[unit] <= often}
        side.tasks = {words: tasks for words, tasks in side.tasks.items() if products[words] <= COMMON}


def _compared(one: Side, other: Side) -> Overlap | None:
    period = _years(one, other)
    if period is None:
        return None
    same, same_promise = _alike(one.words, other.words), _alike(one.promised, other.promised)
    tasks = tuple(
        (one.tasks[words][0], other.tasks[words][0])
        for words in one.tasks.keys() & other.tasks.keys()
        if len(words) >= FEWEST
    )
    areas = tuple(code for code in one.commitment.areas if code in other.commitment.areas)
    units = tuple(sorted(one.units[key] for key in one.units.keys() & other.units.keys()))
    products: tuple[str, ...] = ()
    if same:
        products = (one.commitment.product or one.commitment.text, other.commitment.product or other.commitment.text)
    elif same_promise:
        products = (one.commitment.text, other.commitment.text)
    if not (products or tasks or (areas and units)):
        return None
    return Overlap(one.commitment, other.commitment, products, tasks, areas, units, period)


def _years(one: Side, other: Side) -> tuple[int, int] | None:
    """The years both run; an open end runs on."""
    starts, ends = zip(_span(one), _span(other), strict=True)
    first, last = max(starts), min(ends)
    return (first, last) if first <= last else None


def _span(side: Side) -> tuple[int, int]:
    agreement = side.commitment.agreement
    first = side.first.year if side.first else agreement.start_year or 0
    last = side.last.year if side.last else agreement.end_year or 9999
    return first, max(first, last)


def _alike(one: frozenset[str], other: frozenset[str]) -> bool:
    shared = len(one & other)
    return shared >= FEWEST and shared >= ALIKE * min(len(one), len(other))


@functools.lru_cache(maxsize=20_000)
def _words(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", fold(text))) - _EMPTY
