"""A draft of a plan becomes a task that somebody must do."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db import transaction

from donghanh.errors import RefusedError
from donghanh.web.audit.log import record
from donghanh.web.organisations.models import User
from donghanh.web.programme.actions.tasks.create_task import create_task
from donghanh.web.programme.models import Task
from donghanh.web.scoreboard.models import PlanDraft
from donghanh.web.scoreboard.plans.permissions import require_planning_index


@transaction.atomic
def confirm_draft(draft: PlanDraft, *, by: User, once: UUID | str | None = None, **facts: Any) -> Task:
    """Hand out the task with ``facts`` as :func:`create_task` takes them.

    Raises:
        RefusedError: not the standing office, the draft was confirmed already, the agreement is closed, or the form
            was already received.
        InputError: something of the task is wrong.
    """
    require_planning_index(by)
    draft = PlanDraft.objects.select_for_update().select_related("commitment").get(pk=draft.pk)
    if draft.task_id:
        raise RefusedError(
            "state.plan-draft",
            vi=f"Dự thảo “{draft.code}” đã được giao thành nhiệm vụ.",
            en=f"The draft “{draft.code}” was handed out as a task already.",
        )
    draft.task = create_task(draft.commitment, by=by, **facts)
    draft.save(update_fields=["task"])
    record("plan.confirmed", draft, by=by, data={"task": draft.task.pk}, once=once)
    return draft.task
