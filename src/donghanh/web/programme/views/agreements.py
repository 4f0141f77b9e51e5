"""Agreements and their commitments."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from donghanh.errors import InputError
from donghanh.web.audit.log import events_about
from donghanh.web.programme.actions.agreements.change_agreement_state import change_agreement_state
from donghanh.web.programme.actions.tasks.create_task import create_task
from donghanh.web.programme.chain import chain
from donghanh.web.programme.forms.tasks import TaskForm
from donghanh.web.programme.indicators import indicator_name
from donghanh.web.programme.models import Agreement, Commitment, Evidence, Party, Task
from donghanh.web.programme.permissions.agreements import may_read_documents, require_sight
from donghanh.web.programme.permissions.tasks import may_plan_tasks, require_planning
from donghanh.web.programme.querysets.agreements import running_first, with_counts, with_progress
from donghanh.web.programme.querysets.sight import visible_agreements
from donghanh.web.programme.querysets.tasks import listed
from donghanh.web.ui.panels import panels


@require_GET
def agreement_list(request: HttpRequest) -> HttpResponse:
    """The agreements this person sees, with their counts."""
    agreements = with_counts(visible_agreements(request.user), on=timezone.localdate())
    agreements = agreements.select_related("province").prefetch_related("parties__organisation")
    page = Paginator(running_first(agreements), 50).get_page(request.GET.get("trang"))
    return render(request, "programme/agreement_list.html", {"page": page})


@require_GET
def agreement(request: HttpRequest, code: str) -> HttpResponse:
    """Facts, chain, commitments, people and history of one agreement."""
    today = timezone.localdate()
    agreements = with_counts(Agreement.objects.all(), on=today).select_related("province", "document")
    shown = get_object_or_404(agreements.defer("document__text", "document__draft"), code=code)
    require_sight(request.user, shown)
    parties = list(shown.parties.select_related("organisation"))
    papers = Evidence.objects.filter(report__task__commitment__agreement=shown).select_related("report__task")
    tasks = listed(Task.objects.filter(commitment__agreement=shown)).exclude(indicator_code="")
    context = {
        "agreement": shown,
        "chain": chain(shown, on=today),
        "partners": [one.organisation for one in parties if one.side == Party.Side.PARTNER],
        "departments": [one.organisation for one in parties if one.side == Party.Side.PROVINCE],
        "commitments": with_progress(shown.commitments.select_related("promisor"), on=today).order_by("number"),
        "bodies": shown.bodies.all(),
        "participants": shown.participants.all(),
        "papers": papers.order_by("-issued_on", "-pk")[:50],
        "moving": [(one, indicator_name(one.indicator_code)) for one in tasks],
        "events": events_about(shown)[:30],
        "panels": panels("agreement", request, shown),
        "today": today,
        "states": [one for one in Agreement.State if one != shown.state],
        "may_change_state": may_read_documents.test(request.user),
    }
    return render(request, "programme/agreement.html", context)


@require_POST
def change_state(request: HttpRequest, code: str) -> HttpResponse:
    """The agreement comes into force, is closed, or is opened again."""
    shown = get_object_or_404(Agreement, code=code)
    state, reason = request.POST.get("state", ""), request.POST.get("reason", "")
    change_agreement_state(shown, by=request.user, state=state, reason=reason, once=request.POST.get("once", ""))
    messages.success(request, gettext("The state was changed."))
    return redirect(shown)


@require_http_methods(["GET", "POST"])
def commitment(request: HttpRequest, pk: int) -> HttpResponse:
    """One promise: its words, its tasks, and, for the standing office, the form that hands out a task."""
    today = timezone.localdate()
    commitments = with_progress(Commitment.objects.select_related("agreement__province", "promisor"), on=today)
    shown = get_object_or_404(commitments, pk=pk)
    require_sight(request.user, shown.agreement)
    if request.method == "POST":
        require_planning(request.user)
    can_plan = may_plan_tasks.test(request.user) and shown.agreement.state != Agreement.State.CLOSED
    form = TaskForm(shown, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            task = create_task(shown, by=request.user, once=request.POST.get("once", ""), **form.cleaned_data)
        except InputError as error:
            form.add_error(None, error.say(get_language() or "vi"))
        else:
            messages.success(request, gettext("The task was handed out."))
            return redirect(task)
    context = {"commitment": shown, "agreement": shown.agreement, "form": form if can_plan else None, "today": today}
    return render(request, "programme/commitment.html", context | {"tasks": listed(shown.tasks.all())})
