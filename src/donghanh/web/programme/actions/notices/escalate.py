"""What stays overdue is put before the body above, then before the one above that."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone

from donghanh.web.audit.log import record
from donghanh.web.organisations.models import Role
from donghanh.web.programme.actions.notices.settle_escalations import settle_escalations
from donghanh.web.programme.models import Agreement, Body, Escalation, Notice, Task
from donghanh.web.programme.notifying import notify
from donghanh.web.programme.permissions.agreements import may_see_agreement
from donghanh.web.programme.querysets.bodies_above import bodies_above, standing_bodies
from donghanh.web.programme.querysets.people import members_with_accounts, responsible_for, standing_officers

AFTER_DAYS = (7, 30, 60)
"""Days late after which the first, the second and the third body act."""


def escalate(at: datetime) -> tuple[int, int]:
    """Settle what no body has to act on any more and raise what one has to; gives the numbers raised and settled."""
    on = timezone.localdate(at)
    settled = settle_escalations(at=at)
    late = Task.objects.filter(state__in=Task.OPEN, due_on__lte=on - timedelta(days=AFTER_DAYS[0]))
    late = late.exclude(commitment__agreement__state=Agreement.State.CLOSED)
    tasks = list(late.select_related("lead", "officer", "commitment__agreement").order_by("due_on", "pk"))
    bodies = standing_bodies(on)
    known = {(one.task_id, one.body_id, one.due_on): one for one in Escalation.objects.filter(task__in=late).iterator()}
    raised = 0
    for task in tasks:
        for body in _acting(task, bodies, on):
            earlier = known.get((task.pk, body.pk, task.due_on))
            if earlier is None:
                _raise(task, body, at)
            elif earlier.settled_at is not None:
                # A claim that was returned: the product is owed again for the same due date.
                earlier.settled_at = None
                earlier.save()
            else:
                continue
            raised += 1
    return raised, settled


def _acting(task: Task, bodies: list[Body], on: date) -> Iterable[Body]:
    """The bodies whose day has come."""
    late = (on - task.due_on).days
    above = bodies_above(bodies, task.commitment.agreement, task.lead_id)
    return [body for body, days in zip(above, AFTER_DAYS, strict=False) if late >= days]


@transaction.atomic
def _raise(task: Task, body: Body, at: datetime) -> None:
    # Locked and asked again: somebody may have delivered it since the list was read.
    locked = Task.objects.select_for_update().get(pk=task.pk)
    if locked.state not in Task.OPEN or locked.due_on != task.due_on:
        return
    Escalation.objects.create(task=task, body=body, due_on=task.due_on, raised_at=at)
    record("task.escalated", task, by=None, reason=body.name, data={"due_on": task.due_on.isoformat()})
    words = {
        "vi": f"Nhiệm vụ {task.code} “{task.title}” do {task.lead} chủ trì quá hạn từ {task.due_on:%d/%m/%Y}; "
        f"trình {body.name} chỉ đạo.",
        "en": f"Task {task.code} “{task.title}” led by {task.lead} is overdue since {task.due_on:%d/%m/%Y}; "
        f"it is put before {body.name}.",
    }
    # A body of the province has members of every partner; each is told of its own agreements only.
    agreement, members = task.commitment.agreement, members_with_accounts(body, on=timezone.localdate(at))
    told = {one for one in members if one.role != Role.PARTNER or may_see_agreement.test(one, agreement)}
    told = {*(told or standing_officers()), *responsible_for(task)}
    key = f"task/{task.pk}/escalated/{task.due_on:%Y%m%d}/{body.pk}"
    notify(told, Notice.Kind.ESCALATED, words=words, href=task.get_absolute_url(), key=key, at=at)
