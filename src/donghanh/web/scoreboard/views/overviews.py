"""An index at one glance, for whoever leads."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from donghanh.web.scoreboard.analysis.overview_shown import greatest_losses, newest_run, open_rounds, past
from donghanh.web.scoreboard.editions import edition_of
from donghanh.web.scoreboard.run_querysets import chosen_place, previous_run
from donghanh.web.scoreboard.run_shown import facts, standing
from donghanh.web.scoreboard.shown import points, waiting


@require_safe
def overview(request: HttpRequest, index: str, edition: str) -> HttpResponse:
    """The newest scoring of an edition: value, rank, band, change, the largest losses, the next deadline."""
    found = edition_of(index, edition)
    run = newest_run(found)
    shown = {"edition": found, "run": run, "to_fill": waiting(found), "rounds": open_rounds(found, request.user)}
    if run is None:
        return render(request, "scoreboard/analysis/overview.html", shown)
    scores = run.pinned.scores
    place = chosen_place(run, request.GET.get("dia-ban", ""), request.user)
    total, band = scores.total(place), scores.band(place)
    shown |= facts(run, place)
    code = total.part.code
    shown |= {
        "id": f"index/{run.pk}/{place}/{code}",
        "text": points(total.published, run.pinned.edition),
        "lost_text": points(total.lost),
        "max_text": points(total.max),
        "rank": total.rank,
        "ranked": int((scores.ranks[:, scores.codes.index(code)] > 0).sum()),
        "band": band.name if band else None,
        "missing": len(total.missing),
        "standing": standing(run, place, previous_run(run)),
        "losses": greatest_losses(run, place, shown["place_name"]),
        "past": past(run, place),
    }
    return render(request, "scoreboard/analysis/overview.html", shown)
