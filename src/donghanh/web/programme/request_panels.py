"""Requests on the pages of what they are about: the agreement, the commitment, the task."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from donghanh.web.programme.models import Agreement, Commitment, Task
from donghanh.web.programme.permissions.requests import may_raise_request
from donghanh.web.programme.querysets.requests import listed_requests, running_requests

SHOWN = 10
Shown = tuple[str, dict[str, Any]]


def of_agreement(request: HttpRequest, agreement: Agreement) -> Shown:
    """The running requests of an agreement, and the way to raise one."""
    may_raise = agreement.state != Agreement.State.CLOSED and may_raise_request.test(request.user, agreement)
    running = listed_requests(running_requests(agreement.requests.all())).order_by("due_on", "pk")
    context = {
        "requests": running[:SHOWN],
        "today": timezone.localdate(),
        "agreement": agreement,
        "may_raise": may_raise,
        "commitment": None,
    }
    return "programme/requests/panel.html", context


def of_commitment(request: HttpRequest, commitment: Commitment) -> Shown | None:
    """The requests about one promise; nothing where there is none and this person cannot raise one."""
    agreement = commitment.agreement
    may_raise = agreement.state != Agreement.State.CLOSED and may_raise_request.test(request.user, agreement)
    found = list(listed_requests(commitment.requests.all()).order_by("-due_on", "-pk")[:SHOWN])
    if not found and not may_raise:
        return None
    context = {
        "requests": found,
        "today": timezone.localdate(),
        "agreement": agreement,
        "may_raise": may_raise,
        "commitment": commitment,
    }
    return "programme/requests/panel.html", context


def of_task(request: HttpRequest, task: Task) -> Shown | None:
    """The requests that led to the task."""
    found = list(listed_requests(task.requests.all()).order_by("pk")[:SHOWN])
    if not found:
        return None
    return "programme/requests/task_panel.html", {"requests": found, "today": timezone.localdate()}
