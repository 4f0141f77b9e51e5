"""Score an index edition and pin the run."""

from __future__ import annotations

import math
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import transaction

from donghanh.indices.definition import Edition
from donghanh.indices.inputs import Entry
from donghanh.indices.recipe import Recipe
from donghanh.indices.score import Score, Scores
from donghanh.web.audit.log import record
from donghanh.web.organisations.models import User
from donghanh.web.scoreboard.editions import measured_entries
from donghanh.web.scoreboard.models import Run
from donghanh.web.scoreboard.permissions import require_scoring


@transaction.atomic
def score_index(
    edition: Edition, *, by: User, period: str, as_of: date, stated: Iterable[Entry], once: str | None = None
) -> Run:
    """Measured items from the lake as it is now, the others as stated; nothing is kept unless all can be scored.

    A stated entry for an item that is measured is left out: what is measured is never typed.

    Raises:
        RefusedError: the person may not, or the form was already received.
        ScoreError: the edition cannot score these inputs.
    """
    require_scoring(by)
    measured = measured_entries(edition, period)
    known = {entry.item for entry in measured}
    entries = (*measured, *(entry for entry in stated if entry.item not in known))
    recipe = Recipe(edition, entries, period, as_of)
    run = Run.objects.create(
        index_code=edition.code,
        edition=edition.edition,
        period=period,
        recipe=recipe.to_json(),
        results=_results(recipe.scores),
        created_by=by,
    )
    counts = {"period": period, "entries": len(entries), "measured": len(measured)}
    record("index.scored", run, by=by, data=counts, once=once)
    return run


def _results(scores: Scores) -> list[dict[str, Any]]:
    return [_result(scores, total) for total in scores.totals()]


def _result(scores: Scores, total: Score) -> dict[str, Any]:
    reached = scores.band(total.subject)
    return {
        "place": total.subject,
        "published": _or_none(total.published),
        "won": _or_none(total.won),
        "max": _or_none(total.max),
        "rank": total.rank or None,
        "band": dict(reached.name) if reached else None,
    }


def _or_none(number: float) -> float | None:
    return None if math.isnan(number) else number
