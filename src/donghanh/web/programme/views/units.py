"""The page of an organisation, and the list of all."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from donghanh.web.organisations.models import Organisation
from donghanh.web.programme.forms.lists import UnitFilter
from donghanh.web.programme.models import Membership, Task
from donghanh.web.programme.querysets.governance import holding, standing_on, visible_bodies
from donghanh.web.programme.querysets.requests import listed_requests, of_side, running_requests, visible_requests
from donghanh.web.programme.querysets.search import visible_units
from donghanh.web.programme.querysets.sight import visible_tasks
from donghanh.web.programme.querysets.tasks import listed
from donghanh.web.programme.querysets.units import due_by_month, load_of, loads, named_like, offices_first, shared_by

SHOWN = 12
"""Rows of each part; the whole list is linked."""


@require_GET
def unit_list(request: HttpRequest) -> HttpResponse:
    """Every organisation with its load."""
    form = UnitFilter(request.GET)
    form.is_valid()
    units = offices_first(visible_units(request.user))
    if kind := form.cleaned_data.get("kind"):
        units = units.filter(kind=kind)
    if words := form.cleaned_data.get("q"):
        units = units.filter(pk__in=named_like(units, words)[:500])
    page = Paginator(units, 50).get_page(request.GET.get("trang"))
    shown = list(page.object_list)
    counted = loads(visible_tasks(request.user), shown, on=timezone.localdate())
    others = request.GET.copy()
    others.pop("trang", None)
    context = {"form": form, "page": page, "rows": [(one, counted[one.pk]) for one in shown]}
    context |= {"others": others.urlencode(), "today": timezone.localdate()}
    return render(request, "programme/units/list.html", context)


@require_GET
def unit(request: HttpRequest, code: str) -> HttpResponse:
    """What a unit leads, shares in, owes, waits for; its bodies, requests and load by month."""
    shown = get_object_or_404(Organisation, code=code)
    if shown.kind == Organisation.Kind.PARTNER:
        return redirect("programme:partner", code=code)
    today = timezone.localdate()
    seen = visible_tasks(request.user)
    led = seen.filter(lead=shown)
    owed = listed(led.filter(state__in=(Task.State.NOT_STARTED, Task.State.IN_PROGRESS))).order_by("due_on", "pk")
    months = due_by_month(led, on=today)
    bodies = standing_on(visible_bodies(request.user), on=today)
    seats = holding(Membership.objects.filter(organisation=shown, body__in=bodies), on=today)
    context = {
        "unit": shown,
        "load": load_of(led, on=today),
        "owed": owed[:SHOWN],
        "waiting": listed(led.filter(state=Task.State.WAITING)).order_by("waits_since", "pk")[:SHOWN],
        "shared": listed(shared_by(seen, shown).filter(state__in=Task.OPEN)).order_by("due_on", "pk")[:SHOWN],
        "requests": _requests(request, shown),
        "paired": bodies.filter(departments=shown),
        "seats": seats.select_related("body"),
        "months": months,
        "most": max([count for _month, count in months]),
        "today": today,
    }
    return render(request, "programme/units/unit.html", context)


def _requests(request: HttpRequest, shown: Organisation) -> list[object]:
    found = running_requests(of_side(visible_requests(request.user), shown))
    return list(listed_requests(found).order_by("due_on", "pk")[:SHOWN])
