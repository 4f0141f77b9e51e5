"""Telling people: a notice waits in the application until it is read, and goes into their next letter.

Every room that has something to say calls :func:`notify` inside the transaction of the change it tells of. Whom to tell
is asked of ``querysets/people.py``; letters are the matter of ``actions/notices/send_letters.py``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.utils import timezone

from donghanh.web.organisations.models import User
from donghanh.web.programme.models import Notice


def notify(
    users: Iterable[User],
    kind: Notice.Kind,
    *,
    words: Mapping[str, str],
    href: str,
    key: str,
    at: datetime | None = None,
) -> None:
    """Tell each of them once.

    ``words`` is {"vi": …, "en": …}, one sentence each; ``href`` the page, without the host. ``key`` names the
    occasion, such as ``task/17/returned/3``, in at most 120 letters: whoever was told of it is not told again.
    """
    raised_at = at or timezone.now()
    told = {user.pk for user in users if user.is_active}
    notices = [
        Notice(user_id=pk, kind=kind, words=dict(words), href=href, key=key, raised_at=raised_at) for pk in sorted(told)
    ]
    Notice.objects.bulk_create(notices, ignore_conflicts=True)


def settle_notices(key: str, *, at: datetime) -> None:
    """What that occasion asked for was done, by whomever: it counts as read for everybody who was told.

    ``key`` is the occasion's own, or the beginning of several up to a slash: ``task/17/due/``.
    """
    told = Notice.objects.filter(key__startswith=key) if key.endswith("/") else Notice.objects.filter(key=key)
    told.filter(read_at=None).update(read_at=at)
