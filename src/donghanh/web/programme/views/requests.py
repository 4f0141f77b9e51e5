"""Requests between the parties: one request, raising, answering and following it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from donghanh.errors import InputError
from donghanh.web.audit.log import events_about
from donghanh.web.programme.actions.requests.answer_request import answer_request
from donghanh.web.programme.actions.requests.link_tasks import link_tasks
from donghanh.web.programme.actions.requests.raise_request import raise_request
from donghanh.web.programme.actions.requests.repeat_request import repeat_request
from donghanh.web.programme.actions.requests.settle_request import settle_request
from donghanh.web.programme.actions.requests.withdraw_request import withdraw_request
from donghanh.web.programme.forms.requests import AnswerForm, LinkForm, RepeatForm, RequestForm
from donghanh.web.programme.forms.tasks import EvidenceRows
from donghanh.web.programme.models import Agreement, Request, RequestPaper
from donghanh.web.programme.permissions.agreements import require_sight
from donghanh.web.programme.permissions.requests import (
    may_answer_request,
    may_follow_request,
    may_link_tasks,
    require_answering,
    require_following,
    require_linking,
    require_raising,
)
from donghanh.web.programme.querysets.tasks import listed
from donghanh.web.ui.panels import panels


def _request(http: HttpRequest, pk: int) -> Request:
    rows = Request.objects.select_related(
        "agreement__province", "commitment", "asked_by", "addressed_to", "raised_by__organisation", "settled_by"
    )
    shown = get_object_or_404(rows, pk=pk)
    require_sight(http.user, shown.agreement)
    return shown


@require_GET
def request_page(request: HttpRequest, pk: int) -> HttpResponse:
    """What was asked, every answer, what came of it, and what this person may do now."""
    return _page(request, _request(request, pk))


def _page(http: HttpRequest, shown: Request, status: int = 200, **forms: Any) -> HttpResponse:
    papers = list(shown.papers.all())
    answers = [
        (one, [paper for paper in papers if paper.answer_id == one.pk])
        for one in shown.answers.select_related("answered_by__organisation")
    ]
    follows, runs = may_follow_request.test(http.user, shown), shown.state in Request.RUNNING
    links = shown.state != Request.State.WITHDRAWN and may_link_tasks.test(http.user, shown)
    context = {
        "asked": shown,
        "papers": [one for one in papers if one.answer_id is None],
        "answers": answers,
        "tasks": listed(shown.tasks.all()),
        "can_answer": shown.state == Request.State.OPEN and may_answer_request.test(http.user, shown),
        "can_judge": follows and shown.state == Request.State.ANSWERED,
        "can_withdraw": follows and runs,
        "link_form": (forms.get("link_form") or LinkForm(shown)) if links else None,
        "repeat_form": forms.get("repeat_form") or RepeatForm(),
        "wrong": forms.get("wrong", {}),
        "events": events_about(shown)[:50],
        "panels": panels("request", http, shown),
        "today": timezone.localdate(),
    }
    return render(http, "programme/requests/request.html", context, status=status)


def _paper_rows(http: HttpRequest) -> tuple[Any, Any, bool]:
    """What was sent, its rows of papers, and whether only another row was asked for."""
    data = http.POST.copy() if http.method == "POST" else None
    adding = data is not None and "add_evidence" in data
    if adding and data.get("evidence-TOTAL_FORMS", "").isdecimal():
        data["evidence-TOTAL_FORMS"] = str(int(data["evidence-TOTAL_FORMS"]) + 1)
    return data, EvidenceRows(data, http.FILES or None, prefix="evidence"), adding


def _facts(rows: Any) -> list[Any]:
    return [row.facts() for row in rows.forms if row.has_changed()]


@require_http_methods(["GET", "POST"])
def raise_new(request: HttpRequest, code: str) -> HttpResponse:
    """The form that raises a request of an agreement."""
    agreement = get_object_or_404(Agreement.objects.select_related("province"), code=code)
    require_sight(request.user, agreement)
    require_raising(request.user, agreement)
    data, rows, adding = _paper_rows(request)
    form = RequestForm(agreement, request.user, data, initial={"commitment": request.GET.get("cam-ket")})
    if data is not None and not adding and form.is_valid() & rows.is_valid():
        once = request.POST.get("once", "")
        try:
            made = raise_request(agreement, by=request.user, facts=form.facts(), papers=_facts(rows), once=once)
        except InputError as error:
            form.add_error(None, error.say(get_language() or "vi"))
        else:
            messages.success(request, gettext("The request was sent."))
            return redirect(made)
    context = {"agreement": agreement, "form": form, "rows": rows}
    return render(request, "programme/requests/raise.html", context)


@require_http_methods(["GET", "POST"])
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    """The form of an answer, with its papers."""
    shown = _request(request, pk)
    require_answering(request.user, shown)
    data, rows, adding = _paper_rows(request)
    form = AnswerForm(data)
    if data is not None and not adding and form.is_valid() & rows.is_valid():
        once = request.POST.get("once", "")
        try:
            answer_request(shown, by=request.user, papers=_facts(rows), once=once, **form.cleaned_data)
        except InputError as error:
            form.add_error(None, error.say(get_language() or "vi"))
        else:
            messages.success(request, gettext("The answer was sent."))
            return redirect(shown)
    return render(request, "programme/requests/answer.html", {"asked": shown, "form": form, "rows": rows})


@require_POST
def repeat(request: HttpRequest, pk: int) -> HttpResponse:
    """The answer is not enough: it is asked again."""
    shown = _request(request, pk)
    require_following(request.user, shown)
    form = RepeatForm(request.POST)
    if form.is_valid():
        try:
            repeat_request(shown, by=request.user, once=request.POST.get("once", ""), **form.cleaned_data)
        except InputError as error:
            form.add_error(None, error.say(get_language() or "vi"))
        else:
            messages.success(request, gettext("The request was put again."))
            return redirect(shown)
    return _page(request, shown, 400, repeat_form=form)


@require_POST
def settle(request: HttpRequest, pk: int) -> HttpResponse:
    """The matter is settled."""
    return _ended(request, pk, settle_request, "outcome", gettext("The request is settled."))


@require_POST
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """The request is withdrawn."""
    return _ended(request, pk, withdraw_request, "reason", gettext("The request was taken back."))


def _ended(http: HttpRequest, pk: int, end: Callable[..., Request], words: str, said: str) -> HttpResponse:
    shown = _request(http, pk)
    try:
        end(shown, by=http.user, once=http.POST.get("once", ""), **{words: http.POST.get(words, "")})
    except InputError as error:
        return _page(http, shown, 400, wrong={words: error.say(get_language() or "vi")})
    messages.success(http, said)
    return redirect(shown)


@require_POST
def link(request: HttpRequest, pk: int) -> HttpResponse:
    """The tasks it led to are named."""
    shown = _request(request, pk)
    require_linking(request.user, shown)
    form = LinkForm(shown, request.POST)
    if not form.is_valid():
        return _page(request, shown, 400, link_form=form)
    link_tasks(shown, by=request.user, tasks=form.cleaned_data["codes"], once=request.POST.get("once", ""))
    messages.success(request, gettext("The tasks were linked."))
    return redirect(shown)


@require_GET
def paper_file(request: HttpRequest, pk: int) -> HttpResponse:
    """The file of a paper; always a download, never shown by the browser."""
    paper = get_object_or_404(RequestPaper.objects.exclude(file="").select_related("request__agreement"), pk=pk)
    require_sight(request.user, paper.request.agreement)
    return FileResponse(
        paper.file.open("rb"), as_attachment=True, filename=paper.file_name, content_type="application/octet-stream"
    )
