"""The terms of a pilot are locked, so that nobody fits the question to the answer."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from donghanh.errors import InputError, RefusedError
from donghanh.web.audit.log import record
from donghanh.web.catalogue.querysets import packs
from donghanh.web.organisations.models import User
from donghanh.web.pilots.keeping import held, require_state
from donghanh.web.pilots.models import Pilot
from donghanh.web.pilots.permissions import require_managing
from donghanh.web.pilots.terms import lacking, seal_of, terms_of


@transaction.atomic
def lock_pilot(pilot: Pilot, *, by: User, at: datetime | None = None, once: UUID | str | None = None) -> Pilot:
    """Lock question, body, days, places, baseline and outcomes for good.

    On the day of the start or later it is still taken, and marked *late* for ever: refused, a pilot that runs already
    would keep no criteria at all. Once the pilot is over it is refused: criteria chosen then prove nothing.

    Raises:
        RefusedError: not the standing office, locked already, over, or the form was already received.
        InputError: places or outcomes are lacking.
    """
    require_managing(by)
    pilot = held(pilot)
    require_state(pilot, Pilot.State.DRAFT, vi="khóa", en="locked")
    moment = at or timezone.now()
    day = timezone.localdate(moment)
    if day > pilot.ends_on:
        raise RefusedError(
            "state.pilot-over",
            vi=f"Thí điểm đã kết thúc ngày {pilot.ends_on:%d/%m/%Y}; tiêu chí đặt khi đã biết kết quả là vô nghĩa.",
            en=f"The pilot ended on {pilot.ends_on:%d/%m/%Y}; criteria set when the result is known prove nothing.",
        )
    if missing := lacking(pilot):
        raise InputError(
            "pilot.lacking",
            vi=f"Chưa khóa được: {'; '.join(one['vi'] for one in missing)}.",
            en=f"It cannot be locked yet: {'; '.join(one['en'] for one in missing)}.",
        )
    _pin_definitions(pilot)
    pilot.terms = terms_of(pilot)
    pilot.seal = seal_of(pilot.terms)
    pilot.locked_by, pilot.locked_at = by, moment
    pilot.is_late = day >= pilot.starts_on
    pilot.state = Pilot.State.LOCKED
    pilot.version += 1
    pilot.save()
    data = {"seal": pilot.seal, "late": pilot.is_late, "on": day.isoformat(), "version": pilot.version}
    record("pilot.locked", pilot, by=by, data=data, once=once)
    return pilot


def _pin_definitions(pilot: Pilot) -> None:
    """A pack may have changed since the draft was written."""
    for outcome in pilot.outcomes.all():
        outcome.fingerprint = packs().indicators[outcome.indicator_code].fingerprint
        outcome.save()
