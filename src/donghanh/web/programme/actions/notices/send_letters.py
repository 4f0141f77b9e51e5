"""What people were told and have not read goes out by e-mail, when they want it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import get_connection
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from donghanh.web.organisations.models import User
from donghanh.web.programme.letter_times import is_letter_due
from donghanh.web.programme.letters import letter
from donghanh.web.programme.models import Notice, NoticeSettings

STALE_DAYS = 14
"""What is older is on the page of notices only: a first letter must not bring a year's worth."""


@dataclass(frozen=True)
class Sent:
    """What became of a round of letters."""

    letters: int = 0
    failures: tuple[str, ...] = ()
    """One line for each person whose letter could not be sent; it is tried again the next time."""
    has_server: bool = True
    """False where no mail server is set; then nothing is sent and nothing is lost."""


def send_letters(at: datetime) -> Sent:
    """Send the letters that are due.

    A letter is marked when the server took it; a machine that stops between the two sends it again.
    """
    if not settings.EMAIL_HOST:
        return Sent(has_server=False)
    letters, failures = 0, []
    connection = get_connection()
    try:
        for user in _due(at):
            notices = list(_waiting(at).filter(user=user))
            try:
                connection.send_messages([letter(user, notices)])
            except (SMTPException, OSError) as error:
                failures.append(f"{user.get_username()}: {error}")
                connection.close()
                continue
            Notice.objects.filter(pk__in=[one.pk for one in notices]).update(mailed_at=at)
            letters += 1
    finally:
        connection.close()
    return Sent(letters, tuple(failures))


def _waiting(at: datetime) -> QuerySet[Notice]:
    recent = at - timedelta(days=STALE_DAYS)
    return Notice.objects.filter(read_at=None, mailed_at=None, raised_at__gte=recent, raised_at__lte=at)


def _due(at: datetime) -> Iterator[User]:
    local = timezone.localtime(at)
    midnight = local.replace(hour=0, minute=0, second=0, microsecond=0)
    waits = Exists(_waiting(at).filter(user=OuterRef("pk")))
    had = Exists(Notice.objects.filter(user=OuterRef("pk"), mailed_at__gte=midnight))
    people = User.objects.filter(waits, is_active=True).exclude(email="").annotate(had_one_today=had)
    for user in people.select_related("notice_settings").order_by("pk"):
        wishes = getattr(user, "notice_settings", None) or NoticeSettings(user=user)
        if is_letter_due(wishes, local, had_one_today=user.had_one_today):
            yield user
