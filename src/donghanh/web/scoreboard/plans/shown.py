"""A planning question and its plans as their pages show them; every value here is projected and has no trace."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from donghanh.errors import InputError
from donghanh.indices.definition import Edition
from donghanh.text import say_number
from donghanh.web.scoreboard.models import PlanQuestion, PlanResult
from donghanh.web.scoreboard.plans.asked import whole_question
from donghanh.web.scoreboard.plans.gantt import gantt
from donghanh.web.scoreboard.plans.querysets import Driven, driven_inputs
from donghanh.web.scoreboard.shown import points

PRICED = 100
"""Million đồng whose worth at the margin is told: what one brings is too small a number to read."""


def amount(number: float | None, decimals: int | None = None) -> str:
    """A number as people write it; a dash where there is none."""
    return "–" if number is None else say_number(number, get_language() or "vi", decimals=decimals)


def limits_shown(limits: Mapping[str, Any]) -> list[dict[str, Any]]:
    """One row a year."""
    efforts, starts = limits.get("efforts"), limits.get("starts")
    return [
        {
            "year": limits["first_year"] + at,
            "budget": amount(budget),
            "effort": amount(efforts[at] if efforts else None),
            "starts": amount(starts[at] if starts else None),
        }
        for at, budget in enumerate(limits["budgets"])
    ]


def candidates_shown(question: PlanQuestion) -> list[dict[str, Any]]:
    """The candidates with what they change and what stands against them from the outset."""
    tasks = list(question.candidates.select_related("lead").order_by("code"))
    inputs = driven_inputs(question.run, question.place)
    try:
        windows = whole_question(question.limits, [one.facts for one in tasks]).windows
    except InputError:  # no task yet
        windows = {}
    most = max(question.limits["budgets"])
    rows = []
    for task in tasks:
        changes = [change_shown(one, inputs) for one in task.changes]
        warnings = []
        if not windows[task.code]:
            warnings.append(_("no year of the plan is in time for it"))
        if task.cost > most:
            warnings.append(_("costs more than any year has"))
        unknown = [one["name"] for one in changes if one["unknown"]]
        if unknown:
            warnings.append(_("present value not known: %(names)s") % {"names": "; ".join(unknown)})
        rows.append({"task": task, "cost": amount(task.cost), "changes": changes, "warnings": warnings})
    return rows


def change_shown(change: Mapping[str, Any], inputs: Mapping[tuple[str, str], Driven]) -> dict[str, Any]:
    """A change in words: of what, from what, by how much."""
    known = inputs.get((change["item"], change["role"]))
    low, likely, high = (_signed(change[key]) for key in ("low", "likely", "high"))
    return {
        "name": known.name if known else change["item"],
        "now": known.now_text if known else "–",
        "unknown": known is None or math.isnan(known.now),
        "likely": likely,
        "range": "" if low == high else f"{low} … {high}",
    }


def _signed(number: float, decimals: int | None = None) -> str:
    text = amount(abs(number), decimals)
    return f"+{text}" if number > 0 else f"−{text}" if number < 0 else text


def proof(result: PlanResult) -> str:
    """How good the plan is proven to be, in plain words."""
    if result.optimal:
        return _("Proven: within these limits no plan gains more.")
    if result.gap is None:
        return _("In the time given it could not be proven how good the plan is; a better one may exist.")
    told = {"gap": amount(100 * result.gap, 2), "seconds": amount(result.seconds, 1)}
    return _("The best plan found in %(seconds)s seconds: another may be better by at most %(gap)s %%.") % told


def proof_badge(result: PlanResult) -> tuple[str, str]:
    """The same in few words, and the tone of its badge."""
    if result.optimal:
        return _("proven optimal"), "green"
    if result.gap is None:
        return _("not proven"), "red"
    return _("at most %(gap)s %% off") % {"gap": amount(100 * result.gap, 2)}, "amber"


def result_shown(result: PlanResult) -> dict[str, Any]:
    """Everything a plan's page says."""
    found, edition = result.result, result.question.run.pinned.edition
    limits = result.asked["limits"]
    years = _years(found, edition, limits)
    return {
        "result": result,
        "question": result.question,
        "proof": proof(result),
        "badge": proof_badge(result),
        "exact": found["exact"],
        "counts_last": limits["years"] == "last",
        "today": points(head(found["today"], edition), edition),
        "gain": amount(found["gain"], 2),
        "years": years,
        "last": years[-1],
        "cost": amount(sum(one["cost"] for one in found["years"])),
        "money": amount(sum(limits["budgets"])),
        "chart": _course_chart(found, edition),
        "tasks": chosen_shown(result),
        "gantt": gantt(found["tasks"], [one["year"] for one in found["years"]], result.candidates),
        "prices": _prices(found),
        "frontier": _frontier(found),
        "frontier_chart": _frontier_chart(found),
        "left_out": [
            one
            | {"why": one[(get_language() or "vi")[:2]], "gain_text": amount(one["gain"], 2) if one["gain"] else "–"}
            for one in found["left_out"]
        ],
        "is_stale": result.asked != result.question.as_asked(),
    }


