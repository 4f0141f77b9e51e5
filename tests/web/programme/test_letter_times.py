from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from donghanh.web.programme.letter_times import is_day_off, is_letter_due, is_quiet
from donghanh.web.programme.models import NoticeSettings

MONDAY = datetime(2026, 11, 23, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))


def _due(wishes: NoticeSettings, hour: int, *, had: bool = False, day: datetime = MONDAY) -> bool:
    return is_letter_due(wishes, day + timedelta(hours=hour), had_one_today=had)


def test_by_default_one_letter_comes_in_the_morning_of_a_working_day() -> None:
    wishes = NoticeSettings()
    assert [hour for hour in range(24) if _due(wishes, hour)] == list(range(7, 18))
    assert not any(_due(wishes, hour, had=True) for hour in range(24))
    assert not any(_due(wishes, hour, day=MONDAY - timedelta(days=1)) for hour in range(24))


def test_at_once_means_at_any_hour_that_is_not_quiet_and_never_means_never() -> None:
    at_once = NoticeSettings(mail="at_once", quiet_from=12, quiet_until=14, mails_on_days_off=True)
    sunday = MONDAY - timedelta(days=1)
    assert [hour for hour in range(24) if not _due(at_once, hour, had=True, day=sunday)] == [12, 13]
    assert not any(_due(NoticeSettings(mail="never"), hour) for hour in range(24))


@pytest.mark.parametrize("day", [date(2026, 9, 2), date(2026, 4, 30), date(2026, 2, 17), date(2026, 11, 22)])
def test_holidays_and_sundays_are_days_off(day) -> None:
    assert is_day_off(day)
    assert not is_day_off(date(2026, 11, 23))


@given(start=st.integers(0, 23), end=st.integers(0, 23), hour=st.integers(0, 23))
def test_quiet_time_may_span_midnight(start, end, hour) -> None:
    wishes = NoticeSettings(quiet_from=start, quiet_until=end)
    length = (end - start) % 24
    assert is_quiet(wishes, hour) == ((hour - start) % 24 < length)
