"""What the scoreboard shows on others' pages."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from donghanh.web.programme.models import Agreement
from donghanh.web.scoreboard.editions import latest_runs
from donghanh.web.scoreboard.querysets import indicator_codes, indicator_of, latest
from donghanh.web.scoreboard.shown import cell_row, points


def agreement_measures(request: HttpRequest, agreement: Agreement) -> tuple[str, dict[str, Any]] | None:
    """The latest values of the indicators its tasks name, and its province's newest index scores."""
    place = agreement.province.place_code
    codes = indicator_codes(agreement)
    cells = [(code, latest(code, place)) for code in codes]
    rows = [{"name": indicator_of(code).name, "cell": cell_row(cell)} for code, cell in cells if cell]
    standings = []
    for run in latest_runs(place):
        total, reached = run.pinned.scores.total(place), run.pinned.scores.band(place)
        standings.append(
            {
                "name": run.pinned.edition.name,
                "text": points(total.published, run.pinned.edition),
                "id": f"index/{run.pk}/{place}/{total.part.code}",
                "band": reached.name if reached else None,
                "run": run.pk,
            }
        )
    if not codes and not standings:
        return None
    return "scoreboard/panel.html", {"cells": rows, "standings": standings}


def score_count(agreement: Agreement) -> int:
    """How many indices have a newest score of the agreement's province."""
    return len(latest_runs(agreement.province.place_code))
