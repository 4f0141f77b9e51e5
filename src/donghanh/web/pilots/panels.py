"""What pilots show on others' pages: the agreement, the commitment, the task of a roll-out, the first page."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from donghanh.web.organisations.models import Role, User
from donghanh.web.pilots.models import Pilot, RollOut
from donghanh.web.pilots.permissions import may_manage_pilots
from donghanh.web.pilots.querysets import (
    listed,
    to_assess,
    to_decide,
    to_lock,
    to_roll_out,
    to_start,
    visible_pilots,
)
from donghanh.web.programme.models import Agreement, Commitment, Task

SHOWN = 10
"""Pilots a panel lists; the rest stand on the list of pilots."""
Shown = tuple[str, dict[str, Any]] | None


def agreement_pilots(request: HttpRequest, agreement: Agreement) -> Shown:
    """The pilots of the agreement, and for the standing office the way to draft one."""
    return _panel(request, visible_pilots(request.user).filter(commitment__agreement=agreement), None)


def commitment_pilots(request: HttpRequest, commitment: Commitment) -> Shown:
    """The pilots of the commitment."""
    return _panel(request, visible_pilots(request.user).filter(commitment=commitment), commitment)


def _panel(request: HttpRequest, pilots: QuerySet[Pilot], commitment: Commitment | None) -> Shown:
    rows = list(listed(pilots)[:SHOWN])
    may_draft = commitment is not None and may_manage_pilots.test(request.user)
    if not rows and not may_draft:
        return None
    return "pilots/panel.html", {"rows": rows, "commitment": commitment, "may_draft": may_draft}


def task_roll_out(request: HttpRequest, task: Task) -> Shown:
    """The pilot that the task takes to its place."""
    asked = RollOut.objects.select_related("replication__pilot")
    place = asked.filter(task=task, replication__pilot__in=visible_pilots(request.user)).first()
    return ("pilots/task_panel.html", {"place": place}) if place else None


def duties(user: User) -> list[tuple[str, list[Pilot]]]:
    """What waits for this person: the standing office and the lead act, leaders see what is to be decided."""
    today = timezone.localdate()
    seen = visible_pilots(user).order_by("starts_on", "pk")
    parts: list[tuple[str, QuerySet[Pilot]]] = []
    if may_manage_pilots.test(user):
        parts = [
            (_("Lock the terms before the start"), to_lock(seen, on=today)),
            (_("Begins now"), to_start(seen, on=today)),
            (_("Over: look at the effect"), to_assess(seen, on=today)),
            (_("Assessed: enter the decision of the body"), to_decide(seen)),
            (_("Decided: roll it out"), to_roll_out(seen)),
        ]
    elif user.role == Role.LEADER:
        parts = [(_("Assessed: to be decided"), to_decide(seen))]
    elif user.role == Role.DEPARTMENT and user.organisation_id:
        own = seen.filter(lead=user.organisation_id)
        parts = [(_("Begins now"), to_start(own, on=today)), (_("Over: look at the effect"), to_assess(own, on=today))]
    found = [(title, list(pilots[:SHOWN])) for title, pilots in parts]
    return [(title, pilots) for title, pilots in found if pilots]


def pilots_to_do(request: HttpRequest, _subject: object) -> Shown:
    """The duties on the first page."""
    parts = duties(request.user) if request.user.is_authenticated else []
    return ("pilots/to_do.html", {"parts": parts}) if parts else None


def pilot_count(agreement: Agreement) -> int:
    """How many pilots an agreement has that were not cancelled."""
    return Pilot.objects.filter(commitment__agreement=agreement).exclude(state=Pilot.State.CANCELLED).count()
