"""A person has read what they were told. Not in the log: it changes nothing for anybody else."""

from __future__ import annotations

from django.db.models import QuerySet
from django.utils import timezone

from donghanh.web.organisations.models import User
from donghanh.web.programme.models import Notice


def mark_read(notices: QuerySet[Notice], *, by: User) -> int:
    """Mark those of the notices that are this person's and unread; gives their number."""
    return notices.filter(user=by, read_at=None).update(read_at=timezone.now())
