"""Named questions about people: who is to be told of something."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from donghanh.web.organisations.models import Organisation, Role, User
from donghanh.web.programme.models import Agreement, Body, Membership, Party, Task

WORKING = (Role.STANDING_OFFICE, Role.DEPARTMENT, Role.PARTNER)
"""Roles that report on tasks; leaders and verifiers only read."""


def officers_of(organisations: Iterable[Organisation | int]) -> QuerySet[User]:
    """Those who do the work of these organisations."""
    return User.objects.filter(organisation__in=list(organisations), role__in=WORKING, is_active=True)


def responsible_for(task: Task) -> QuerySet[User]:
    """The officer in charge of the task where one is named and still there, else all officers of the lead."""
    if task.officer is not None and task.officer.is_active and task.officer.organisation_id == task.lead_id:
        return User.objects.filter(pk=task.officer.pk)
    return officers_of([task.lead_id])


def standing_officers() -> QuerySet[User]:
    """The people of the standing office."""
    return User.objects.filter(role=Role.STANDING_OFFICE, is_active=True)


def judges_of(task: Task) -> QuerySet[User]:
    """Verifiers and standing officers of organisations without a hand in the task."""
    judges = User.objects.filter(role__in=(Role.VERIFIER, Role.STANDING_OFFICE), is_active=True)
    shared = Task.co_organisations.through.objects.filter(task=task, organisation=OuterRef("organisation"))
    return judges.exclude(organisation=None).exclude(organisation=task.lead_id).exclude(Exists(shared))


def members_with_accounts(body: Body, *, on: date) -> QuerySet[User]:
    """The accounts of those who sit in the body on that day."""
    sitting = Membership.objects.filter(Q(until=None) | Q(until__gte=on), body=body, since__lte=on, user=OuterRef("pk"))
    return User.objects.filter(Exists(sitting), is_active=True)


def people_of_agreement(agreement: Agreement) -> QuerySet[User]:
    """The officers of its partners."""
    party = Party.objects.filter(agreement=agreement, organisation=OuterRef("organisation"))
    return User.objects.filter(Exists(party), role__in=WORKING, is_active=True)
