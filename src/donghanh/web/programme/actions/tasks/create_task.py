"""A commitment becomes work with a lead, a due date and a product."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from donghanh.web.audit.log import record
from donghanh.web.organisations.models import Organisation, User
from donghanh.web.programme.actions.agreements.amend_commitment import refuse_struck_out
from donghanh.web.programme.actions.tasks.task_facts import TaskFacts, check_facts
from donghanh.web.programme.models import Commitment, Notice, Task
from donghanh.web.programme.notifying import notify
from donghanh.web.programme.permissions.tasks import require_planning
from donghanh.web.programme.querysets.people import responsible_for
from donghanh.web.programme.querysets.roadmap import next_code, next_part_number


@transaction.atomic
def create_task(
    commitment: Commitment,
    *,
    by: User,
    title: str,
    product: str,
    lead: Organisation,
    due_on: date,
    starts_on: date | None = None,
    co_organisations: Sequence[Organisation] = (),
    officer: User | None = None,
    project: Task | None = None,
    indicator_code: str = "",
    recurrence: str = "",
    recurs_until: date | None = None,
    is_kept_up: bool = False,
    at: datetime | None = None,
    once: UUID | str | None = None,
) -> Task:
    """Give the work to ``lead`` and tell its people; ``at``: when it was handed out, now unless said.

    Raises:
        InputError: what :func:`check_facts` finds wrong with the plan.
        RefusedError: not the standing office, the agreement is closed, or an amendment struck the commitment out.
    """
    require_planning(by)
    facts = TaskFacts(
        title=title,
        product=product,
        lead=lead,
        due_on=due_on,
        starts_on=starts_on,
        co_organisations=co_organisations,
        officer=officer,
        project=project,
        indicator_code=indicator_code,
        recurrence=recurrence,
        recurs_until=recurs_until,
        is_kept_up=is_kept_up,
    )
    # Locked so that two tasks made at once do not get the same number.
    commitment = Commitment.objects.select_for_update(of=("self",)).select_related("agreement").get(pk=commitment.pk)
    refuse_struck_out(commitment)
    check_facts(facts, commitment.agreement)
    task = store(facts, commitment, code=_code(commitment, project))
    record("task.created", task, by=by, data={"lead": lead.code, "due_on": due_on.isoformat()}, once=once)
    tell_lead(task, at=at)
    return task


def store(facts: TaskFacts, commitment: Commitment, *, code: str) -> Task:
    """The checked plan as a task; part of the actions that hand tasks out."""
    values = facts.values()
    co_organisations = values.pop("co_organisations")
    task = Task.objects.create(commitment=commitment, code=code, **values)
    if co_organisations:
        task.co_organisations.set(co_organisations)
    return task


def tell_lead(task: Task, *, at: datetime | None = None) -> None:
    """The people of the lead read that the task is theirs now."""
    notify(
        responsible_for(task),
        Notice.Kind.ASSIGNED,
        words={
            "vi": f"Được giao nhiệm vụ {task.code} “{task.title}”, hạn {task.due_on:%d/%m/%Y}.",
            "en": f"Given to you: task {task.code} “{task.title}”, due on {task.due_on:%d/%m/%Y}.",
        },
        href=task.get_absolute_url(),
        key=f"task/{task.pk}/assigned/{task.lead_id}/{task.officer_id or 0}",
        at=at,
    )


def _code(commitment: Commitment, project: Task | None) -> str:
    """A part of a project of this commitment is numbered within the project: "3.2.1"."""
    if project is not None and project.commitment_id == commitment.pk:
        return f"{project.code}.{next_part_number(project)}"
    return next_code(commitment)
