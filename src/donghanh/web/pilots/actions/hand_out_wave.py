"""Each place of a wave gets its task."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db import transaction

from donghanh.errors import InputError, RefusedError
from donghanh.web.audit.log import record
from donghanh.web.organisations.models import User
from donghanh.web.pilots.keeping import held, require_state
from donghanh.web.pilots.models import Pilot, Replication, RollOut
from donghanh.web.pilots.permissions import require_managing
from donghanh.web.pilots.replicating import commune_offices
from donghanh.web.programme.actions.tasks.create_task import create_task


@transaction.atomic
def hand_out_wave(
    plan: Replication,
    *,
    by: User,
    wave: int,
    title: str,
    product: str,
    due_on: date,
    starts_on: date | None = None,
    once: UUID | str | None = None,
) -> list[RollOut]:
    """One task for every place of the wave that has none, led by the commune's own office, for the pilot's commitment.

    The name of the place is put behind the title; the first outcome is the indicator the task should move.

    Raises:
        RefusedError: not the standing office, the pilot is closed, no place waits, or the form was already received.
        InputError: a place without an office, and what
            :func:`~donghanh.web.programme.actions.tasks.create_task.create_task` refuses.
    """
    require_managing(by)
    pilot = held(plan.pilot)
    require_state(pilot, Pilot.State.DECIDED, vi="giao nhiệm vụ nhân rộng", en="rolled out")
    places = list(plan.places.select_for_update(of=("self",)).filter(wave=wave, task=None))
    if not places:
        raise RefusedError(
            "state.wave",
            vi=f"Đợt {wave} không còn địa bàn nào chờ giao nhiệm vụ.",
            en=f"No place of wave {wave} waits for its task.",
        )
    offices = commune_offices([one.place_code for one in places])
    if without := [one.name for one in places if one.place_code not in offices]:
        raise InputError(
            "replication.office",
            vi=f"Chưa có đơn vị cấp xã của {', '.join(without)}. Hãy thêm đơn vị, hoặc chuyển địa bàn sang đợt khác.",
            en=f"{', '.join(without)}: no commune office is entered. Enter it, or move the place to another wave.",
        )
    outcome = pilot.outcomes.first()
    for place in places:
        place.task = create_task(
            pilot.commitment,
            by=by,
            title=f"{title.strip()[: 297 - len(place.name)]} – {place.name}" if title.strip() else "",
            product=product,
            lead=offices[place.place_code],
            starts_on=starts_on,
            due_on=due_on,
            indicator_code=outcome.indicator_code if outcome else "",
        )
        place.save()
    data = {"wave": wave, "tasks": [place.task_id for place in places]}
    record("pilot.wave_handed_out", pilot, by=by, data=data, once=once)
    return places
