"""Index editions, their pinned runs, and the form that makes one."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods, require_safe

from donghanh.errors import ScoreError
from donghanh.indices.definition import Edition
from donghanh.indices.inputs import Entry
from donghanh.indices.table import read_entries
from donghanh.web.scoreboard.actions.score_index import score_index
from donghanh.web.scoreboard.editions import (
    edition_of,
    pack_inputs,
    recomputed,
    runs_of,
)
from donghanh.web.scoreboard.forms import ScoreForm
from donghanh.web.scoreboard.models import Run
from donghanh.web.scoreboard.own_shown import keeping
from donghanh.web.scoreboard.permissions import may_score_index, require_scoring
from donghanh.web.scoreboard.run_querysets import previous_run
from donghanh.web.scoreboard.run_shown import drops, facts, ranked, standing
from donghanh.web.scoreboard.shown import board, outline, waiting


@require_safe
def edition(request: HttpRequest, index: str, edition: str) -> HttpResponse:
    """What an edition counts, its runs, and its published results scored again."""
    found = edition_of(index, edition)
    shown = {
        "edition": found,
        "to_fill": waiting(found),
        "outline": outline(found),
        "runs": runs_of(found)[:20],
        "examples": recomputed(found),
        "may_score": may_score_index.test(request.user),
    }
    return render(request, "scoreboard/edition.html", shown | keeping(found, request.user))


@require_http_methods(["GET", "POST"])
def score(request: HttpRequest, index: str, edition: str) -> HttpResponse:
    """The form; sent, it pins a run and shows it."""
    found = edition_of(index, edition)
    require_scoring(request.user)
    form = ScoreForm(request.POST or None, request.FILES or None, initial={"period": found.edition})
    if request.method == "POST" and form.is_valid():
        try:
            return redirect(_run_from(request, found, form))
        except ScoreError as error:
            form.add_error("stated", error.say(get_language() or "vi"))
    shown = {"edition": found, "form": form}
    return render(request, "scoreboard/score.html", shown, status=400 if form.is_bound else 200)


def _run_from(request: HttpRequest, found: Edition, form: ScoreForm) -> Run:
    sent = form.cleaned_data["stated"]
    stated = _sent_entries(sent, found, request.user.get_full_name()) if sent else pack_inputs(found)
    return score_index(
        found,
        by=request.user,
        period=form.cleaned_data["period"],
        as_of=timezone.localdate(),
        stated=stated,
        once=request.POST.get("once", ""),
    )


def _sent_entries(sent: Any, edition: Edition, person: str) -> list[Entry]:
    """The entries of the file that was sent; where a row names no source, the source is the file and who sent it.

    A figure id in the file is not kept: it would say that a typed value was measured.
    """
    name = Path(sent.name).name
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / f"stated{Path(name).suffix.lower()}"
        copy.write_bytes(sent.read())
        entries = read_entries(copy, edition)
    return [replace(one, figure=None, source=one.source or f"{name} ({person})") for one in entries]


@require_safe
def run(request: HttpRequest, pk: int) -> HttpResponse:
    """The scoreboard of one run: the chosen place's points, and the ranks of all."""
    found = get_object_or_404(Run.objects.select_related("created_by"), pk=pk)
    shown = board(found, request.GET.get("dia-ban", ""))
    place, previous = shown["total"]["subject"], previous_run(found)
    shown |= facts(found, place) | {"drops": drops(found, place), "standing": standing(found, place, previous)}
    return render(request, "scoreboard/run.html", shown | {"ranks": ranked(found, previous), "previous": previous})
