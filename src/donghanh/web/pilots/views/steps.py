"""A pilot from lock to decision: locking its terms, beginning, deciding, closing or cancelling."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_http_methods, require_POST

from donghanh.errors import InputError
from donghanh.web.pilots.actions.decide_pilot import decide_pilot
from donghanh.web.pilots.actions.end_pilot import end_pilot
from donghanh.web.pilots.actions.lock_pilot import lock_pilot
from donghanh.web.pilots.actions.start_pilot import start_pilot
from donghanh.web.pilots.baseline import baseline_shown
from donghanh.web.pilots.effect_shown import assessment_shown
from donghanh.web.pilots.forms.pilots import DecisionForm
from donghanh.web.pilots.keeping import require_state
from donghanh.web.pilots.models import Pilot
from donghanh.web.pilots.permissions import require_managing
from donghanh.web.pilots.terms import lacking
from donghanh.web.pilots.views.pilots import pilot_facts, pilot_of, pilot_page, terms_shown


@require_http_methods(["GET", "POST"])
def lock(request: HttpRequest, pk: int) -> HttpResponse:
    """What is about to be fixed for good, what the baseline holds, and the button."""
    require_managing(request.user)
    shown = pilot_of(request, pk)
    require_state(shown, Pilot.State.DRAFT, vi="khóa", en="locked")
    wrong = ""
    if request.method == "POST":
        try:
            lock_pilot(shown, by=request.user, once=request.POST.get("once", ""))
        except InputError as error:
            wrong = error.say(get_language() or "vi")
        else:
            messages.success(request, gettext("The terms are locked."))
            return redirect(shown)
    context = pilot_facts(request, shown) | terms_shown(shown)
    context |= {"lacking": lacking(shown), "baselines": baseline_shown(shown), "wrong": wrong}
    return render(request, "pilots/lock.html", context, status=400 if wrong else 200)


@require_POST
def start(request: HttpRequest, pk: int) -> HttpResponse:
    """The pilot begins."""
    shown = pilot_of(request, pk)
    start_pilot(shown, by=request.user, once=request.POST.get("once", ""))
    messages.success(request, gettext("The pilot runs."))
    return redirect(shown)


@require_http_methods(["GET", "POST"])
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    """The answer once more, and the form for what the body decided."""
    require_managing(request.user)
    shown = pilot_of(request, pk)
    require_state(shown, Pilot.State.ASSESSED, vi="quyết định", en="decided")
    is_post = request.method == "POST"
    form = DecisionForm(shown, request.POST if is_post else None, request.FILES if is_post else None)
    if is_post and form.is_valid():
        try:
            decide_pilot(shown, by=request.user, facts=form.facts(), once=request.POST.get("once", ""))
        except InputError as error:
            form.add_error(None, error.say(get_language() or "vi"))
        else:
            messages.success(request, gettext("The decision is entered."))
            return redirect(shown)
    newest = shown.assessments.first()
    context = pilot_facts(request, shown) | {"form": form, "assessment": newest, "found": assessment_shown(newest)}
    return render(request, "pilots/decide.html", context, status=400 if form.errors else 200)


@require_POST
def end(request: HttpRequest, pk: int) -> HttpResponse:
    """Closed where it was decided, else cancelled."""
    shown = pilot_of(request, pk)
    try:
        ended = end_pilot(
            shown, by=request.user, reason=request.POST.get("reason", ""), once=request.POST.get("once", "")
        )
    except InputError as error:
        return pilot_page(request, shown, error.say(get_language() or "vi"), 400)
    said = gettext("The pilot is closed.") if ended.state == Pilot.State.CLOSED else gettext("The pilot is cancelled.")
    messages.success(request, said)
    return redirect(shown)
