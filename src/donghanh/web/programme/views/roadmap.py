"""The roadmap of an agreement: its five-year frame, and what each year holds for each commitment."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_GET, require_http_methods

from donghanh.errors import InputError
from donghanh.web.programme.actions.roadmap.set_year_content import set_year_content
from donghanh.web.programme.editing import ChangedMeanwhile, reopened
from donghanh.web.programme.forms.roadmap import YearForm
from donghanh.web.programme.models import Agreement, Commitment, Task, YearContent
from donghanh.web.programme.permissions.agreements import require_sight
from donghanh.web.programme.permissions.tasks import may_plan_tasks, require_planning
from donghanh.web.programme.querysets.roadmap import money_by_source, money_by_year, tasks_by_year, years_of
from donghanh.web.programme.querysets.tasks import listed


def _can_plan(request: HttpRequest, agreement: Agreement) -> bool:
    return may_plan_tasks.test(request.user) and agreement.state != Agreement.State.CLOSED


@require_GET
def roadmap(request: HttpRequest, code: str) -> HttpResponse:
    """Commitments down, years across: content, target, tasks due and money, with sums."""
    agreement = get_object_or_404(Agreement, code=code)
    require_sight(request.user, agreement)
    today = timezone.localdate()
    contents = YearContent.objects.filter(commitment__agreement=agreement)
    texts = {(one.commitment_id, one.year): one for one in contents}
    tasks, money = tasks_by_year(agreement, on=today), money_by_year(agreement)
    years = sorted({*years_of(agreement), *(year for _, year in (*texts, *tasks, *money))})
    rows = []
    for one in agreement.commitments.select_related("content").order_by("content__number", "number"):
        cells = [
            _cell(year, texts.get((one.pk, year)), tasks.get((one.pk, year)), money.get((one.pk, year)))
            for year in years
        ]
        rows.append((one, cells))
    context = {
        "agreement": agreement,
        "years": years,
        "rows": rows,
        "sums": [_sum([cells[number] for _, cells in rows]) for number in range(len(years))],
        "sources": money_by_source(agreement),
        "this_year": today.year,
        "can_plan": _can_plan(request, agreement),
    }
    return render(request, "programme/roadmap/roadmap.html", context)


def _cell(
    year: int, text: YearContent | None, tasks: dict[str, int] | None, money: dict[str, Any] | None
) -> dict[str, Any]:
    none = {"due": 0, "delivered": 0, "late": 0, "planned": None, "spent": None}
    return {"year": year, "text": text} | none | (tasks or {}) | (money or {})


def _sum(cells: list[dict[str, Any]]) -> dict[str, Any]:
    keys = ("due", "delivered", "late", "planned", "spent")
    return {key: sum(cell[key] or 0 for cell in cells) for key in keys}


@require_http_methods(["GET", "POST"])
def year(request: HttpRequest, pk: int, year: int) -> HttpResponse:
    """One year of one commitment: its content, and the tasks due in it."""
    commitment = get_object_or_404(Commitment.objects.select_related("agreement__province"), pk=pk)
    require_sight(request.user, commitment.agreement)
    if not 1990 <= year <= 2100:
        raise Http404
    if request.method == "POST":
        require_planning(request.user)
    content = commitment.years.filter(year=year).first()
    form = YearForm(content, request.POST if request.method == "POST" else None)
    stale, status = None, 200
    if request.method == "POST" and form.is_valid():
        try:
            set_year_content(
                commitment, by=request.user, year=year, once=request.POST.get("once", ""), **form.cleaned_data
            )
        except ChangedMeanwhile as error:
            stale, form, status = error, reopened(form, error), 409
        except InputError as error:
            form.add_error(None, error.say(get_language() or "vi"))
        else:
            messages.success(request, gettext("The content of %(year)s was stored.") % {"year": year})
            return redirect(reverse("programme:roadmap", args=[commitment.agreement.code]) + f"#ck-{commitment.pk}")
    tasks = commitment.tasks.filter(due_on__year=year).exclude(state=Task.State.DROPPED)
    context = {
        "commitment": commitment,
        "agreement": commitment.agreement,
        "year": year,
        "content": content,
        "form": form if _can_plan(request, commitment.agreement) else None,
        "stale": stale,
        "tasks": listed(tasks).order_by("due_on", "pk"),
        "today": timezone.localdate(),
    }
    return render(request, "programme/roadmap/year.html", context, status=status)
