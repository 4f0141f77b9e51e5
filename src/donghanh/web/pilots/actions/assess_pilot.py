"""The effect of a pilot is computed from the data at hand and kept for good."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from donghanh.web.audit.log import record, refuse_replay
from donghanh.web.organisations.models import User
from donghanh.web.pilots.estimates import estimate
from donghanh.web.pilots.keeping import held, require_state
from donghanh.web.pilots.measured import as_text, inputs_of
from donghanh.web.pilots.models import Assessment, Finding, Pilot
from donghanh.web.pilots.permissions import require_preparing

STATES = (Pilot.State.RUNNING, Pilot.State.ASSESSED)


def assess_pilot(pilot: Pilot, *, by: User, at: datetime | None = None, once: UUID | str | None = None) -> Assessment:
    """A finding for each outcome, from the newest data; made before the last day it is *interim* and decides nothing.

    Raises:
        RefusedError: neither the standing office nor the lead, the pilot does not run, or the form was already
            received.
        InputError: an indicator has no data at all, or the statistics libraries are not installed.
    """
    pilot.refresh_from_db()
    require_preparing(by, pilot)
    require_state(pilot, *STATES, vi="đánh giá", en="assessed")
    refuse_replay(once)
    moment = at or timezone.now()
    day = timezone.localdate(moment)
    # Some seconds of arithmetic, done before the transaction so that nobody waits for its lock.
    asked = [(one.indicator_code, inputs_of(pilot, one, until=day)) for one in pilot.outcomes.all()]
    answers = [(code, inputs, estimate(inputs)) for code, inputs in asked]
    with transaction.atomic():
        pilot = held(pilot)
        require_state(pilot, *STATES, vi="đánh giá", en="assessed")
        lines = list(pilot.cost_lines.all())
        cost = sum(one.planned if one.spent is None else one.spent for one in lines)
        assessment = Assessment.objects.create(
            pilot=pilot,
            number=pilot.assessments.count() + 1,
            is_interim=day <= pilot.ends_on,
            cost=cost if lines else None,
            cost_is_spent=bool(lines) and all(one.spent is not None for one in lines),
            made_by=by,
            made_at=moment,
        )
        for code, inputs, result in answers:
            Finding.objects.create(
                assessment=assessment,
                indicator_code=code,
                snapshot=inputs["snapshot"],
                verdict=result["verdict"],
                inputs=as_text(inputs),
                result=as_text(result),
            )
        if not assessment.is_interim:
            pilot.state = Pilot.State.ASSESSED
            pilot.save()
        data = {"number": assessment.number, "verdicts": {code: one["verdict"] for code, _inputs, one in answers}}
        record("pilot.assessed", pilot, by=by, data=data | {"interim": assessment.is_interim}, once=once)
    return assessment
