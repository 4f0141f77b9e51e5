"""What this room shows on others' pages: the unread notices at the head, what a body should act on."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from donghanh.web.programme.models import Body
from donghanh.web.programme.querysets.notices import unread
from donghanh.web.programme.querysets.sight import visible_tasks

SHOWN = 20
COUNTED = 99
"""Up to so many are counted; more are "99+"."""


def of_top(request: HttpRequest, subject: object = None) -> tuple[str, dict[str, Any]] | None:
    """How much the person has not read."""
    if not request.user.is_authenticated:
        return None
    count = unread(request.user).order_by()[: COUNTED + 1].count()
    return "programme/notices/top.html", {"count": count, "shown": f"{COUNTED}+" if count > COUNTED else str(count)}


def of_body(request: HttpRequest, body: Body) -> tuple[str, dict[str, Any]] | None:
    """The overdue tasks that were put before the body and are not settled; those longest overdue first."""
    raised = body.escalations.filter(settled_at=None, task__in=visible_tasks(request.user))
    total = raised.count()
    if not total:
        return None
    rows = raised.select_related("task__lead").order_by("due_on", "pk")[:SHOWN]
    return "programme/progress/body_panel.html", {"escalations": rows, "total": total}
