"""The numbered contents of an agreement, and which commitment stands where."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_http_methods, require_POST

from donghanh.errors import InputError
from donghanh.web.programme.actions.agreements.arrange_contents import arrange_contents
from donghanh.web.programme.actions.agreements.place_commitments import place_commitments
from donghanh.web.programme.editing import ChangedMeanwhile
from donghanh.web.programme.forms.agreements import ContentRows
from donghanh.web.programme.models import Agreement
from donghanh.web.programme.permissions.agreements import require_documents


@require_http_methods(["GET", "POST"])
def contents(request: HttpRequest, code: str) -> HttpResponse:
    """The list of contents, in the order of the paper."""
    require_documents(request.user)
    shown = get_object_or_404(Agreement, code=code)
    rows = ContentRows(shown, request.POST or None)
    version, wrong, meanwhile = shown.version, "", None
    if request.method == "POST" and rows.formset.is_valid():
        given = request.POST.get("version", "")
        seen = int(given) if given.isdecimal() else None
        once = request.POST.get("once", "")
        try:
            arrange_contents(shown, rows.rows(), by=request.user, version=seen, once=once)
        except ChangedMeanwhile as error:
            meanwhile, version = error, error.version
        except InputError as error:
            wrong = error.say(get_language() or "vi")
        else:
            messages.success(request, gettext("The contents were stored."))
            return redirect("programme:agreement-contents", shown.code)
    context = {
        "agreement": shown,
        "formset": rows.formset,
        "version": version,
        "wrong": wrong,
        "meanwhile": meanwhile,
        "may_arrange": shown.is_unsigned or not shown.contents.exists(),
        "contents": shown.contents.all(),
        "commitments": shown.commitments.all(),
    }
    return render(request, "programme/agreements/contents.html", context, status=409 if meanwhile else 200)


@require_POST
def place(request: HttpRequest, code: str) -> HttpResponse:
    """Each commitment is put under its content."""
    require_documents(request.user)
    shown = get_object_or_404(Agreement, code=code)
    stored = {str(one.pk): one for one in shown.contents.all()}
    given = {one: request.POST.get(f"content-{one.pk}") for one in shown.commitments.all()}
    places = {one: stored.get(key) for one, key in given.items() if key is not None}
    moved = place_commitments(shown, places, by=request.user, once=request.POST.get("once", ""))
    messages.success(request, gettext("Commitments placed anew: %(count)s.") % {"count": moved})
    return redirect("programme:agreement-contents", shown.code)
