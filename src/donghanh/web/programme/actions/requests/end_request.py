"""What settling and withdrawing have in common: the words, the person and the hour are kept."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.utils import timezone

from donghanh.errors import InputError
from donghanh.web.audit.log import record
from donghanh.web.organisations.models import User
from donghanh.web.programme.models import Request


def end_request(
    request: Request, *, by: User, state: str, words: str, at: datetime | None, once: UUID | str | None
) -> Request:
    """End the locked request; call it inside the transaction of the change.

    Raises:
        InputError: no words.
    """
    if not words.strip():
        raise InputError(
            "request.outcome",
            vi="Hãy ghi kết quả: việc đã được giải quyết ra sao, hoặc vì sao rút kiến nghị.",
            en="Say what came of it: how the matter was settled, or why the request is withdrawn.",
        )
    request.state, request.outcome = state, words.strip()
    request.settled_by, request.settled_at = by, at or timezone.now()
    request.save()
    record(f"request.{state}", request, by=by, reason=request.outcome, once=once)
    return request
