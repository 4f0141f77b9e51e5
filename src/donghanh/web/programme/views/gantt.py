"""The Gantt chart of an agreement."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_GET

from donghanh.web.programme.actions.tasks.undo_reschedule import last_move
from donghanh.web.programme.forms.roadmap import ChartFilter
from donghanh.web.programme.gantt import Bar, Head, lay_out
from donghanh.web.programme.models import Agreement, Task
from donghanh.web.programme.permissions.agreements import require_sight
from donghanh.web.programme.permissions.tasks import may_plan_tasks
from donghanh.web.programme.querysets.roadmap import binding_links, charted, leads_of, with_parts, years_of
from donghanh.web.programme.querysets.tasks import DELIVERED
from donghanh.web.programme.standing import rule_of

BARS = 150
"""Tasks on one page."""
DAY_WIDTH = {True: 3.0, False: 1.0}
"""Pixels a day: with a year chosen, and with all years."""


@require_GET
def gantt(request: HttpRequest, code: str) -> HttpResponse:
    """Bars by commitment, with what depends on what, milestones and today; a planner drags them."""
    agreement = get_object_or_404(Agreement, code=code)
    require_sight(request.user, agreement)
    today = timezone.localdate()
    years = years_of(agreement)
    form = ChartFilter(request.GET, years=years, units=leads_of(agreement).order_by("short_name"))
    form.is_valid()  # a filter value nobody offers narrows nothing
    year, unit = form.cleaned_data.get("year"), form.cleaned_data.get("unit")
    # Only the keys are put in order over the whole agreement; everything else is read for the bars of this page.
    keys = charted(agreement, year=year, unit=unit).values_list("pk", flat=True)
    page = Paginator(keys, BARS).get_page(request.GET.get("trang"))
    read = with_parts(Task.objects.filter(pk__in=list(page))).in_bulk()
    tasks = {key: read[key] for key in page}
    shown = [year] if year else years or [today.year]
    chart = lay_out(
        list(_rows(tasks.values(), today)),
        binding_links(agreement),
        today=today,
        period=(date(shown[0], 1, 1), date(shown[-1], 12, 31)),
        day_width=DAY_WIDTH[bool(year)],
    )
    others = request.GET.copy()
    for passing in ("trang", "doi"):
        others.pop(passing, None)
    context = {
        "agreement": agreement,
        "form": form,
        "page": page,
        "others": others.urlencode(),
        "chart": chart,
        "tasks": tasks,
        "rules": {pk: rule_of(task, today) for pk, task in tasks.items()},
        "can_plan": may_plan_tasks.test(request.user) and agreement.state != Agreement.State.CLOSED,
        "moved": _just_moved(request, agreement),
        "today": today,
    }
    return render(request, "programme/roadmap/gantt.html", context)


def _rows(tasks: Iterable[Task], today: date) -> Iterable[Head | Bar]:
    content = commitment = None
    for task in tasks:
        promise = task.commitment
        if promise.content_id and promise.content_id != content:
            content = promise.content_id
            yield Head(str(promise.content), 1)
        if promise.pk != commitment:
            commitment = promise.pk
            yield Head(gettext("Commitment %(number)s: %(text)s") % {"number": promise.number, "text": promise.text}, 2)
        yield Bar(
            key=task.pk,
            starts_on=task.starts_on,
            due_on=task.due_on,
            done=_done(task),
            is_late=task.is_overdue(today),
            milestones=[(one.title, one.due_on, one.reached_on is not None) for one in task.milestones.all()],
        )


def _done(task: Task) -> float:
    """Delivered: all of it; a project by its parts; else by the milestones reached. Nobody types a percentage."""
    if task.state in DELIVERED:
        return 1.0
    if task.part_count:
        return task.part_done / task.part_count
    milestones = task.milestones.all()
    return sum(one.reached_on is not None for one in milestones) / len(milestones) if milestones else 0.0


def _just_moved(request: HttpRequest, agreement: Agreement) -> Task | None:
    """The task this person moved a moment ago, if that can be taken back."""
    wanted = request.GET.get("doi", "")
    if not wanted.isdecimal() or not may_plan_tasks.test(request.user):
        return None
    task = Task.objects.filter(commitment__agreement=agreement, pk=int(wanted)).first()
    return task if task and last_move(task) else None
