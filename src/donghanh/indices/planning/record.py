"""A plan as plain data: what the command line prints and what the application keeps."""

from __future__ import annotations

import math
from dataclasses import asdict
from typing import Any

from donghanh.indices.planning.plan import Plan


def plan_record(found: Plan) -> dict[str, Any]:
    """The plan with everything that is said of it, as JSON takes it: a gap that is not known is ``None``."""
    return {
        "today": found.today,
        "gain": found.gain,
        "modelled": found.modelled,
        "bound": found.bound if math.isfinite(found.bound) else None,
        "optimal": found.optimal,
        "gap": found.gap if math.isfinite(found.gap) else None,
        "exact": found.exact,
        "seconds": found.seconds,
        "total_price": found.total_price,
        "years": [asdict(one) for one in found.years],
        "tasks": [
            {
                "code": one.task.code,
                "name": one.task.name,
                "cost": one.task.cost,
                "year": one.year,
                "counts": one.counts,
                "loss": one.loss,
                "along": list(one.along),
            }
            for one in found.chosen
        ],
        "frontier": [
            {**asdict(one), "bound": one.bound if math.isfinite(one.bound) else None} for one in found.frontier
        ],
        "left_out": [
            {
                "code": one.task.code,
                "name": one.task.name,
                "cost": one.task.cost,
                "reason": one.reason,
                "vi": one.vi,
                "en": one.en,
                "gain": one.gain,
                "year": one.year,
                "short": one.short,
            }
            for one in found.left_out
        ],
    }
