"""What bodies and meetings show on the pages of agreements and tasks, and on the first page."""

from __future__ import annotations

from typing import Any

from django.db.models import Q
from django.http import HttpRequest
from django.utils import timezone

from donghanh.web.programme.models import Agreement, Conclusion, Meeting, Task
from donghanh.web.programme.permissions.governance import may_manage_bodies
from donghanh.web.programme.querysets.governance import (
    ahead,
    invitations_to_answer,
    listed_meetings,
    meetings_of,
    standing_on,
    visible_bodies,
    visible_meetings,
    with_members,
    without_task,
)

Drawn = tuple[str, dict[str, Any]] | None
SHOWN = 6


def of_agreement(request: HttpRequest, agreement: Agreement) -> Drawn:
    """The bodies that steer it, and its meetings: those to come, then the latest."""
    today, now = timezone.localdate(), timezone.now()
    bodies = with_members(standing_on(visible_bodies(request.user), on=today), on=today)
    meetings = visible_meetings(request.user).filter(agreement=agreement)
    over = meetings.filter(state__in=(Meeting.State.HELD, Meeting.State.CONCLUDED))
    own, wider = Q(agreement=agreement), Q(agreement=None, province=agreement.province_id)
    context = {
        "agreement": agreement,
        "bodies": bodies.filter(own | wider).order_by("agreement", "pk"),
        "ahead": listed_meetings(ahead(meetings, at=now))[:SHOWN],
        "latest": listed_meetings(over).order_by("-starts_at")[:SHOWN],
    }
    if not any(context[name] for name in ("bodies", "ahead", "latest")):
        return None
    return "programme/governance/agreement_panel.html", context


def of_task(request: HttpRequest, task: Task) -> Drawn:
    """The conclusions it came from, and the meetings that have it on their agenda."""
    meetings = visible_meetings(request.user)
    conclusions = list(task.conclusions.filter(meeting__in=meetings).select_related("meeting__body"))
    talked = list(meetings.filter(agenda__task=task).select_related("body").distinct().order_by("-starts_at")[:SHOWN])
    if not conclusions and not talked:
        return None
    return "programme/governance/task_panel.html", {"conclusions": conclusions, "meetings": talked}


def of_home(request: HttpRequest, _subject: None) -> Drawn:
    """Invitations to answer, meetings to come, and, for the standing office, conclusions nobody was given."""
    now = timezone.now()
    invitations = list(invitations_to_answer(request.user, at=now)[:SHOWN])
    invited = [one.meeting_id for one in invitations]
    coming = list(listed_meetings(meetings_of(request.user, at=now)).exclude(pk__in=invited)[:SHOWN])
    idle = 0
    if may_manage_bodies.test(request.user):
        idle = without_task(Conclusion.objects.all()).count()
    if not invitations and not coming and not idle:
        return None
    return "programme/governance/home_panel.html", {"invitations": invitations, "coming": coming, "idle": idle}
