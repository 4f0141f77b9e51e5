"""One body: its page, setting up, changing and dissolving it, its decisions."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from donghanh.web.audit.log import events_about
from donghanh.web.programme.actions.governance.change_body import change_body
from donghanh.web.programme.actions.governance.dissolve_body import dissolve_body
from donghanh.web.programme.actions.governance.record_decision import record_decision
from donghanh.web.programme.actions.governance.set_up_body import set_up_body
from donghanh.web.programme.editing import ChangedMeanwhile, reopened
from donghanh.web.programme.forms.bodies import (
    BodyForm,
    DayForm,
    DecisionForm,
    DecisionRow,
    DissolveForm,
    MemberForm,
)
from donghanh.web.programme.models import Body, BodyDecision
from donghanh.web.programme.permissions.governance import (
    may_manage_bodies,
    may_plan_meeting,
    require_bodies,
    require_body_sight,
)
from donghanh.web.programme.querysets.governance import (
    in_order_of_rank,
    listed_meetings,
    visible_meetings,
)
from donghanh.web.programme.views.attempts import attempt
from donghanh.web.programme.views.paper_files import download
from donghanh.web.ui.panels import panels


def asked_day(request: HttpRequest) -> tuple[DayForm, date]:
    """The form of the day a page is about, and the day; today where none or no date was asked for."""
    form = DayForm(request.GET if "ngay" in request.GET else None, initial={"ngay": timezone.localdate()})
    wanted = form.cleaned_data.get("ngay") if form.is_bound and form.is_valid() else None
    return form, wanted or timezone.localdate()


def seen_body(request: HttpRequest, pk: int) -> Body:
    """The body, if this person may see it."""
    shown = get_object_or_404(Body.objects.select_related("agreement__province", "province", "parent"), pk=pk)
    require_body_sight(request.user, shown)
    return shown


@require_GET
def body(request: HttpRequest, pk: int) -> HttpResponse:
    """What it is, who sits in it on a day, by which decisions, and its meetings."""
    return body_page(request, seen_body(request, pk))


def body_page(request: HttpRequest, shown: Body, status: int = 200, **forms: Any) -> HttpResponse:
    """The page, with a form that was sent and refused in place of the empty one."""
    day_form, day = asked_day(request)
    seats = in_order_of_rank(shown.memberships.all())
    may_manage = may_manage_bodies.test(request.user) and not shown.dissolved_on
    meetings = listed_meetings(visible_meetings(request.user).filter(body=shown)).order_by("-starts_at")
    empty = {
        "decision_form": lambda: DecisionForm(),
        "member_form": lambda: MemberForm(shown),
        "dissolve_form": lambda: DissolveForm(),
        "dissolve_decision": lambda: DecisionRow(),
    }
    context = {
        "body": shown,
        "parts": shown.parts.all(),
        "departments": shown.departments.all(),
        "decisions": shown.decisions.all(),
        "sitting": [one for one in seats if one.holds(day)],
        "others": [one for one in seats if not one.holds(day)],
        "day": day,
        "day_form": day_form,
        "meetings": meetings[:12],
        "meeting_total": meetings.count(),
        "may_manage": may_manage,
        "may_plan": not shown.dissolved_on and may_plan_meeting.test(request.user, shown),
        "events": events_about(shown)[:30],
        "panels": panels("body", request, shown),
        "wrong": forms.pop("wrong", ""),
        "wrong_seat": forms.pop("wrong_seat", None),
        "roles": shown.memberships.model.Role,
    }
    context |= {name: forms.get(name) or make() for name, make in empty.items()} if may_manage else {}
    return render(request, "programme/governance/body.html", context, status=status)


@require_http_methods(["GET", "POST"])
def set_up(request: HttpRequest) -> HttpResponse:
    """A new body, with its decision."""
    require_bodies(request.user)
    sent = request.method == "POST"
    form = BodyForm(request.POST if sent else None)
    paper = DecisionRow(request.POST if sent else None, request.FILES if sent else None)
    if sent and form.is_valid() & paper.is_valid():
        decision = paper.facts() if paper.has_changed() else None
        made: list[Body] = []
        once = request.POST.get("once", "")
        if attempt(form, lambda: made.append(set_up_body(form.facts(), by=request.user, decision=decision, once=once))):
            messages.success(request, gettext("The body was set up."))
            return redirect(made[0])
    status = 400 if form.errors or paper.errors else 200
    return render(request, "programme/governance/body_form.html", {"form": form, "paper": paper}, status=status)


@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Its facts put right."""
    shown = seen_body(request, pk)
    require_bodies(request.user)
    form = BodyForm(request.POST if request.method == "POST" else None, shown)
    meanwhile = None
    if request.method == "POST" and form.is_valid():
        given = {"version": form.cleaned_data["version"], "once": request.POST.get("once", "")}
        try:
            if attempt(form, lambda: change_body(shown, form.facts(), by=request.user, **given)):
                messages.success(request, gettext("The body was changed."))
                return redirect(shown)
        except ChangedMeanwhile as error:
            form, meanwhile = reopened(form, error), error
    context = {"form": form, "body": shown, "meanwhile": meanwhile}
    status = 409 if meanwhile else 400 if form.errors else 200
    return render(request, "programme/governance/body_form.html", context, status=status)


@require_POST
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    """A decision is put on record."""
    shown = seen_body(request, pk)
    require_bodies(request.user)
    form = DecisionForm(request.POST, request.FILES)
    if form.is_valid():
        given = {"act": form.cleaned_data["act"], "once": request.POST.get("once", "")}
        if attempt(form, lambda: record_decision(shown, form.facts(), by=request.user, **given)):
            messages.success(request, gettext("The decision was put on record."))
            return redirect(shown)
    return body_page(request, shown, 400, decision_form=form)


@require_POST
def dissolve(request: HttpRequest, pk: int) -> HttpResponse:
    """Its end."""
    shown = seen_body(request, pk)
    require_bodies(request.user)
    form, paper = DissolveForm(request.POST), DecisionRow(request.POST, request.FILES)
    if form.is_valid() & paper.is_valid():
        decision = paper.facts() if paper.has_changed() else None
        given = {"decision": decision, "once": request.POST.get("once", ""), **form.cleaned_data}
        if attempt(form, lambda: dissolve_body(shown, by=request.user, **given)):
            messages.success(request, gettext("The body was dissolved."))
            return redirect(shown)
    return body_page(request, shown, 400, dissolve_form=form, dissolve_decision=paper)


@require_GET
def decision_file(request: HttpRequest, pk: int) -> HttpResponse:
    """The file of a decision; always a download."""
    paper = get_object_or_404(BodyDecision.objects.exclude(file="").select_related("body"), pk=pk)
    require_body_sight(request.user, paper.body)
    return download(paper)
