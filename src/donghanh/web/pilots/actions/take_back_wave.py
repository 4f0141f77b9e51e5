"""The tasks of a wave are taken back while none of them was started."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from donghanh.errors import RefusedError
from donghanh.web.audit.log import record
from donghanh.web.organisations.models import User
from donghanh.web.pilots.keeping import held, require_reason, require_state
from donghanh.web.pilots.models import Pilot, Replication, RollOut
from donghanh.web.pilots.permissions import require_managing
from donghanh.web.programme.actions.tasks.drop_task import drop_task
from donghanh.web.programme.models import Task


@transaction.atomic
def take_back_wave(
    plan: Replication, *, by: User, wave: int, reason: str, once: UUID | str | None = None
) -> list[RollOut]:
    """Drop every task of the wave, so that its places wait for one again.

    Raises:
        RefusedError: not the standing office, the pilot is closed, the wave has no task, one of them was started, or
            the form was already received.
        InputError: no reason.
    """
    require_managing(by)
    why = require_reason(reason)
    pilot = held(plan.pilot)
    require_state(pilot, Pilot.State.DECIDED, vi="thu hồi nhiệm vụ nhân rộng", en="changed in its roll-out")
    handed_out = plan.places.select_for_update(of=("self",)).filter(wave=wave, task__isnull=False)
    places = list(handed_out.select_related("task"))
    started = [one.task.code for one in places if one.task.state not in (Task.State.NOT_STARTED, Task.State.DROPPED)]
    if not places or started:
        named = ", ".join(started)
        raise RefusedError(
            "state.wave-started",
            vi=f"Đợt {wave} không thu hồi được: {f'đã bắt đầu {named}' if started else 'chưa giao nhiệm vụ'}.",
            en=f"Wave {wave} cannot be taken back: {f'{named} began' if started else 'nothing is handed out'}.",
        )
    dropped = []
    for place in places:
        if place.task.state == Task.State.NOT_STARTED:
            drop_task(place.task, by=by, reason=why)
        dropped.append(place.task_id)
        place.task = None
        place.save()
    record("pilot.wave_taken_back", pilot, by=by, reason=why, data={"wave": wave, "tasks": dropped}, once=once)
    return places
