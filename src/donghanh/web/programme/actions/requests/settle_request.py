"""The asker says that the matter is settled, and what came of it."""

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
def settle_request(
    request: Request, *, by: User, outcome: str, at: datetime | None = None, once: UUID | str | None = None
) -> Request:
    """Settle the answered request.

    Raises:
        InputError: no words on what came of it.
        RefusedError: neither asker nor standing office, or the request is not answered.
    """
    require_following(by, request)
    request = locked_request(request, states=(Request.State.ANSWERED,))
    return end_request(request, by=by, state=Request.State.SETTLED, words=outcome, at=at, once=once)
