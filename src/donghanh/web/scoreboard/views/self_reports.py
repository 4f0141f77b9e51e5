"""The self-scoring report of a subject: what is written in it beside the scores, and its file."""

from __future__ import annotations

import io
import tempfile
from pathlib import Path

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_http_methods, require_safe

from donghanh.errors import InputError
from donghanh.reporting.annex import trace_figures
from donghanh.reporting.docx import write_docx
from donghanh.web.audit.log import events_about
from donghanh.web.scoreboard.actions.write_self_report import write_self_report
from donghanh.web.scoreboard.permissions import may_submit, require_submitting
from donghanh.web.scoreboard.questions import subject_name
from donghanh.web.scoreboard.round_forms import SelfReportForm
from donghanh.web.scoreboard.self_report_document import self_report_document
from donghanh.web.scoreboard.views.answers import seen_round
from donghanh.web.ui import tracing

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@require_http_methods(["GET", "POST"])
def report(request: HttpRequest, pk: int, subject: str) -> HttpResponse:
    """Difficulties and requests; sent, they are kept."""
    found, offices = seen_round(request, pk, subject)
    written = found.self_reports.select_related("written_by__organisation").filter(subject=subject).first()
    first = {name: getattr(written, name) for name in ("difficulties", "requests")} if written else {}
    form = SelfReportForm(request.POST or None, initial=first | {"seen": written.version if written else 0})
    if request.method == "POST":
        require_submitting(request.user, found, subject, offices)
        if form.is_valid():
            once = request.POST.get("once", "")
            try:
                write_self_report(found, by=request.user, subject=subject, once=once, **form.cleaned_data)
            except InputError as error:
                form.add_error(None, error.say(get_language() or "vi"))
            else:
                messages.success(request, gettext("The text of the report was kept."))
                return redirect("scoreboard:round-report", pk, subject)
    shown = {
        "round": found,
        "subject": subject,
        "name": subject_name(found, subject, offices),
        "written": written,
        "form": form,
        "may_write": found.is_open and may_submit(request.user, found, subject, offices),
        "events": events_about(found).filter(action="round.self_report", data__subject=subject)[:20],
    }
    return render(request, "scoreboard/rounds/report.html", shown, status=409 if form.errors else 200)


@require_safe
def download(request: HttpRequest, pk: int, subject: str) -> FileResponse:
    """The report as it stands now, as a Word file to number, date and sign."""
    found, offices = seen_round(request, pk, subject)
    document = self_report_document(found, subject, offices, found.self_reports.filter(subject=subject).first())
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "report.docx"
        write_docx(document, trace_figures(document, tracing.resolvers), path)
        content = io.BytesIO(path.read_bytes())
    name = f"tu-cham-{found.index_code}-{found.period}-{subject}.docx"
    return FileResponse(content, as_attachment=True, filename=name, content_type=DOCX)
