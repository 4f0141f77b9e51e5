"""Named questions about bodies, their members, their meetings and what was concluded."""

from __future__ import annotations

from datetime import date, datetime

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from donghanh.web.organisations.models import Organisation, Role, User
from donghanh.web.programme.models import (
    Agreement,
    Attendance,
    Body,
    Conclusion,
    Meeting,
    Membership,
    Request,
    Task,
)
from donghanh.web.programme.querysets.sight import visible_agreements
from donghanh.web.programme.querysets.tasks import overdue


def visible_bodies(user: User) -> QuerySet[Body]:
    """People of the province see all; a partner those of its agreements and those in which it has a member."""
    if user.role != Role.PARTNER:
        return Body.objects.all()
    seat = Membership.objects.filter(body=OuterRef("pk")).filter(_own(user))
    return Body.objects.filter(Q(agreement__in=visible_agreements(user)) | Q(Exists(seat)))


def visible_meetings(user: User) -> QuerySet[Meeting]:
    """People of the province see all; a partner those it was called to, and those it takes the minutes of."""
    if user.role != Role.PARTNER:
        return Meeting.objects.all()
    called = Attendance.objects.filter(meeting=OuterRef("pk")).filter(_own(user))
    sent = ~Q(state=Meeting.State.PLANNED)
    return Meeting.objects.filter(Q(Exists(called)) & sent | Q(secretary=user))


def _own(user: User) -> Q:
    return Q(user=user) | Q(organisation=user.organisation_id, organisation__isnull=False)


def holding(memberships: QuerySet[Membership], *, on: date) -> QuerySet[Membership]:
    """Those who sit on that day."""
    return memberships.filter(Q(until=None) | Q(until__gte=on), since__lte=on)


def in_order_of_rank(memberships: QuerySet[Membership]) -> list[Membership]:
    """Chair first; within a role whoever has sat longest."""
    rank = {role: place for place, role in enumerate(Membership.Role.values)}
    rows = memberships.select_related("organisation", "user", "decision")
    return sorted(rows, key=lambda one: (rank[one.role], one.since, one.pk))


def standing_on(bodies: QuerySet[Body], *, on: date) -> QuerySet[Body]:
    """Not dissolved on that day."""
    return bodies.filter(Q(dissolved_on=None) | Q(dissolved_on__gt=on))


def with_members(bodies: QuerySet[Body], *, on: date) -> QuerySet[Body]:
    """With all that a list or the picture shows: members of the day, chairs (``chairs``), paired departments."""
    chairs = holding(Membership.objects.filter(role=Membership.Role.CHAIR), on=on).select_related("organisation")
    counted = holding(Membership.objects.filter(body=OuterRef("pk")), on=on).order_by().values("body")
    return (
        bodies.select_related("agreement", "province", "parent")
        .prefetch_related("departments", Prefetch("memberships", queryset=chairs, to_attr="chairs"))
        .annotate(member_count=Coalesce(Subquery(counted.annotate(n=Count("pk")).values("n")), 0))
    )


def possible_parents(body: Body) -> QuerySet[Body]:
    """Bodies it may report to: of its agreement, or of its province as a whole; neither itself nor one below it."""
    province = body.agreement.province_id if body.agreement else body.province_id
    wider = Q(agreement=None, province=province)
    if body.agreement_id:
        wider |= Q(agreement=body.agreement_id)
    below: set[int] = {body.pk} if body.pk else set()
    ring = below
    while ring:
        ring = set(Body.objects.filter(parent__in=ring).values_list("pk", flat=True)) - below
        below |= ring
    return Body.objects.filter(wider, dissolved_on=None).exclude(pk__in=below)


def province_of(body: Body) -> Organisation:
    """Whose body it is: of its agreement's province, or of its own."""
    province = body.agreement.province if body.agreement else body.province
    assert province is not None  # the constraint body_of_somebody
    return province


def agreements_steered(body: Body) -> QuerySet[Agreement]:
    """Its own agreement, or all of its province."""
    if body.agreement_id:
        return Agreement.objects.filter(pk=body.agreement_id)
    return Agreement.objects.filter(province=body.province_id)


def tasks_before(body: Body, user: User) -> QuerySet[Task]:
    """The tasks it looks after, as far as the person sees them: of what it steers.

    A sub-committee looks after those of its departments and those put before it.
    """
    agreements = agreements_steered(body) & visible_agreements(user)
    tasks = Task.objects.filter(commitment__agreement__in=agreements)
    departments = list(body.departments.all())
    if not departments:
        return tasks
    shared = Task.co_organisations.through.objects.filter(task=OuterRef("pk"), organisation__in=departments)
    raised = body.escalations.filter(task=OuterRef("pk"), settled_at=None)
    return tasks.filter(Q(lead__in=departments) | Q(Exists(shared)) | Q(Exists(raised)))


def escalated_to(tasks: QuerySet[Task], body: Body) -> QuerySet[Task]:
    """Those put before the body that nobody settled."""
    raised = body.escalations.filter(task=OuterRef("pk"), settled_at=None)
    return tasks.filter(Exists(raised), state__in=Task.OPEN)


