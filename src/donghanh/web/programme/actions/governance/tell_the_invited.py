"""Everybody invited to a meeting is told, in their own account or in those of their organisation."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.utils import timezone

from donghanh.web.organisations.models import User
from donghanh.web.programme.models import Attendance, Meeting, Notice
from donghanh.web.programme.notifying import notify
from donghanh.web.programme.querysets.people import officers_of


def tell_the_invited(
    meeting: Meeting, words: Mapping[str, str], *, occasion: str, by: User, at: datetime | None = None
) -> None:
    """Raise the notice for all who were invited; whoever does it (``by``) needs no telling."""
    users = accounts_of(meeting.attendances.select_related("user"))
    key = f"meeting/{meeting.pk}/{occasion}/{meeting.sequence}"
    told = [one for one in users if one != by]
    notify(told, Notice.Kind.INVITED, words=words, href=meeting.get_absolute_url(), key=key, at=at)


def accounts_of(attendances: Iterable[Attendance]) -> set[User]:
    """The accounts of those invited; of an organisation invited without a name, its officers."""
    rows = list(attendances)
    offices = {one.organisation_id for one in rows if one.user_id is None and one.organisation_id}
    return {one.user for one in rows if one.user} | set(officers_of(offices))


def when_and_where(meeting: Meeting) -> tuple[str, str]:
    """ "08:30 ngày 02/03/2026, phòng họp số 1" in Vietnamese and in English."""
    start = timezone.localtime(meeting.starts_at)
    vi, en = meeting.room or "họp trực tuyến", meeting.room or "online"
    return f"{start:%H:%M} ngày {start:%d/%m/%Y}, {vi}", f"{start:%H:%M} on {start:%d/%m/%Y}, {en}"
