"""Tasks: one task, reporting on it, judging what was reported."""

from __future__ import annotations

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from donghanh.errors import InputError
from donghanh.web.programme.actions.tasks.accept_claim import accept_claim
from donghanh.web.programme.actions.tasks.drop_task import drop_task
from donghanh.web.programme.actions.tasks.report_progress import report_progress
from donghanh.web.programme.actions.tasks.return_claim import return_claim
from donghanh.web.programme.forms.tasks import EvidenceRows, ReportForm
from donghanh.web.programme.models import Evidence, ProgressReport
from donghanh.web.programme.permissions.agreements import require_sight
from donghanh.web.programme.permissions.tasks import require_reporting
from donghanh.web.programme.views.task_page import find_task, task_page


@require_GET
def task(request: HttpRequest, pk: int) -> HttpResponse:
    """One task: what is owed, what was reported, who judged it, and what this person may do now."""
    return task_page(request, find_task(request, pk))


@require_http_methods(["GET", "POST"])
def report(request: HttpRequest, pk: int) -> HttpResponse:
    """The lead's report, with its papers."""
    shown = find_task(request, pk)
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
    shown = find_task(request, pk)
    try:
        drop_task(shown, by=request.user, reason=request.POST.get("reason", ""), once=request.POST.get("once", ""))
    except InputError as error:
        return task_page(request, shown, 400, drop=error.say(get_language() or "vi"))
    messages.success(request, gettext("The task was dropped."))
    return redirect(shown)


@require_POST
def accept(request: HttpRequest, pk: int) -> HttpResponse:
    """The claim is accepted."""
    claim = get_object_or_404(ProgressReport, pk=pk)
    shown = find_task(request, claim.task_id)
    accept_claim(claim, by=request.user, reason=request.POST.get("reason", ""), once=request.POST.get("once", ""))
    messages.success(request, gettext("The claim was accepted: the task is verified."))
    return redirect(shown)


@require_POST
def send_back(request: HttpRequest, pk: int) -> HttpResponse:
    """The claim goes back to the lead."""
    claim = get_object_or_404(ProgressReport, pk=pk)
    shown = find_task(request, claim.task_id)
    try:
        return_claim(claim, by=request.user, reason=request.POST.get("reason", ""), once=request.POST.get("once", ""))
    except InputError as error:
        return task_page(request, shown, 400, judge=error.say(get_language() or "vi"))
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
