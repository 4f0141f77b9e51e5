"""What comes after an agreement."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_http_methods, require_POST

from donghanh.errors import InputError
from donghanh.web.programme.actions.agreements.link_successor import link_successor
from donghanh.web.programme.actions.agreements.register_successor import register_successor
from donghanh.web.programme.forms.agreements import LinkForm, SuccessorForm
from donghanh.web.programme.models import Agreement
from donghanh.web.programme.permissions.agreements import require_documents


@require_http_methods(["GET", "POST"])
def successor(request: HttpRequest, code: str) -> HttpResponse:
    """The form of the next agreement, or the choice of one that is registered."""
    require_documents(request.user)
    shown = get_object_or_404(Agreement.objects.select_related("province"), code=code)
    form = SuccessorForm(shown, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = register_successor(shown, by=request.user, once=request.POST.get("once", ""), **form.cleaned_data)
        except InputError as error:
            form.add_error(None, error.say(get_language() or "vi"))
        else:
            messages.success(request, gettext("The draft of the next agreement is there."))
            return redirect(made)
    return render(request, "programme/agreements/successor.html", _context(shown, form, LinkForm(shown)))


@require_POST
def link(request: HttpRequest, code: str) -> HttpResponse:
    """A registered agreement continues this one."""
    require_documents(request.user)
    shown = get_object_or_404(Agreement.objects.select_related("province"), code=code)
    form = LinkForm(shown, request.POST)
    if form.is_valid():
        try:
            link_successor(shown, by=request.user, once=request.POST.get("once", ""), **form.cleaned_data)
        except InputError as error:
            form.add_error(None, error.say(get_language() or "vi"))
        else:
            messages.success(request, gettext("The two agreements are linked."))
            return redirect(shown)
    return render(
        request, "programme/agreements/successor.html", _context(shown, SuccessorForm(shown), form), status=400
    )


def _context(shown: Agreement, form: SuccessorForm, link_form: LinkForm) -> dict[str, object]:
    return {"agreement": shown, "form": form, "link_form": link_form, "successors": shown.successors.all()}
