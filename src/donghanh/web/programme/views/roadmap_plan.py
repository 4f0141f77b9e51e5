"""The plan within one task: what it waits for, its milestones, its money, its parts."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_GET, require_POST

from donghanh.errors import InputError
from donghanh.web.programme.actions.roadmap.add_dependency import add_dependency
from donghanh.web.programme.actions.roadmap.add_milestone import add_milestone
from donghanh.web.programme.actions.roadmap.drop_parts import drop_parts
from donghanh.web.programme.actions.roadmap.reach_milestone import reach_milestone
from donghanh.web.programme.actions.roadmap.remove_budget_line import remove_budget_line
from donghanh.web.programme.actions.roadmap.remove_dependency import remove_dependency
from donghanh.web.programme.actions.roadmap.remove_milestone import remove_milestone
from donghanh.web.programme.actions.roadmap.set_budget_line import set_budget_line
from donghanh.web.programme.forms.roadmap import BudgetForm, DependencyForm, MilestoneForm
from donghanh.web.programme.models import BudgetLine, Dependency, Milestone, Task
from donghanh.web.programme.permissions.roadmap import may_keep_plan, require_keeping_plan
from donghanh.web.programme.permissions.tasks import may_plan_tasks, require_planning
from donghanh.web.programme.roadmap_panels import plan_of
from donghanh.web.programme.views.roadmap_tasks import seen_task


@require_GET
def plan(request: HttpRequest, pk: int) -> HttpResponse:
    """Everything of the plan in one place, with the forms that change it."""
    task = seen_task(request, pk)
    require_keeping_plan(request.user, task)
    return _page(request, task)


def _page(request: HttpRequest, task: Task, status: int = 200, **forms_sent: forms.Form) -> HttpResponse:
    context = {
        "task": task,
        "agreement": task.commitment.agreement,
        "can_plan": may_plan_tasks.test(request.user),
        "can_keep": may_keep_plan.test(request.user, task),
        "dependency_form": DependencyForm(task.commitment.agreement),
        "milestone_form": MilestoneForm(),
        "budget_form": BudgetForm(),
    }
    context |= plan_of(task, on=timezone.localdate()) | forms_sent
    return render(request, "programme/roadmap/task_plan.html", context, status=status)


def _add(
    request: HttpRequest, task: Task, form: forms.Form, name: str, action: Callable[..., Any], anchor: str
) -> HttpResponse:
    """Send the form to the action; what is wrong is said at the form, which keeps what was typed."""
    if form.is_valid():
        try:
            action(task, by=request.user, once=request.POST.get("once", ""), **form.cleaned_data)
        except InputError as error:
            form.add_error(None, error.say(get_language() or "vi"))
        else:
            messages.success(request, gettext("The plan was stored."))
            return redirect(reverse("programme:task-plan", args=[task.pk]) + anchor)
    return _page(request, task, 400, **{name: form})


@require_POST
def add_waits_for(request: HttpRequest, pk: int) -> HttpResponse:
    """The task waits for another."""
    task = seen_task(request, pk)
    require_planning(request.user)
    form = DependencyForm(task.commitment.agreement, request.POST)
    return _add(request, task, form, "dependency_form", add_dependency, "#cho")


@require_POST
def remove_waits_for(request: HttpRequest, pk: int) -> HttpResponse:
    """The task waits for the other no longer."""
    dependency = get_object_or_404(Dependency.objects.select_related("before", "after"), pk=pk)
    seen_task(request, dependency.after_id)
    remove_dependency(dependency, by=request.user, once=request.POST.get("once", ""))
    messages.success(request, gettext("The plan was stored."))
    return redirect(reverse("programme:task-plan", args=[dependency.after_id]) + "#cho")


@require_POST
def milestone(request: HttpRequest, pk: int) -> HttpResponse:
    """A new milestone."""
    task = seen_task(request, pk)
    require_keeping_plan(request.user, task)
    return _add(request, task, MilestoneForm(request.POST), "milestone_form", add_milestone, "#moc")


@require_POST
def milestone_reached(request: HttpRequest, pk: int) -> HttpResponse:
    """The milestone is reached today, or not any more."""
    shown, task = _milestone(request, pk)
    on = None if shown.reached_on else timezone.localdate()
    reach_milestone(shown, by=request.user, on=on, once=request.POST.get("once", ""))
    messages.success(request, gettext("The plan was stored."))
    return redirect(reverse("programme:task-plan", args=[task.pk]) + "#moc")


@require_POST
def milestone_removed(request: HttpRequest, pk: int) -> HttpResponse:
    """The milestone was a mistake."""
    shown, task = _milestone(request, pk)
    remove_milestone(shown, by=request.user, once=request.POST.get("once", ""))
    messages.success(request, gettext("The plan was stored."))
    return redirect(reverse("programme:task-plan", args=[task.pk]) + "#moc")


def _milestone(request: HttpRequest, pk: int) -> tuple[Milestone, Task]:
    shown = get_object_or_404(Milestone.objects.select_related("task__lead"), pk=pk)
    return shown, seen_task(request, shown.task_id)


@require_POST
def budget(request: HttpRequest, pk: int) -> HttpResponse:
    """A line of money, new or instead of the one of that year and source."""
    task = seen_task(request, pk)
    require_keeping_plan(request.user, task)
    return _add(request, task, BudgetForm(request.POST), "budget_form", set_budget_line, "#kinh-phi")


@require_POST
def budget_removed(request: HttpRequest, pk: int) -> HttpResponse:
    """The line of money was a mistake."""
    line = get_object_or_404(BudgetLine.objects.select_related("task__lead"), pk=pk)
    task = seen_task(request, line.task_id)
    remove_budget_line(line, by=request.user, once=request.POST.get("once", ""))
    messages.success(request, gettext("The plan was stored."))
    return redirect(reverse("programme:task-plan", args=[task.pk]) + "#kinh-phi")


@require_POST
def parts_dropped(request: HttpRequest, pk: int) -> HttpResponse:
    """Work given to many units is taken back, as far as nobody began it."""
    task = seen_task(request, pk)
    dropped = drop_parts(
        task, by=request.user, reason=request.POST.get("reason", ""), once=request.POST.get("once", "")
    )
    messages.success(request, gettext("Dropped: %(count)s parts that were not started.") % {"count": len(dropped)})
    return redirect(task)