def head(value: float, edition: Edition) -> float:
    """A headline value as it is published: the engine turns those that are better when low."""
    return value if edition.published.better == "high" else -value


def _years(found: Mapping[str, Any], edition: Edition, limits: Mapping[str, Any]) -> list[dict[str, Any]]:
    rows = []
    for at, year in enumerate(found["years"]):
        starts = limits["starts"][at] if limits.get("starts") else None
        rows.append(
            year
            | {f"{key}_text": points(head(year[key], edition), edition) for key in ("low", "likely", "high")}
            | {"cost_text": amount(year["cost"]), "budget_text": amount(year["budget"])}
            | {"effort_text": amount(year["effort"]), "efforts_text": amount(year["efforts"])}
            | {"starts_most": starts, "gain_text": _signed(year["likely"] - found["today"], 2)}
        )
    return rows


def _course_chart(found: Mapping[str, Any], edition: Edition) -> dict[str, Any]:
    def of(key: str) -> list[float]:
        return [round(head(value, edition), 4) for value in (found["today"], *(one[key] for one in found["years"]))]

    return {
        "kind": "lines",
        "title": _("Projected score by year"),
        "labels": [_("now"), *(str(one["year"]) for one in found["years"])],
        "series": [
            {"name": _("likely"), "values": of("likely")},
            {"name": _("weakest effects"), "values": of("low")},
            {"name": _("strongest effects"), "values": of("high")},
        ],
    }


def chosen_shown(result: PlanResult) -> list[dict[str, Any]]:
    """The chosen tasks by year, each with its loss and what became of its draft."""
    tasks, drafts = result.candidates.by_code, {one.code: one for one in result.drafts.select_related("task")}
    inputs = driven_inputs(result.question.run, result.question.place)
    return [
        one
        | {
            "cost_text": amount(one["cost"]),
            "loss_text": amount(one["loss"], 2),
            "changes": [change_shown(change.model_dump(), inputs) for change in tasks[one["code"]].changes],
            "draft": drafts.get(one["code"]),
        }
        for one in result.result["tasks"]
    ]


def _prices(found: Mapping[str, Any]) -> list[str]:
    """What more money would bring at the margin: a sentence for each year, and for all where they have a total."""
    told = [(str(one["year"]), one["price"]) for one in found["years"]]
    if found["total_price"] is not None:
        told.append((_("all years together"), found["total_price"]))
    sentences = []
    for year, price in told:
        worth = amount(PRICED * price, 3)
        if price > 1e-9:
            said = _("%(year)s: %(money)s million đồng more would bring about %(points)s points.")
            sentences.append(said % {"year": year, "money": PRICED, "points": worth})
        else:
            sentences.append(_("%(year)s: more money alone brings nothing; something else is short.") % {"year": year})
    return sentences


def _frontier(found: Mapping[str, Any]) -> list[dict[str, Any]]:
    rows = []
    for one in found["frontier"]:
        open_ended = one["bound"] is None or one["bound"] - one["gain"] > 1e-4 * max(1.0, abs(one["gain"]))
        most = amount(one["bound"], 2) if open_ended and one["bound"] is not None else ""
        shown = {"share_text": amount(100 * one["share"]), "budget_text": amount(one["budget"])}
        rows.append(shown | {"gain_text": amount(one["gain"], 2), "most": most, "is_plan": one["share"] == 1.0})
    return rows


def _frontier_chart(found: Mapping[str, Any]) -> dict[str, Any]:
    points_of: Sequence[Mapping[str, Any]] = found["frontier"]
    return {
        "kind": "lines",
        "title": _("Gain by money"),
        "labels": [f"{amount(100 * one['share'])} %" for one in points_of],
        "series": [{"name": _("gain"), "values": [round(one["gain"], 4) for one in points_of]}],
    }
