"""When a person's letter may go out: the hour they chose, never in their quiet hours, nor on days off."""

from __future__ import annotations

from datetime import date, datetime
from functools import lru_cache

import holidays

from donghanh.web.programme.models import NoticeSettings

MONDAY_TO_FRIDAY = range(5)


@lru_cache(maxsize=8)
def _holidays(year: int) -> frozenset[date]:
    return frozenset(holidays.country_holidays("VN", years=year))


def is_day_off(day: date) -> bool:
    """A Saturday, a Sunday or a public holiday of Việt Nam, as the package ``holidays`` knows them."""
    return day.weekday() not in MONDAY_TO_FRIDAY or day in _holidays(day.year)


def is_quiet(wishes: NoticeSettings, hour: int) -> bool:
    """The hour lies in the quiet time, which may span midnight; the same hour twice means no quiet time."""
    start, end = wishes.quiet_from, wishes.quiet_until
    return start <= hour < end if start <= end else hour >= start or hour < end


def is_letter_due(wishes: NoticeSettings, at: datetime, *, had_one_today: bool) -> bool:
    """A letter may go to this person now; ``at`` in local time."""
    if wishes.mail == NoticeSettings.Mail.NEVER or is_quiet(wishes, at.hour):
        return False
    if is_day_off(at.date()) and not wishes.mails_on_days_off:
        return False
    return wishes.mail == NoticeSettings.Mail.AT_ONCE or (at.hour >= wishes.digest_hour and not had_one_today)
