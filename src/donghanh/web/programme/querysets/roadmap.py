"""Named questions about plans: what depends on what, what a year holds, which tasks a chart shows."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Sum

from donghanh.web.organisations.models import Organisation, User
from donghanh.web.programme.models import Agreement, BudgetLine, Commitment, Dependency, Task
from donghanh.web.programme.querysets.sight import visible_tasks
from donghanh.web.programme.querysets.tasks import DELIVERED, of_organisation
from donghanh.web.programme.schedule import Link, Span


def links(agreement: Agreement | int) -> list[Link]:
    """All dependencies between tasks of an agreement."""
    rows = Dependency.objects.filter(after__commitment__agreement=agreement)
    return [Link(*row) for row in rows.values_list("before", "after", "lag_days")]


def binding_links(agreement: Agreement | int) -> list[Link]:
    """Dependencies that still bind: what is waited for is not delivered, and neither task was dropped."""
    rows = Dependency.objects.filter(after__commitment__agreement=agreement)
    rows = rows.exclude(before__state__in=(*DELIVERED, Task.State.DROPPED)).exclude(after__state=Task.State.DROPPED)
    return [Link(*row) for row in rows.values_list("before", "after", "lag_days")]


def spans(keys: Iterable[int]) -> dict[int, Span]:
    """The dates of these tasks."""
    rows = Task.objects.filter(pk__in=set(keys)).values_list("pk", "starts_on", "due_on")
    return {pk: Span(starts_on, due_on) for pk, starts_on, due_on in rows}


def by_code(agreement: Agreement, code: str) -> Task | None:
    """The task of an agreement that people call by its code ("3.2")."""
    tasks = Task.objects.filter(commitment__agreement=agreement, code=code.strip())
    return tasks.select_related("commitment__agreement", "lead").first()


def next_code(commitment: Commitment) -> str:
    """The code the commitment's next task gets; a number is never given twice, whatever became of its task."""
    taken = commitment.tasks.values_list("code", flat=True)
    numbers = [int(code.split(".")[1]) for code in taken if code.count(".") == 1 and code.split(".")[1].isdecimal()]
    return f"{commitment.number}.{max(numbers, default=0) + 1}"


def next_part_number(project: Task) -> int:
    """The last number of the code of the project's next part."""
    taken = Task.objects.filter(commitment=project.commitment_id, code__startswith=f"{project.code}.")
    numbers = [int(last) for code in taken.values_list("code", flat=True) if (last := code.split(".")[-1]).isdecimal()]
    return max(numbers, default=0) + 1


def charted(agreement: Agreement, *, year: int | None = None, unit: Organisation | None = None) -> QuerySet[Task]:
    """The tasks a Gantt chart shows, in the order of the commitments: not the dropped ones; those that touch the
    year, of the unit (lead or working together).
    """
    tasks = Task.objects.filter(commitment__agreement=agreement).exclude(state=Task.State.DROPPED)
    if year:
        in_year = Q(due_on__year=year) | Q(starts_on__year__lte=year, due_on__year__gte=year)
        tasks = tasks.filter(in_year)
    if unit:
        tasks = of_organisation(tasks, unit)
    return tasks.order_by("commitment__content__number", "commitment__number", "due_on", "pk")


def with_parts(tasks: QuerySet[Task]) -> QuerySet[Task]:
    """With all that a bar shows; ``part_count`` and ``part_done`` tell of the parts of a project."""
    counted = ~Q(parts__state=Task.State.DROPPED)
    tasks = tasks.select_related("lead", "commitment__content").prefetch_related("milestones")
    return tasks.annotate(
        part_count=Count("parts", filter=counted), part_done=Count("parts", filter=Q(parts__state__in=DELIVERED))
    )


def leads_of(agreement: Agreement) -> QuerySet[Organisation]:
    """The organisations that lead a task of the agreement."""
    return Organisation.objects.filter(
        Exists(Task.objects.filter(lead=OuterRef("pk"), commitment__agreement=agreement))
    )


def years_of(agreement: Agreement) -> list[int]:
    """The years the agreement runs; where it does not say, those of its tasks; at least one when it has a task."""
    due = Task.objects.filter(commitment__agreement=agreement).exclude(state=Task.State.DROPPED)
    given = sorted({day.year for day in due.dates("due_on", "year")})
    first = agreement.start_year or (given[0] if given else agreement.end_year)
    last = agreement.end_year or (given[-1] if given else agreement.start_year)
    return [] if first is None or last is None else list(range(first, max(first, last) + 1))


def budget_totals(lines: Iterable[BudgetLine]) -> dict[str, int | None]:
    """Sums in đồng; ``spent`` is None where nothing was reported."""
    lines = list(lines)
    spent = [one.spent for one in lines if one.spent is not None]
    return {"planned": sum(one.planned for one in lines), "spent": sum(spent) if spent else None}


def tasks_by_year(agreement: Agreement, *, on: date) -> dict[tuple[int, int], dict[str, int]]:
    """By commitment and year of the due date: how many tasks there are, are delivered, are overdue."""
    tasks = Task.objects.filter(commitment__agreement=agreement).exclude(state=Task.State.DROPPED).order_by()
    rows = tasks.values("commitment", "due_on__year").annotate(
        due=Count("pk"),
        delivered=Count("pk", filter=Q(state__in=DELIVERED)),
        late=Count("pk", filter=Q(state__in=Task.OPEN, due_on__lt=on)),
    )
    return {(row.pop("commitment"), row.pop("due_on__year")): row for row in rows}


def money_by_year(agreement: Agreement) -> dict[tuple[int, int], dict[str, int | None]]:
    """By commitment and year: planned and spent of the tasks that were not dropped, in đồng."""
    lines = BudgetLine.objects.filter(task__commitment__agreement=agreement).exclude(task__state=Task.State.DROPPED)
    rows = lines.order_by().values("task__commitment", "year").annotate(planned=Sum("planned"), spent=Sum("spent"))
    return {(row.pop("task__commitment"), row.pop("year")): row for row in rows}


def money_by_source(agreement: Agreement) -> list[dict[str, Any]]:
    """By source: planned and spent in đồng, with the ``label`` of the source."""
    lines = BudgetLine.objects.filter(task__commitment__agreement=agreement).exclude(task__state=Task.State.DROPPED)
    rows = lines.order_by("source").values("source").annotate(planned=Sum("planned"), spent=Sum("spent"))
    return [row | {"label": BudgetLine.Source(row["source"]).label} for row in rows]


def with_open_twin(commitment: Commitment, title: str, units: Iterable[Organisation]) -> set[int]:
    """Keys of the units that lead an open task of the same name in this commitment already."""
    twins = commitment.tasks.filter(state__in=Task.OPEN, title__iexact=title.strip(), lead__in=list(units))
    return set(twins.values_list("lead", flat=True))


def tasks_of_person(user: User) -> QuerySet[Task]:
    """What the person's calendar shows: open tasks their organisation leads, unless another officer has them."""
    mine = Q(officer=user) | Q(officer=None)
    tasks = visible_tasks(user).filter(mine, lead=user.organisation_id, state__in=Task.OPEN)
    return tasks.select_related("lead").prefetch_related("milestones").order_by("due_on", "pk")
