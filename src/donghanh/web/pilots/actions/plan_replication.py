"""The other places are ranked by readiness and put into waves."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from donghanh.errors import RefusedError
from donghanh.web.audit.log import record
from donghanh.web.organisations.models import User
from donghanh.web.pilots.keeping import held, require_state
from donghanh.web.pilots.models import Decision, Pilot, Replication, RollOut
from donghanh.web.pilots.permissions import require_managing
from donghanh.web.pilots.replicating import ItemFacts, Ranked, parts_of, rank_places


@transaction.atomic
def plan_replication(
    pilot: Pilot,
    *,
    by: User,
    items: Sequence[ItemFacts],
    waves: Sequence[int],
    at: datetime | None = None,
    once: UUID | str | None = None,
) -> Replication:
    """A plan, or a new one instead of the earlier while nobody was given a task; hand-made moves are then lost.

    Raises:
        RefusedError: not the standing office, not decided to be rolled out, tasks are handed out, or the form was
            already received.
        InputError: items or waves that cannot be used (:func:`~donghanh.web.pilots.replicating.rank_places`).
    """
    require_managing(by)
    pilot = held(pilot)
    require_state(pilot, Pilot.State.DECIDED, vi="lập kế hoạch nhân rộng", en="rolled out")
    if pilot.decision.choice != Decision.Choice.SCALE:
        raise RefusedError(
            "state.pilot-decision",
            vi=f"{pilot.body} quyết định “{pilot.decision.get_choice_display()}”, không phải nhân rộng.",
            en=f"{pilot.body} decided “{pilot.decision.get_choice_display()}”, not to roll it out.",
        )
    earlier = Replication.objects.filter(pilot=pilot).first()
    if earlier and earlier.places.filter(task__isnull=False).exists():
        raise RefusedError(
            "state.rolled-out",
            vi="Đã giao nhiệm vụ nhân rộng nên không xếp hạng lại. Hãy thu hồi các nhiệm vụ chưa bắt đầu trước.",
            en="Tasks of the roll-out are handed out, so it is not ranked anew. Take back those not started first.",
        )
    ranked = rank_places(pilot, items, waves)
    if earlier:
        earlier.delete()
    plan = Replication.objects.create(
        pilot=pilot, items=_items(items, ranked), waves=list(waves), made_by=by, made_at=at or timezone.now()
    )
    RollOut.objects.bulk_create(_rows(plan, ranked))
    data = {"items": [one.indicator_code for one in items], "waves": list(waves)}
    record("pilot.replication_planned", pilot, by=by, data=data, once=once)
    return plan


def _items(items: Sequence[ItemFacts], ranked: Ranked) -> list[dict[str, object]]:
    told = []
    for one in items:
        cell = next(iter(ranked.cells[one.indicator_code].values()), None)
        snapshot = cell.snapshot if cell else None
        told.append({"indicator": one.indicator_code, "better": one.better, "weight": one.weight, "snapshot": snapshot})
    return told


def _rows(plan: Replication, ranked: Ranked) -> list[RollOut]:
    waves = {place: number for number, wave in enumerate(ranked.found.waves, start=1) for place in wave.places}
    return [
        RollOut(
            replication=plan,
            place_code=one.place,
            name=ranked.names[one.place],
            rank=one.rank,
            score=one.score,
            parts=parts_of(ranked, one.place),
            wave=waves.get(one.place),
        )
        for one in ranked.found.standings
    ]
