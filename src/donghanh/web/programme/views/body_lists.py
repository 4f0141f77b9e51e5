"""All bodies: as a list, as a workbook, as a picture."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_GET

from donghanh.web.programme.body_picture import draw
from donghanh.web.programme.models import Agreement, Body
from donghanh.web.programme.permissions.governance import may_manage_bodies
from donghanh.web.programme.querysets.governance import standing_on, visible_bodies, with_members
from donghanh.web.programme.views.bodies import asked_day
from donghanh.web.ui.sheets import as_xlsx, refuse_too_many

PICTURED = 200
"""Bodies in one picture; with more it is narrowed to one agreement."""


def _shown(request: HttpRequest) -> tuple[Any, Agreement | None]:
    bodies = visible_bodies(request.user)
    agreement = Agreement.objects.filter(code=request.GET.get("agreement", "")).first()
    return (bodies.filter(agreement=agreement) if agreement else bodies), agreement


@require_GET
def body_list(request: HttpRequest) -> HttpResponse:
    """The bodies this person sees, those that exist first."""
    bodies, agreement = _shown(request)
    rows = with_members(bodies, on=timezone.localdate()).order_by("dissolved_on", "agreement__title", "pk")
    page = Paginator(rows, 50).get_page(request.GET.get("trang"))
    context = {
        "page": page,
        "agreement": agreement,
        "may_manage": may_manage_bodies.test(request.user),
        "others": f"agreement={agreement.code}" if agreement else "",
    }
    return render(request, "programme/governance/body_list.html", context)


@require_GET
def body_export(request: HttpRequest) -> HttpResponse:
    """Every member of every body this person sees, as a workbook."""
    bodies, _agreement = _shown(request)
    seats = [
        (one, seat)
        for one in bodies.select_related("agreement", "parent").prefetch_related("memberships__organisation")
        for seat in [*one.memberships.all()] or [None]
    ]
    refuse_too_many(len(seats))
    columns = [
        (gettext("Body"), 45),
        (gettext("Kind"), 20),
        (gettext("Agreement"), 45),
        (gettext("Body above"), 35),
        (gettext("Full name"), 28),
        (gettext("Position"), 35),
        (gettext("Organisation"), 28),
        (gettext("Role"), 22),
        (gettext("Since"), 12),
        (gettext("Until"), 12),
    ]
    rows = (
        [
            one.name,
            one.get_kind_display(),
            str(one.agreement or ""),
            str(one.parent or ""),
            *([seat.name, seat.position, str(seat.organisation or "")] if seat else ["", "", ""]),
            *([seat.get_role_display(), seat.since, seat.until] if seat else ["", None, None]),
        ]
        for one, seat in seats
    )
    return as_xlsx("to-chuc-dieu-hanh.xlsx", columns, rows)


def _whose(body: Body) -> str:
    return str(body.agreement or gettext("%(name)s: all its agreements") % {"name": body.province})


@require_GET
def picture(request: HttpRequest) -> HttpResponse:
    """Who reports to whom, who chairs, which departments work with it, on one day; and the same as a table."""
    bodies, agreement = _shown(request)
    form, day = asked_day(request)
    rows = list(with_members(standing_on(bodies, on=day), on=day).order_by("agreement__title", "pk")[: PICTURED + 1])
    context = {
        "bodies": rows[:PICTURED],
        "pictures": [(whose, draw(list(some))) for whose, some in groupby(rows[:PICTURED], key=_whose)],
        "is_cut": len(rows) > PICTURED,
        "agreement": agreement,
        "form": form,
        "day": day,
    }
    return render(request, "programme/governance/body_picture.html", context)
