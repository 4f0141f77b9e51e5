"""A partner's side of the agreements: what it reports beside what the province verified."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from donghanh.web.organisations.models import Organisation
from donghanh.web.programme.models import Agreement, Commitment, Party, ProgressReport, Task


@dataclass(frozen=True)
class Account:
    """The partner's tasks of one agreement: all but the dropped, reported done, verified, overdue."""

    total: int
    reported: int
    verified: int
    overdue: int

    @property
    def difference(self) -> int:
        """Reported done and not verified."""
        return self.reported - self.verified


def agreements_of(partner: Organisation) -> QuerySet[Agreement]:
    """Those on whose partner's side it stands."""
    stands = Party.objects.filter(agreement=OuterRef("pk"), organisation=partner, side=Party.Side.PARTNER)
    return Agreement.objects.filter(Exists(stands)).order_by("-signed_on", "pk")


def accounts(partner: Organisation, *, on: date) -> dict[int, Account]:
    """By agreement, of the tasks the partner leads; agreements without one are left out."""
    done = Q(state__in=(Task.State.CLAIMED, Task.State.VERIFIED))
    rows = (
        Task.objects.filter(lead=partner)
        .exclude(state=Task.State.DROPPED)
        .order_by()
        .values("commitment__agreement")
        .annotate(
            total=Count("pk"),
            reported=Count("pk", filter=done),
            verified=Count("pk", filter=Q(state=Task.State.VERIFIED)),
            overdue=Count("pk", filter=Q(state__in=Task.OPEN, due_on__lt=on)),
        )
    )
    return {row.pop("commitment__agreement"): Account(**row) for row in rows}


def promises(agreements: QuerySet[Agreement], partner: Organisation, side: str) -> QuerySet[Commitment]:
    """The commitments in effect: the partner's (``partner``), the province's (``province``), or both together.

    Those of other partners of the same agreement are left out.
    """
    found = Commitment.objects.filter(agreement__in=agreements, withdrawn_by=None).select_related(
        "agreement", "promisor"
    )
    own = Q(promisor=partner) | Q(promisor=None) | Q(partner_owner=partner)
    province = Q(promisor=None) | ~Q(promisor__kind=Organisation.Kind.PARTNER)
    return found.filter({"partner": own, "province": province}.get(side, own | province))


def differing(commitments: QuerySet[Commitment]) -> QuerySet[Commitment]:
    """Those with a task that was reported done and that nobody verified."""
    return commitments.filter(Exists(Task.objects.filter(commitment=OuterRef("pk"), state=Task.State.CLAIMED)))


def disputed(partner: Organisation) -> QuerySet[ProgressReport]:
    """Claims of the partner that the province has not accepted: waiting, or returned while the product is owed."""
    later = ProgressReport.objects.filter(
        Q(written_at__gt=OuterRef("written_at")) | Q(written_at=OuterRef("written_at"), pk__gt=OuterRef("pk")),
        task=OuterRef("task"),
        is_claim=True,
    )
    waiting = Q(state=ProgressReport.State.SUBMITTED, task__state=Task.State.CLAIMED)
    returned = Q(state=ProgressReport.State.RETURNED, task__state__in=Task.OPEN) & ~Q(Exists(later))
    claims = ProgressReport.objects.filter(task__lead=partner, is_claim=True).filter(waiting | returned)
    return claims.select_related("task", "written_by", "judged_by__organisation").order_by("written_at", "pk")
