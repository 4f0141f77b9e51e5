from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone
from icalendar import Calendar
from tests.web.programme.meetings import facts, make_meeting

from donghanh.web.programme.actions.governance.change_meeting import change_meeting
from donghanh.web.programme.actions.governance.invite_person import strike_off
from donghanh.web.programme.letters import SHOWN, letter
from donghanh.web.programme.models import Notice

pytestmark = pytest.mark.django_db


def _notices(count: int) -> list[Notice]:
    now = timezone.now()
    return [
        Notice(
            kind=Notice.Kind.OVERDUE if number % 2 else Notice.Kind.DUE_SOON,
            words={"vi": f"Nhiệm vụ số {number}.", "en": "…"},
            href=f"/nhiem-vu/{number}/",
            raised_at=now - timedelta(minutes=number),
        )
        for number in range(count)
    ]


def test_a_letter_says_each_thing_with_its_address(cast, settings) -> None:
    settings.SITE_ADDRESS = "https://dh.example.vn/"
    cast.tuan.email = "tuan@example.vn"
    made = letter(cast.tuan, _notices(2))
    assert made.to == ["tuan@example.vn"]
    assert "Nhiệm vụ số 0." in made.body and "https://dh.example.vn/nhiem-vu/1/" in made.body
    assert "Phan Anh Tuấn" in made.body


def test_what_is_too_much_is_counted(cast) -> None:
    body = letter(cast.tuan, _notices(SHOWN + 7)).body
    assert body.count("- Nhiệm vụ số") == SHOWN and " 7 " in body


def test_a_meeting_is_attached_once_as_it_stands_now(cast, settings) -> None:
    settings.SITE_ADDRESS = "https://dh.example.vn/"
    meeting = make_meeting(cast, "called")
    changed = change_meeting(meeting, facts(cast, meeting.starts_at + timedelta(days=1)), by=cast.ha, once=uuid4())
    told = list(Notice.objects.filter(user=cast.tuan, kind=Notice.Kind.INVITED))
    assert len(told) == 2, "called, then changed"
    (part,) = [one for one in letter(cast.tuan, told).message().walk() if one.get_content_type() == "text/calendar"]
    assert (part.get_param("method"), part.get_filename()) == ("REQUEST", f"cuoc-hop-{meeting.pk}.ics")
    event = Calendar.from_ical(part.get_payload(decode=True)).events[0]
    assert (event["SUMMARY"], event["SEQUENCE"]) == (meeting.title, changed.sequence)
    assert event["URL"] == f"https://dh.example.vn{meeting.get_absolute_url()}"


def test_whoever_is_no_longer_invited_gets_the_words_alone(cast) -> None:
    meeting = make_meeting(cast, "called")
    told = list(Notice.objects.filter(user=cast.tuan, kind=Notice.Kind.INVITED))
    strike_off(meeting.attendances.get(user=cast.tuan), by=cast.ha, once=uuid4())
    made = letter(cast.tuan, told)
    assert meeting.title in made.body and not made.attachments
