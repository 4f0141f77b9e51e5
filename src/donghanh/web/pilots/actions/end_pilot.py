"""A pilot is closed after its decision, or cancelled before it, with the reason."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from donghanh.web.audit.log import record
from donghanh.web.organisations.models import User
from donghanh.web.pilots.keeping import held, require_reason, require_state
from donghanh.web.pilots.models import Pilot
from donghanh.web.pilots.permissions import require_managing


@transaction.atomic
def end_pilot(pilot: Pilot, *, by: User, reason: str, once: UUID | str | None = None) -> Pilot:
    """Nothing more happens with it: *closed* where it was decided, *cancelled* where it was not.

    Raises:
        RefusedError: not the standing office, over already, or the form was already received.
        InputError: no reason.
    """
    require_managing(by)
    why = require_reason(reason)
    pilot = held(pilot)
    open_states = [one for one in Pilot.State.values if one not in Pilot.OVER]
    require_state(pilot, *open_states, vi="kết thúc lần nữa", en="ended again")
    decided = pilot.state == Pilot.State.DECIDED
    pilot.state = Pilot.State.CLOSED if decided else Pilot.State.CANCELLED
    pilot.save()
    record("pilot.closed" if decided else "pilot.cancelled", pilot, by=by, reason=why, once=once)
    return pilot
