"""What this room shows on others' pages: the unread notices in the head of every page."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from donghanh.web.programme.querysets.notices import unread

COUNTED = 99
"""Up to so many are counted; more are "99+"."""


def of_top(request: HttpRequest, subject: object = None) -> tuple[str, dict[str, Any]] | None:
    """How much the person has not read."""
    if not request.user.is_authenticated:
        return None
    count = unread(request.user).order_by()[: COUNTED + 1].count()
    return "programme/notices/top.html", {"count": count, "shown": f"{COUNTED}+" if count > COUNTED else str(count)}
