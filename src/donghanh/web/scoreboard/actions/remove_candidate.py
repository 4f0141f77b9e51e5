"""Take a candidate task out of a planning question."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from donghanh.errors import RefusedError
from donghanh.web.audit.log import record
from donghanh.web.organisations.models import User
from donghanh.web.scoreboard.models import CandidateTask
from donghanh.web.scoreboard.plans.asked import ChangedMeanwhileError, locked_question
from donghanh.web.scoreboard.plans.permissions import require_planning_index


@transaction.atomic
def remove_candidate(task: CandidateTask, *, by: User, once: UUID | str | None = None) -> None:
    """The task is no longer there to choose; the log and the plans found before keep what it was.

    Raises:
        RefusedError: not the standing office, another task needs or excludes it, it is gone, or the form was
            already received.
    """
    require_planning_index(by)
    question = locked_question(task.question)
    found = question.candidates.filter(pk=task.pk).first()
    if found is None:
        raise ChangedMeanwhileError(f"Nhiệm vụ “{task.code}”")
    naming = [one.code for one in question.candidates.all() if found.code in (*one.needs, *one.excludes)]
    if naming:
        shown = ", ".join(naming)
        raise RefusedError(
            "state.candidate",
            vi=f"Nhiệm vụ “{found.code}” còn được nêu ở {shown}; hãy sửa các nhiệm vụ đó trước khi bỏ.",
            en=f"The task “{found.code}” is named by {shown}; mend those before it is removed.",
        )
    record("candidate.removed", found, by=by, data=found.facts, once=once)
    found.delete()
