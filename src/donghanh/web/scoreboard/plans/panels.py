"""What plans ask of a person: drafts that nobody confirmed yet, on the first page."""

from __future__ import annotations

from typing import Any

from django.db.models import Count
from django.http import HttpRequest

from donghanh.web.scoreboard.models import PlanResult
from donghanh.web.scoreboard.plans.permissions import may_plan

SHOWN = 10
"""Plans that are listed; the rest stand on their own pages."""


def drafts_to_confirm(request: HttpRequest, _subject: object) -> tuple[str, dict[str, Any]] | None:
    """The plans of which some drafts are no task yet, for those who may confirm them."""
    if not may_plan.test(request.user):
        return None
    open_drafts = PlanResult.objects.filter(drafts__isnull=False, drafts__task=None)
    results = open_drafts.select_related("question").annotate(open_drafts=Count("drafts")).order_by("-pk")[:SHOWN]
    return ("scoreboard/plan/to_do.html", {"results": results}) if results else None
