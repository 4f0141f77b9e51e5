"""One piece of work is given to many units at once: a project with one part for each of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from uuid import UUID

from django.db import transaction

from donghanh.errors import InputError
from donghanh.text import sort_key
from donghanh.web.audit.log import record
from donghanh.web.organisations.models import Organisation, User
from donghanh.web.programme.actions.tasks.create_task import store, tell_lead
from donghanh.web.programme.actions.tasks.task_facts import TaskFacts, check_facts
from donghanh.web.programme.models import Commitment, Task
from donghanh.web.programme.permissions.tasks import require_planning
from donghanh.web.programme.querysets.roadmap import next_code


def parts_planned(commitment: Commitment, units: Iterable[Organisation]) -> tuple[str, list[tuple[str, Organisation]]]:
    """What would be made: the code of the project, and each unit with the code of its part, in Vietnamese order."""
    code = next_code(commitment)
    ordered = sorted(set(units), key=lambda one: (sort_key(one.name), one.pk))
    return code, [(f"{code}.{number}", unit) for number, unit in enumerate(ordered, 1)]


@transaction.atomic
def assign_to_all(
    commitment: Commitment,
    *,
    by: User,
    facts: TaskFacts,
    units: Sequence[Organisation],
    once: UUID | str | None = None,
) -> Task:
    """Make the project, led by ``facts.lead``, and one part for each unit with the same words and dates.

    :func:`drop_parts` takes back what nobody began.

    Raises:
        InputError: no unit, or what :func:`check_facts` finds wrong with the plan.
        RefusedError: not the standing office, or the agreement is closed.
    """
    require_planning(by)
    if not units:
        raise InputError(
            "assign.nobody",
            vi="Hãy chọn ít nhất một đơn vị để giao.",
            en="Choose at least one unit to give the work to.",
        )
    # Locked so that no other task takes one of the numbers.
    commitment = Commitment.objects.select_for_update(of=("self",)).select_related("agreement").get(pk=commitment.pk)
    check_facts(facts, commitment.agreement)
    code, parts = parts_planned(commitment, units)
    check_facts(replace(facts, officer=None, co_organisations=[unit for _, unit in parts]), commitment.agreement)
    project = store(replace(facts, project=None), commitment, code=code)
    told = {"units": [unit.code for _, unit in parts], "due_on": facts.due_on.isoformat()}
    record("task.assigned_to_all", project, by=by, data=told, once=once)
    tell_lead(project)
    for part_code, unit in parts:
        part = replace(facts, lead=unit, officer=None, project=project, co_organisations=())
        tell_lead(store(part, commitment, code=part_code))
    return project
