"""Extending or shortening the windows of a round."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_http_methods

from donghanh.errors import InputError
from donghanh.web.scoreboard.actions.change_deadlines import change_deadlines
from donghanh.web.scoreboard.permissions import require_changing_deadlines
from donghanh.web.scoreboard.round_forms import DeadlinesForm
from donghanh.web.scoreboard.round_shown import deadline_changes
from donghanh.web.scoreboard.views.rounds import round_of


@require_http_methods(["GET", "POST"])
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """The form with the days as they are; sent, it changes them."""
    found = round_of(request, pk)
    require_changing_deadlines(request.user, found)
    has_begun = found.opens_on <= timezone.localdate()
    form = DeadlinesForm(found, request.POST if request.method == "POST" else None, has_begun=has_begun)
    if form.is_bound and form.is_valid():
        given = {"deadlines": form.deadlines(), "reason": form.cleaned_data["reason"]}
        try:
            change_deadlines(found, by=request.user, once=request.POST.get("once", ""), **given)
        except InputError as error:
            form.add_error(None, error.say(get_language() or "vi"))
        else:
            messages.success(request, gettext("The deadlines were changed."))
            return redirect(found)
    shown = {"round": found, "form": form, "changes": deadline_changes(found)}
    return render(request, "scoreboard/rounds/deadlines.html", shown, status=400 if form.is_bound else 200)
