"""The asker no longer needs what was asked."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from donghanh.web.organisations.models import User
from donghanh.web.programme.actions.requests.end_request import end_request
from donghanh.web.programme.actions.requests.locked_request import locked_request
from donghanh.web.programme.models import Request
from donghanh.web.programme.permissions.requests import require_following


@transaction.atomic
def withdraw_request(
    request: Request, *, by: User, reason: str, at: datetime | None = None, once: UUID | str | None = None
) -> Request:
    """Withdraw the running request.

    Raises:
        InputError: no reason.
        RefusedError: neither asker nor standing office, or the request is settled or withdrawn already.
    """
    require_following(by, request)
    request = locked_request(request, states=Request.RUNNING)
    return end_request(request, by=by, state=Request.State.WITHDRAWN, words=reason, at=at, once=once)
