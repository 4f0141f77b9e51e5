"""The facts and criteria of a draft are changed."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from donghanh.web.audit.log import record
from donghanh.web.organisations.models import User
from donghanh.web.pilots.keeping import held, refuse_overwriting, require_state
from donghanh.web.pilots.models import Outcome, Pilot
from donghanh.web.pilots.permissions import require_preparing
from donghanh.web.pilots.terms import PilotFacts, check_facts
from donghanh.web.programme.editing import changes


@transaction.atomic
def edit_pilot(
    pilot: Pilot, *, by: User, facts: PilotFacts, version: int | None = None, once: UUID | str | None = None
) -> Pilot:
    """Other facts and outcomes; ``version`` is the one the editor read.

    Raises:
        RefusedError: neither the standing office nor the lead, the terms are locked, or the form was already received.
        InputError: the facts contradict themselves.
        ChangedMeanwhile: somebody else saved the pilot since.
    """
    pilot = held(pilot)
    require_preparing(by, pilot)
    require_state(pilot, Pilot.State.DRAFT, vi="sửa nội dung đã khóa", en="edited any more")
    check_facts(facts, pilot.commitment)
    fields, rows = facts.fields(), facts.rows(pilot)
    wanted = fields | {"outcome_words": [str(one) for one in rows]}
    refuse_overwriting(pilot, version, wanted)
    changed = changes(pilot, wanted)
    for name, value in fields.items():
        setattr(pilot, name, value)
    pilot.version += 1
    pilot.save()
    pilot.outcomes.all().delete()
    Outcome.objects.bulk_create(rows)
    record("pilot.edited", pilot, by=by, data={"version": pilot.version, "changed": changed}, once=once)
    return pilot
