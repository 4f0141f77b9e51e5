"""Named questions about documents, agreements and commitments."""

from __future__ import annotations

from datetime import date

from django.db.models import Case, Count, Exists, F, OuterRef, Q, QuerySet, Subquery, When
from django.db.models.functions import Coalesce

from donghanh.web.organisations.models import Organisation
from donghanh.web.programme.models import Agreement, Commitment, Document, Party, Task
from donghanh.web.programme.querysets.tasks import DELIVERED, overdue


def possible_leads(agreement: Agreement) -> QuerySet[Organisation]:
    """Who can be given work: both sides of the agreement, and every office of the province."""
    offices = (Organisation.Kind.STANDING_OFFICE, Organisation.Kind.DEPARTMENT, Organisation.Kind.COMMUNE)
    party = Party.objects.filter(agreement=agreement, organisation=OuterRef("pk"))
    return Organisation.objects.filter(Q(kind__in=offices) | Q(pk=agreement.province_id) | Q(Exists(party)))


def province_side(agreement: Agreement) -> QuerySet[Organisation]:
    """Who can own a commitment for the province: it, its offices, and whoever the agreement names on its side."""
    return possible_leads(agreement).exclude(pk__in=partner_side(agreement).values("pk"))


def partner_side(agreement: Agreement) -> QuerySet[Organisation]:
    """The agreement's partners."""
    partner = Party.objects.filter(agreement=agreement, organisation=OuterRef("pk"), side=Party.Side.PARTNER)
    return Organisation.objects.filter(Exists(partner))


def running_first(agreements: QuerySet[Agreement]) -> QuerySet[Agreement]:
    """Running, then not yet signed, then closed; the latest signed first."""
    rank = Case(When(state__in=Agreement.RUNNING, then=0), When(state__in=Agreement.BEFORE_SIGNING, then=1), default=2)
    return agreements.order_by(rank, F("signed_on").desc(nulls_last=True), "pk")


def _counted_tasks(commitment: str) -> QuerySet[Task]:
    return Task.objects.filter(commitment=OuterRef(commitment)).exclude(state=Task.State.DROPPED)


def _all_in(commitment: str, states: tuple[str, ...]) -> Q:
    tasks = _counted_tasks(commitment)
    return Q(Exists(tasks)) & ~Q(Exists(tasks.exclude(state__in=states)))


def with_progress(commitments: QuerySet[Commitment], *, on: date) -> QuerySet[Commitment]:
    """Adds what is computed from the tasks that were not dropped: counts, ``is_claimed``, ``is_verified``.

    A commitment is claimed when it has a task and all are claimed or verified, verified when all are verified.
    """
    counted = ~Q(tasks__state=Task.State.DROPPED)
    return commitments.annotate(
        task_count=Count("tasks", filter=counted),
        delivered_count=Count("tasks", filter=Q(tasks__state__in=DELIVERED)),
        verified_count=Count("tasks", filter=Q(tasks__state=Task.State.VERIFIED)),
        overdue_count=Count("tasks", filter=Q(tasks__state__in=Task.OPEN, tasks__due_on__lt=on)),
        is_claimed=_all_in("pk", DELIVERED),
        is_verified=_all_in("pk", (Task.State.VERIFIED,)),
    )


def claimed(commitments: QuerySet[Commitment]) -> QuerySet[Commitment]:
    """Commitments all of whose tasks are claimed or verified."""
    return commitments.filter(_all_in("pk", DELIVERED))


def verified(commitments: QuerySet[Commitment]) -> QuerySet[Commitment]:
    """Commitments all of whose tasks are verified."""
    return commitments.filter(_all_in("pk", (Task.State.VERIFIED,)))


def in_effect(commitments: QuerySet[Commitment]) -> QuerySet[Commitment]:
    """Without those an amendment struck out."""
    return commitments.filter(withdrawn_by=None)


def still_open(commitments: QuerySet[Commitment]) -> QuerySet[Commitment]:
    """In effect and not verified yet; what a successor may carry over."""
    return in_effect(commitments).exclude(_all_in("pk", (Task.State.VERIFIED,)))


def unfinished_tasks(agreement: Agreement) -> QuerySet[Task]:
    """Tasks neither verified nor dropped, of commitments that no successor carries on."""
    tasks = Task.objects.filter(commitment__agreement=agreement, commitment__carried_to=None)
    return tasks.exclude(state__in=(Task.State.VERIFIED, Task.State.DROPPED)).order_by("due_on", "pk")


def without_tasks(commitments: QuerySet[Commitment]) -> QuerySet[Commitment]:
    """Firm commitments of running agreements that nobody was given yet."""
    return in_effect(commitments).filter(
        ~Exists(_counted_tasks("pk")),
        status=Commitment.Status.AGREED,
        agreement__state__in=Agreement.RUNNING,
    )


def with_counts(agreements: QuerySet[Agreement], *, on: date) -> QuerySet[Agreement]:
    """Adds ``commitment_count``, ``claimed_count``, ``verified_count`` and ``overdue_count`` (tasks)."""

    def count(rows: QuerySet, agreement: str = "agreement") -> Subquery:
        numbered = rows.filter(**{agreement: OuterRef("pk")}).order_by().values(agreement)
        return Subquery(numbered.annotate(n=Count("pk")).values("n"))

    commitments = in_effect(Commitment.objects.all())
    return agreements.annotate(
        commitment_count=_or_zero(count(commitments)),
        claimed_count=_or_zero(count(claimed(commitments))),
        verified_count=_or_zero(count(verified(commitments))),
        overdue_count=_or_zero(count(overdue(Task.objects.all(), on=on), "commitment__agreement")),
    )


def with_idle_commitments(agreements: QuerySet[Agreement]) -> QuerySet[Agreement]:
    """Agreements in force that have firm commitments without a task, with their number as ``idle_count``."""
    idle = without_tasks(Commitment.objects.filter(agreement=OuterRef("pk"))).order_by().values("agreement")
    counted = agreements.annotate(idle_count=_or_zero(Subquery(idle.annotate(n=Count("pk")).values("n"))))
    return counted.filter(idle_count__gt=0)


def _or_zero(count: Subquery) -> Coalesce:
    return Coalesce(count, 0)


def documents_to_confirm() -> QuerySet[Document]:
    """Drafts that wait for a person."""
    return Document.objects.filter(state=Document.State.DRAFT)


def drafts_first(documents: QuerySet[Document]) -> QuerySet[Document]:
    """Those that wait for a person, then the others, newest first; without the long columns."""
    listed = (
        documents.select_related("uploaded_by")
        .prefetch_related("agreements", "papers__agreement")
        .defer("text", "draft")
    )
    return listed.order_by(Case(When(state=Document.State.DRAFT, then=0), default=1), "-uploaded_at", "-pk")
