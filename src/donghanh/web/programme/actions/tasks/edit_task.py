"""The plan of a task is changed: words, lead, dates, what it is part of, how often it recurs."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from donghanh.errors import InputError, RefusedError
from donghanh.web.audit.log import record
from donghanh.web.organisations.models import User
from donghanh.web.programme.actions.tasks.create_task import tell_lead
from donghanh.web.programme.actions.tasks.reschedule_task import move, put
from donghanh.web.programme.actions.tasks.task_facts import TaskFacts, check_facts
from donghanh.web.programme.editing import changes, refuse_stale
from donghanh.web.programme.models import Task
from donghanh.web.programme.permissions.tasks import require_planning
from donghanh.web.programme.schedule import Span

DATES = ("starts_on", "due_on")


@transaction.atomic
def edit_task(
    task: Task,
    *,
    by: User,
    facts: TaskFacts,
    version: int | None,
    reason: str = "",
    once: UUID | str | None = None,
) -> Task:
    """Store the plan as it is now wanted; a change of the dates is logged as a move of its own.

    Raises:
        InputError: what :func:`check_facts` finds wrong, or other dates without a reason.
        ChangedMeanwhile: somebody edited it after ``version`` was read.
        RefusedError: not the standing office; the agreement is closed; the task is delivered or dropped.
    """
    require_planning(by)
    task = Task.objects.select_for_update(of=("self",)).select_related("lead", "commitment__agreement").get(pk=task.pk)
    if task.state not in Task.OPEN:
        raise RefusedError(
            "state.task",
            vi=f"Nhiệm vụ {task.code} đang ở trạng thái “{task.get_state_display()}” nên không sửa được.",
            en=f"Task {task.code} is “{task.get_state_display()}”, so it cannot be edited.",
        )
    wanted = facts.values()
    refuse_stale(task, version, wanted)
    check_facts(facts, task.commitment.agreement, task)
    changed = changes(task, wanted)
    if not reason.strip() and set(changed) & set(DATES):
        raise InputError("task.reason", vi="Hãy ghi lý do đổi lịch.", en="Give the reason for moving the task.")
    others = {name: pair for name, pair in changed.items() if name not in DATES}
    if others:
        new_hands = "lead" in others or "officer" in others
        _store(task, {name: wanted[name] for name in others})
        told = {"version": task.version, "changed": others}
        record("task.edited", task, by=by, reason=reason.strip(), data=told, once=once)
        if new_hands:
            tell_lead(task)
    old, new = Span(task.starts_on, task.due_on), Span(facts.starts_on, facts.due_on)
    put(task, new, by=by, reason=reason, data={"moved": [move(task, old, new)]}, once=None if others else once)
    return task


def _store(task: Task, wanted: dict[str, object]) -> None:
    for name, value in wanted.items():
        if name == "co_organisations":
            task.co_organisations.set(value)
        else:
            setattr(task, name, value)
    task.version += 1
    task.save()
