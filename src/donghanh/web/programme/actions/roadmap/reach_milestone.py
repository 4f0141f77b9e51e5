"""A milestone is reached, or turns out not to be."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from donghanh.errors import InputError
from donghanh.web.audit.log import record
from donghanh.web.organisations.models import User
from donghanh.web.programme.models import Milestone
from donghanh.web.programme.notifying import settle_notices
from donghanh.web.programme.permissions.roadmap import require_keeping_plan


@transaction.atomic
def reach_milestone(milestone: Milestone, *, by: User, on: date | None, once: UUID | str | None = None) -> Milestone:
    """Say on which day it was reached; None takes that back.

    Raises:
        InputError: a day that has not come yet.
        RefusedError: neither the standing office nor the lead.
    """
    require_keeping_plan(by, milestone.task)
    if on and on > timezone.localdate():
        raise InputError(
            "milestone.future",
            vi=f"Ngày đạt mốc {on:%d/%m/%Y} chưa tới; hãy ghi ngày đã đạt.",
            en=f"The day {on:%d/%m/%Y} has not come yet; give the day on which it was reached.",
        )
    milestone = Milestone.objects.select_for_update(of=("self",)).select_related("task").get(pk=milestone.pk)
    milestone.reached_on = on
    milestone.save()
    if on:
        settle_notices(f"task/{milestone.task_id}/milestone/{milestone.pk}/", at=timezone.now())
    action = "task.milestone_reached" if on else "task.milestone_reopened"
    record(action, milestone.task, by=by, data={"milestone": milestone.title}, once=once)
    return milestone
