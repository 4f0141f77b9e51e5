"""Planning questions: those of a run, one question with its limits and candidates, finding its plan."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from donghanh.errors import InputError, RefusedError
from donghanh.web.audit.log import events_about
from donghanh.web.scoreboard.actions.open_plan import open_plan
from donghanh.web.scoreboard.actions.set_limits import set_limits
from donghanh.web.scoreboard.actions.solve_plan import solve_plan
from donghanh.web.scoreboard.models import PlanQuestion
from donghanh.web.scoreboard.plans.compared import compared
from donghanh.web.scoreboard.plans.forms import ImportForm, LimitsForm, OpenForm
from donghanh.web.scoreboard.plans.permissions import may_plan, require_planning_index, require_plans
from donghanh.web.scoreboard.plans.querysets import question_of, questions_of_run, two_results
from donghanh.web.scoreboard.plans.shown import amount, candidates_shown, limits_shown, proof_badge
from donghanh.web.scoreboard.run_querysets import chosen_place, run_of, subject_names
from donghanh.web.scoreboard.run_shown import facts


@require_safe
def plan_list(request: HttpRequest, pk: int) -> HttpResponse:
    """The questions asked of a run, each with its newest plan."""
    require_plans(request.user)
    run = run_of(pk)
    questions = list(questions_of_run(run).prefetch_related("results"))
    names = subject_names(run.pinned.edition, {one.place for one in questions})
    rows = []
    for one in questions:
        newest = next(iter(one.results.all()), None)
        rows.append(
            {
                "question": one,
                "place_name": names[one.place],
                "newest": newest,
                "gain": amount(newest.result["gain"], 2) if newest else "",
                "badge": proof_badge(newest) if newest else None,
            }
        )
    shown = facts(run, chosen_place(run, "", request.user)) | {"rows": rows, "may_plan": may_plan.test(request.user)}
    return render(request, "scoreboard/plan/list.html", shown)


@require_http_methods(["GET", "POST"])
def add(request: HttpRequest, pk: int) -> HttpResponse:
    """A new question."""
    require_planning_index(request.user)
    run = run_of(pk)
    whole = run.pinned.edition.whole
    names = subject_names(run.pinned.edition, run.pinned.scores.subjects)
    places = [(code, name) for code, name in names.items() if not (whole and code == whole.place)]
    known = [year for year in (run.period[:4],) if year.isdecimal()]
    first = {"first_year": int(known[0]) + 1 if known else None, "place": request.GET.get("dia-ban", "")}
    form = OpenForm(request.POST or None, places=places, initial=first)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        try:
            made = open_plan(
                run,
                by=request.user,
                place=told["place"],
                name=told["name"],
                limits=told["limits"],
                once=request.POST.get("once", ""),
            )
        except InputError as error:
            form.add_error(None, error.say(get_language() or "vi"))
        else:
            messages.success(request, gettext("The plan is opened; now add the tasks to choose from."))
            return redirect(made)
    shown = facts(run, chosen_place(run, "", request.user)) | {"form": form, "question": None}
    return render(request, "scoreboard/plan/limits.html", shown, status=400 if form.errors else 200)


def question_facts(question: PlanQuestion) -> dict[str, Any]:
    """What every page of a question says."""
    shown = facts(question.run, question.place)
    return shown | {"question": question, "limits": question.limits, "total": amount(question.limits["total_budget"])}


def question_page(request: HttpRequest, question: PlanQuestion, wrong: str = "", status: int = 200) -> HttpResponse:
    """The question's page, with what went wrong."""
    rows = candidates_shown(question)
    results = [
        {"result": one, "gain": amount(one.result["gain"], 2), "badge": proof_badge(one)}
        for one in question.results.select_related("created_by__organisation")
    ]
    shown = question_facts(question) | {
        "rows": rows,
        "all_cost": amount(sum(row["task"].cost for row in rows)),
        "years": limits_shown(question.limits),
        "results": results,
        "import_form": ImportForm(),
        "may_plan": may_plan.test(request.user),
        "wrong": wrong,
        "events": events_about(question)[:20],
    }
    return render(request, "scoreboard/plan/question.html", shown, status=status)


@require_safe
def plan(request: HttpRequest, pk: int) -> HttpResponse:
    """One question: what each year can bear, the tasks to choose from, the plans found."""
    require_plans(request.user)
    return question_page(request, question_of(pk))


@require_http_methods(["GET", "POST"])
def limits(request: HttpRequest, pk: int) -> HttpResponse:
    """Other limits."""
    require_planning_index(request.user)
    question = question_of(pk)
    form = LimitsForm(request.POST or None, initial=LimitsForm.first_values(question.limits))
    status = 200
    seen = request.POST.get("seen", str(question.version))
    if request.method == "POST" and form.is_valid():
        once = request.POST.get("once", "")
        number = int(seen) if seen.isascii() and seen.isdecimal() else 0
        try:
            set_limits(question, by=request.user, limits=form.cleaned_data["limits"], seen=number, once=once)
        except InputError as error:
            form.add_error(None, error.say(get_language() or "vi"))
        except RefusedError as error:
            if error.code != "state.plan-changed":
                raise
            form.add_error(None, error.say(get_language() or "vi"))
            status = 409
        else:
            messages.success(request, gettext("The limits are saved."))
            return redirect(question)
    if form.errors and status == 200:
        status = 400
    return render(
        request, "scoreboard/plan/limits.html", question_facts(question) | {"form": form, "seen": seen}, status=status
    )


@require_POST
def solve(request: HttpRequest, pk: int) -> HttpResponse:
    """The best plan is looked for; it takes at most ten seconds."""
    require_plans(request.user)
    question = question_of(pk)
    try:
        found = solve_plan(question, by=request.user, once=request.POST.get("once", ""))
    except InputError as error:
        return question_page(request, question, error.say(get_language() or "vi"), 400)
    return redirect(found)


@require_safe
def compare(request: HttpRequest, pk: int) -> HttpResponse:
    """Two plans of the question side by side."""
    require_plans(request.user)
    question = question_of(pk)
    pair = two_results(question, request.GET.getlist("ban"))
    for one in pair:
        one.question = question  # the same for both: its recipe is read once
    shown = question_facts(question) | {"found": compared(*pair), "results": list(question.results.all())}
    return render(request, "scoreboard/plan/compare.html", shown | {"chosen": {one.number for one in pair}})
