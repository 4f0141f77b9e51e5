"""The secret address of a person's calendar feed: made, replaced, taken away."""

from __future__ import annotations

import secrets
from uuid import UUID

from django.db import transaction

from donghanh.errors import RefusedError
from donghanh.web.audit.log import record
from donghanh.web.organisations.models import User
from donghanh.web.programme.models import NoticeSettings


@transaction.atomic
def set_calendar_key(user: User, *, by: User, is_wanted: bool, once: UUID | str | None = None) -> str:
    """A new key, which makes the earlier address useless; ``is_wanted=False``: no feed any more.

    Raises:
        RefusedError: somebody else's calendar.
    """
    if by != user:
        raise RefusedError(
            "forbidden.calendar",
            vi="Mỗi người chỉ đặt địa chỉ lịch của chính mình.",
            en="Everybody sets the address of their own calendar only.",
        )
    NoticeSettings.objects.get_or_create(user=user)
    settings = NoticeSettings.objects.select_for_update().get(user=user)
    settings.calendar_key = secrets.token_urlsafe(32) if is_wanted else ""
    settings.save()
    record("calendar.opened" if is_wanted else "calendar.closed", user, by=by, once=once)
    return settings.calendar_key
