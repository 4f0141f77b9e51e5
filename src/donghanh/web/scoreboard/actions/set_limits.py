"""Say what each year of a plan can bear."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.db import transaction

from donghanh.web.audit.log import record
from donghanh.web.organisations.models import User
from donghanh.web.scoreboard.models import PlanQuestion
from donghanh.web.scoreboard.plans.asked import ChangedMeanwhileError, locked_question
from donghanh.web.scoreboard.plans.limits import read_limits
from donghanh.web.scoreboard.plans.permissions import require_planning_index


@transaction.atomic
def set_limits(
    question: PlanQuestion, *, by: User, limits: Mapping[str, Any], seen: int, once: UUID | str | None = None
) -> PlanQuestion:
    """The question with other limits; ``seen`` is the version of those that are replaced. Plans found before stay.

    Raises:
        RefusedError: not the standing office, the limits were changed since, or the form was already received.
        InputError: the limits contradict themselves.
    """
    require_planning_index(by)
    question = locked_question(question)
    if question.version != seen:
        raise ChangedMeanwhileError("Ngân sách và giới hạn")
    before = question.limits
    question.limits = read_limits(limits)
    question.version += 1
    question.save(update_fields=["limits", "version"])
    record("plan.limits", question, by=by, data={"before": before, "after": question.limits}, once=once)
    return question
