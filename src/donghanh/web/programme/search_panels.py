"""The search box at the head of every page."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest


def of_top(request: HttpRequest, _subject: None) -> tuple[str, dict[str, Any]] | None:
    """For whoever is signed in: what it finds is for them alone."""
    return ("programme/search_box.html", {}) if request.user.is_authenticated else None
