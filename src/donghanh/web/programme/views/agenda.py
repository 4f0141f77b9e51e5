"""What a meeting is prepared with: agenda, papers, those invited and their answers."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from donghanh.web.programme.actions.governance.answer_invitation import answer_invitation
from donghanh.web.programme.actions.governance.arrange_agenda import add_open_items, arrange_agenda
from donghanh.web.programme.actions.governance.invite_person import invite_person, strike_off
from donghanh.web.programme.actions.governance.lay_paper import lay_paper
from donghanh.web.programme.editing import ChangedMeanwhile
from donghanh.web.programme.forms.meetings import AnswerForm, InviteForm, PointRows, points
from donghanh.web.programme.forms.tasks import EvidenceRow
from donghanh.web.programme.models import Attendance, Meeting, MeetingPaper
from donghanh.web.programme.permissions.governance import require_answering, require_meeting_sight, require_running
from donghanh.web.programme.querysets.governance import (
    earlier_conclusions,
    escalated_to,
    late_or_waiting,
    open_requests,
    tasks_before,
)
from donghanh.web.programme.querysets.tasks import listed
from donghanh.web.programme.views.attempts import attempt
from donghanh.web.programme.views.meeting_page import meeting_page
from donghanh.web.programme.views.meetings import seen_meeting
from donghanh.web.programme.views.paper_files import download

PROPOSED = 40
"""Open items of each sort that are proposed; the most pressing first."""


@require_http_methods(["GET", "POST"])
def agenda(request: HttpRequest, pk: int) -> HttpResponse:
    """The points in their order, and the open items that could be added."""
    shown = seen_meeting(request, pk)
    require_running(request.user, shown)
    stands = [
        {"pk": one.pk, "title": one.title, "minutes_given": one.minutes_given, "presenter": one.presenter}
        for one in shown.agenda.all()
    ]
    rows = PointRows(request.POST if request.method == "POST" else None, initial=stands)
    meanwhile, version = None, request.POST.get("version", str(shown.version))
    if request.method == "POST" and rows.is_valid():
        given = {"version": int(version) if version.isdecimal() else None, "once": request.POST.get("once", "")}
        try:
            if attempt(_Head(rows), lambda: arrange_agenda(shown, points(rows), by=request.user, **given)):
                messages.success(request, gettext("The agenda was kept."))
                return redirect(shown)
        except ChangedMeanwhile as error:
            meanwhile, version = error, str(error.version)
    wrong = rows.non_form_errors() if rows.is_bound else []
    context = {"meeting": shown, "rows": rows, "meanwhile": meanwhile, "version": version, "wrong": wrong}
    status = 409 if meanwhile else 400 if rows.is_bound else 200
    return render(request, "programme/governance/agenda.html", context | _open_items(request, shown), status=status)


class _Head:
    """Errors of a formset as a form takes them."""

    def __init__(self, rows: Any) -> None:
        self.rows = rows

    def add_error(self, _field: None, error: str) -> None:
        self.rows.non_form_errors().append(error)


def _open_items(request: HttpRequest, shown: Meeting) -> dict[str, Any]:
    """Open items not on the agenda: escalated, overdue and waiting tasks, open requests, conclusions not done."""
    today = timezone.localdate()
    tasks = tasks_before(shown.body, request.user)
    tasks = tasks.exclude(agenda_items__meeting=shown)
    raised = escalated_to(tasks, shown.body)
    late = late_or_waiting(tasks, on=today).exclude(pk__in=raised.values("pk"))
    asked = (
        open_requests(shown.body, request.user)
        .exclude(agenda_items__meeting=shown)
        .select_related("asked_by", "addressed_to")
    )
    return {
        "raised": listed(raised).order_by("due_on", "pk")[:PROPOSED],
        "late": listed(late).order_by("due_on", "pk")[:PROPOSED],
        "asked": asked.order_by("due_on", "pk")[:PROPOSED],
        "undone": earlier_conclusions(shown, request.user)
        .select_related("meeting", "lead")
        .order_by("due_on", "pk")[:PROPOSED],
        "today": today,
    }


@require_POST
def propose(request: HttpRequest, pk: int) -> HttpResponse:
    """The ticked open items are put on the agenda."""
    shown = seen_meeting(request, pk)
    require_running(request.user, shown)
    ticked = {name: [one for one in request.POST.getlist(name) if one.isdecimal()] for name in ("task", "ask", "done")}
    added = add_open_items(
        shown,
        by=request.user,
        tasks=list(
            tasks_before(shown.body, request.user)
            .filter(pk__in=ticked["task"])
            .select_related("lead")
            .order_by("due_on")
        ),
        requests=list(open_requests(shown.body, request.user).filter(pk__in=ticked["ask"]).select_related("asked_by")),
        conclusions=list(
            earlier_conclusions(shown, request.user).filter(pk__in=ticked["done"]).select_related("meeting", "lead")
        ),
        once=request.POST.get("once", ""),
    )
    messages.success(request, gettext("Points added to the agenda: %(count)s") % {"count": len(added)})
    return redirect("programme:meeting-agenda", shown.pk)


@require_POST
def invite(request: HttpRequest, pk: int) -> HttpResponse:
    """Somebody more is invited."""
    shown = seen_meeting(request, pk)
    require_running(request.user, shown)
    form = InviteForm(shown, request.POST)
    once = request.POST.get("once", "")
    if form.is_valid() and attempt(form, lambda: invite_person(shown, by=request.user, once=once, **form.cleaned_data)):
        messages.success(request, gettext("The list was added to."))
        return redirect(shown)
    return meeting_page(request, shown, 400, invite_form=form)


def _attendance(request: HttpRequest, pk: int) -> Attendance:
    one = get_object_or_404(Attendance.objects.select_related("user", "organisation"), pk=pk)
    one.meeting = seen_meeting(request, one.meeting_id)
    return one


@require_POST
def strike(request: HttpRequest, pk: int) -> HttpResponse:
    """Somebody is taken off the list."""
    one = _attendance(request, pk)
    strike_off(one, by=request.user, once=request.POST.get("once", ""))
    messages.success(request, gettext("%(name)s was taken off the list.") % {"name": one.name})
    return redirect(one.meeting)


@require_POST
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    """Somebody invited says whether they come."""
    one = _attendance(request, pk)
    require_answering(request.user, one)
    form = AnswerForm(request.POST)
    once = request.POST.get("once", "")
    if form.is_valid() and attempt(
        form, lambda: answer_invitation(one, by=request.user, once=once, **form.cleaned_data)
    ):
        messages.success(request, gettext("The answer was kept."))
        return redirect(one.meeting)
    return meeting_page(request, one.meeting, 400, answer_form=form, answering=one.pk)


@require_POST
def lay(request: HttpRequest, pk: int) -> HttpResponse:
    """A paper is laid before the meeting."""
    shown = seen_meeting(request, pk)
    require_running(request.user, shown)
    form = EvidenceRow(request.POST, request.FILES)
    once = request.POST.get("once", "")
    if form.is_valid() and attempt(form, lambda: lay_paper(shown, form.facts(), by=request.user, once=once)):
        messages.success(request, gettext("The paper was laid before the meeting."))
        return redirect(shown)
    return meeting_page(request, shown, 400, paper_form=form)


@require_GET
def paper_file(request: HttpRequest, pk: int) -> HttpResponse:
    """The file of a paper; always a download."""
    paper = get_object_or_404(MeetingPaper.objects.exclude(file="").select_related("meeting"), pk=pk)
    require_meeting_sight(request.user, paper.meeting)
    return download(paper)
