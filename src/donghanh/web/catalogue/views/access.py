"""Who may see what: the list of requests and grants, asking, answering, revoking."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from donghanh.errors import InputError
from donghanh.lake.definition import Dataset
from donghanh.web.audit.log import events_about
from donghanh.web.catalogue.access_forms import AccessForm
from donghanh.web.catalogue.actions.approve_access import approve_access
from donghanh.web.catalogue.actions.decline_access import decline_access
from donghanh.web.catalogue.actions.request_access import request_access
from donghanh.web.catalogue.actions.revoke_access import revoke_access
from donghanh.web.catalogue.actions.withdraw_access import withdraw_access
from donghanh.web.catalogue.models import Grant
from donghanh.web.catalogue.panels import requests_to_answer
from donghanh.web.catalogue.permissions import (
    may_decide_access,
    may_read_dataset,
    may_request_access,
    may_revoke_access,
    may_see_readings,
    may_withdraw_access,
    require_grant_sight,
    require_requesting,
)
from donghanh.web.catalogue.querysets import dataset_of, datasets_matching, grants_seen_by, listed_grants
from donghanh.web.catalogue.wording import shown

LISTED = 200


@require_GET
def sharing(request: HttpRequest) -> HttpResponse:
    """What waits for my answer, what my organisation holds, what others hold of ours, and what can be asked for."""
    held = listed_grants().filter(organisation=request.user.organisation)[:LISTED]
    others = grants_seen_by(request.user).exclude(organisation=request.user.organisation)
    waiting = requests_to_answer(request.user)
    others = [grant for grant in others[:LISTED] if grant not in waiting]
    words = request.GET.get("q", "").strip()
    context = {
        "waiting": [shown(grant) for grant in waiting],
        "held": [shown(grant) for grant in held],
        "given": [shown(grant) for grant in others],
        "datasets": [one for one in datasets_matching(words) if _may_ask_more(request, one)],
        "words": words,
        "may_request": may_request_access.test(request.user),
    }
    return render(request, "catalogue/sharing.html", context)


def _may_ask_more(request: HttpRequest, dataset: Dataset) -> bool:
    return bool(dataset.sharing.personal) or not may_read_dataset.test(request.user, dataset)


@require_http_methods(["GET", "POST"])
def ask(request: HttpRequest, code: str) -> HttpResponse:
    """The request form of one dataset; its columns are no secret, its rows are."""
    require_requesting(request.user)
    dataset = dataset_of(code)
    form = AccessForm(dataset, request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            grant = request_access(dataset, form.facts(), by=request.user, once=request.POST.get("once", ""))
        except InputError as error:
            form.add_error(None, error.say(get_language() or "vi"))
        else:
            messages.success(request, gettext("The request was sent to the dataset's owner."))
            return redirect(grant)
    wrong = form.is_bound
    context = {"dataset": dataset, "form": form, "by_level": may_read_dataset.test(request.user, dataset)}
    return render(request, "catalogue/ask_access.html", context, status=400 if wrong else 200)


def _grant(request: HttpRequest, pk: int) -> Grant:
    grant = get_object_or_404(listed_grants(), pk=pk)
    require_grant_sight(request.user, grant)
    return grant


@require_GET
def grant(request: HttpRequest, pk: int) -> HttpResponse:
    """One request: what was asked, what became of it, and what this person may do now."""
    return _page(request, _grant(request, pk))


def _page(request: HttpRequest, found: Grant, status: int = 200, **wrong: Any) -> HttpResponse:
    is_approved = found.state == Grant.State.APPROVED and not found.has_expired
    context = {
        "row": shown(found),
        "grant": found,
        "can_decide": found.is_waiting and may_decide_access.test(request.user, found),
        "can_withdraw": found.is_waiting and may_withdraw_access.test(request.user, found),
        "can_revoke": is_approved and may_revoke_access.test(request.user, found),
        "can_see_readings": may_see_readings.test(request.user, dataset_of(found.dataset_code)),
        "events": events_about(found),
    }
    return render(request, "catalogue/grant.html", context | {"wrong": wrong}, status=status)


def _change(request: HttpRequest, pk: int, action: Callable[..., Grant], done: str, field: str) -> HttpResponse:
    found = _grant(request, pk)
    try:
        action(found, by=request.user, reason=request.POST.get("reason", ""), once=request.POST.get("once", ""))
    except InputError as error:
        return _page(request, found, 400, **{field: error.say(get_language() or "vi")})
    messages.success(request, done)
    return redirect(found)


@require_POST
def approve(request: HttpRequest, pk: int) -> HttpResponse:
    """The owner allows it."""
    return _change(request, pk, approve_access, gettext("The request was approved."), "decide")


@require_POST
def decline(request: HttpRequest, pk: int) -> HttpResponse:
    """The owner refuses it."""
    return _change(request, pk, decline_access, gettext("The request was declined."), "decide")


@require_POST
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """The applicant takes it back."""
    return _change(request, pk, withdraw_access, gettext("The request was withdrawn."), "withdraw")


@require_POST
def revoke(request: HttpRequest, pk: int) -> HttpResponse:
    """The owner ends it."""
    return _change(request, pk, revoke_access, gettext("The grant was revoked."), "revoke")
