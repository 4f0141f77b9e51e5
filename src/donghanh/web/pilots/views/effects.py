"""The effect of a pilot: the page of an assessment, making one, computing it again, the values and their workbook."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_GET, require_POST

from donghanh.errors import InputError
from donghanh.web.catalogue.querysets import packs
from donghanh.web.pilots.actions.assess_pilot import STATES, assess_pilot
from donghanh.web.pilots.effect_shown import assessment_shown, indicator_words, paths_shown, period_name, places_shown
from donghanh.web.pilots.estimates import recomputed
from donghanh.web.pilots.exports import as_workbook, panel_workbook
from donghanh.web.pilots.measured import Inputs, inputs_of
from donghanh.web.pilots.models import Assessment, Pilot
from donghanh.web.pilots.terms import redefined
from donghanh.web.pilots.views.pilots import pilot_facts, pilot_of


def _assessment(request: HttpRequest, pilot: Pilot) -> Assessment | None:
    """The one asked for by number, else the newest; None where there is none."""
    asked = request.GET.get("lan", "")
    known = pilot.assessments.select_related("made_by__organisation")
    if not asked:
        return known.first()
    return get_object_or_404(known, number=asked if asked.isascii() and asked.isdigit() and len(asked) < 6 else 0)


@require_GET
def effect(request: HttpRequest, pk: int) -> HttpResponse:
    """The answer: effect with interval, verdict, plots, warnings, cost, each figure to be traced."""
    shown = pilot_of(request, pk)
    return _effect_page(request, shown, _assessment(request, shown))


def _effect_page(
    request: HttpRequest, shown: Pilot, assessment: Assessment | None, *, status: int = 200, **more: Any
) -> HttpResponse:
    context = pilot_facts(request, shown) | {
        "assessment": assessment,
        "assessments": shown.assessments.all(),
        "found": assessment_shown(assessment) if assessment else [],
        "may_assess": shown.state in STATES,
        "redefined": redefined(shown) if shown.locked_at else [],
        "checks": {},
        "wrong": "",
    }
    return render(request, "pilots/effect.html", context | more, status=status)


@require_POST
def assess(request: HttpRequest, pk: int) -> HttpResponse:
    """The effect is computed from the newest data; it takes some seconds."""
    shown = pilot_of(request, pk)
    try:
        made = assess_pilot(shown, by=request.user, once=request.POST.get("once", ""))
    except InputError as error:
        newest = shown.assessments.first()
        return _effect_page(request, shown, newest, status=400, wrong=error.say(get_language() or "vi"))
    messages.success(request, gettext("The effect is computed and kept."))
    return redirect(made)


@require_POST
def recompute(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """The same once more, from the lake as it stood and from what was kept; changes nothing."""
    shown = pilot_of(request, pk)
    assessment = get_object_or_404(shown.assessments.select_related("made_by__organisation"), number=number)
    findings = assessment.findings.select_related("assessment__pilot__commitment__agreement__province")
    return _effect_page(request, shown, assessment, checks={one.pk: recomputed(one) for one in findings})


def _inputs(request: HttpRequest, shown: Pilot) -> tuple[Assessment | None, list[Inputs]]:
    """What an assessment was made from; before there is one, what the lake holds today."""
    assessment = _assessment(request, shown)
    if assessment:
        return assessment, [one.asked for one in assessment.findings.all()]
    found = []
    for outcome in shown.outcomes.all():
        try:
            found.append(inputs_of(shown, outcome, until=timezone.localdate()))
        except InputError:
            continue  # no data yet: the page says so by leaving it out
    return None, found


@require_GET
def values(request: HttpRequest, pk: int) -> HttpResponse:
    """The values of every place and period, each leading to where it came from."""
    shown = pilot_of(request, pk)
    assessment, found = _inputs(request, shown)
    known = packs().indicators
    tables = [
        indicator_words(one["indicator"], known.get(one["indicator"]))
        | {
            "places": places_shown(one),
            "periods": [period_name(period) for period in one["periods"]],
            "paths": paths_shown(one),
            "snapshot": one["snapshot"],
        }
        for one in found
    ]
    missing = [
        indicator_words(one.indicator_code, known.get(one.indicator_code))
        for one in shown.outcomes.all()
        if one.indicator_code not in {told["indicator"] for told in found}
    ]
    context = pilot_facts(request, shown) | {"tables": tables, "assessment": assessment, "missing": missing}
    return render(request, "pilots/values.html", context)


@require_GET
def workbook(request: HttpRequest, pk: int) -> HttpResponse:
    """The same as a workbook."""
    shown = pilot_of(request, pk)
    assessment, found = _inputs(request, shown)
    if not found:
        raise Http404(pk)
    name = f"thi-diem-{shown.pk}-{assessment.number if assessment else 0}.xlsx"
    return as_workbook(name, panel_workbook(shown, found, assessment))
