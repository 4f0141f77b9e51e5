"""Who resolves indicators and index scores: the engine, for the packs, the lake and the pinned runs."""

from __future__ import annotations

from donghanh.errors import TraceError
from donghanh.indicators.trace import resolvers
from donghanh.indices.recipe import Recipe
from donghanh.indices.trace import run_resolver
from donghanh.provenance import Figure
from donghanh.web.catalogue.querysets import lake, packs
from donghanh.web.scoreboard.models import Run


def resolve_indicator(figure_id: str) -> Figure:
    """``indicator/<code>/<place>/<period>@<snapshot>[/numerator|/denominator]``."""
    known = packs()
    return resolvers(lake(), known.indicators, known.datasets, known.places)["indicator"](figure_id)


def _recipe(run: str) -> Recipe:
    found = Run.objects.filter(pk=int(run)).first() if run.isascii() and run.isdigit() and len(run) < 19 else None
    if found is None:
        raise TraceError(
            "trace.run",
            vi=f"Không có lần chấm điểm “{run}”; hãy mở lại từ trang bảng điểm.",
            en=f"There is no scoring “{run}”; open it again from the scoreboard.",
        )
    return found.pinned


resolve_index = run_resolver(_recipe)
