from __future__ import annotations

from uuid import uuid4

import pytest

from donghanh.errors import InputError
from donghanh.web.audit.log import events_about
from donghanh.web.programme.actions.notices.change_notice_settings import change_notice_settings

pytestmark = pytest.mark.django_db
WISHES = {
    "email": "tuan@saolam.vn",
    "mail": "daily",
    "digest_hour": 8,
    "quiet_from": 18,
    "quiet_until": 7,
    "mails_on_days_off": False,
}


def test_the_log_says_that_wishes_changed_and_not_the_address(cast) -> None:
    wishes = change_notice_settings(cast.tuan, **WISHES, once=uuid4())
    assert wishes.digest_hour == 8
    event = events_about(cast.tuan).get()
    assert "saolam.vn" not in f"{event.data}{event.reason}{event.subject_label}"


def test_a_daily_letter_in_quiet_hours_would_never_come(cast) -> None:
    with pytest.raises(InputError, match="20:00"):
        change_notice_settings(cast.tuan, **WISHES | {"digest_hour": 20})
    assert change_notice_settings(cast.tuan, **WISHES | {"digest_hour": 20, "mail": "at_once"}, once=uuid4())
