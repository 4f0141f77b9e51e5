"""Named questions about plans: what depends on what, what a year holds, which tasks a chart shows."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Exists, OuterRef, Q, QuerySet, Sum
from django.utils.translation import gettext as _

from donghanh.web.organisations.models import Organisation
from donghanh.web.programme.models import Agreement, BudgetLine, Commitment, Dependency, Task
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
    tasks = tasks.select_related("lead", "commitment__content")
    return tasks.order_by("commitment__content__number", "commitment__number", "due_on", "pk")


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


def money_by_year(lines: QuerySet[BudgetLine]) -> list[dict[str, object]]:
    """Planned and spent by year and source, with ``label`` of the source."""
    names = dict(BudgetLine.Source.choices)
    rows = lines.order_by().values("year", "source").annotate(planned_sum=Sum("planned"), spent_sum=Sum("spent"))
    return [row | {"label": names.get(row["source"], _("other source"))} for row in rows.order_by("year", "source")]
