"""The list of agreements, one agreement, and its commitments as open data."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.text import Truncator
from django.views.decorators.http import require_safe

from donghanh.web.portal.commitment_table import commitment_table
from donghanh.web.portal.measured import series_of, standings_of
from donghanh.web.portal.querysets import (
    matching,
    public_agreements,
    public_commitments,
    public_signatories,
)


@login_not_required
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Every agreement, those followed here first; ``q`` searches without diacritics."""
    words = request.GET.get("q", "").strip()[:100]
    everything = public_agreements(on=timezone.localdate())
    found = matching(everything, words)
    context = {
        "words": words,
        "followed": [one for one in found if one.is_followed],
        "recorded": [one for one in found if not one.is_followed],
    }
    return render(request, "portal/home.html", context)


@login_not_required
@require_safe
def agreement(request: HttpRequest, code: str) -> HttpResponse:
    """One agreement: parties, period, each commitment's verified state, the indicators it moves, the last review."""
    today = timezone.localdate()
    shown = get_object_or_404(public_agreements(on=today), code=code)
    context = {
        "agreement": shown,
        "short_title": Truncator(shown.title).chars(60),
        "commitments": public_commitments(shown, on=today),
        "signatories": public_signatories(shown),
        "measured": series_of(shown),
        "standings": standings_of(shown),
        "simulated": shown.is_simulated,
        "today": today,
    }
    return render(request, "portal/agreement.html", context)


@login_not_required
@require_safe
def commitments_csv(request: HttpRequest, code: str) -> HttpResponse:
    """The commitments of one agreement as a CSV file that spreadsheets open with its diacritics."""
    today = timezone.localdate()
    shown = get_object_or_404(public_agreements(on=today), code=code)
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{shown.code}-cam-ket.csv"'
    response.write(commitment_table(shown, public_commitments(shown, on=today), on=today))
    return response
