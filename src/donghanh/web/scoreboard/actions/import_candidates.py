"""Add or change many candidate tasks from a table at once."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.db import transaction

from donghanh.errors import InputError
from donghanh.indices.planning.table import Row
from donghanh.web.audit.log import record
from donghanh.web.organisations.models import User
from donghanh.web.scoreboard.models import PlanQuestion
from donghanh.web.scoreboard.plans.asked import locked_question, store_task
from donghanh.web.scoreboard.plans.importing import Rehearsal, rehearse
from donghanh.web.scoreboard.plans.permissions import require_planning_index


@transaction.atomic
def import_candidates(
    question: PlanQuestion, *, by: User, rows: Sequence[Row], once: UUID | str | None = None
) -> Rehearsal:
    """All tasks of the table: new ones are added, those whose code is known replaced; nothing if one is wrong.

    Raises:
        RefusedError: not the standing office, or the form was already received.
        InputError: something of the table is wrong; :func:`rehearse` tells all of it.
    """
    require_planning_index(by)
    question = locked_question(question)
    found = rehearse(question, rows)
    if found.faults:
        first = found.faults[0]
        raise InputError(
            "plan.table",
            vi=f"Bảng có {len(found.faults)} lỗi nên chưa nhập gì; lỗi đầu tiên ở dòng {first.row}: {first.vi}.",
            en=f"The table has {len(found.faults)} faults and nothing was imported; the first, row {first.row}: "
            f"{first.en}.",
        )
    versions = dict(question.candidates.values_list("code", "version"))
    for one in found.tasks:
        if one.state != "same":
            store_task(question, one.facts, one.lead, seen=versions.get(one.facts["code"]))
    data = {state: [one.facts["code"] for one in found.tasks if one.state == state] for state in ("new", "changed")}
    record("candidates.imported", question, by=by, data=data, once=once)
    return found
