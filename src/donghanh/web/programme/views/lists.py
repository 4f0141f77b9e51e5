"""The lists of tasks and requests: filters, pages of fifty, and the same rows as a workbook."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_GET

from donghanh.web.programme.forms.lists import TaskFilter
from donghanh.web.programme.forms.requests import RequestFilter
from donghanh.web.programme.models import Request, SavedView, Task
from donghanh.web.programme.permissions.tasks import may_plan_tasks
from donghanh.web.programme.querysets.lists import in_order, narrowed, rows
from donghanh.web.programme.querysets.requests import (
    for_the_province,
    listed_requests,
    matching_requests,
    overdue_requests,
    owed_requests,
    to_answer_by,
    to_follow_by,
    visible_requests,
)
from donghanh.web.programme.querysets.saved_views import offered_views
from donghanh.web.programme.querysets.sight import visible_tasks
from donghanh.web.programme.querysets.tasks import with_standing
from donghanh.web.programme.standing import Light, Standing
from donghanh.web.ui.sheets import as_xlsx, refuse_too_many

PER_PAGE = 50


def _page(request: HttpRequest, found: QuerySet[Any]) -> tuple[Page, str]:
    """The page asked for, and the rest of the query for the links to the others."""
    others = request.GET.copy()
    others.pop("trang", None)
    for key in [key for key, value in others.items() if not value]:
        del others[key]
    return Paginator(found, PER_PAGE).get_page(request.GET.get("trang")), others.urlencode()


def _tasks(request: HttpRequest) -> tuple[TaskFilter, QuerySet[Task]]:
    form = TaskFilter(request.user, request.GET)
    form.is_valid()  # a filter value nobody offers narrows nothing
    wanted = form.cleaned_data
    tasks = narrowed(visible_tasks(request.user), wanted, user=request.user, on=timezone.localdate())
    if {"agreement", "unit", "project"} & set(form.errors):
        tasks = tasks.none()  # a link to something that is not there, or that this person does not see
    return form, in_order(tasks, searching=bool(wanted.get("q")))


@require_GET
def task_list(request: HttpRequest) -> HttpResponse:
    """The tasks this person sees, narrowed by the filter."""
    form, tasks = _tasks(request)
    page, others = _page(request, tasks.values_list("pk", flat=True))
    context = {
        "form": form,
        "page": page,
        "tasks": rows(list(page.object_list)),
        "others": others,
        "today": timezone.localdate(),
        "views": offered_views(request.user, SavedView.Page.TASKS),
        "may_plan": may_plan_tasks.test(request.user),
    }
    return render(request, "programme/task_list.html", context)


@require_GET
def task_export(request: HttpRequest) -> HttpResponse:
    """The filtered tasks as a workbook."""
    _form, tasks = _tasks(request)
    refuse_too_many(tasks.count())
    today = timezone.localdate()
    found = with_standing(tasks, on=today).select_related("lead", "officer", "commitment__agreement")
    columns = (
        (gettext("Code"), 8),
        (gettext("Task"), 50),
        (gettext("Product"), 40),
        (gettext("Lead"), 24),
        (gettext("Working together with"), 30),
        (gettext("Officer in charge"), 20),
        (gettext("Starts on"), 12),
        (gettext("Due on"), 12),
        (gettext("State"), 22),
        (gettext("Light"), 10),
        (gettext("Waits for"), 30),
        (gettext("Agreement"), 50),
        (gettext("Commitment"), 12),
    )
    lines = (_task_line(one) for one in found.prefetch_related("co_organisations").iterator(chunk_size=1000))
    note = gettext("Tasks as of %(day)s") % {"day": f"{today:%d/%m/%Y}"}
    return as_xlsx(f"nhiem-vu-{today:%Y%m%d}.xlsx", columns, lines, note)


def _task_line(task: Any) -> list[object]:
    return [
        task.code,
        task.title,
        task.product,
        task.lead.name,
        "; ".join(one.short_name for one in task.co_organisations.all()),
        task.officer,
        task.starts_on,
        task.due_on,
        Standing(task.standing_now).label,
        Light(task.light_now).label,
        task.waits_for,
        task.commitment.agreement.title,
        task.commitment.number,
    ]


def _requests(request: HttpRequest) -> tuple[RequestFilter, QuerySet[Request]]:
    form = RequestFilter(request.GET)
    form.is_valid()
    wanted, user = form.cleaned_data, request.user
    shown = wanted.get("show")
    found = visible_requests(user)
    if shown == "to-answer":
        found = owed_requests(to_answer_by(user))
    elif shown == "to-follow":
        found = to_follow_by(user)
    elif shown == "ours":
        found = found.filter(asked_by=user.organisation_id)
    elif shown == "to-us":
        found = found.filter(addressed_to=user.organisation_id)
    elif shown == "province":
        found = for_the_province(owed_requests(found))
    elif shown == "overdue":
        found = overdue_requests(found, on=timezone.localdate())
    for name in ("state", "kind"):
        if wanted.get(name):
            found = found.filter(**{name: wanted[name]})
    if wanted.get("agreement"):
        found = found.filter(agreement__code=wanted["agreement"])
    return form, matching_requests(found, wanted.get("q") or "").order_by("-due_on", "-pk")


@require_GET
def request_list(request: HttpRequest) -> HttpResponse:
    """The requests this person sees, the latest due first."""
    form, found = _requests(request)
    page, others = _page(request, listed_requests(found))
    views = offered_views(request.user, SavedView.Page.REQUESTS)
    context = {"form": form, "page": page, "others": others, "today": timezone.localdate(), "views": views}
    return render(request, "programme/requests/list.html", context)


@require_GET
def request_export(request: HttpRequest) -> HttpResponse:
    """The filtered requests as a workbook."""
    _form, found = _requests(request)
    refuse_too_many(found.count())
    today = timezone.localdate()
    columns = (
        (gettext("Number"), 8),
        (gettext("Subject of the request"), 50),
        (gettext("Kind"), 18),
        (gettext("Asking side"), 24),
        (gettext("Addressed to"), 24),
        (gettext("Asked on"), 12),
        (gettext("Answer due on"), 12),
        (gettext("State"), 18),
        (gettext("What came of it"), 50),
        (gettext("Agreement"), 50),
    )
    related = found.select_related("agreement", "asked_by", "addressed_to")
    lines = (
        [
            one.number,
            one.title,
            one.get_kind_display(),
            one.asked_by.name,
            one.addressee,
            one.raised_at,
            one.due_on,
            gettext("answer overdue") if one.is_overdue(today) else one.get_state_display(),
            one.outcome,
            one.agreement.title,
        ]
        for one in related.iterator(chunk_size=1000)
    )
    note = gettext("Requests as of %(day)s") % {"day": f"{today:%d/%m/%Y}"}
    return as_xlsx(f"kien-nghi-{today:%Y%m%d}.xlsx", columns, lines, note)
