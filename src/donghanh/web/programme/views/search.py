"""One search page over tasks, commitments, agreements, requests, meetings and organisations."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from donghanh.web.programme.querysets.search import search


@require_GET
def search_page(request: HttpRequest) -> HttpResponse:
    """What holds every word typed, with or without diacritics."""
    words = request.GET.get("q", "").replace("\0", " ").strip()[:100]  # PostgreSQL takes no text with NUL in it
    return render(request, "programme/search.html", {"words": words, "groups": search(request.user, words)})
