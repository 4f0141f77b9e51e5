"""One commitment: what it says, what was changed in it, the work given out for it."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_GET, require_http_methods

from donghanh.errors import InputError
from donghanh.web.audit.log import events_about
from donghanh.web.organisations.models import Organisation
from donghanh.web.programme.actions.tasks.create_task import create_task
from donghanh.web.programme.areas import area_names
from donghanh.web.programme.forms.tasks import TaskForm
from donghanh.web.programme.indicators import indicator_name
from donghanh.web.programme.models import Agreement, AgreementPaper, Commitment, CommitmentVersion
from donghanh.web.programme.permissions.agreements import may_read_documents, require_sight
from donghanh.web.programme.permissions.tasks import may_plan_tasks, require_planning
from donghanh.web.programme.promises import Change, differences, facts_of, stored
from donghanh.web.programme.querysets.agreements import with_progress
from donghanh.web.programme.querysets.tasks import listed
from donghanh.web.ui.panels import panels

_RELATED = (
    "agreement__province",
    "promisor",
    "content",
    "province_owner",
    "partner_owner",
    "withdrawn_by",
    "added_by",
    "carried_from__agreement",
)


@require_http_methods(["GET", "POST"])
def commitment(request: HttpRequest, pk: int) -> HttpResponse:
    """One promise: its words, its tasks, and, for the standing office, the form that hands out a task."""
    shown = _found(request, pk)
    if request.method == "POST":
        require_planning(request.user)
    takes_tasks = shown.agreement.state != Agreement.State.CLOSED and shown.withdrawn_by_id is None
    may_hand_out = takes_tasks and may_plan_tasks.test(request.user)
    form = None
    # The form names every unit of the province, so it is drawn only for whoever asks for it.
    if request.method == "POST" or (may_hand_out and "giao" in request.GET):
        form = TaskForm(shown, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form is not None and form.is_valid():
        try:
            task = create_task(shown, by=request.user, once=request.POST.get("once", ""), **form.cleaned_data)
        except InputError as error:
            form.add_error(None, error.say(get_language() or "vi"))
        else:
            messages.success(request, gettext("The task was handed out."))
            return redirect(task)
    may_manage = may_read_documents.test(request.user)
    context = {
        "commitment": shown,
        "agreement": shown.agreement,
        "form": form if may_hand_out else None,
        "may_hand_out": may_hand_out,
        "today": timezone.localdate(),
        "page": Paginator(listed(shown.tasks.order_by("due_on", "pk")), 50).get_page(request.GET.get("trang")),
        "areas": area_names(shown.areas),
        "indicator": indicator_name(shown.indicator_code) if shown.indicator_code else "",
        "carried_to": shown.carried_to.select_related("agreement"),
        "version_count": shown.versions.count(),
        "changing": _changing_papers(shown) if may_manage else [],
        "may_manage": may_manage,
        "panels": panels("commitment", request, shown),
    }
    return render(request, "programme/commitments/page.html", context)


@require_GET
def history(request: HttpRequest, pk: int) -> HttpResponse:
    """Every wording it had, what changed from one to the next, by which paper and when."""
    shown = _found(request, pk)
    context = {
        "commitment": shown,
        "agreement": shown.agreement,
        "changes": _changes(shown),
        "events": events_about(shown)[:50],
    }
    return render(request, "programme/commitments/history.html", context)


def _found(request: HttpRequest, pk: int) -> Commitment:
    commitments = with_progress(Commitment.objects.select_related(*_RELATED), on=timezone.localdate())
    shown = get_object_or_404(commitments, pk=pk)
    require_sight(request.user, shown.agreement)
    return shown


def _changing_papers(shown: Commitment) -> list[AgreementPaper]:
    """The papers by which the standing office may change it now."""
    if shown.agreement.is_unsigned or shown.agreement.state == Agreement.State.CLOSED or shown.withdrawn_by_id:
        return []
    return list(shown.agreement.papers.filter(kind__in=AgreementPaper.CHANGING).order_by("-effective_on", "-pk"))


def _changes(shown: Commitment) -> list[tuple[CommitmentVersion, list[Change]]]:
    """Each replaced version with what its successor changed, newest first."""
    versions = list(shown.versions.select_related("replaced_by").order_by("number"))
    after = [*(one.facts for one in versions[1:]), *([stored(facts_of(shown))] if versions else [])]
    names = dict(Organisation.objects.values_list("code", "short_name"))
    pairs = [(one, differences(one.facts, later, names)) for one, later in zip(versions, after, strict=True)]
    return pairs[::-1]
