"""Writing the log and checking its chain."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.contrib.auth.models import AbstractBaseUser
from django.db import connection, models, transaction
from django.utils import timezone

from donghanh.errors import InputError, RefusedError
from donghanh.web.audit.models import Event

_START = "0" * 64
_LOCK = 0x6C6F67  # any number, the same for all writers of the log


def record(
    action: str,
    subject: models.Model,
    *,
    by: AbstractBaseUser | None,
    reason: str = "",
    data: dict[str, Any] | None = None,
    once: UUID | str | None = None,
) -> Event:
    """Append one entry; call it inside the transaction of the change it tells of.

    ``once`` is the token of the form the change came from.

    Raises:
        InputError: that is no token (a form made by hand).
        RefusedError: that form was already received.
    """
    token = _token(once)
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("audit.record belongs inside the transaction of the change")
    queue_behind_other_writers()
    refuse_replay(once)
    last = Event.objects.order_by("-number").first()
    event = Event(
        number=last.number + 1 if last else 1,
        at=timezone.now(),
        actor=by.get_username() if by else "",
        actor_name=f"{by} ({by.organisation})" if by and getattr(by, "organisation", None) else str(by or ""),
        action=action,
        subject_type=subject._meta.label_lower,
        subject_id=str(subject.pk),
        subject_label=str(subject)[:300],
        reason=reason,
        data=data or {},
        once=token,
        previous_hash=last.hash if last else _START,
    )
    event.hash = _hash(event)
    event.save(force_insert=True)
    return event


def refuse_replay(once: UUID | str | None) -> None:
    """For work too long for one transaction: ask before it begins; :func:`record` asks again at its end.

    Raises:
        InputError: that is no token (a form made by hand).
        RefusedError: that form was already received.
    """
    token = _token(once)
    if token and (earlier := Event.objects.filter(once=token).first()):
        raise RefusedError(
            "state.replayed",
            vi=f"Biểu mẫu này đã được gửi lúc {timezone.localtime(earlier.at):%H:%M %d/%m/%Y}; không ghi lần thứ hai.",
            en=f"This form was received at {timezone.localtime(earlier.at):%H:%M %d/%m/%Y}; nothing was stored again.",
        )


def _token(once: UUID | str | None) -> UUID | None:
    try:
        return None if once is None else UUID(str(once))
    except ValueError as error:
        raise InputError(
            "form.token",
            vi="Biểu mẫu thiếu mã gửi một lần. Hãy mở lại trang và gửi từ đó.",
            en="The form lacks its one-time token. Open the page again and send it from there.",
        ) from error


def queue_behind_other_writers() -> None:
    """Until the end of the transaction nobody else writes to the log, nor does what also asks for this first."""
    # The chain needs one writer at a time. SQLite's IMMEDIATE transactions see to it; PostgreSQL needs a lock.
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("select pg_advisory_xact_lock(%s)", [_LOCK])


def _hash(event: Event) -> str:
    told = [
        event.number,
        event.at.isoformat(),
        event.actor,
        event.actor_name,
        event.action,
        event.subject_type,
        event.subject_id,
        event.subject_label,
        event.reason,
        event.data,
        str(event.once or ""),
        event.previous_hash,
    ]
    return hashlib.sha256(json.dumps(told, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def broken_links() -> Iterator[Event]:
    """The entries whose hash or link does not hold, oldest first; nothing when the log is whole."""
    previous = _START
    expected = 1
    for event in Event.objects.order_by("number").iterator():
        if event.number != expected or event.previous_hash != previous or event.hash != _hash(event):
            yield event
        previous, expected = event.hash, event.number + 1


def events_about(subject: models.Model) -> models.QuerySet[Event]:
    """What was done to one record, newest first."""
    return Event.objects.filter(subject_type=subject._meta.label_lower, subject_id=str(subject.pk))
