"""A plan that was found: what it reaches and costs, and how its tasks become drafts and then work."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from donghanh.errors import InputError
from donghanh.web.audit.log import events_about
from donghanh.web.organisations.models import Organisation
from donghanh.web.programme.forms.tasks import TaskForm
from donghanh.web.scoreboard.actions.adopt_plan import adopt_plan
from donghanh.web.scoreboard.actions.confirm_draft import confirm_draft
from donghanh.web.scoreboard.models import PlanDraft, PlanResult
from donghanh.web.scoreboard.plans.exports import as_workbook, result_workbook
from donghanh.web.scoreboard.plans.forms import AdoptForm, due_day
from donghanh.web.scoreboard.plans.permissions import may_plan, require_planning_index, require_plans
from donghanh.web.scoreboard.plans.querysets import draft_of, driven_inputs, open_commitments, result_of
from donghanh.web.scoreboard.plans.shown import change_shown, result_shown
from donghanh.web.scoreboard.views.plans import question_facts


def _page(request: HttpRequest, found: PlanResult, form: AdoptForm | None = None) -> HttpResponse:
    may = may_plan.test(request.user)
    shown = question_facts(found.question) | result_shown(found)
    drafts = [row["draft"] for row in shown["tasks"] if row["draft"]]
    shown |= {
        "may_plan": may,
        "form": form or (AdoptForm(commitments=open_commitments()) if may else None),
        "drafts": drafts,
        "waiting": [one for one in shown["tasks"] if not (one["draft"] and one["draft"].task_id)],
        "events": events_about(found),
    }
    return render(request, "scoreboard/plan/result.html", shown, status=400 if form and form.errors else 200)


@require_safe
def result(request: HttpRequest, pk: int) -> HttpResponse:
    """The plan."""
    require_plans(request.user)
    return _page(request, result_of(pk))


@require_safe
def workbook(request: HttpRequest, pk: int) -> HttpResponse:
    """The plan as a workbook."""
    require_plans(request.user)
    found = result_of(pk)
    return as_workbook(f"ke-hoach-{found.question_id}-{found.number}.xlsx", result_workbook(found))


@require_POST
def adopt(request: HttpRequest, pk: int) -> HttpResponse:
    """The chosen tasks become drafts for a commitment."""
    require_planning_index(request.user)
    found = result_of(pk)
    form = AdoptForm(request.POST, commitments=open_commitments())
    if not form.is_valid():
        return _page(request, found, form)
    commitment = form.cleaned_data["commitment"]
    adopt_plan(found, by=request.user, commitment=commitment, once=request.POST.get("once", ""))
    messages.success(request, gettext("The tasks are drafts now. Each becomes work when you confirm it."))
    return redirect(f"{found.get_absolute_url()}#du-thao")


@require_http_methods(["GET", "POST"])
def draft(request: HttpRequest, pk: int) -> HttpResponse:
    """A draft, filled in from the plan, to be confirmed into a task."""
    require_planning_index(request.user)
    shown = draft_of(pk)
    if shown.task_id and request.method == "GET":
        return redirect(shown.task)
    form = TaskForm(shown.commitment, request.POST if request.method == "POST" else None)
    form.initial |= _first_values(shown)
    if request.method == "POST" and form.is_valid():
        try:
            task = confirm_draft(shown, by=request.user, once=request.POST.get("once", ""), **form.cleaned_data)
        except InputError as error:
            form.add_error(None, error.say(get_language() or "vi"))
        else:
            messages.success(request, gettext("The task was handed out."))
            return redirect(task)
    context = question_facts(shown.result.question) | {"draft": shown, "result": shown.result, "form": form}
    return render(request, "scoreboard/plan/draft.html", context, status=400 if form.errors else 200)


def _first_values(draft: PlanDraft) -> dict[str, Any]:
    """What the plan says of the task: its words, its time, who leads it, the indicator it moves."""
    found, question = draft.result, draft.result.question
    task = found.candidates.by_code[draft.code]
    year = next(one["year"] for one in found.result["tasks"] if one["code"] == draft.code)
    inputs = driven_inputs(question.run, question.place)
    changes = [change_shown(one.model_dump(), inputs) for one in task.changes]
    product = "; ".join(f"{one['name']}: {one['likely']}" for one in changes)
    items = [inputs[one.item, one.role].item for one in task.changes if (one.item, one.role) in inputs]
    lead = Organisation.objects.filter(code=found.leads.get(draft.code, "")).first()
    return {
        "title": task.name,
        "product": product[:300],
        "lead": lead.pk if lead else draft.commitment.promisor_id,
        "starts_on": date(year, 1, 1),
        "due_on": due_day(year, task.lead_months),
        "indicator_code": next((one.indicator for one in items if one.indicator), ""),
    }
