"""Meetings: the list, one meeting, planning, changing, calling and cancelling it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from donghanh.errors import InputError
from donghanh.text import fold
from donghanh.web.programme.actions.governance.call_meeting import call_meeting
from donghanh.web.programme.actions.governance.cancel_meeting import cancel_meeting
from donghanh.web.programme.actions.governance.change_meeting import change_meeting
from donghanh.web.programme.actions.governance.plan_meeting import plan_meeting
from donghanh.web.programme.editing import ChangedMeanwhile, reopened
from donghanh.web.programme.forms.meetings import MeetingFilter, MeetingForm
from donghanh.web.programme.invitation import CONTENT_TYPE, invitation
from donghanh.web.programme.models import Conclusion, Meeting
from donghanh.web.programme.permissions.governance import (
    may_manage_bodies,
    require_meeting_sight,
    require_planning_meetings,
    require_running,
)
from donghanh.web.programme.querysets.governance import (
    ahead,
    listed_meetings,
    meetings_of,
    visible_bodies,
    visible_meetings,
    without_task,
)
from donghanh.web.programme.views.attempts import attempt
from donghanh.web.programme.views.bodies import seen_body
from donghanh.web.programme.views.meeting_page import meeting_page
from donghanh.web.ui.sheets import as_xlsx, refuse_too_many


@require_GET
def meeting_list(request: HttpRequest) -> HttpResponse:
    """The meetings this person sees, narrowed by the filter; those to come first, then the latest."""
    rows, form = _wanted(request)
    page = Paginator(listed_meetings(rows), 50).get_page(request.GET.get("trang"))
    others = request.GET.copy()
    others.pop("trang", None)
    context = {
        "page": page,
        "form": form,
        "others": others.urlencode(),
        "may_manage": may_manage_bodies.test(request.user),
        "now": timezone.now(),
    }
    return render(request, "programme/governance/meeting_list.html", context)


def _wanted(request: HttpRequest) -> tuple[QuerySet[Meeting], MeetingFilter]:
    form = MeetingFilter(request.GET, visible_bodies(request.user))
    form.is_valid()  # a filter value nobody offers narrows nothing
    wanted, rows, now = form.cleaned_data, visible_meetings(request.user), timezone.now()
    if wanted.get("when") == "ahead":
        rows = ahead(rows, at=now)
    elif wanted.get("when") == "mine":
        rows = ahead(rows.filter(pk__in=meetings_of(request.user, at=now).order_by().values("pk")), at=now)
    elif wanted.get("when") == "idle":
        rows = rows.filter(pk__in=without_task(Conclusion.objects.all()).order_by().values("meeting"))
    for name, key in (("state", "state"), ("body", "body"), ("agreement", "agreement__code")):
        if wanted.get(name):
            rows = rows.filter(**{key: wanted[name]})
    for word in fold(wanted.get("q") or "").split():
        rows = rows.filter(search_text__contains=word)
    return rows, form


@require_GET
def meeting_export(request: HttpRequest) -> HttpResponse:
    """The list as a workbook."""
    rows, _form = _wanted(request)
    refuse_too_many(rows.count())
    columns = [
        (gettext("Meeting"), 60),
        (gettext("Body"), 40),
        (gettext("Day"), 12),
        (gettext("Hour"), 8),
        (gettext("Room"), 30),
        (gettext("State"), 20),
        (gettext("Agreement"), 45),
        (gettext("Conclusions"), 12),
        (gettext("Conclusions without a task"), 14),
    ]
    cells = (
        [
            one.title,
            one.body.name,
            one.starts_at,
            f"{timezone.localtime(one.starts_at):%H:%M}",
            one.room or one.link,
            one.get_state_display(),
            str(one.agreement or ""),
            one.conclusion_count,
            one.idle_count,
        ]
        for one in listed_meetings(rows)
    )
    return as_xlsx("cuoc-hop.xlsx", columns, cells)


def seen_meeting(request: HttpRequest, pk: int) -> Meeting:
    """The meeting, if this person may see it."""
    rows = Meeting.objects.select_related(
        "body__agreement__province", "body__province", "agreement", "chair", "secretary__organisation"
    )
    shown = get_object_or_404(rows, pk=pk)
    require_meeting_sight(request.user, shown)
    return shown


@require_GET
def meeting(request: HttpRequest, pk: int) -> HttpResponse:
    """One meeting, before and after."""
    return meeting_page(request, seen_meeting(request, pk))


@require_http_methods(["GET", "POST"])
def plan(request: HttpRequest, pk: int) -> HttpResponse:
    """A new meeting of a body."""
    body = seen_body(request, pk)
    require_planning_meetings(request.user, body)
    form = MeetingForm(body, request.user, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        made: list[Meeting] = []
        once = request.POST.get("once", "")
        if attempt(form, lambda: made.append(plan_meeting(body, form.facts(), by=request.user, once=once))):
            messages.success(request, gettext("The meeting was planned. Write its agenda, then send the invitations."))
            return redirect(made[0])
    context = {"form": form, "body": body}
    return render(request, "programme/governance/meeting_form.html", context, status=400 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Time, place or subject changed."""
    shown = seen_meeting(request, pk)
    require_running(request.user, shown)
    form = MeetingForm(shown.body, request.user, request.POST if request.method == "POST" else None, shown)
    meanwhile = None
    if request.method == "POST" and form.is_valid():
        given: dict[str, Any] = {"version": form.cleaned_data["version"], "once": request.POST.get("once", "")}
        try:
            if attempt(form, lambda: change_meeting(shown, form.facts(), by=request.user, **given)):
                messages.success(request, gettext("The meeting was changed."))
                return redirect(shown)
        except ChangedMeanwhile as error:
            form, meanwhile = reopened(form, error), error
    context = {"form": form, "body": shown.body, "meeting": shown, "meanwhile": meanwhile}
    status = 409 if meanwhile else 400 if form.errors else 200
    return render(request, "programme/governance/meeting_form.html", context, status=status)


@require_POST
def call(request: HttpRequest, pk: int) -> HttpResponse:
    """The invitations go out."""
    shown = seen_meeting(request, pk)
    try:
        call_meeting(shown, by=request.user, once=request.POST.get("once", ""))
    except InputError as error:
        return meeting_page(request, shown, 400, wrong={"call": error.say(get_language() or "vi")})
    messages.success(request, gettext("The invitations were sent."))
    return redirect(shown)


@require_POST
def cancel(request: HttpRequest, pk: int) -> HttpResponse:
    """It is called off."""
    shown = seen_meeting(request, pk)
    try:
        cancel_meeting(shown, by=request.user, reason=request.POST.get("reason", ""), once=request.POST.get("once", ""))
    except InputError as error:
        return meeting_page(request, shown, 400, wrong={"cancel": error.say(get_language() or "vi")})
    messages.success(request, gettext("The meeting was cancelled."))
    return redirect(shown)


@require_GET
def calendar(request: HttpRequest, pk: int) -> HttpResponse:
    """The invitation as a calendar file; of a cancelled meeting the file that takes it back."""
    shown = seen_meeting(request, pk)
    page = request.build_absolute_uri(shown.get_absolute_url())
    file = invitation(shown, shown.attendances.select_related("user"), page=page, at=timezone.now())
    response = HttpResponse(file, content_type=CONTENT_TYPE)
    response["Content-Disposition"] = f'attachment; filename="cuoc-hop-{shown.pk}.ics"'
    return response
