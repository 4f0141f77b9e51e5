"""Two plans of one question side by side."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from donghanh.web.scoreboard.models import PlanResult
from donghanh.web.scoreboard.plans.shown import amount, head, limits_shown, proof_badge
from donghanh.web.scoreboard.shown import points


def compared(one: PlanResult, other: PlanResult) -> dict[str, Any]:
    """What both reach and spend, which tasks are in which, and which limits differ."""
    edition = one.question.run.pinned.edition
    pair = (one, other)

    def both(label: str, cells: list[str]) -> dict[str, Any]:
        return {"label": label, "cells": cells, "differs": cells[0] != cells[1]}

    reached = [result.result["years"][-1] for result in pair]
    rows = [
        both(_("Score in the last year"), [points(head(year["likely"], edition), edition) for year in reached]),
        both(
            _("Weakest to strongest effects"),
            [
                f"{points(head(y['low'], edition), edition)} – {points(head(y['high'], edition), edition)}"
                for y in reached
            ],
        ),
        both(_("Gain"), [amount(result.result["gain"], 2) for result in pair]),
        both(_("Cost, million đồng"), [amount(sum(y["cost"] for y in result.result["years"])) for result in pair]),
        both(_("Tasks"), [str(len(result.result["tasks"])) for result in pair]),
        both(_("Proof"), [proof_badge(result)[0] for result in pair]),
    ]
    return {"pair": pair, "rows": rows, "limits": _limits(pair), "tasks": _tasks(pair)}


def _limits(pair: tuple[PlanResult, PlanResult]) -> list[dict[str, Any]]:
    """The budgets and capacities that differ, by year."""
    names = {"budget": _("budget"), "effort": _("people-months"), "starts": _("tasks that may start")}
    by_year = [{row["year"]: row for row in limits_shown(result.asked["limits"])} for result in pair]
    rows = []
    for year in sorted({*by_year[0], *by_year[1]}):
        for key, name in names.items():
            cells = [known[year][key] if year in known else "–" for known in by_year]
            if cells[0] != cells[1]:
                rows.append({"label": f"{year}, {name}", "cells": cells})
    return rows


def _tasks(pair: tuple[PlanResult, PlanResult]) -> list[dict[str, Any]]:
    """Every task that either plan chose, with the year in each; those that differ first."""
    years = [{task["code"]: task["year"] for task in result.result["tasks"]} for result in pair]
    names = {task["code"]: task["name"] for result in pair for task in result.asked["tasks"]}
    rows = []
    for code in sorted({*years[0], *years[1]}):
        cells = [chosen.get(code) for chosen in years]
        rows.append({"code": code, "name": names[code], "cells": cells, "differs": cells[0] != cells[1]})
    return sorted(rows, key=lambda row: not row["differs"])
