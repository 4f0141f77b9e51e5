"""Named questions about several agreements at once."""

from __future__ import annotations

from datetime import date

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from donghanh.web.organisations.models import Organisation
from donghanh.web.programme.models import Agreement, BudgetLine, Party, Task
from donghanh.web.programme.querysets.agreements import with_counts


def with_portfolio(agreements: QuerySet[Agreement], *, on: date) -> QuerySet[Agreement]:
    """Adds to the counts ``task_count`` (without the dropped), ``budget`` and ``spent`` (đồng, None without a line)."""
    tasks = Task.objects.filter(commitment__agreement=OuterRef("pk")).exclude(state=Task.State.DROPPED)
    counted = tasks.order_by().values("commitment__agreement").annotate(n=Count("pk")).values("n")
    money = BudgetLine.objects.exclude(task__state=Task.State.DROPPED)
    of_agreement = money.filter(task__commitment__agreement=OuterRef("pk")).order_by()

    def total(field: str) -> Subquery:
        summed = of_agreement.values("task__commitment__agreement").annotate(n=Sum(field)).values("n")
        return Subquery(summed)

    return with_counts(agreements, on=on).annotate(
        task_count=Coalesce(Subquery(counted), 0), budget=total("planned"), spent=total("spent")
    )


def running_in(agreements: QuerySet[Agreement], year: int) -> QuerySet[Agreement]:
    """Agreements whose period holds the year; an end that nobody wrote is open."""
    return agreements.filter(
        Q(start_year__isnull=True) | Q(start_year__lte=year), Q(end_year__isnull=True) | Q(end_year__gte=year)
    ).exclude(start_year=None, end_year=None)


def with_partner(agreements: QuerySet[Agreement], partner: Organisation) -> QuerySet[Agreement]:
    """Agreements on whose partner's side it stands."""
    side = Party.objects.filter(agreement=OuterRef("pk"), organisation=partner, side=Party.Side.PARTNER)
    return agreements.filter(Exists(side))


def partners_of(agreements: QuerySet[Agreement]) -> QuerySet[Organisation]:
    """The partners of any of them."""
    party = Party.objects.filter(agreement__in=agreements, organisation=OuterRef("pk"), side=Party.Side.PARTNER)
    return Organisation.objects.filter(Exists(party)).order_by("short_name")
