"""The page of a task, drawn again with what was wrong by every view that its forms lead to."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from donghanh.web.audit.log import events_about
from donghanh.web.audit.models import Event
from donghanh.web.programme.forms.progress import ExtensionForm, WaitingForm
from donghanh.web.programme.indicators import indicator_name
from donghanh.web.programme.models import Extension, ProgressReport, Task
from donghanh.web.programme.permissions.agreements import require_sight
from donghanh.web.programme.permissions.tasks import may_extend, may_judge, may_plan_tasks, may_report
from donghanh.web.ui.panels import panels

EVENTS_SHOWN = 30
"""Lines of the history; the log has the rest."""


def find_task(request: HttpRequest, pk: int) -> Task:
    """The task, for those who see its agreement."""
    related = ("lead", "officer", "project", "commitment__agreement__province")
    task = get_object_or_404(Task.objects.select_related(*related), pk=pk)
    require_sight(request.user, task.commitment.agreement)
    return task


def task_page(request: HttpRequest, task: Task, status: int = 200, **wrong: Any) -> HttpResponse:
    """What is owed, what was reported, who judged it, and what this person may do now.

    ``wrong`` holds what a form could not do: words under ``judge``, ``drop``, ``extend``; the form itself under
    ``waiting`` and ``extension``.
    """
    reports = task.reports.select_related("written_by__organisation", "judged_by__organisation")
    reports = list(reports.prefetch_related("evidence"))
    claim = next((one for one in reports if one.is_claim and one.state == ProgressReport.State.SUBMITTED), None)
    today, events = timezone.localdate(), list(events_about(task))
    context = {
        "task": task,
        "now": task.standing(today),
        "reports": reports,
        "times_delivered": sum(one.is_claim and one.state == ProgressReport.State.ACCEPTED for one in reports),
        "claim": claim,
        "last_return": next((one for one in reports[:1] if one.state == ProgressReport.State.RETURNED), None),
        "can_judge": claim is not None and may_judge.test(request.user, claim),
        "escalations": task.escalations.select_related("body"),
        "co_organisations": task.co_organisations.all(),
        "events": events[:EVENTS_SHOWN],
        "moves": [(one, *one.data["changed"]["due_on"]) for one in events if _moved(one)],
        "today": today,
        "panels": panels("task", request, task),
        "indicator": indicator_name(task.indicator_code),
    }
    context |= _what_may_be_done(request, task) | _more_time(request, task) | {"wrong": wrong}
    context |= {"waiting_form": wrong.get("waiting") or WaitingForm(task)}
    context |= {"extension_form": wrong.get("extension") or ExtensionForm()}
    return render(request, "programme/task.html", context, status=status)


def _what_may_be_done(request: HttpRequest, task: Task) -> dict[str, Any]:
    is_open = task.state in Task.OPEN
    return {
        "can_report": is_open and may_report.test(request.user, task),
        "can_drop": is_open and may_plan_tasks.test(request.user),
    }


def _moved(event: Event) -> bool:
    return "due_on" in event.data.get("changed", {})


def _more_time(request: HttpRequest, task: Task) -> dict[str, Any]:
    extensions = list(task.extensions.select_related("asked_by__organisation", "judged_by"))
    asked = next((one for one in extensions if one.state == Extension.State.ASKED), None)
    return {
        "extensions": extensions,
        "asked": asked,
        "can_extend": asked is not None and task.state in Task.OPEN and may_extend.test(request.user, asked),
    }
