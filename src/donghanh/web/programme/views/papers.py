"""Annexes, amendments and further sources of an agreement, and what they change."""

from __future__ import annotations

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from donghanh.errors import InputError
from donghanh.web.programme.actions.agreements.add_paper import add_paper
from donghanh.web.programme.actions.agreements.amend_commitment import amend_commitment
from donghanh.web.programme.actions.agreements.amend_period import amend_period
from donghanh.web.programme.actions.agreements.strike_out_commitment import strike_out_commitment
from donghanh.web.programme.editing import ChangedMeanwhile, reopened
from donghanh.web.programme.forms.agreements import AttachForm, CommitmentForm, PaperForm, PeriodForm
from donghanh.web.programme.models import Agreement, AgreementPaper, Commitment, Document
from donghanh.web.programme.papers import changes_by, found_in, period_changes
from donghanh.web.programme.permissions.agreements import (
    may_read_documents,
    require_changing_paper,
    require_documents,
    require_sight,
)
from donghanh.web.programme.querysets.agreements import in_effect


@require_http_methods(["GET", "POST"])
def add(request: HttpRequest, code: str) -> HttpResponse:
    """A paper is put to the agreement."""
    require_documents(request.user)
    shown = get_object_or_404(Agreement, code=code)
    form = PaperForm(request.POST or None, request.FILES or None).fitting(shown)
    if request.method == "POST" and form.is_valid():
        try:
            paper = add_paper(shown, form.facts(), by=request.user, once=request.POST.get("once", ""))
        except InputError as error:
            form.add_error(None, error.say(get_language() or "vi"))
        else:
            messages.success(request, gettext("The paper was put to the agreement."))
            return redirect(paper)
    return render(request, "programme/papers/add.html", {"agreement": shown, "form": form})


@require_http_methods(["GET", "POST"])
def attach(request: HttpRequest, pk: int) -> HttpResponse:
    """A document that was taken in is confirmed into an agreement that is there already."""
    require_documents(request.user)
    shown = get_object_or_404(Document.objects.defer("text"), pk=pk)
    first = {"agreement": request.GET.get("thoa-thuan"), "abstract": shown.title, "issued_on": shown.published_on}
    form = AttachForm(request.POST or None, initial=first)
    if request.method == "POST" and form.is_valid():
        agreement = form.cleaned_data["agreement"]
        once = request.POST.get("once", "")
        try:
            paper = add_paper(agreement, form.facts(), by=request.user, document=shown, once=once)
        except InputError as error:
            form.add_error(None, error.say(get_language() or "vi"))
        else:
            messages.success(request, gettext("The document is confirmed into the agreement."))
            return redirect(paper)
    return render(request, "programme/papers/attach.html", {"document": shown, "form": form})


@require_GET
def paper(request: HttpRequest, pk: int) -> HttpResponse:
    """What the paper is and what it changed; for the standing office the ways to enter its changes."""
    return _paper_page(request, _seen(request, pk))


def _paper_page(request: HttpRequest, shown: AgreementPaper, form: PeriodForm | None = None) -> HttpResponse:
    agreement = shown.agreement
    open_now = not agreement.is_unsigned and agreement.state != Agreement.State.CLOSED
    may_change = may_read_documents.test(request.user) and open_now and shown.kind in AgreementPaper.CHANGING
    years = {name: getattr(agreement, name) for name in ("start_year", "end_year", "vision_year")}
    context = {
        "paper": shown,
        "agreement": agreement,
        "added": shown.added.order_by("number"),
        "changed": changes_by(shown),
        "struck_out": shown.withdrawn.order_by("number"),
        "period": period_changes(shown),
        "may_change": may_change,
        "is_amendment": shown.kind == AgreementPaper.Kind.AMENDMENT,
        "commitments": in_effect(agreement.commitments.all()).order_by("number") if may_change else [],
        "found": found_in(shown) if may_change else [],
        "period_form": form or PeriodForm(initial=years),
    }
    return render(request, "programme/papers/page.html", context, status=400 if form else 200)


@require_GET
def paper_file(request: HttpRequest, pk: int) -> FileResponse:
    """The file of the paper; always a download."""
    shown = get_object_or_404(AgreementPaper.objects.exclude(file="").select_related("agreement"), pk=pk)
    require_sight(request.user, shown.agreement)
    return FileResponse(
        shown.file.open("rb"), as_attachment=True, filename=shown.file_name, content_type="application/octet-stream"
    )


@require_POST
def period(request: HttpRequest, pk: int) -> HttpResponse:
    """The amendment changes the agreement's years."""
    shown = _seen(request, pk)
    require_documents(request.user)
    form = PeriodForm(request.POST)
    if form.is_valid():
        try:
            amend_period(shown, by=request.user, once=request.POST.get("once", ""), **form.cleaned_data)
        except InputError as error:
            form.add_error(None, error.say(get_language() or "vi"))
        else:
            messages.success(request, gettext("The period was changed."))
            return redirect(shown)
    return _paper_page(request, shown, form)


@require_http_methods(["GET", "POST"])
def amend(request: HttpRequest, pk: int, paper: int) -> HttpResponse:
    """The paper changes one commitment."""
    require_documents(request.user)
    shown = get_object_or_404(Commitment.objects.select_related("agreement"), pk=pk)
    by_paper = get_object_or_404(AgreementPaper, pk=paper)
    require_changing_paper(shown.agreement, by_paper)
    form = CommitmentForm(shown.agreement, shown, request.POST or None)
    meanwhile = None
    if request.method == "POST" and form.is_valid():
        version, once = form.cleaned_data["version"], request.POST.get("once", "")
        try:
            amend_commitment(shown, form.facts(), by=request.user, paper=by_paper, version=version, once=once)
        except ChangedMeanwhile as error:
            meanwhile, form = error, reopened(form, error)
        except InputError as error:
            form.add_error(None, error.say(get_language() or "vi"))
        else:
            messages.success(request, gettext("Commitment %(number)s was changed.") % {"number": shown.number})
            return redirect(by_paper)
    context = {
        "agreement": shown.agreement,
        "commitment": shown,
        "paper": by_paper,
        "form": form,
        "meanwhile": meanwhile,
    }
    return render(request, "programme/commitments/edit.html", context, status=409 if meanwhile else 200)


@require_POST
def strike_out(request: HttpRequest, pk: int, paper: int) -> HttpResponse:
    """The amendment strikes one commitment out."""
    shown = get_object_or_404(Commitment, pk=pk)
    by_paper = get_object_or_404(AgreementPaper, pk=paper)
    reason, once = request.POST.get("reason", ""), request.POST.get("once", "")
    strike_out_commitment(shown, by=request.user, paper=by_paper, reason=reason, once=once)
    messages.success(request, gettext("Commitment %(number)s was struck out.") % {"number": shown.number})
    return redirect(by_paper)


def _seen(request: HttpRequest, pk: int) -> AgreementPaper:
    papers = AgreementPaper.objects.select_related("agreement", "document").defer("document__text", "document__draft")
    shown = get_object_or_404(papers, pk=pk)
    require_sight(request.user, shown.agreement)
    return shown
