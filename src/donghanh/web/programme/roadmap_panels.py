"""What the plan adds to the pages of a task, a commitment and an agreement; registered in ``apps.py``."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone

from donghanh.web.programme.actions.tasks.undo_reschedule import last_move
from donghanh.web.programme.models import Agreement, BudgetLine, Commitment, Task
from donghanh.web.programme.permissions.roadmap import may_keep_plan
from donghanh.web.programme.permissions.tasks import may_plan_tasks
from donghanh.web.programme.querysets.roadmap import budget_totals
from donghanh.web.programme.querysets.tasks import DELIVERED
from donghanh.web.programme.schedule import Link, Span, days_too_early

Panel = tuple[str, dict[str, Any]]
PARTS_SHOWN = 10


def of_task(request: HttpRequest, task: Task) -> Panel:
    """Dependencies, milestones, money and parts, with the ways to change them."""
    can_plan = may_plan_tasks.test(request.user)
    is_open = task.state in Task.OPEN
    move = last_move(task) if can_plan and is_open else None
    ways = {"can_plan": can_plan, "can_keep": may_keep_plan.test(request.user, task), "is_open": is_open, "move": move}
    return "programme/roadmap/task_panel.html", {"task": task} | ways | plan_of(task, on=timezone.localdate())


def plan_of(task: Task, *, on: date) -> dict[str, Any]:
    """What a page about the plan of one task shows, in a fixed number of queries."""
    waits_on = list(task.waits_on.select_related("before__lead").order_by("before__due_on", "pk"))
    followers = list(task.followers.select_related("after__lead").order_by("after__due_on", "pk"))
    lines = list(task.budget_lines.order_by("year", "source"))
    parts: QuerySet[Task] = task.parts.select_related("lead").order_by("pk")
    part_states = list(parts.exclude(state=Task.State.DROPPED).values_list("state", flat=True))
    return {
        "waits_on": [(one, _too_early(one.before, task, one.lag_days)) for one in waits_on],
        "followers": [(one, _too_early(task, one.after, one.lag_days)) for one in followers],
        "milestones": list(task.milestones.order_by("due_on", "pk")),
        "lines": lines,
        "totals": budget_totals(lines),
        "parts": parts[:PARTS_SHOWN],
        "part_count": len(part_states),
        "part_done": sum(state in DELIVERED for state in part_states),
        "part_unstarted": part_states.count(Task.State.NOT_STARTED),
        "today": on,
    }


def _too_early(before: Task, after: Task, lag_days: int) -> int:
    """By how many days ``after`` begins before it may; nothing where ``before`` is delivered or one was dropped."""
    if before.state in (*DELIVERED, Task.State.DROPPED) or after.state not in Task.OPEN:
        return 0
    spans = {0: Span(before.starts_on, before.due_on), 1: Span(after.starts_on, after.due_on)}
    return days_too_early(Link(0, 1, lag_days), spans)


def of_commitment(request: HttpRequest, commitment: Commitment) -> Panel:
    """What each year holds, and the way to give one piece of work to many units."""
    can_plan = may_plan_tasks.test(request.user) and commitment.agreement.state != Agreement.State.CLOSED
    lines = BudgetLine.objects.filter(task__commitment=commitment).exclude(task__state=Task.State.DROPPED)
    context = {"commitment": commitment, "years": commitment.years.order_by("year"), "can_plan": can_plan}
    return "programme/roadmap/commitment_panel.html", context | {"totals": budget_totals(list(lines))}


def of_agreement(request: HttpRequest, agreement: Agreement) -> Panel:
    """The ways to the roadmap, the schedule and the import of a task table."""
    can_plan = may_plan_tasks.test(request.user) and agreement.state != Agreement.State.CLOSED
    return "programme/roadmap/agreement_panel.html", {"agreement": agreement, "can_plan": can_plan}
