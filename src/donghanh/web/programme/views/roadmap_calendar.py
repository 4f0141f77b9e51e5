"""The calendar feed of a person, at a secret address that can be made useless."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_POST

from donghanh.web.programme.actions.roadmap.set_calendar_key import set_calendar_key
from donghanh.web.programme.feed import feed as written
from donghanh.web.programme.invitation import CONTENT_TYPE
from donghanh.web.programme.models import NoticeSettings
from donghanh.web.programme.querysets.governance import meetings_of
from donghanh.web.programme.querysets.roadmap import tasks_of_person

FEED_LANGUAGE = "vi"
"""A calendar program has no language of ours."""


@require_GET
def calendar(request: HttpRequest) -> HttpResponse:
    """The address of this person's feed, and what is in it."""
    settings = NoticeSettings.objects.filter(user=request.user).first()
    key = settings.calendar_key if settings else ""
    address = request.build_absolute_uri(reverse("programme:calendar-feed", args=[key])) if key else ""
    tasks = tasks_of_person(request.user)
    context = {"address": address, "tasks": tasks[:50], "count": tasks.count(), "today": timezone.localdate()}
    return render(request, "programme/roadmap/calendar.html", context)


@require_POST
def address(request: HttpRequest) -> HttpResponse:
    """A new address, or none."""
    is_wanted = "close" not in request.POST
    set_calendar_key(request.user, by=request.user, is_wanted=is_wanted, once=request.POST.get("once", ""))
    said = gettext("The calendar has a new address.") if is_wanted else gettext("The calendar's address was closed.")
    messages.success(request, said)
    return redirect("programme:calendar")


@require_GET
@login_not_required
def feed(request: HttpRequest, key: str) -> HttpResponse:
    """The file for the calendar program: whoever knows the address reads it, until a new one is made."""
    # An empty key belongs to everybody who has no feed.
    owner = (
        NoticeSettings.objects.select_related("user__organisation").filter(calendar_key=key).exclude(calendar_key="")
    )
    settings = owner.filter(user__is_active=True).first()
    if settings is None:
        raise Http404
    user, now = settings.user, timezone.now()
    with translation.override(FEED_LANGUAGE):
        words = {"due": gettext("Due"), "milestone": gettext("Milestone")}
        file = written(
            tasks_of_person(user),
            meetings_of(user, at=now).prefetch_related("agenda"),
            name=f"Đồng Hành: {user}",
            words=words.__getitem__,
            page=request.build_absolute_uri,
            at=now,
        )
    response = HttpResponse(file, content_type=CONTENT_TYPE)
    response["Cache-Control"] = "private, no-store"
    response["Referrer-Policy"] = "no-referrer"
    return response
