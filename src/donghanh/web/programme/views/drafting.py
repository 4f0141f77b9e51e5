"""The draft of an agreement is written: its facts and its commitments."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_http_methods, require_POST

from donghanh.errors import InputError
from donghanh.web.programme.actions.agreements.add_commitment import add_commitment
from donghanh.web.programme.actions.agreements.edit_agreement import edit_agreement
from donghanh.web.programme.actions.agreements.edit_commitment import edit_commitment
from donghanh.web.programme.actions.agreements.remove_commitment import remove_commitment
from donghanh.web.programme.editing import ChangedMeanwhile, reopened
from donghanh.web.programme.forms.agreements import AgreementForm, CommitmentForm
from donghanh.web.programme.models import Agreement, AgreementPaper, Commitment
from donghanh.web.programme.permissions.agreements import (
    require_changing_paper,
    require_documents,
    require_unsigned,
)

FACTS = ("title", "instrument", "start_year", "end_year", "vision_year", "version")


@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, code: str) -> HttpResponse:
    """Title, instrument and period of a draft."""
    require_documents(request.user)
    shown = get_object_or_404(Agreement, code=code)
    require_unsigned(shown)
    form = AgreementForm(request.POST or None, initial={name: getattr(shown, name) for name in FACTS})
    meanwhile = None
    if request.method == "POST" and form.is_valid():
        try:
            edit_agreement(shown, by=request.user, once=request.POST.get("once", ""), **form.cleaned_data)
        except ChangedMeanwhile as error:
            meanwhile, form = error, reopened(form, error)
        except InputError as error:
            form.add_error(None, error.say(get_language() or "vi"))
        else:
            messages.success(request, gettext("The draft was changed."))
            return redirect(shown)
    context = {"agreement": shown, "form": form, "meanwhile": meanwhile}
    return render(request, "programme/agreements/edit.html", context, status=409 if meanwhile else 200)


@require_http_methods(["GET", "POST"])
def add(request: HttpRequest, code: str) -> HttpResponse:
    """A commitment more: of a draft, or by the annex or amendment named in the address (``van-kien``)."""
    require_documents(request.user)
    shown = get_object_or_404(Agreement, code=code)
    key = request.GET.get("van-kien", "")
    paper = get_object_or_404(AgreementPaper, pk=key) if key.isdecimal() else None
    if paper is None:
        require_unsigned(shown)
    else:
        require_changing_paper(shown, paper)
    form = CommitmentForm(shown, None, request.POST or None, request.GET.get("loi-van", "")[:4000])
    if request.method == "POST" and form.is_valid():
        once = request.POST.get("once", "")
        try:
            added = add_commitment(shown, form.facts(), by=request.user, paper=paper, once=once)
        except InputError as error:
            form.add_error(None, error.say(get_language() or "vi"))
        else:
            messages.success(request, gettext("Commitment %(number)s was added.") % {"number": added.number})
            return redirect(paper or shown)
    context = {"agreement": shown, "commitment": None, "paper": paper, "form": form, "meanwhile": None}
    return render(request, "programme/commitments/edit.html", context)


@require_http_methods(["GET", "POST"])
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """A commitment of a draft is mended."""
    require_documents(request.user)
    shown = get_object_or_404(Commitment.objects.select_related("agreement"), pk=pk)
    require_unsigned(shown.agreement)
    form = CommitmentForm(shown.agreement, shown, request.POST or None)
    meanwhile = None
    if request.method == "POST" and form.is_valid():
        version, once = form.cleaned_data["version"], request.POST.get("once", "")
        try:
            edit_commitment(shown, form.facts(), by=request.user, version=version, once=once)
        except ChangedMeanwhile as error:
            meanwhile, form = error, reopened(form, error)
        except InputError as error:
            form.add_error(None, error.say(get_language() or "vi"))
        else:
            messages.success(request, gettext("Commitment %(number)s was changed.") % {"number": shown.number})
            if "ra-soat" in request.GET:
                return redirect("programme:agreement-quality", shown.agreement.code)
            return redirect(shown)
    context = {"agreement": shown.agreement, "commitment": shown, "paper": None, "form": form, "meanwhile": meanwhile}
    return render(request, "programme/commitments/edit.html", context, status=409 if meanwhile else 200)


@require_POST
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    """A commitment is taken out of a draft."""
    shown = get_object_or_404(Commitment, pk=pk)
    agreement = remove_commitment(shown, by=request.user, once=request.POST.get("once", ""))
    messages.success(request, gettext("Commitment %(number)s was taken out.") % {"number": shown.number})
    return redirect(agreement)
