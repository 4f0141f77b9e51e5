"""A pilot is put on paper."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from donghanh.web.audit.log import record
from donghanh.web.organisations.models import User
from donghanh.web.pilots.models import Outcome, Pilot
from donghanh.web.pilots.permissions import require_managing
from donghanh.web.pilots.terms import PilotFacts, check_facts
from donghanh.web.programme.models import Commitment
from donghanh.web.programme.permissions.agreements import require_sight


@transaction.atomic
def draft_pilot(
    commitment: Commitment, *, by: User, facts: PilotFacts, at: datetime | None = None, once: UUID | str | None = None
) -> Pilot:
    """A draft for that commitment, its places still to be chosen.

    Raises:
        RefusedError: not the standing office, or the form was already received.
        InputError: the facts contradict themselves (:func:`~donghanh.web.pilots.terms.check_facts`).
    """
    require_managing(by)
    require_sight(by, commitment.agreement)
    check_facts(facts, commitment)
    pilot = Pilot.objects.create(
        commitment=commitment, created_by=by, created_at=at or timezone.now(), **facts.fields()
    )
    Outcome.objects.bulk_create(facts.rows(pilot))
    record("pilot.drafted", pilot, by=by, data={"version": pilot.version}, once=once)
    return pilot
