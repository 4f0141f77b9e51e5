"""A person's calendar as their calendar program reads it (RFC 5545): tasks, milestones, meetings."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime, timedelta

from icalendar import Calendar, Event

from donghanh.web.programme.invitation import calendar_entry
from donghanh.web.programme.models import Meeting, Task

READ_AGAIN = timedelta(hours=6)


def feed(
    tasks: Iterable[Task],
    meetings: Iterable[Meeting],
    *,
    name: str,
    words: Callable[[str], str],
    page: Callable[[str], str],
    at: datetime,
) -> bytes:
    """The file; ``words`` gives what stands before a due date or a milestone, ``page`` the full address of a path.

    An entry keeps its UID, so that a moved task moves in the calendar too.
    """
    calendar = Calendar()
    calendar.add("prodid", "-//donghanh//plan//VI")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", name)
    calendar.add("refresh-interval", READ_AGAIN, parameters={"value": "DURATION"})
    for task in tasks:
        about = f"{task.product}\n{task.lead.name}"
        address = page(task.get_absolute_url())
        title = f"{words('due')}: {task.code} {task.title}"
        calendar.add_component(_day(f"task-{task.pk}", task.due_on, title, about, address, at, task.version))
        for one in task.milestones.all():
            if one.reached_on is None:
                title = f"{words('milestone')}: {one.title}"
                about = f"{task.code} {task.title}"
                calendar.add_component(_day(f"milestone-{one.pk}", one.due_on, title, about, address, at, task.version))
    for meeting in meetings:
        calendar.add_component(calendar_entry(meeting, page=page(meeting.get_absolute_url()), at=at))
    calendar.add_missing_timezones()
    return bytes(calendar.to_ical())


def _day(key: str, day: date, title: str, about: str, address: str, at: datetime, sequence: int) -> Event:
    event = Event()
    event.add("uid", f"{key}@donghanh")
    event.add("sequence", sequence)
    event.add("dtstamp", at.astimezone(UTC))
    event.add("dtstart", day)
    event.add("dtend", day + timedelta(days=1))
    event.add("summary", title)
    event.add("description", about)
    event.add("url", address)
    event.add("transp", "TRANSPARENT")
    return event
