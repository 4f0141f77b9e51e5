"""Waiting on somebody, going on again, more time."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_GET, require_POST

from donghanh.errors import InputError
from donghanh.web.programme.actions.tasks.ask_extension import ask_extension
from donghanh.web.programme.actions.tasks.grant_extension import grant_extension
from donghanh.web.programme.actions.tasks.refuse_extension import refuse_extension
from donghanh.web.programme.actions.tasks.resume_task import resume_task
from donghanh.web.programme.actions.tasks.set_waiting import set_waiting
from donghanh.web.programme.forms.progress import ExtensionForm, WaitingForm
from donghanh.web.programme.models import Extension
from donghanh.web.programme.permissions.tasks import may_plan_tasks, require_reporting
from donghanh.web.programme.querysets.notices import extensions_to_answer, visible_extensions
from donghanh.web.programme.views.attempts import attempt
from donghanh.web.programme.views.task_page import find_task, task_page

PER_PAGE = 50


@require_POST
def wait(request: HttpRequest, pk: int) -> HttpResponse:
    """The task waits on somebody."""
    task, once = find_task(request, pk), request.POST.get("once", "")
    require_reporting(request.user, task)
    form = WaitingForm(task, request.POST)
    if form.is_valid() and attempt(form, lambda: set_waiting(task, by=request.user, once=once, **form.cleaned_data)):
        messages.success(request, gettext("The task now waits; its due date stays."))
        return redirect(task)
    return task_page(request, task, 400, waiting=form)


@require_POST
def resume(request: HttpRequest, pk: int) -> HttpResponse:
    """What it waited for has come."""
    task = find_task(request, pk)
    resume_task(task, by=request.user, once=request.POST.get("once", ""))
    messages.success(request, gettext("The task is in progress again."))
    return redirect(task)


@require_POST
def ask(request: HttpRequest, pk: int) -> HttpResponse:
    """More time is asked for."""
    task, once = find_task(request, pk), request.POST.get("once", "")
    require_reporting(request.user, task)
    form = ExtensionForm(request.POST)
    if form.is_valid() and attempt(form, lambda: ask_extension(task, by=request.user, once=once, **form.cleaned_data)):
        messages.success(request, gettext("The standing office was asked; until it answers, the due date stays."))
        return redirect(task)
    return task_page(request, task, 400, extension=form)


@require_POST
def grant(request: HttpRequest, pk: int) -> HttpResponse:
    """The standing office gives more time."""
    extension = get_object_or_404(Extension, pk=pk)
    task = find_task(request, extension.task_id)
    answer, once = request.POST.get("answer", ""), request.POST.get("once", "")
    grant_extension(extension, by=request.user, answer=answer, once=once)
    messages.success(request, gettext("The due date was moved."))
    return redirect(task)


@require_POST
def refuse(request: HttpRequest, pk: int) -> HttpResponse:
    """The standing office gives no more time."""
    extension = get_object_or_404(Extension, pk=pk)
    task = find_task(request, extension.task_id)
    answer, once = request.POST.get("answer", ""), request.POST.get("once", "")
    try:
        refuse_extension(extension, by=request.user, answer=answer, once=once)
    except InputError as error:
        return task_page(request, task, 400, extend=error.say(get_language() or "vi"))
    messages.success(request, gettext("The request was refused; the due date stays."))
    return redirect(task)


@require_GET
def extension_list(request: HttpRequest) -> HttpResponse:
    """Requests for more time: those that wait for this person's answer first, then the others."""
    judges = may_plan_tasks.test(request.user)
    waiting = list(extensions_to_answer(request.user)[:PER_PAGE]) if judges else []
    others = visible_extensions(request.user).exclude(pk__in=[one.pk for one in waiting])
    page = Paginator(others.order_by("-asked_at", "-pk"), PER_PAGE).get_page(request.GET.get("trang"))
    context = {"waiting": waiting, "judges": judges, "page": page, "today": timezone.localdate()}
    return render(request, "programme/progress/extension_list.html", context)
