"""A milestone was a mistake."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.utils import timezone

from donghanh.web.audit.log import record
from donghanh.web.organisations.models import User
from donghanh.web.programme.models import Milestone
from donghanh.web.programme.notifying import settle_notices
from donghanh.web.programme.permissions.roadmap import require_keeping_plan


@transaction.atomic
def remove_milestone(milestone: Milestone, *, by: User, once: UUID | str | None = None) -> None:
    """Take the milestone away; the log keeps that it was there.

    Raises:
        RefusedError: neither the standing office nor the lead.
    """
    require_keeping_plan(by, milestone.task)
    told = {"milestone": milestone.title, "due_on": milestone.due_on.isoformat()}
    record("task.milestone_removed", milestone.task, by=by, data=told, once=once)
    settle_notices(f"task/{milestone.task_id}/milestone/{milestone.pk}/", at=timezone.now())
    milestone.delete()
