"""The agenda of a meeting is written, put in order, or filled with open items."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from donghanh.errors import InputError
from donghanh.web.audit.log import record
from donghanh.web.organisations.models import User
from donghanh.web.programme.actions.governance.locked_meeting import TO_COME, locked_meeting
from donghanh.web.programme.editing import changes, refuse_stale
from donghanh.web.programme.models import AgendaItem, Conclusion, Meeting, Request, Task


@dataclass(frozen=True)
class Point:
    """A point of the agenda; ``pk`` where it stood on it before, so that its links and conclusions stay."""

    title: str
    minutes_given: int | None = None
    presenter: str = ""
    pk: int | None = None


@transaction.atomic
def arrange_agenda(
    meeting: Meeting,
    points: Sequence[Point],
    *,
    by: User,
    version: int | None = None,
    once: UUID | str | None = None,
) -> Meeting:
    """The agenda becomes these points in this order; what is not among them is taken off.

    Raises:
        ChangedMeanwhile: somebody else changed it after ``version`` was read.
        InputError: a point without words, or one of another meeting.
        RefusedError: neither the standing office nor the secretary; or the meeting was held or cancelled.
    """
    meeting = locked_meeting(meeting, by=by, states=TO_COME)
    stood = {one.pk: one for one in meeting.agenda.all()}
    for point in points:
        if not point.title.strip() or (point.pk is not None and point.pk not in stood):
            raise InputError(
                "agenda.point",
                vi=f"Nội dung “{point.title}” để trống hoặc không còn trong chương trình; hãy mở lại trang.",
                en=f"The point “{point.title}” is empty or no longer on the agenda; open the page again.",
            )
    wanted = {"agenda": [f"{number}. {point.title.strip()}" for number, point in enumerate(points, 1)]}
    refuse_stale(meeting, version, wanted)
    changed = changes(meeting, wanted)
    kept = {point.pk for point in points if point.pk}
    meeting.agenda.exclude(pk__in=kept).delete()
    for number, point in enumerate(points, 1):
        item = stood[point.pk] if point.pk else AgendaItem(meeting=meeting)
        item.position, item.title = number, point.title.strip()
        item.minutes_given, item.presenter = point.minutes_given, point.presenter.strip()
        item.save()
    meeting.version += 1
    meeting.save()
    record("meeting.agenda", meeting, by=by, data={"version": meeting.version, "changed": changed}, once=once)
    return meeting


@transaction.atomic
def add_open_items(
    meeting: Meeting,
    *,
    by: User,
    tasks: Sequence[Task] = (),
    requests: Sequence[Request] = (),
    conclusions: Sequence[Conclusion] = (),
    once: UUID | str | None = None,
) -> list[AgendaItem]:
    """Put tasks, requests and conclusions of earlier meetings at the end of the agenda, each once, with the link.

    Raises:
        RefusedError: neither the standing office nor the secretary; or the meeting was held or cancelled.
    """
    meeting = locked_meeting(meeting, by=by, states=TO_COME)
    on_it = set(meeting.agenda.values_list("task", "request"))
    said = set(meeting.agenda.values_list("title", flat=True))
    wanted = [
        AgendaItem(title=f"Nhiệm vụ {one.code}: {one.title}"[:500], task=one, presenter=str(one.lead))
        for one in tasks
        if (one.pk, None) not in on_it
    ]
    wanted += [
        AgendaItem(title=f"Kiến nghị {one.number}: {one.title}"[:500], request=one, presenter=str(one.asked_by))
        for one in requests
        if (None, one.pk) not in on_it
    ]
    for one in conclusions:
        title = f"Việc thực hiện kết luận {one.number} của “{one.meeting.title[:150]}”: {one.text}"[:500]
        if title not in said:
            wanted.append(AgendaItem(title=title, presenter=str(one.lead or "")))
    last = meeting.agenda.aggregate(last=Max("position"))["last"] or 0
    for number, item in enumerate(wanted, last + 1):
        item.meeting, item.position = meeting, number
        item.save()
    meeting.version += 1
    meeting.save()
    data = {"version": meeting.version, "added": [one.title for one in wanted]}
    record("meeting.agenda", meeting, by=by, data=data, once=once)
    return wanted
