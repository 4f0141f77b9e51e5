"""A locked pilot begins."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from donghanh.errors import RefusedError
from donghanh.web.audit.log import record
from donghanh.web.organisations.models import User
from donghanh.web.pilots.keeping import held, require_state
from donghanh.web.pilots.models import Pilot
from donghanh.web.pilots.permissions import require_preparing


@transaction.atomic
def start_pilot(pilot: Pilot, *, by: User, on: date | None = None, once: UUID | str | None = None) -> Pilot:
    """The pilot runs from its day on.

    Raises:
        RefusedError: neither the standing office nor the lead, not locked, the day has not come, or the form was
            already received.
    """
    pilot = held(pilot)
    require_preparing(by, pilot)
    require_state(pilot, Pilot.State.LOCKED, vi="bắt đầu", en="begun")
    day = on or timezone.localdate()
    if day < pilot.starts_on:
        raise RefusedError(
            "state.pilot-early",
            vi=f"Ngày bắt đầu đã khóa là {pilot.starts_on:%d/%m/%Y}; hãy chờ đến ngày đó.",
            en=f"The locked day of the start is {pilot.starts_on:%d/%m/%Y}; wait until then.",
        )
    pilot.state = Pilot.State.RUNNING
    pilot.save()
    record("pilot.started", pilot, by=by, data={"on": day.isoformat()}, once=once)
    return pilot
