from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from donghanh.web.programme.models import Notice, NoticeSettings

pytestmark = pytest.mark.django_db


def test_a_person_is_told_a_thing_once_and_in_vietnamese(cast) -> None:
    given = {"kind": "overdue", "words": {"vi": "Quá hạn", "en": "Overdue"}, "href": "/", "raised_at": timezone.now()}
    assert str(Notice.objects.create(user=cast.minh, key="task/1", **given)) == "Quá hạn"
    Notice.objects.create(user=cast.huong, key="task/1", **given)
    with pytest.raises(IntegrityError), transaction.atomic():
        Notice.objects.create(user=cast.minh, key="task/1", **given)


def test_hours_stay_within_a_day_and_a_calendar_address_leads_to_one_person(cast) -> None:
    settings = NoticeSettings.objects.create(user=cast.minh, calendar_key="k" * 43)
    assert str(settings) == str(cast.minh)
    with pytest.raises(IntegrityError), transaction.atomic():
        NoticeSettings.objects.create(user=cast.huong, digest_hour=24)
    with pytest.raises(IntegrityError), transaction.atomic():
        NoticeSettings.objects.create(user=cast.huong, calendar_key="k" * 43)
