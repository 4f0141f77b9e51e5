"""Tasks: the list, one task, reporting on it, judging what was reported."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from donghanh.errors import InputError
from donghanh.web.audit.log import events_about
from donghanh.web.programme.actions.tasks.accept_claim import accept_claim
from donghanh.web.programme.actions.tasks.drop_task import drop_task
from donghanh.web.programme.actions.tasks.report_progress import report_progress
from donghanh.web.programme.actions.tasks.return_claim import return_claim
from donghanh.web.programme.forms.tasks import EvidenceRows, ReportForm
from donghanh.web.programme.indicators import indicator_name
from donghanh.web.programme.models import Evidence, ProgressReport, Task
from donghanh.web.programme.permissions.agreements import require_sight
from donghanh.web.programme.permissions.tasks import may_judge, may_plan_tasks, may_report, require_reporting
from donghanh.web.ui.panels import panels


def _task(request: HttpRequest, pk: int) -> Task:
    task = get_object_or_404(Task.objects.select_related("lead", "commitment__agreement__province"), pk=pk)
    require_sight(request.user, task.commitment.agreement)
    return task


@require_GET
def task(request: HttpRequest, pk: int) -> HttpResponse:
    """One task: what is owed, what was reported, who judged it, and what this person may do now."""
    return _task_page(request, _task(request, pk))


def _task_page(request: HttpRequest, shown: Task, status: int = 200, **wrong: Any) -> HttpResponse:
    reports = shown.reports.select_related("written_by__organisation", "judged_by__organisation")
    reports = list(reports.prefetch_related("evidence"))
    claim = next((one for one in reports if one.is_claim and one.state == ProgressReport.State.SUBMITTED), None)
    is_open = shown.state in Task.OPEN
    context = {
        "task": shown,
        "reports": reports,
        "claim": claim,
        "last_return": next((one for one in reports[:1] if one.state == ProgressReport.State.RETURNED), None),
        "can_judge": claim is not None and may_judge.test(request.user, claim),
        "can_report": is_open and may_report.test(request.user, shown),
        "can_drop": is_open and may_plan_tasks.test(request.user),
        "co_organisations": shown.co_organisations.all(),
        "events": events_about(shown),
        "today": timezone.localdate(),
        "panels": panels("task", request, shown),
        "indicator": indicator_name(shown.indicator_code),
    }
    return render(request, "programme/task.html", context | {"wrong": wrong}, status=status)


@require_http_methods(["GET", "POST"])
def report(request: HttpRequest, pk: int) -> HttpResponse:
    """The lead's report, with its papers."""
    shown = _task(request, pk)
    require_reporting(request.user, shown)
    data = request.POST.copy() if request.method == "POST" else None
    adding = data is not None and "add_evidence" in data
    if adding and data.get("evidence-TOTAL_FORMS", "").isdecimal():
        data["evidence-TOTAL_FORMS"] = str(int(data["evidence-TOTAL_FORMS"]) + 1)
    form, rows = ReportForm(data), EvidenceRows(data, request.FILES or None, prefix="evidence")
    if data is not None and not adding and form.is_valid() & rows.is_valid():
        papers = [row.facts() for row in rows.forms if row.has_changed()]
        try:
            report_progress(
                shown, by=request.user, evidence=papers, once=request.POST.get("once", ""), **form.cleaned_data
            )
        except InputError as error:
            form.add_error(None, error.say(get_language() or "vi"))
        else:
            messages.success(request, gettext("The report was sent."))
            return redirect(shown)
    return render(request, "programme/report.html", {"task": shown, "form": form, "rows": rows})


@require_POST
def drop(request: HttpRequest, pk: int) -> HttpResponse:
    """The task is given up."""
    shown = _task(request, pk)
    try:
        drop_task(shown, by=request.user, reason=request.POST.get("reason", ""), once=request.POST.get("once", ""))
    except InputError as error:
        return _task_page(request, shown, 400, drop=error.say(get_language() or "vi"))
    messages.success(request, gettext("The task was dropped."))
    return redirect(shown)


@require_POST
def accept(request: HttpRequest, pk: int) -> HttpResponse:
    """The claim is accepted."""
    claim = get_object_or_404(ProgressReport, pk=pk)
    shown = _task(request, claim.task_id)
    accept_claim(claim, by=request.user, reason=request.POST.get("reason", ""), once=request.POST.get("once", ""))
    messages.success(request, gettext("The claim was accepted: the task is verified."))
    return redirect(shown)


@require_POST
def send_back(request: HttpRequest, pk: int) -> HttpResponse:
    """The claim goes back to the lead."""
    claim = get_object_or_404(ProgressReport, pk=pk)
    shown = _task(request, claim.task_id)
    try:
        return_claim(claim, by=request.user, reason=request.POST.get("reason", ""), once=request.POST.get("once", ""))
    except InputError as error:
        return _task_page(request, shown, 400, judge=error.say(get_language() or "vi"))
    messages.success(request, gettext("The claim was returned to the lead."))
    return redirect(shown)


@require_GET
def evidence_file(request: HttpRequest, pk: int) -> HttpResponse:
    """The file of a paper; always a download, never shown by the browser."""
    papers = Evidence.objects.exclude(file="").select_related("report__task__commitment__agreement")
    paper = get_object_or_404(papers, pk=pk)
    require_sight(request.user, paper.report.task.commitment.agreement)
    return FileResponse(
        paper.file.open("rb"), as_attachment=True, filename=paper.file_name, content_type="application/octet-stream"
    )
