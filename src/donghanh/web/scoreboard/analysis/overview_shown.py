"""An index at one glance, for whoever leads: where the province stands, what it loses, who can win it back."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from donghanh.indices.compare import compare
from donghanh.indices.definition import Edition, Item
from donghanh.indices.explain import losses
from donghanh.web.organisations.models import User
from donghanh.web.scoreboard.analysis.comparison_shown import Compared, labelled
from donghanh.web.scoreboard.models import Round, Run
from donghanh.web.scoreboard.permissions import may_see_rounds
from donghanh.web.scoreboard.round_shown import days_left, stage
from donghanh.web.scoreboard.run_querysets import owners, runs_of_index
from donghanh.web.scoreboard.shown import points
from donghanh.web.ui.environment import said

LOSSES = 5
PERIODS = 6
"""Periods that the line of the past goes back."""


def newest_run(edition: Edition) -> Run | None:
    """The run of the edition's last period that was made last."""
    runs = runs_of_index(edition.code).filter(edition=edition.edition)
    return runs.defer(None).select_related("created_by").order_by("-period", "-pk").first()


def greatest_losses(run: Run, place: str, place_name: str) -> list[dict[str, Any]]:
    """The items in which most is lost: how much, whose they are, which papers are wanted."""
    found = losses(run.pinned.scores, place)[:LOSSES]
    items = [one.score.part for one in found if isinstance(one.score.part, Item)]
    named = owners([one.owner for one in items if one.owner])
    return [
        {
            "name": item.name,
            "lost_text": points(one.score.lost),
            "max_text": points(one.score.max),
            "id": f"index/{run.pk}/{place}/{item.code}",
            "owner": _owner(item, run.pinned.edition, named, place, place_name),
            "evidence": [said(dict(words)) for words in item.evidence],
            "words": one.words,
        }
        for one, item in zip(found, items, strict=True)
    ]


def _owner(item: Item, edition: Edition, named: dict[str, str], place: str, place_name: str) -> str:
    """The office by name; where the edition says that the subjects own the item, the place, or each below the whole."""
    if item.owner != edition.subjects:
        return named.get(item.owner or "", item.owner or "")
    if edition.whole is None or edition.whole.place != place:
        return place_name
    every = {"commune": _("each commune"), "province": _("each province"), "organisation": _("each organisation")}
    return every.get(edition.subjects, place_name)


def past(run: Run, place: str) -> dict[str, Any] | None:
    """The line of the place's totals over the last periods of the edition; None with fewer than two."""
    runs = runs_of_index(run.index_code).filter(edition=run.edition, period__lte=run.period).defer(None)
    last = {one.period: one for one in runs}  # of each period the newest
    shown = labelled(list(last.values())[-PERIODS:])
    found = Compared(shown, {label: one.pinned.scores for label, one in shown.items()})
    known = [one for one in compare(found.panel, [place]) if one.score.published == one.score.published]
    if len(known) < 2:
        return None
    edition = run.pinned.edition
    line = {"name": said(dict(edition.name)), "values": [one.score.published for one in known]}
    chart = {"kind": "lines", "labels": [one.period for one in known], "series": [line], "title": _("Over the periods")}
    rows = [(one.period, points(one.score.published, edition), one.score.rank, shown[one.period].pk) for one in known]
    return {"chart": chart, "rows": rows}


def open_rounds(edition: Edition, user: User) -> list[dict[str, Any]]:
    """The rounds of the edition that are not closed, each with its next deadline; none for partners."""
    if not may_see_rounds.test(user):
        return []
    today = timezone.localdate()
    found = Round.objects.filter(index_code=edition.code, edition=edition.edition, closed_at=None)
    return [{"round": one, "stage": stage(one, today), "left": days_left(one, today)} for one in found.order_by("pk")]
