"""Giving items of a file to offices, and the items an office has to fill in."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.views.decorators.http import require_http_methods, require_safe

from donghanh.errors import InputError
from donghanh.web.scoreboard.actions.assign_items import assign_items
from donghanh.web.scoreboard.assignment_shown import assignment_changes, assignment_rows, own_rows
from donghanh.web.scoreboard.permissions import require_leading, require_rounds
from donghanh.web.scoreboard.questions import Offices, subject_name
from donghanh.web.scoreboard.round_forms import AssignmentForm
from donghanh.web.scoreboard.round_querysets import own_items, running
from donghanh.web.scoreboard.views.answers import seen_round


@require_http_methods(["GET", "POST"])
def assign(request: HttpRequest, pk: int, subject: str) -> HttpResponse:
    """The tree of the edition with who has what; what is ticked goes to the office chosen."""
    found, offices = seen_round(request, pk, subject)
    require_leading(request.user, found)
    form = AssignmentForm(found, request.POST if request.method == "POST" else None)
    parts = request.POST.getlist("part")
    if form.is_bound and form.is_valid():
        target = "" if form.cleaned_data["everybody"] else subject
        once = request.POST.get("once", "")
        try:
            made = assign_items(found, by=request.user, items=parts, subject=target, once=once, **form.facts())
        except InputError as error:
            form.add_error(None, error.say(get_language() or "vi"))
        else:
            office = form.cleaned_data["organisation"]
            count = len(made)
            said = ngettext(
                "%(num)s item was assigned to %(office)s.", "%(num)s items were assigned to %(office)s.", count
            )
            messages.success(request, said % {"num": count, "office": office})
            return redirect("scoreboard:round-assign", pk, subject)
    rows = assignment_rows(found, subject, offices)
    shown: dict[str, Any] = {
        "round": found,
        "subject": subject,
        "name": subject_name(found, subject, offices),
        "form": form,
        "rows": rows,
        "chosen": parts,
        "items": sum(row["is_open"] for row in rows),
        "left": sum(row["is_open"] and row["office"] is None for row in rows),
        "changes": assignment_changes(found, subject, offices)[:50],
    }
    return render(request, "scoreboard/rounds/assign.html", shown, status=400 if form.is_bound else 200)


@require_safe
def own(request: HttpRequest) -> HttpResponse:
    """The items the person's office has to fill in, over all rounds that run, what is still open first."""
    require_rounds(request.user)
    today = timezone.localdate()
    rows: list[dict[str, Any]] = []
    for round in running(today) if request.user.organisation else ():
        offices = Offices(round)
        rows += own_rows(own_items(round, request.user.organisation, offices), offices, today)
    rows.sort(key=lambda row: (not row["own"].is_open, row["own"].due))
    shown = {
        "page": Paginator(rows, 100).get_page(request.GET.get("trang")),
        "open": sum(row["own"].is_open for row in rows),
        "late": sum(row["is_late"] for row in rows),
    }
    return render(request, "scoreboard/rounds/own_items.html", shown)
