"""Ask which tasks a place should start when."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.db import transaction

from donghanh.errors import InputError
from donghanh.web.audit.log import record
from donghanh.web.organisations.models import User
from donghanh.web.scoreboard.models import PlanQuestion, Run
from donghanh.web.scoreboard.plans.asked import planned_place
from donghanh.web.scoreboard.plans.limits import read_limits
from donghanh.web.scoreboard.plans.permissions import require_planning_index


@transaction.atomic
def open_plan(
    run: Run, *, by: User, place: str, name: str, limits: Mapping[str, Any], once: UUID | str | None = None
) -> PlanQuestion:
    """The question, with its limits and no task yet.

    Raises:
        RefusedError: not the standing office, or the form was already received.
        InputError: no name, a place that cannot be planned for, limits that contradict themselves.
    """
    require_planning_index(by)
    name = " ".join(name.split())
    if not name or len(name) > PlanQuestion._meta.get_field("name").max_length:
        raise InputError(
            "plan.name",
            vi="Đặt tên kế hoạch, dài không quá 160 chữ, ví dụ: Nâng điểm phường Cầu Trúc 2027–2029.",
            en="Name the plan in at most 160 letters, such as: Cầu Trúc ward 2027–2029.",
        )
    question = PlanQuestion.objects.create(
        run=run, place=planned_place(run, place), name=name, limits=read_limits(limits), created_by=by
    )
    record("plan.opened", question, by=by, data={"run": run.pk, "place": place, "limits": question.limits}, once=once)
    return question
