"""Add a candidate task to a planning question, or change it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.db import transaction

from donghanh.errors import InputError
from donghanh.web.audit.log import record
from donghanh.web.organisations.models import Organisation, User
from donghanh.web.scoreboard.models import CandidateTask, PlanQuestion
from donghanh.web.scoreboard.plans.asked import locked_question, put_together, store_task
from donghanh.web.scoreboard.plans.permissions import require_planning_index


@transaction.atomic
def save_candidate(
    question: PlanQuestion,
    *,
    by: User,
    facts: Mapping[str, Any],
    lead: Organisation | None = None,
    seen: int | None = None,
    once: UUID | str | None = None,
) -> CandidateTask:
    """The task with ``facts`` (as ``planning.tasks.Candidate`` has them); ``seen`` is the version that is changed.

    Raises:
        RefusedError: not the standing office, somebody changed the task since or took its code, or the form was
            already received.
        InputError: something of it is wrong, or contradicts the other tasks.
    """
    require_planning_index(by)
    question = locked_question(question)
    known = question.candidates.filter(code=facts["code"]).exists()
    if known and seen is None:
        raise InputError(
            "plan.code",
            vi=f"Mã “{facts['code']}” đã dùng cho nhiệm vụ khác của kế hoạch này; hãy đặt mã khác.",
            en=f"The code “{facts['code']}” is taken by another task of this plan; choose another.",
        )
    candidates = put_together(question, [facts])
    kept = candidates.by_code[facts["code"]].model_dump(mode="json")
    task = store_task(question, kept, lead, seen=seen)
    record("candidate.saved", task, by=by, data=kept | {"lead": lead.code if lead else ""}, once=once)
    return task
