"""Keeping a scoring for good: the recipe it was made from, and the results as they came out."""

from __future__ import annotations

import math
from typing import Any

from donghanh.indices.recipe import Recipe
from donghanh.indices.score import Score, Scores
from donghanh.web.organisations.models import User
from donghanh.web.scoreboard.models import Run


def pin_run(recipe: Recipe, *, by: User) -> Run:
    """Score the recipe and store it with its results; call it inside the transaction of the action.

    Raises:
        ScoreError: the edition cannot score these inputs.
    """
    return Run.objects.create(
        index_code=recipe.edition.code,
        edition=recipe.edition.edition,
        period=recipe.period,
        recipe=recipe.to_json(),
        results=[_result(recipe.scores, total) for total in recipe.scores.totals()],
        created_by=by,
    )


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
