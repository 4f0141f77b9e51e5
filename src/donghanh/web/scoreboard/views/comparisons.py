"""Places and periods of an index side by side; all places of a run as a file."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from donghanh.errors import ScoreError
from donghanh.web.catalogue.spreadsheets import as_csv
from donghanh.web.scoreboard.analysis.comparison_shown import (
    NEW,
    OWN,
    PLACES,
    RUNS,
    Compared,
    compared,
    parts_of,
    table,
)
from donghanh.web.scoreboard.models import Run
from donghanh.web.scoreboard.run_querysets import chosen_place, previous_run, run_of, runs_of_index, subject_names
from donghanh.web.scoreboard.run_shown import facts, ranked, run_words


def _runs(request: HttpRequest, run: Run) -> tuple[list[Run], list[tuple[int, str]]]:
    """The runs asked for, or the newest of each of the last periods; and all there are to choose from."""
    listed = list(runs_of_index(run.index_code))
    listed += [run] if run not in listed else []
    asked = {int(one) for one in request.GET.getlist("lan") if one.isascii() and one.isdigit() and len(one) < 19}
    if asked - {one.pk for one in listed}:
        raise Http404("lan")
    if not asked:
        newest = {one.period: one.pk for one in listed} | {run.period: run.pk}
        asked = set(list(newest.values())[-RUNS:])
    chosen = [run if one.pk == run.pk else one for one in listed if one.pk in asked][:RUNS]
    full = Run.objects.in_bulk([one.pk for one in chosen if one is not run])
    return [full.get(one.pk, run) for one in chosen], [(one.pk, run_words(one)) for one in listed]


def _places(request: HttpRequest, run: Run, found: Compared) -> list[str]:
    """The places asked for, or the person's own and the three best."""
    asked = list(dict.fromkeys(one for one in request.GET.getlist("dia-ban") if one))
    if set(asked) - set(found.subjects) - set(run.pinned.scores.subjects):
        raise Http404("dia-ban")
    there = [one for one in asked if one in found.subjects]
    if there:
        return there[:PLACES]
    own = chosen_place(run, "", request.user)
    last = list(found.panel.values())[-1]
    best = [one.subject for one in last.totals()][:3]
    return [one for one in dict.fromkeys((own, *best)) if one in found.subjects]


def _shown(request: HttpRequest, run: Run) -> dict[str, Any]:
    runs, listed = _runs(request, run)
    boundaries = NEW if request.GET.get("ranh-gioi") == NEW else OWN
    wrong = ""
    try:
        found = compared(runs, boundaries)
    except ScoreError as error:
        wrong, boundaries = error.say(get_language() or "vi"), OWN
        found = compared(runs, OWN)
    newest = list(found.runs.values())[-1].pinned.edition
    parts = parts_of(newest)
    part = request.GET.get("phan", "") or newest.headline.code
    if part not in dict(parts):
        raise Http404(part)
    places = _places(request, run, found)
    query = [("lan", one.pk) for one in runs] + [("dia-ban", one) for one in places]
    return (
        facts(run, chosen_place(run, "", request.user))
        | {"listed": listed, "chosen_runs": {one.pk for one in runs}, "boundaries": boundaries, "wrong": wrong}
        | {"parts": parts, "part": part, "part_name": dict(newest.by_code[part].name), "chosen_places": set(places)}
        | {"choices": list(subject_names(newest, found.subjects).items()), "most": PLACES}
        | {"query": urlencode([*query, ("phan", part), ("ranh-gioi", boundaries)])}
        | table(found, places, part)
    )


@require_safe
def compare(request: HttpRequest, pk: int) -> HttpResponse:
    """Any places and runs at any part."""
    return render(request, "scoreboard/analysis/compare.html", _shown(request, run_of(pk)))


@require_safe
def compare_csv(request: HttpRequest, pk: int) -> HttpResponse:
    """The rows of the same page as a file."""
    run = run_of(pk)
    shown = _shown(request, run)
    head = ["place", "place_name", "period", "edition", "run", "part", "value", "rank", "ranked", "gain", "places_won"]
    known = [row | {"period": row["run"].period, "run": row["run"].pk, "part": shown["part"]} for row in shown["rows"]]
    rows = [[row[key] for key in head] for row in known]
    return as_csv(f"{run.index_code}-so-sanh.csv", head, rows)


@require_safe
def places_csv(request: HttpRequest, pk: int) -> HttpResponse:
    """All places of a run, each beside the run before."""
    run = run_of(pk)
    head = ["place", "place_name", "period", "published", "won", "max", "rank", "band", "gain", "places_won"]
    known = [
        row | {"period": run.period, "band": (row["band"] or {}).get("vi")} for row in ranked(run, previous_run(run))
    ]
    rows = [[row[key] for key in head] for row in known]
    return as_csv(f"{run.index_code}-{run.period}-dia-ban.csv", head, rows)
