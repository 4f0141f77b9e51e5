"""Putting a pilot on paper: its facts and criteria, its places, its costs."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_http_methods

from donghanh.errors import InputError
from donghanh.web.pilots.actions.choose_places import choose_places
from donghanh.web.pilots.actions.draft_pilot import draft_pilot
from donghanh.web.pilots.actions.edit_pilot import edit_pilot
from donghanh.web.pilots.actions.set_costs import set_costs
from donghanh.web.pilots.forms.pilots import CostsForm, FactsForm, OutcomeRows, PlacesForm, Versioned
from donghanh.web.pilots.models import Pilot
from donghanh.web.pilots.permissions import require_managing, require_preparing
from donghanh.web.pilots.querysets import open_commitments
from donghanh.web.pilots.views.pilots import pilot_facts, pilot_of
from donghanh.web.programme.editing import ChangedMeanwhile, reopened

EDITED = ["GET", "POST"]


@require_http_methods(EDITED)
def draft(request: HttpRequest) -> HttpResponse:
    """A new pilot: first the commitment it is tried for, then its facts."""
    require_managing(request.user)
    commitments = open_commitments(request.user)
    number = request.GET.get("cam-ket", "")
    if not number.isascii() or not number.isdigit() or len(number) > 18:
        return render(request, "pilots/choose_commitment.html", {"commitments": commitments})
    commitment = get_object_or_404(commitments, pk=number)
    data = request.POST if request.method == "POST" else None
    form, rows = FactsForm(commitment, data), OutcomeRows(data)
    if data is not None and form.is_valid() & rows.is_valid():
        facts = form.facts(rows.facts())
        try:
            made = draft_pilot(commitment, by=request.user, facts=facts, once=data.get("once", ""))
        except InputError as error:
            form.add_error(None, error.say(get_language() or "vi"))
        else:
            messages.success(request, gettext("The pilot is drafted; now choose its places."))
            return redirect("pilots:pilot-places", made.pk)
    context = {"form": form, "rows": rows, "commitment": commitment, "pilot": None, "conflict": None}
    return render(request, "pilots/edit.html", context, status=_status(form, rows))


@require_http_methods(EDITED)
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Other facts and criteria of a draft."""
    shown = pilot_of(request, pk)
    require_preparing(request.user, shown)
    data = request.POST if request.method == "POST" else None
    form, rows = FactsForm(shown.commitment, data, shown), OutcomeRows(data, shown)
    conflict = None
    if data is not None and form.is_valid() & rows.is_valid():
        facts, version = form.facts(rows.facts()), form.cleaned_data["version"]
        try:
            edit_pilot(shown, by=request.user, facts=facts, version=version, once=data.get("once", ""))
        except ChangedMeanwhile as error:
            form, conflict = reopened(form, error), error
        except InputError as error:
            form.add_error(None, error.say(get_language() or "vi"))
        else:
            messages.success(request, gettext("The pilot is saved."))
            return redirect(shown)
    context = pilot_facts(request, shown) | {"form": form, "rows": rows, "commitment": shown.commitment}
    return render(request, "pilots/edit.html", context | {"conflict": conflict}, status=_status(form, rows, conflict))


@require_http_methods(EDITED)
def places(request: HttpRequest, pk: int) -> HttpResponse:
    """Which communes it is tried in and which it is compared with."""
    shown = pilot_of(request, pk)
    require_preparing(request.user, shown)
    data = request.POST if request.method == "POST" else None
    form = PlacesForm(shown, data)
    conflict = None
    if data is not None and form.is_valid():
        try:
            choose_places(
                shown,
                by=request.user,
                places=form.places(),
                version=form.cleaned_data["version"],
                once=data.get("once", ""),
            )
        except ChangedMeanwhile as error:
            form, conflict = reopened(form, error), error
        except InputError as error:
            form.add_error(None, error.say(get_language() or "vi"))
        else:
            messages.success(request, gettext("The places are saved."))
            return redirect(shown)
    return _part(request, shown, "pilots/places.html", form, conflict)


@require_http_methods(EDITED)
def costs(request: HttpRequest, pk: int) -> HttpResponse:
    """What it costs, planned and spent."""
    shown = pilot_of(request, pk)
    require_preparing(request.user, shown)
    data = request.POST if request.method == "POST" else None
    form = CostsForm(shown, data)
    conflict = None
    if data is not None and form.is_valid():
        version = form.cleaned_data["version"]
        try:
            set_costs(shown, by=request.user, costs=form.costs(), version=version, once=data.get("once", ""))
        except ChangedMeanwhile as error:
            form, conflict = reopened(form, error), error
        except InputError as error:
            form.add_error(None, error.say(get_language() or "vi"))
        else:
            messages.success(request, gettext("The costs are saved."))
            return redirect(f"{shown.get_absolute_url()}#kinh-phi")
    return _part(request, shown, "pilots/costs.html", form, conflict)


def _part(
    request: HttpRequest, shown: Pilot, template: str, form: Versioned, conflict: ChangedMeanwhile | None
) -> HttpResponse:
    context: dict[str, Any] = pilot_facts(request, shown) | {"form": form, "conflict": conflict}
    wrong = form.is_bound and not form.is_valid()
    return render(request, template, context, status=409 if conflict else 400 if wrong or form.errors else 200)


def _status(form: FactsForm, rows: OutcomeRows, conflict: ChangedMeanwhile | None = None) -> int:
    if conflict:
        return 409
    return 400 if form.is_bound and (form.errors or not rows.is_valid()) else 200
