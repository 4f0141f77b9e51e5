"""A conclusion becomes a task, is tied to one that exists, or is settled without."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db import transaction

from donghanh.errors import InputError
from donghanh.web.audit.log import record
from donghanh.web.organisations.models import User
from donghanh.web.programme.actions.governance.locked_meeting import OVER, locked_meeting
from donghanh.web.programme.actions.tasks.create_task import create_task
from donghanh.web.programme.models import Agreement, Commitment, Conclusion, Meeting, Task
from donghanh.web.programme.querysets.governance import agreements_steered


@transaction.atomic
def turn_into_task(
    conclusion: Conclusion, commitment: Commitment, *, by: User, once: UUID | str | None = None, **given: Any
) -> Task:
    """Hand out a task for it, under a commitment of what the body steers; ``given`` is what ``create_task`` takes.

    Raises:
        InputError: the body does not steer that agreement, or ``create_task`` refuses the facts.
        RefusedError: not the standing office (it alone hands out tasks); or the minutes are not taken.
    """
    meeting = locked_meeting(conclusion.meeting, by=by, states=OVER)
    _check(meeting, commitment.agreement)
    task = create_task(commitment, by=by, once=once, **given)
    conclusion.tasks.add(task)
    record("meeting.conclusion_task", meeting, by=by, data={"number": conclusion.number, "task": task.code})
    return task


@transaction.atomic
def link_task(conclusion: Conclusion, task: Task, *, by: User, once: UUID | str | None = None) -> Conclusion:
    """Tie it to a task that exists already.

    Raises:
        InputError: the body does not steer the task's agreement.
        RefusedError: neither the standing office nor the secretary; or the minutes are not taken.
    """
    meeting = locked_meeting(conclusion.meeting, by=by, states=OVER)
    _check(meeting, task.commitment.agreement)
    conclusion.tasks.add(task)
    record("meeting.conclusion_task", meeting, by=by, data={"number": conclusion.number, "task": task.code}, once=once)
    return conclusion


@transaction.atomic
def settle_without_task(conclusion: Conclusion, *, by: User, reason: str, once: UUID | str | None = None) -> Conclusion:
    """Nobody has to do anything (more) for it.

    Raises:
        InputError: no reason.
        RefusedError: neither the standing office nor the secretary; or the minutes are not taken.
    """
    meeting = locked_meeting(conclusion.meeting, by=by, states=OVER)
    if not reason.strip():
        raise InputError(
            "conclusion.reason",
            vi="Hãy ghi lý do kết luận này không cần giao nhiệm vụ.",
            en="Say why this conclusion needs no task.",
        )
    conclusion.needs_task = False
    conclusion.save(update_fields=["needs_task"])
    data = {"number": conclusion.number}
    record("meeting.conclusion_settled", meeting, by=by, reason=reason.strip(), data=data, once=once)
    return conclusion


def _check(meeting: Meeting, agreement: Agreement) -> None:
    if not agreements_steered(meeting.body).filter(pk=agreement.pk).exists():
        raise InputError(
            "conclusion.agreement",
            vi=f"“{meeting.body}” không điều hành thỏa thuận “{agreement}”.",
            en=f"“{meeting.body}” does not steer the agreement “{agreement}”.",
        )
