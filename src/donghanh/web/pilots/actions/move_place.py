"""A place is put into another wave than its rank gave it."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from donghanh.errors import InputError, RefusedError
from donghanh.web.audit.log import record
from donghanh.web.organisations.models import User
from donghanh.web.pilots.keeping import held, require_reason, require_state
from donghanh.web.pilots.models import Pilot, RollOut
from donghanh.web.pilots.permissions import require_managing


@transaction.atomic
def move_place(place: RollOut, *, by: User, wave: int | None, reason: str, once: UUID | str | None = None) -> RollOut:
    """The place comes in ``wave``, or later (None).

    Raises:
        RefusedError: not the standing office, the pilot is closed, the place has its task already, or the form was
            already received.
        InputError: no reason, or a wave that is neither one of the plan nor the next after them.
    """
    require_managing(by)
    why = require_reason(reason)
    pilot = held(place.replication.pilot)
    require_state(pilot, Pilot.State.DECIDED, vi="chuyển đợt", en="changed in its waves")
    place = RollOut.objects.select_for_update(of=("self",)).select_related("replication").get(pk=place.pk)
    if place.task_id:
        raise RefusedError(
            "state.handed-out",
            vi=f"{place.name} đã được giao nhiệm vụ nên không chuyển đợt. Hãy thu hồi đợt {place.wave} trước.",
            en=f"{place.name} has its task already and stays in its wave. Take wave {place.wave} back first.",
        )
    last = max(
        [len(place.replication.waves), *(n for n in place.replication.places.values_list("wave", flat=True) if n)]
    )
    if wave is not None and not 1 <= wave <= last + 1:
        raise InputError(
            "replication.wave",
            vi=f"Không có đợt {wave}; chọn đợt 1 đến {last + 1}, hoặc để sau.",
            en=f"There is no wave {wave}; choose 1 to {last + 1}, or later.",
        )
    before, place.wave, place.moved_why = place.wave, wave, why[:300]
    place.save()
    data = {"place": place.place_code, "from": before, "to": wave}
    record("pilot.place_moved", pilot, by=by, reason=why, data=data, once=once)
    return place
