"""What if: inputs of a place changed and scored at once, kept as scenarios, compared with each other."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from donghanh.errors import InputError, ScoreError
from donghanh.web.catalogue.spreadsheets import as_csv
from donghanh.web.scoreboard.actions.remove_scenario import remove_scenario
from donghanh.web.scoreboard.actions.save_scenario import save_scenario
from donghanh.web.scoreboard.analysis.scenario_shown import SIDE_BY_SIDE, side_by_side, supposed_shown
from donghanh.web.scoreboard.analysis.supposing import suppose
from donghanh.web.scoreboard.analysis.supposing_form import Supposing, groups, supposing
from donghanh.web.scoreboard.models import Run, Scenario
from donghanh.web.scoreboard.permissions import (
    may_remove_scenario,
    may_save_scenarios,
    may_see_scenarios,
    require_scenarios,
)
from donghanh.web.scoreboard.run_querysets import chosen_place, run_of, scenarios_of, subject_names
from donghanh.web.scoreboard.run_shown import facts


def _form(request: HttpRequest, run: Run) -> Supposing:
    """What was sent, or the saved scenario asked for, or every input as it is."""
    data = request.POST if request.method == "POST" else request.GET
    asked = request.GET.get("kich-ban", "")
    scenario = None
    if asked:
        require_scenarios(request.user)
        known = scenarios_of(run).filter(pk=int(asked)) if asked.isascii() and asked.isdigit() else []
        scenario = next(iter(known), None)
        if scenario is None:
            raise Http404(asked)
    place = chosen_place(run, data.get("dia-ban", "") or (scenario.place if scenario else ""), request.user)
    return supposing(run, place, data, scenario)


def _outcome(form: Supposing) -> dict[str, Any]:
    """What it comes to, or what is wrong with it."""
    faults = form.faults
    shown: dict[str, Any] = {"faults": faults, "wrong": "", "supposed": None, "form": form}
    if faults:
        return shown | {"wrong": gettext("Some values cannot be read:")}
    try:
        return shown | {"supposed": supposed_shown(form, suppose(form.run, form.supposition))}
    except ScoreError as error:
        return shown | {"wrong": error.say(get_language() or "vi")}


def _page(request: HttpRequest, form: Supposing, wrong: str = "", name: str = "", note: str = "") -> HttpResponse:
    run, shown = form.run, _outcome(form)
    shown |= facts(run, form.place) | {"save_wrong": wrong, "name": name, "note": note, "groups": groups(form)}
    shown["nodes"] = [one for one in run.pinned.edition.nodes if one.parents]
    shown["may_save"] = may_save_scenarios.test(request.user)
    shown["saved"] = scenarios_of(run)[:10] if may_see_scenarios.test(request.user) else []
    is_wrong = bool(shown["wrong"] or wrong) and request.method == "POST"
    return render(request, "scoreboard/analysis/what_if.html", shown, status=400 if is_wrong else 200)


@require_http_methods(["GET", "POST"])
def what_if(request: HttpRequest, pk: int) -> HttpResponse:
    """The inputs of a place and what a change of them comes to; nothing is stored."""
    form = _form(request, run_of(pk))
    if request.method == "POST" and request.htmx:  # type: ignore[attr-defined]
        # 200 with what is wrong in words: htmx puts no other answer on the page.
        return render(request, "scoreboard/analysis/_supposed.html", _outcome(form))
    return _page(request, form)


@require_POST
def save(request: HttpRequest, pk: int) -> HttpResponse:
    """The what-if is kept under its name."""
    form = _form(request, run_of(pk))
    name, note = request.POST.get("ten", ""), request.POST.get("ghi-chu", "")
    try:
        made = save_scenario(
            form.run,
            by=request.user,
            place=form.place,
            name=name,
            changes=form.changes,
            peers=form.peers,
            note=note,
            once=request.POST.get("once", ""),
        )
    except (InputError, ScoreError) as error:
        return _page(request, form, error.say(get_language() or "vi"), name, note)
    messages.success(request, gettext("The scenario is saved."))
    return redirect(made)


def _compared(request: HttpRequest, run: Run) -> tuple[list[Scenario], dict[str, Any] | None, str]:
    """All scenarios, those chosen side by side, and what is wrong with the choice."""
    listed = list(scenarios_of(run))
    asked = set(request.GET.getlist("chon"))
    chosen = [one for one in reversed(listed) if str(one.pk) in asked]
    if len(chosen) != len(asked):
        raise Http404("chon")
    if len(chosen) > SIDE_BY_SIDE:
        return listed, None, gettext("Choose at most %(num)s scenarios.") % {"num": SIDE_BY_SIDE}
    try:
        return listed, side_by_side(run, chosen) if chosen else None, ""
    except ScoreError as error:
        return listed, None, error.say(get_language() or "vi")


@require_safe
def scenario_list(request: HttpRequest, pk: int) -> HttpResponse:
    """The scenarios of a run, those chosen side by side."""
    require_scenarios(request.user)
    run = run_of(pk)
    listed, beside, wrong = _compared(request, run)
    names = subject_names(run.pinned.edition, {one.place for one in listed})
    rows = [
        {"scenario": one, "place_name": names[one.place], "may_remove": may_remove_scenario.test(request.user, one)}
        for one in listed
    ]
    shown = facts(run, chosen_place(run, "", request.user)) | {"rows": rows, "beside": beside, "wrong": wrong}
    return render(request, "scoreboard/analysis/scenarios.html", shown | {"chosen": set(request.GET.getlist("chon"))})


@require_safe
def scenarios_csv(request: HttpRequest, pk: int) -> HttpResponse:
    """The scenarios chosen, side by side, as a file."""
    require_scenarios(request.user)
    run = run_of(pk)
    _listed, beside, wrong = _compared(request, run)
    if beside is None or wrong:
        raise Http404("chon")
    head = ["part"]
    for column in beside["columns"]:
        head += [f"{column['scenario']} ({column['place_name']})", "gain", "rank"]
    rows = [
        [row["name"]["vi"], *(value for cell in row["cells"] for value in (cell["after"], cell["gain"], cell["rank"]))]
        for row in beside["rows"]
    ]
    return as_csv(f"{run.index_code}-{run.period}-kich-ban.csv", head, rows)


@require_POST
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    """The scenario is no longer listed."""
    require_scenarios(request.user)
    scenario = get_object_or_404(Scenario.objects.select_related("created_by__organisation"), pk=pk)
    remove_scenario(scenario, by=request.user, once=request.POST.get("once", ""))
    messages.success(request, gettext("The scenario is removed from the list."))
    return redirect("scoreboard:scenario-list", scenario.run_id)
