"""A person says how they want to be told."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from donghanh.errors import InputError
from donghanh.web.audit.log import record
from donghanh.web.organisations.models import User
from donghanh.web.programme.letter_times import is_quiet
from donghanh.web.programme.models import NoticeSettings


@transaction.atomic
def change_notice_settings(
    user: User,
    *,
    email: str,
    mail: str,
    digest_hour: int,
    quiet_from: int,
    quiet_until: int,
    mails_on_days_off: bool,
    once: UUID | str | None = None,
) -> NoticeSettings:
    """Keep the person's own wishes; the log says that they changed, not the address.

    Raises:
        InputError: the daily letter would fall into the quiet hours, so it would never come.
    """
    wishes = NoticeSettings.objects.filter(user=user).first() or NoticeSettings(user=user)
    wishes.mail, wishes.digest_hour = mail, digest_hour
    wishes.quiet_from, wishes.quiet_until, wishes.mails_on_days_off = quiet_from, quiet_until, mails_on_days_off
    if mail == NoticeSettings.Mail.DAILY and is_quiet(wishes, digest_hour):
        raise InputError(
            "notices.quiet",
            vi=f"Giờ gửi thư hằng ngày ({digest_hour:02d}:00) nằm trong giờ yên tĩnh "
            f"({quiet_from:02d}:00–{quiet_until:02d}:00); hãy đổi một trong hai.",
            en=f"The daily letter ({digest_hour:02d}:00) falls into the quiet hours "
            f"({quiet_from:02d}:00–{quiet_until:02d}:00); change one of them.",
        )
    wishes.save()
    user.email = email.strip()
    user.save(update_fields=["email"])
    record("notices.settings_changed", user, by=user, once=once)
    return wishes
