"""The list of reviews, one review as a page, its file, and the form that builds one."""

from __future__ import annotations

from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from donghanh.web.programme.models import Agreement
from donghanh.web.reports.actions.build_review import build_review
from donghanh.web.reports.forms import BuildForm
from donghanh.web.reports.models import Review
from donghanh.web.reports.permissions import may_build_review, require_building, require_review
from donghanh.web.reports.querysets import visible_reviews

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@require_safe
def review_list(request: HttpRequest) -> HttpResponse:
    """Every review of the agreements the person sees."""
    return render(request, "reports/review_list.html", {"reviews": visible_reviews(request.user)[:200]})


def _readable(request: HttpRequest, pk: int) -> Review:
    review = get_object_or_404(Review.objects.select_related("agreement", "built_by"), pk=pk)
    require_review(request.user, review.agreement)
    return review


@require_safe
def review(request: HttpRequest, pk: int) -> HttpResponse:
    """The text of the review, every figure leading to its source."""
    found = _readable(request, pk)
    shown = {"review": found, "content": found.content, "may_build": may_build_review.test(request.user)}
    return render(request, "reports/review.html", shown)


@require_safe
def download(request: HttpRequest, pk: int) -> FileResponse:
    """The kept file."""
    found = _readable(request, pk)
    return FileResponse(found.file.open("rb"), as_attachment=True, filename=found.file_name, content_type=DOCX)


@require_http_methods(["GET", "POST"])
def build(request: HttpRequest, agreement_code: str) -> HttpResponse:
    """The form; sent, it builds a new version and shows it."""
    agreement = get_object_or_404(Agreement.objects.select_related("province"), code=agreement_code)
    require_building(request.user)
    form = BuildForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        made = build_review(agreement, by=request.user, once=request.POST.get("once", ""), **form.cleaned_data)
        return redirect("reports:review", made.pk)
    return render(
        request,
        "reports/build_review.html",
        {"form": form, "agreement": agreement},
        status=400 if form.is_bound else 200,
    )
