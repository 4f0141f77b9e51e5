"""Why a score changed: a run of an index beside another one."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from donghanh.errors import ScoreError
from donghanh.web.catalogue.spreadsheets import as_csv
from donghanh.web.scoreboard.analysis.change_shown import in_order, told
from donghanh.web.scoreboard.models import Run
from donghanh.web.scoreboard.run_querysets import chosen_place, previous_run, run_of, runs_of_index
from donghanh.web.scoreboard.run_shown import facts, run_words


def _other(request: HttpRequest, run: Run) -> Run | None:
    """The run asked for, or the one before; never another index's."""
    asked = request.GET.get("voi", "")
    if not asked:
        return previous_run(run)
    if not asked.isascii() or not asked.isdigit() or len(asked) > 18:
        raise Http404(asked)
    other = run_of(int(asked))
    if other.index_code != run.index_code or other == run:
        raise Http404(asked)
    return other


def _shown(request: HttpRequest, run: Run) -> dict[str, Any]:
    """What the page and the file tell; ``wrong`` where the place has no score in one of the two."""
    other = _other(request, run)
    before, after = in_order(run, other) if other else (run, run)
    asked = request.GET.get("dia-ban", "")
    if asked not in after.pinned.scores.subjects and asked in run.pinned.scores.subjects:
        asked = ""  # the place of the run is not in the later one, of which the change is told
    place = chosen_place(after, asked, request.user)
    others = [(one.pk, run_words(one)) for one in runs_of_index(run.index_code) if one.pk != run.pk]
    shown = facts(after, place) | {"asked": run, "others": others, "other": other, "before": before, "after": after}
    shown |= {"before_words": run_words(before), "after_words": run_words(after), "told": None, "wrong": ""}
    if other:
        try:
            shown["told"] = told(before, after, place)
        except ScoreError as error:
            shown["wrong"] = error.say(get_language() or "vi")
    return shown


@require_safe
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """The change of one place: causes, sentences, items by gain."""
    return render(request, "scoreboard/analysis/change.html", _shown(request, run_of(pk)))


@require_safe
def change_csv(request: HttpRequest, pk: int) -> HttpResponse:
    """The items of the same page as a file."""
    run = run_of(pk)
    shown = _shown(request, run)
    if shown["told"] is None:
        raise Http404(pk)
    place = shown["place"]
    head = ["place", "item", "name", "before", "max_before", "after", "max_after", "gain"]
    rows = [
        (place, one.item.code, one.item.name["vi"], one.before, one.max_before, one.after, one.max_after, one.gain)
        for one in shown["told"]["found"].items
    ]
    return as_csv(f"{run.index_code}-{shown['before'].period}-{shown['after'].period}-thay-doi.csv", head, rows)
