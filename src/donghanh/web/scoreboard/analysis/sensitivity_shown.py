"""How much the ranking of a run hangs on choices: intervals of ranks and the effect of each choice."""

from __future__ import annotations

import math
from functools import lru_cache
from typing import Any

from django.utils.translation import gettext as _

from donghanh.indices.definition import Edition
from donghanh.indices.recipe import Recipe
from donghanh.indices.sensitivity import Effect, Sensitivity, effects, sensitivity
from donghanh.indices.variants import Uncertainty
from donghanh.web.scoreboard.models import Run
from donghanh.web.scoreboard.run_querysets import subject_names
from donghanh.web.scoreboard.shown import points
from donghanh.web.ui.environment import said

BARS = 12
"""Choices a chart of effects has at most."""


@lru_cache(maxsize=16)
def computed(
    recipe: str, uncertainty: Uncertainty, draws: int, seed: int, subject: str | None
) -> tuple[Sensitivity, tuple[Effect, ...]]:
    """The analysis of a recipe; asked for again by the table's file, and the same each time.

    Raises:
        ScoreError: an alternative that nothing in the edition depends on, no such subject.
    """
    known = Recipe.from_json(recipe)
    inputs = known.scores.inputs
    found = sensitivity(known.edition, inputs, uncertainty, draws=draws, seed=seed)
    return found, effects(known.edition, inputs, uncertainty, subject=subject, seed=seed)


def intervals(run: Run, found: Sensitivity) -> list[dict[str, Any]]:
    """By subject, best nominal rank first: the rank as scored and between which ranks nine of ten draws lie."""
    names = subject_names(run.pinned.edition, found.subjects)
    code = run.pinned.edition.headline.code
    rows = []
    for at, subject in enumerate(found.subjects):
        low, middle, high = (None if math.isnan(one) else int(one) for one in found.intervals[at])
        rows.append(
            {
                "place": subject,
                "place_name": names[subject],
                "id": f"index/{run.pk}/{subject}/{code}/rank",
                "rank": int(found.nominal[at]),
                "low": low,
                "middle": middle,
                "high": high,
                "width": None if low is None or high is None else high - low,
            }
        )
    return sorted(rows, key=lambda row: (row["rank"] == 0, row["rank"], row["place_name"]))


def interval_chart(rows: list[dict[str, Any]], chosen: str) -> dict[str, Any]:
    """A bar from the 5th to the 95th percentile for each place, and a dot at its rank."""
    shown = [
        {"label": row["place_name"], "low": row["low"], "high": row["high"], "dot": row["rank"]}
        | ({"chosen": True} if row["place"] == chosen else {})
        for row in rows
        if row["low"] is not None
    ]
    words = {"dot": _("rank as scored"), "bar": _("nine draws in ten")}
    return {"kind": "intervals", "rows": shown, "title": _("Ranks under all draws"), "words": words}


def effect_rows(edition: Edition, found: tuple[Effect, ...]) -> list[dict[str, Any]]:
    """What each choice does to the ranking, the largest first."""
    general = {
        "rule": _("Way to normalise"),
        "mean": _("Way to aggregate"),
        "missing": _("Treatment of missing values"),
    }

    def name(code: str) -> str:
        part = edition.by_code.get(code)
        return general.get(code) or _("Weight: %(part)s") % {"part": said(dict(part.name)) if part else code}

    return [
        {
            "name": name(one.code),
            "first": max(one.first, 0.0),
            "total": max(one.total, 0.0),
            "first_text": _share(one.first),
            "total_text": _share(one.total),
            "margin_text": points(one.total_margin * 100),
        }
        for one in found
    ]


def _share(effect: float) -> str:
    """A share of the variance in percent; a small one may come out below 0 by chance and is told as 0."""
    return points(max(effect, 0.0) * 100) if math.isfinite(effect) else "–"


def effect_chart(rows: list[dict[str, Any]]) -> dict[str, Any] | None:
    """First and total effects of the choices that matter most."""
    some = [row for row in rows[:BARS] if row["total"] > 0]
    if not some:
        return None
    series = [
        {"name": _("alone"), "values": [round(row["first"] * 100, 1) for row in some]},
        {"name": _("with all others"), "values": [round(row["total"] * 100, 1) for row in some]},
    ]
    return {
        "kind": "groups",
        "labels": [row["name"] for row in some],
        "series": series,
        "title": _("Share of variance, %"),
    }
