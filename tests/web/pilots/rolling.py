"""A replication plan without a lake, for tests of what follows the ranking."""

from __future__ import annotations

from tests.cast import Cast
from tests.web.pilots.staging import ON_TIME, make_decided

from donghanh.web.pilots.models import Replication, RollOut

PLACES = {"LG020": ("xã Phú Cọ Già", 1), "LG021": ("xã Lam Lau Xanh", 1), "LG022": ("xã Giang Mận Trắng", 2)}


def make_plan(cast: Cast) -> Replication:
    """Two places in the first wave, one in the second, one later."""
    pilot = make_decided(cast)
    items = [{"indicator": ON_TIME, "better": "low", "weight": 1, "snapshot": 1}]
    plan = Replication.objects.create(
        pilot=pilot, items=items, waves=[2, 1], made_by=cast.ha, made_at=pilot.decision.entered_at
    )
    parts = [{"indicator": ON_TIME, "value": None, "adds": 0.0, "lacks": 100.0, "figure": None}]
    found = {**PLACES, "LG023": ("xã Trúc Sa Lĩnh", None)}
    RollOut.objects.bulk_create(
        RollOut(replication=plan, place_code=code, name=name, rank=rank, score=50.0, parts=parts, wave=wave)
        for rank, (code, (name, wave)) in enumerate(found.items(), start=1)
    )
    return plan
