"""Named questions about pilots."""

from __future__ import annotations

from datetime import date, timedelta

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from donghanh.web.organisations.models import User
from donghanh.web.pilots.models import Decision, Pilot, PilotPlace, Replication, RollOut
from donghanh.web.programme.models import Agreement, Body, Commitment, Conclusion, Meeting
from donghanh.web.programme.querysets.sight import visible_agreements

SOON = timedelta(days=30)
"""How long before its start a pilot that is not locked becomes somebody's duty."""


def visible_pilots(user: User) -> QuerySet[Pilot]:
    """The pilots of the agreements the person sees."""
    return Pilot.objects.filter(commitment__agreement__in=visible_agreements(user))


def listed(pilots: QuerySet[Pilot]) -> QuerySet[Pilot]:
    """With all that a row of the list shows, in one query."""
    treated = Q(places__group=PilotPlace.Group.TREATED)
    return pilots.select_related("lead", "body", "commitment__agreement", "decision").annotate(
        treated_count=Count("places", filter=treated, distinct=True),
        comparison_count=Count("places", filter=~treated & Q(places__isnull=False), distinct=True),
    )


def to_lock(pilots: QuerySet[Pilot], *, on: date) -> QuerySet[Pilot]:
    """Drafts whose start is near or past."""
    return pilots.filter(state=Pilot.State.DRAFT, starts_on__lte=on + SOON, ends_on__gte=on)


def to_start(pilots: QuerySet[Pilot], *, on: date) -> QuerySet[Pilot]:
    """Locked pilots whose day has come."""
    return pilots.filter(state=Pilot.State.LOCKED, starts_on__lte=on)


def to_assess(pilots: QuerySet[Pilot], *, on: date) -> QuerySet[Pilot]:
    """Pilots whose time is over and whose effect nobody has looked at since."""
    return pilots.filter(state=Pilot.State.RUNNING, ends_on__lt=on)


def to_decide(pilots: QuerySet[Pilot]) -> QuerySet[Pilot]:
    """Assessed, not yet decided."""
    return pilots.filter(state=Pilot.State.ASSESSED)


def to_roll_out(pilots: QuerySet[Pilot]) -> QuerySet[Pilot]:
    """Decided to be rolled out, with no plan, or with places in a wave that have no task yet."""
    waiting = RollOut.objects.filter(replication__pilot=OuterRef("pk"), wave__isnull=False, task=None)
    planned = Replication.objects.filter(pilot=OuterRef("pk"))
    return pilots.filter(state=Pilot.State.DECIDED, decision__choice=Decision.Choice.SCALE).filter(
        Q(Exists(waiting)) | ~Q(Exists(planned))
    )


def open_commitments(user: User) -> QuerySet[Commitment]:
    """Commitments a pilot can be drafted for: of agreements that are not closed."""
    agreements = visible_agreements(user).exclude(state=Agreement.State.CLOSED)
    found = Commitment.objects.filter(agreement__in=agreements, withdrawn_by=None).select_related("agreement")
    return found.order_by("agreement__title", "agreement_id", "number")


def deciding_bodies(agreement: Agreement) -> QuerySet[Body]:
    """The bodies of the agreement, and those that steer all agreements of its province."""
    own = Q(agreement=agreement) | Q(agreement=None, province=agreement.province_id)
    return Body.objects.filter(own, dissolved_on=None)


def conclusions_of(pilot: Pilot) -> QuerySet[Conclusion]:
    """What meetings of the deciding body concluded since the pilot began."""
    held = (Meeting.State.HELD, Meeting.State.CONCLUDED)
    found = Conclusion.objects.filter(meeting__body=pilot.body_id, meeting__state__in=held)
    return found.filter(meeting__starts_at__date__gte=pilot.starts_on).select_related("meeting")
