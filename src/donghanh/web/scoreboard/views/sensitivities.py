"""Sensitivity: how much the ranking of a run hangs on its weights and other choices."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from donghanh.errors import ScoreError
from donghanh.web.catalogue.spreadsheets import as_csv
from donghanh.web.scoreboard.analysis.sensitivity_form import SensitivityForm
from donghanh.web.scoreboard.analysis.sensitivity_shown import (
    computed,
    effect_chart,
    effect_rows,
    interval_chart,
    intervals,
)
from donghanh.web.scoreboard.models import Run
from donghanh.web.scoreboard.run_querysets import chosen_place, run_of
from donghanh.web.scoreboard.run_shown import facts
from donghanh.web.scoreboard.shown import points

OWN = "dia-ban"
"""The effects are asked for of the place's value, not of the ranking."""


def _shown(request: HttpRequest, run: Run) -> dict[str, Any]:
    """The form and, where it is in order, the result; ``found`` is None where it is not."""
    place = chosen_place(run, request.GET.get("dia-ban", ""), request.user)
    form = SensitivityForm(request.GET if "draws" in request.GET else SensitivityForm.first)
    edition = run.pinned.edition
    whole = edition.whole.place if edition.whole else None
    subject = place if request.GET.get("tac-dong") == OWN and place != whole else None
    shown = facts(run, place) | {"form": form, "found": None, "subject": subject, "is_whole": place == whole}
    if not form.is_valid():
        return shown
    given = form.cleaned_data
    try:
        found, effects = computed(run.recipe, form.uncertainty, given["draws"], given["seed"], subject)
    except ScoreError as error:
        form.add_error(None, error.say(get_language() or "vi"))
        return shown
    rows, causes = intervals(run, found), effect_rows(edition, effects)
    return shown | {
        "found": found,
        "rows": rows,
        "chart": interval_chart(rows, place),
        "effects": causes,
        "effects_chart": effect_chart(causes),
        "shift_text": points(found.shift),
        "lost_text": points(found.without_value * 100),
        "own": next((row for row in rows if row["place"] == place), None),
        "moving": sum(1 for row in rows if row["width"]),
        "query": request.GET.urlencode(),
    }


@require_safe
def sensitivity(request: HttpRequest, pk: int) -> HttpResponse:
    """Intervals of ranks and the effect of each choice; the address holds all that it was made from."""
    shown = _shown(request, run_of(pk))
    return render(request, "scoreboard/analysis/sensitivity.html", shown, status=200 if shown["found"] else 400)


@require_safe
def sensitivity_csv(request: HttpRequest, pk: int) -> HttpResponse:
    """The intervals as a file."""
    run = run_of(pk)
    shown = _shown(request, run)
    if shown["found"] is None:
        raise Http404(pk)
    rows = [[row[key] for key in ("place", "place_name", "rank", "low", "middle", "high")] for row in shown["rows"]]
    head = ["place", "name", "rank", "rank_5th", "rank_median", "rank_95th"]
    return as_csv(f"{run.index_code}-{run.period}-do-nhay.csv", head, rows)