def late_or_waiting(tasks: QuerySet[Task], *, on: date) -> QuerySet[Task]:
    """Overdue ones and those that wait for somebody."""
    return overdue(tasks, on=on) | tasks.filter(state=Task.State.WAITING)


def open_requests(body: Body, user: User) -> QuerySet[Request]:
    """Requests of what it steers that wait for an answer, as far as the person sees them."""
    agreements = agreements_steered(body) & visible_agreements(user)
    return Request.objects.filter(agreement__in=agreements, state=Request.State.OPEN)


def with_outcome(conclusions: QuerySet[Conclusion]) -> QuerySet[Conclusion]:
    """Adds ``task_count`` (not dropped) and ``verified_count``; :func:`undone` and the pages tell from these."""
    counted = ~Q(tasks__state=Task.State.DROPPED)
    return conclusions.annotate(
        task_count=Count("tasks", filter=counted, distinct=True),
        verified_count=Count("tasks", filter=Q(tasks__state=Task.State.VERIFIED), distinct=True),
    )


def without_task(conclusions: QuerySet[Conclusion]) -> QuerySet[Conclusion]:
    """Conclusions of meetings held that must become tasks and did not yet."""
    counted = Conclusion.tasks.through.objects.filter(conclusion=OuterRef("pk"))
    counted = counted.exclude(task__state=Task.State.DROPPED)
    held = (Meeting.State.HELD, Meeting.State.CONCLUDED)
    return conclusions.filter(~Exists(counted), needs_task=True, meeting__state__in=held)


def undone(conclusions: QuerySet[Conclusion]) -> QuerySet[Conclusion]:
    """Conclusions that must become tasks and whose tasks are not all verified."""
    counted = Conclusion.tasks.through.objects.filter(conclusion=OuterRef("pk"))
    counted = counted.exclude(task__state=Task.State.DROPPED)
    rest = counted.exclude(task__state=Task.State.VERIFIED)
    return conclusions.filter(Q(Exists(rest)) | ~Q(Exists(counted)), needs_task=True)


def earlier_conclusions(meeting: Meeting, user: User) -> QuerySet[Conclusion]:
    """What the same body concluded before, in meetings the person sees, and is not done: to be followed up."""
    before = visible_meetings(user).filter(body=meeting.body_id, starts_at__lt=meeting.starts_at)
    return undone(Conclusion.objects.filter(meeting__in=before.exclude(pk=meeting.pk)))


def ahead(meetings: QuerySet[Meeting], *, at: datetime) -> QuerySet[Meeting]:
    """Meetings planned or called that are not over."""
    return meetings.filter(state__in=(Meeting.State.PLANNED, Meeting.State.CALLED), ends_at__gte=at).order_by(
        "starts_at", "pk"
    )


def invited_to(user: User) -> QuerySet[Attendance]:
    """The invitations of a person: in their own name, or to their organisation without a name of an account."""
    mine = Q(user=user)
    if user.organisation_id:
        mine |= Q(user=None, organisation=user.organisation_id)
    return Attendance.objects.filter(mine)


def invitations_to_answer(user: User, *, at: datetime) -> QuerySet[Attendance]:
    """Invitations of this person to meetings ahead that have no answer; the nearest first."""
    waiting = invited_to(user).filter(
        answer=Attendance.Answer.NONE, meeting__state=Meeting.State.CALLED, meeting__ends_at__gte=at
    )
    return waiting.select_related("meeting__body").order_by("meeting__starts_at", "pk")


def meetings_of(user: User, *, at: datetime) -> QuerySet[Meeting]:
    """Meetings ahead that concern the person: called to, or taking the minutes."""
    called = invited_to(user).filter(meeting=OuterRef("pk")).exclude(meeting__state=Meeting.State.PLANNED)
    mine = Meeting.objects.filter(Q(Exists(called)) | Q(secretary=user))
    return ahead(mine, at=at).select_related("body")


def listed_meetings(meetings: QuerySet[Meeting]) -> QuerySet[Meeting]:
    """With all that a row of the list shows, in a fixed number of queries."""
    counted = Conclusion.objects.filter(meeting=OuterRef("pk")).order_by().values("meeting")
    idle = without_task(Conclusion.objects.filter(meeting=OuterRef("pk"))).order_by().values("meeting")
    return meetings.select_related("body", "agreement").annotate(
        conclusion_count=Coalesce(Subquery(counted.annotate(n=Count("pk")).values("n")), Value(0)),
        idle_count=Coalesce(Subquery(idle.annotate(n=Count("pk")).values("n")), Value(0)),
    )


def invitable(body: Body) -> QuerySet[Organisation]:
    """Who may be invited: the offices of the province and the parties of what the body steers."""
    partner = Q(kind=Organisation.Kind.PARTNER)
    party = Q(parties__agreement__in=agreements_steered(body))
    return Organisation.objects.filter(~partner | party).distinct()
