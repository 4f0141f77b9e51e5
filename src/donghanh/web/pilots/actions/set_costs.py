"""What a pilot costs is written down, planned and spent."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction

from donghanh.errors import InputError
from donghanh.web.audit.log import record
from donghanh.web.organisations.models import User
from donghanh.web.pilots.keeping import held, refuse_overwriting, require_state
from donghanh.web.pilots.models import CostLine, Pilot
from donghanh.web.pilots.permissions import require_preparing
from donghanh.web.programme.editing import changes


@dataclass(frozen=True)
class CostFacts:
    """A line: what for, for which place (empty: all together), đồng planned and spent (None: not reported)."""

    name: str
    planned: int
    spent: int | None = None
    place_code: str = ""


@transaction.atomic
def set_costs(
    pilot: Pilot,
    *,
    by: User,
    costs: Sequence[CostFacts],
    version: int | None = None,
    once: UUID | str | None = None,
) -> Pilot:
    """These lines instead of the earlier ones; allowed until the pilot is closed, since spending goes on.

    Raises:
        RefusedError: neither the standing office nor the lead, the pilot is over, or the form was already received.
        InputError: a line without a name, a negative amount, a place that is none of the pilot's.
        ChangedMeanwhile: somebody else saved the pilot since.
    """
    pilot = held(pilot)
    require_preparing(by, pilot)
    open_states = [one for one in Pilot.State.values if one not in Pilot.OVER]
    require_state(pilot, *open_states, vi="sửa kinh phí", en="given other costs")
    own = {one.place_code for one in pilot.places.all()}
    for one in costs:
        if not one.name.strip() or one.planned < 0 or (one.spent or 0) < 0 or one.place_code not in own | {""}:
            raise InputError(
                "pilot.cost",
                vi=f"Dòng kinh phí “{one.name}”: cần tên, số tiền từ 0 trở lên, địa bàn của thí điểm hoặc để trống.",
                en=f"Cost line “{one.name}”: it needs a name, amounts of 0 or more, a place of the pilot or none.",
            )
    rows = [
        CostLine(pilot=pilot, name=one.name.strip(), place_code=one.place_code, planned=one.planned, spent=one.spent)
        for one in costs
    ]
    wanted = {"cost_words": [str(one) for one in rows]}
    refuse_overwriting(pilot, version, wanted)
    changed = changes(pilot, wanted)
    pilot.version += 1
    pilot.save()
    pilot.cost_lines.all().delete()
    CostLine.objects.bulk_create(rows)
    record("pilot.costs_set", pilot, by=by, data={"version": pilot.version, "changed": changed}, once=once)
    return pilot
