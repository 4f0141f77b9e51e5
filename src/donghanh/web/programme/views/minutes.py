"""Minutes and conclusions of a meeting, and the two official documents made of them."""

from __future__ import annotations

import io
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext
from django.utils.translation import override as in_language
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from donghanh.reporting.definition import Document
from donghanh.reporting.docx import write_docx
from donghanh.web.programme.actions.governance.issue_notice import issue_notice
from donghanh.web.programme.actions.governance.take_minutes import take_minutes
from donghanh.web.programme.actions.governance.write_conclusion import (
    change_conclusion,
    strike_conclusion,
    write_conclusion,
)
from donghanh.web.programme.editing import ChangedMeanwhile, reopened
from donghanh.web.programme.forms.meetings import ConclusionForm, MinutesForm, NoticeForm
from donghanh.web.programme.meeting_documents import minutes as minutes_document
from donghanh.web.programme.meeting_documents import notice as notice_document
from donghanh.web.programme.models import Conclusion, Meeting
from donghanh.web.programme.permissions.governance import require_running
from donghanh.web.programme.views.attempts import attempt
from donghanh.web.programme.views.meeting_page import meeting_page
from donghanh.web.programme.views.meetings import seen_meeting

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@require_http_methods(["GET", "POST"])
def minutes(request: HttpRequest, pk: int) -> HttpResponse:
    """Who came and what was said."""
    shown = seen_meeting(request, pk)
    require_running(request.user, shown)
    form = MinutesForm(shown, request.POST if request.method == "POST" else None)
    meanwhile = None
    if request.method == "POST" and form.is_valid():
        given: dict[str, Any] = {**form.cleaned_data, "once": request.POST.get("once", "")}
        try:
            if attempt(form, lambda: take_minutes(shown, by=request.user, **given)):
                messages.success(request, gettext("The minutes were kept. Enter the conclusions below."))
                return redirect(shown.get_absolute_url() + "#ket-luan")
        except ChangedMeanwhile as error:
            form, meanwhile = reopened(form, error), error
    context = {"form": form, "meeting": shown, "agenda": shown.agenda.all(), "meanwhile": meanwhile}
    status = 409 if meanwhile else 400 if form.errors else 200
    return render(request, "programme/governance/minutes.html", context, status=status)


@require_POST
def conclude(request: HttpRequest, pk: int) -> HttpResponse:
    """A conclusion is written down."""
    shown = seen_meeting(request, pk)
    require_running(request.user, shown)
    form = ConclusionForm(shown, request.POST)
    once = request.POST.get("once", "")
    if form.is_valid() and attempt(form, lambda: write_conclusion(shown, form.facts(), by=request.user, once=once)):
        messages.success(request, gettext("The conclusion was written down."))
        return redirect(shown.get_absolute_url() + "#ket-luan")
    return meeting_page(request, shown, 400, conclusion_form=form)


def seen_conclusion(request: HttpRequest, pk: int) -> Conclusion:
    """The conclusion, if this person may see its meeting."""
    one = get_object_or_404(Conclusion.objects.select_related("lead", "item"), pk=pk)
    one.meeting = seen_meeting(request, one.meeting_id)
    return one


@require_http_methods(["GET", "POST"])
def edit_conclusion(request: HttpRequest, pk: int) -> HttpResponse:
    """A conclusion put right."""
    one = seen_conclusion(request, pk)
    require_running(request.user, one.meeting)
    form = ConclusionForm(one.meeting, request.POST if request.method == "POST" else None, one)
    meanwhile = None
    if request.method == "POST" and form.is_valid():
        given = {"version": form.cleaned_data["version"], "once": request.POST.get("once", "")}
        try:
            if attempt(form, lambda: change_conclusion(one, form.facts(), by=request.user, **given)):
                messages.success(request, gettext("The conclusion was changed."))
                return redirect(one.meeting.get_absolute_url() + "#ket-luan")
        except ChangedMeanwhile as error:
            form, meanwhile = reopened(form, error), error
    context = {"form": form, "conclusion": one, "meeting": one.meeting, "meanwhile": meanwhile}
    status = 409 if meanwhile else 400 if form.errors else 200
    return render(request, "programme/governance/conclusion_form.html", context, status=status)


@require_POST
def strike(request: HttpRequest, pk: int) -> HttpResponse:
    """A conclusion taken out."""
    one = seen_conclusion(request, pk)
    strike_conclusion(one, by=request.user, once=request.POST.get("once", ""))
    messages.success(request, gettext("The conclusion was taken out."))
    return redirect(one.meeting.get_absolute_url() + "#ket-luan")


@require_POST
def issue(request: HttpRequest, pk: int) -> HttpResponse:
    """The notice of conclusions goes out."""
    shown = seen_meeting(request, pk)
    require_running(request.user, shown)
    form = NoticeForm(request.POST, auto_id="id_notice_%s")
    once = request.POST.get("once", "")
    if form.is_valid() and attempt(form, lambda: issue_notice(shown, by=request.user, once=once, **form.cleaned_data)):
        messages.success(request, gettext("The notice of conclusions was issued."))
        return redirect(shown)
    return meeting_page(request, shown, 400, notice_form=form)


@require_GET
def minutes_file(request: HttpRequest, pk: int) -> FileResponse:
    """The minutes as a Word file to number and sign."""
    return _as_docx(seen_meeting(request, pk), minutes_document, "bien-ban")


@require_GET
def notice_file(request: HttpRequest, pk: int) -> FileResponse:
    """The notice of conclusions as a Word file to sign."""
    return _as_docx(seen_meeting(request, pk), notice_document, "thong-bao-ket-luan")


def _as_docx(meeting: Meeting, write: Callable[[Meeting], Document], name: str) -> FileResponse:
    with in_language("vi"):
        document = write(meeting)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "document.docx"
        write_docx(document, {}, path)
        content = io.BytesIO(path.read_bytes())
    return FileResponse(content, as_attachment=True, filename=f"{name}-{meeting.pk}.docx", content_type=DOCX)
