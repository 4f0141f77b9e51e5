"""Scoring rounds: the list, one round with the progress of its subjects, opening, closing, the gaps."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from donghanh.errors import InputError
from donghanh.web.audit.log import events_about
from donghanh.web.scoreboard.actions.close_round import close_round
from donghanh.web.scoreboard.actions.open_round import open_round
from donghanh.web.scoreboard.editions import editions_known
from donghanh.web.scoreboard.models import Round
from donghanh.web.scoreboard.permissions import (
    may_change_deadlines,
    may_lead,
    may_open_rounds,
    may_submit,
    require_opening,
    require_rounds,
    works,
)
from donghanh.web.scoreboard.questions import Offices, subject_name
from donghanh.web.scoreboard.round_forms import RoundForm
from donghanh.web.scoreboard.round_querysets import listed_rounds, progress, visible_subjects, waiting_for
from donghanh.web.scoreboard.round_shown import days_left, deadline_changes, stage

WAITING_SHOWN = 50


def round_of(request: HttpRequest, pk: int) -> Round:
    """The round asked for, if the person may see rounds at all."""
    require_rounds(request.user)
    return get_object_or_404(Round.objects.select_related("lead", "self_run", "final_run"), pk=pk)


@require_safe
def round_list(request: HttpRequest) -> HttpResponse:
    """Every round, the open ones first."""
    require_rounds(request.user)
    today = timezone.localdate()
    page = Paginator(listed_rounds(), 50).get_page(request.GET.get("trang"))
    rows = [{"round": one, "stage": stage(one, today), "left": days_left(one, today)} for one in page.object_list]
    shown = {"rows": rows, "page": page, "may_open": may_open_rounds.test(request.user), "works": works(request.user)}
    return render(request, "scoreboard/rounds/list.html", shown)


@require_http_methods(["GET", "POST"])
def add(request: HttpRequest) -> HttpResponse:
    """The form that opens a round."""
    require_opening(request.user)
    first = {"edition": request.GET.get("bo", ""), "lead": request.user.organisation_id}
    form = RoundForm(request.POST or None, editions=editions_known(), initial=first)
    if request.method == "POST" and form.is_valid():
        try:
            made = open_round(by=request.user, once=request.POST.get("once", ""), **form.facts())
        except InputError as error:
            form.add_error(None, error.say(get_language() or "vi"))
        else:
            messages.success(request, gettext("The round is open."))
            return redirect(made)
    return render(request, "scoreboard/rounds/open.html", {"form": form}, status=400 if form.is_bound else 200)


@require_safe
def round(request: HttpRequest, pk: int) -> HttpResponse:
    """How far each subject is, what waits for this person, and the results once it is closed."""
    return _round_page(request, round_of(request, pk))


def _round_page(request: HttpRequest, found: Round, wrong: str = "") -> HttpResponse:
    today, user, offices = timezone.localdate(), request.user, Offices(found)
    visible = visible_subjects(found, user, offices)
    waiting = waiting_for(found, user, offices) if found.is_open else []
    rows = [
        {
            "progress": one,
            "name": subject_name(found, one.subject, offices),
            "is_own": may_submit(user, found, one.subject, offices),
        }
        for one in progress(found, visible)
    ]
    shown = {
        "round": found,
        "stage": stage(found, today),
        "left": days_left(found, today),
        "rows": sorted(rows, key=lambda row: not row["is_own"]),
        "waiting": [(subject_name(found, one.subject, offices), asked, one) for asked, one in waiting[:WAITING_SHOWN]],
        "waiting_count": len(waiting),
        "may_close": found.is_open and may_lead.test(user, found) and today > found.self_scoring_until,
        "may_change": found.is_open and may_change_deadlines.test(user, found),
        "changes": deadline_changes(found),
        "events": events_about(found)[:100],
        "wrong": wrong,
    }
    return render(request, "scoreboard/rounds/round.html", shown, status=400 if wrong else 200)


@require_POST
def close(request: HttpRequest, pk: int) -> HttpResponse:
    """The round is closed and scored."""
    found = round_of(request, pk)
    try:
        close_round(found, by=request.user, reason=request.POST.get("reason", ""), once=request.POST.get("once", ""))
    except InputError as error:
        return _round_page(request, found, error.say(get_language() or "vi"))
    messages.success(request, gettext("The round is closed: self-scores and final scores are kept."))
    return redirect(found)
