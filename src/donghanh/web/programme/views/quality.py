"""The check of an agreement before it is signed."""

from __future__ import annotations

import io
import tempfile
from pathlib import Path

from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from donghanh.reporting.docx import write_docx
from donghanh.web.programme.models import Agreement
from donghanh.web.programme.permissions.agreements import may_read_documents, require_sight
from donghanh.web.programme.quality import PARTS, checked, missing_by_part, share_complete
from donghanh.web.programme.quality_document import quality_document

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@require_GET
def quality(request: HttpRequest, code: str) -> HttpResponse:
    """Clause by clause what is missing, and the wording to fill in."""
    shown = _seen(request, code)
    clauses = checked(shown)
    context = {
        "agreement": shown,
        "clauses": clauses,
        "lacking": [one for one in clauses if one.gaps],
        "complete": share_complete(clauses),
        "missing": missing_by_part(clauses),
        "parts": PARTS,
        "may_edit": may_read_documents.test(request.user) and shown.is_unsigned,
    }
    return render(request, "programme/agreements/quality.html", context)


@require_GET
def quality_docx(request: HttpRequest, code: str) -> FileResponse:
    """The same as a Word file to take into the negotiation."""
    shown = _seen(request, code)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "check.docx"
        write_docx(quality_document(shown), {}, path)
        content = io.BytesIO(path.read_bytes())
    return FileResponse(content, as_attachment=True, filename=f"ra-soat-{shown.code}.docx", content_type=DOCX)


def _seen(request: HttpRequest, code: str) -> Agreement:
    shown = get_object_or_404(Agreement.objects.select_related("province"), code=code)
    require_sight(request.user, shown)
    return shown
