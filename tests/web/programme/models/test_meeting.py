from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone
from tests.cast import make_agreement

from donghanh.web.programme.models import AgendaItem, Attendance, Body, Conclusion, Meeting, MeetingPaper
from donghanh.web.programme.models.meeting import stored_name

pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting(cast) -> Meeting:
    body = Body.objects.create(agreement=make_agreement(cast), kind="operating_board", name="Ban Điều hành")
    now = timezone.now()
    return Meeting.objects.create(body=body, title="Giao ban", starts_at=now, ends_at=now + timedelta(hours=1))


def test_what_belongs_to_a_meeting_is_called_by_its_words(meeting) -> None:
    assert str(meeting) == "Giao ban"
    assert meeting.get_absolute_url().endswith(f"/{meeting.pk}/")
    assert str(AgendaItem(position=2, title="Tiến độ")) == "2. Tiến độ"
    assert str(Attendance(name="Ngô Hải Yến")) == "Ngô Hải Yến"
    assert str(Conclusion(number=1, text="Đẩy nhanh")) == "1. Đẩy nhanh"


def test_it_ends_after_it_began_and_numbers_stand_once(meeting) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Meeting.objects.filter(pk=meeting.pk).update(ends_at=meeting.starts_at)
    Conclusion.objects.create(meeting=meeting, number=1, text="Một")
    with pytest.raises(IntegrityError), transaction.atomic():
        Conclusion.objects.create(meeting=meeting, number=1, text="Hai")


def test_nothing_a_person_typed_becomes_a_path() -> None:
    name = stored_name(MeetingPaper(), "../../etc/Tờ trình.PDF")
    assert name.startswith("meetings/")
    assert name.endswith(".pdf")
    assert ".." not in name
