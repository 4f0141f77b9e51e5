"""Who sees what; every page asks here first."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, QuerySet

from donghanh.web.organisations.models import Role, User
from donghanh.web.programme.models import Agreement, Party, Task


def visible_agreements(user: User) -> QuerySet[Agreement]:
    """A partner sees the agreements it is party to; people of the province see all."""
    if user.role != Role.PARTNER:
        return Agreement.objects.all()
    return Agreement.objects.filter(
        Exists(Party.objects.filter(agreement=OuterRef("pk"), organisation=user.organisation_id))
    )


def visible_tasks(user: User) -> QuerySet[Task]:
    """The tasks of the agreements the person sees."""
    if user.role != Role.PARTNER:
        # Not "in all agreements": the join would be made for every task.
        return Task.objects.all()
    return Task.objects.filter(commitment__agreement__in=visible_agreements(user))
