from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from icalendar import Calendar
from tests.web.programme.meetings import facts, make_meeting

from donghanh.web.programme.actions.governance.answer_invitation import answer_invitation
from donghanh.web.programme.actions.governance.change_meeting import change_meeting
from donghanh.web.programme.actions.governance.invite_person import invite_person
from donghanh.web.programme.invitation import calendar_entry, invitation

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 20, 3, tzinfo=UTC)
PAGE = "https://donghanh.example/cuoc-hop/1/"


def _read(meeting) -> Calendar:
    return Calendar.from_ical(invitation(meeting, meeting.attendances.select_related("user"), page=PAGE, at=AT))


def test_the_file_asks_with_the_vietnamese_hour_and_the_time_zone_it_names(cast) -> None:
    begins = datetime(2027, 3, 2, 1, 30, tzinfo=UTC)
    calendar = _read(make_meeting(cast, "called", starts_at=begins, ends_at=begins.replace(hour=3)))
    event = calendar.events[0]
    assert calendar["METHOD"] == "REQUEST"
    assert event["DTSTART"].params["TZID"] == "Asia/Ho_Chi_Minh"
    assert event["DTSTART"].dt.replace(tzinfo=None) == datetime(2027, 3, 2, 8, 30)  # noqa: DTZ001 - the wall clock
    assert [one["TZID"] for one in calendar.timezones] == ["Asia/Ho_Chi_Minh"]
    assert (event["URL"], event["STATUS"]) == (PAGE, "CONFIRMED")


def test_a_change_keeps_the_uid_and_raises_the_sequence_and_a_cancellation_takes_it_back(cast) -> None:
    meeting = make_meeting(cast, "called")
    before = _read(meeting).events[0]
    moved = change_meeting(meeting, facts(cast, meeting.starts_at + timedelta(days=1)), by=cast.ha, once=uuid4())
    after = _read(moved).events[0]
    assert (after["UID"], after["SEQUENCE"]) == (before["UID"], before["SEQUENCE"] + 1)
    gone = _read(make_meeting(cast, "cancelled"))
    assert (gone["METHOD"], gone.events[0]["STATUS"], gone.events[0]["SEQUENCE"]) == ("CANCEL", "CANCELLED", 1)


def test_everybody_invited_stands_in_it_with_their_answer_and_address_where_it_is_known(cast) -> None:
    cast.huong.email = "huong@lamgiang.example"
    cast.huong.save()
    meeting = make_meeting(cast, "called")
    answer_invitation(meeting.attendances.get(user=cast.huong), by=cast.huong, answer="comes", once=uuid4())
    invite_person(meeting, by=cast.ha, name='Ông "Mẫu"; Mẫu, Jr', once=uuid4())
    people = _read(meeting).events[0]["ATTENDEE"]
    assert [one.params["PARTSTAT"] for one in people if one == "mailto:huong@lamgiang.example"] == ["ACCEPTED"]
    assert {one.params["PARTSTAT"] for one in people if one == "invalid:nomail"} == {"NEEDS-ACTION"}
    assert len(people) == 5


def test_words_of_a_person_cannot_add_lines_to_the_file(cast) -> None:
    meeting = make_meeting(cast, title="Họp\r\nATTENDEE:mailto:x@y.example", room="1\nX-EVIL:1")
    written = calendar_entry(meeting, page=PAGE, at=AT).to_ical().decode()
    assert "\r\nATTENDEE" not in written and "\r\nX-EVIL" not in written
