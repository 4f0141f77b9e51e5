"""Changing the plan of one task: its words and hands, and its dates."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language, gettext, ngettext
from django.views.decorators.http import require_http_methods, require_POST

from donghanh.errors import InputError
from donghanh.web.programme.actions.tasks.edit_task import edit_task
from donghanh.web.programme.actions.tasks.reschedule_task import followers_of, reschedule_task
from donghanh.web.programme.actions.tasks.undo_reschedule import undo_reschedule
from donghanh.web.programme.editing import ChangedMeanwhile, reopened
from donghanh.web.programme.forms.roadmap import EditTaskForm, MoveForm
from donghanh.web.programme.models import Task
from donghanh.web.programme.permissions.agreements import require_sight
from donghanh.web.programme.permissions.tasks import require_planning
from donghanh.web.programme.schedule import Span


def seen_task(request: HttpRequest, pk: int) -> Task:
    """The task, for whoever may see its agreement."""
    tasks = Task.objects.select_related("lead", "officer", "project", "commitment__agreement__province")
    task = get_object_or_404(tasks, pk=pk)
    require_sight(request.user, task.commitment.agreement)
    return task


@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """The form of the whole plan; whoever was overtaken by another editor is shown what changed."""
    task = seen_task(request, pk)
    require_planning(request.user)
    form = EditTaskForm(task, request.POST if request.method == "POST" else None)
    stale, status = None, 200
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            edit_task(
                task,
                by=request.user,
                facts=form.facts(),
                version=given["version"],
                reason=given["reason"],
                once=request.POST.get("once", ""),
            )
        except ChangedMeanwhile as error:
            stale, form, status = error, reopened(form, error), 409
        except InputError as error:
            form.add_error("reason" if error.code == "task.reason" else None, error.say(get_language() or "vi"))
        else:
            messages.success(request, gettext("The task was stored."))
            return redirect(task)
    context = {"task": task, "agreement": task.commitment.agreement, "form": form, "stale": stale}
    return render(request, "programme/roadmap/task_edit.html", context, status=status)


@require_http_methods(["GET", "POST"])
def reschedule(request: HttpRequest, pk: int) -> HttpResponse:
    """New dates, with the reason; when other tasks would begin too early they are shown and it is asked once more."""
    task = seen_task(request, pk)
    require_planning(request.user)
    now = {"starts_on": task.starts_on, "due_on": task.due_on, "version": task.version}
    form = MoveForm(request.POST if request.method == "POST" else None, initial=now)
    followers, stale, status = [], None, 200
    if request.method == "POST" and form.is_valid():
        new = Span(form.cleaned_data["starts_on"], form.cleaned_data["due_on"])
        try:
            # Asked first whether the dates are possible at all: only then do the followers matter.
            followers = _followers(task, new) if not new.starts_on or new.starts_on <= new.due_on else []
            if not followers or form.cleaned_data["followers"]:
                return _move(request, task, form)
        except ChangedMeanwhile as error:
            stale, form, status = error, reopened(form, error), 409
        except InputError as error:
            form.add_error(None, error.say(get_language() or "vi"))
    context = {"task": task, "agreement": task.commitment.agreement, "form": form, "stale": stale}
    context |= {"followers": followers, "next": _next(request, task)}
    return render(request, "programme/roadmap/task_move.html", context, status=status)


def _move(request: HttpRequest, task: Task, form: MoveForm) -> HttpResponse:
    given = form.cleaned_data
    moved = reschedule_task(
        task,
        by=request.user,
        starts_on=given["starts_on"],
        due_on=given["due_on"],
        reason=given["reason"],
        version=given["version"],
        moves_followers=given["followers"] == "move",
        once=request.POST.get("once", ""),
    )
    if not moved:
        messages.info(request, gettext("The task has these dates already."))
    else:
        messages.success(
            request, ngettext("%(num)s task was moved.", "%(num)s tasks were moved.", len(moved)) % {"num": len(moved)}
        )
    here = _next(request, task)
    return redirect(
        f"{here}{'&' if '?' in here else '?'}doi={task.pk}" if moved and here != task.get_absolute_url() else here
    )


def _followers(task: Task, new: Span) -> list[tuple[Task, Span]]:
    along = followers_of(task, new)
    tasks = Task.objects.filter(pk__in=along).select_related("lead").order_by("due_on", "pk")
    return [(one, along[one.pk]) for one in tasks]


def _next(request: HttpRequest, task: Task) -> str:
    """Where the person came from: a page of ours, else the task."""
    wanted = request.POST.get("next") or request.GET.get("next", "")
    return wanted if wanted and url_has_allowed_host_and_scheme(wanted, allowed_hosts=None) else task.get_absolute_url()


@require_POST
def undo(request: HttpRequest, pk: int) -> HttpResponse:
    """The last move is taken back."""
    task = seen_task(request, pk)
    undone = undo_reschedule(task, by=request.user, once=request.POST.get("once", ""))
    messages.success(
        request,
        ngettext("%(num)s task is back where it was.", "%(num)s tasks are back where they were.", len(undone))
        % {"num": len(undone)},
    )
    return redirect(_next(request, task))
