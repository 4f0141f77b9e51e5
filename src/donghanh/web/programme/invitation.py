"""A meeting as a calendar entry (RFC 5545, RFC 5546): what the invited put into their calendars."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event, vCalAddress, vText

from donghanh.web.organisations.models import User
from donghanh.web.programme.models import Attendance, Meeting

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
PRODUCT = "-//donghanh//meetings//VI"
CONTENT_TYPE = "text/calendar; charset=utf-8"
_UNKNOWN = "invalid:nomail"
"""The address of somebody whose e-mail is not known; calendars show the name."""
_ANSWERS = {
    Attendance.Answer.NONE: "NEEDS-ACTION",
    Attendance.Answer.COMES: "ACCEPTED",
    Attendance.Answer.ONLINE: "ACCEPTED",
    Attendance.Answer.SENDS: "DELEGATED",
    Attendance.Answer.DECLINES: "DECLINED",
}


def invitation(meeting: Meeting, attendances: Iterable[Attendance], *, page: str, at: datetime) -> bytes:
    """The file that asks (METHOD:REQUEST), or, once the meeting is cancelled, that takes back (METHOD:CANCEL).

    ``page`` is the address of the meeting's page. UID stays and SEQUENCE goes up with every change, so that a calendar
    puts the new entry in the place of the old one.
    """
    is_cancelled = meeting.state == Meeting.State.CANCELLED
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "CANCEL" if is_cancelled else "REQUEST")
    event = calendar_entry(meeting, page=page, at=at)
    if meeting.secretary:
        event.add("organizer", _address(str(meeting.secretary), meeting.secretary))
    for one in attendances:
        event.add("attendee", _invited(one))
    calendar.add_component(event)
    calendar.add_missing_timezones()
    return bytes(calendar.to_ical())


def calendar_entry(meeting: Meeting, *, page: str, at: datetime) -> Event:
    """The entry alone, as a feed shows it; ``at`` is when it was written down."""
    event = Event()
    event.add("uid", f"{meeting.uid}@donghanh")
    event.add("sequence", meeting.sequence)
    event.add("dtstamp", at.astimezone(UTC))
    event.add("dtstart", meeting.starts_at.astimezone(ZONE))
    event.add("dtend", meeting.ends_at.astimezone(ZONE))
    event.add("summary", meeting.title)
    event.add("location", " · ".join(part for part in (meeting.room, meeting.link) if part))
    event.add("description", "\n".join([meeting.body.name, *map(str, meeting.agenda.all()), page]))
    event.add("url", page)
    is_cancelled = meeting.state == Meeting.State.CANCELLED
    event.add("status", "CANCELLED" if is_cancelled else "CONFIRMED")
    return event


def _invited(one: Attendance) -> vCalAddress:
    address = _address(one.name, one.user)
    address.params["role"] = vText("REQ-PARTICIPANT")
    address.params["partstat"] = vText(_ANSWERS[Attendance.Answer(one.answer)])
    address.params["rsvp"] = vText("TRUE")
    return address


def _address(name: str, user: User | None) -> vCalAddress:
    address = vCalAddress(f"mailto:{user.email}" if user and user.email else _UNKNOWN)
    address.params["cn"] = vText(name)
    return address
