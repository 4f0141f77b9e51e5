"""What becomes of a conclusion: a new task, one that exists, or nothing further."""

from __future__ import annotations

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_http_methods, require_POST

from donghanh.errors import InputError
from donghanh.web.organisations.models import User
from donghanh.web.programme.actions.governance.follow_conclusion import link_task, settle_without_task, turn_into_task
from donghanh.web.programme.forms.tasks import TaskForm
from donghanh.web.programme.models import Commitment, Conclusion, Task
from donghanh.web.programme.permissions.governance import require_running
from donghanh.web.programme.permissions.tasks import may_plan_tasks, require_planning
from donghanh.web.programme.querysets.governance import agreements_steered
from donghanh.web.programme.querysets.sight import visible_agreements
from donghanh.web.programme.querysets.tasks import listed
from donghanh.web.programme.views.attempts import attempt
from donghanh.web.programme.views.meeting_page import meeting_page
from donghanh.web.programme.views.minutes import seen_conclusion


def _commitments(one: Conclusion, user: User) -> QuerySet[Commitment]:
    agreements = agreements_steered(one.meeting.body) & visible_agreements(user)
    if one.meeting.agreement_id:
        agreements = agreements.filter(pk=one.meeting.agreement_id)
    standing = Commitment.objects.filter(agreement__in=agreements, withdrawn_by=None)
    return standing.select_related("agreement").order_by("agreement", "number")


@require_http_methods(["GET", "POST"])
def follow(request: HttpRequest, pk: int) -> HttpResponse:
    """First the commitment it belongs to, then a new task or one that exists."""
    one = seen_conclusion(request, pk)
    require_running(request.user, one.meeting)
    commitments = _commitments(one, request.user)
    wanted = request.POST.get("commitment") or request.GET.get("commitment") or ""
    chosen = commitments.filter(pk=wanted).first() if wanted.isdecimal() else None
    form = None
    if chosen and may_plan_tasks.test(request.user):
        form = TaskForm(chosen, request.POST if request.method == "POST" else None)
        form.initial |= {"title": one.text[:300], "lead": one.lead_id or chosen.promisor_id, "due_on": one.due_on}
    if request.method == "POST":
        require_planning(request.user)
        if form and form.is_valid():
            given = {**form.cleaned_data, "once": request.POST.get("once", "")}
            if attempt(form, lambda: turn_into_task(one, chosen, by=request.user, **given)):
                messages.success(request, gettext("The task was handed out."))
                return redirect(one.meeting.get_absolute_url() + "#ket-luan")
    context = {
        "conclusion": one,
        "meeting": one.meeting,
        "commitments": commitments,
        "chosen": chosen,
        "form": form,
        "tasks": listed(chosen.tasks.exclude(pk__in=one.tasks.values("pk"))) if chosen else [],
    }
    status = 400 if request.method == "POST" else 200
    return render(request, "programme/governance/conclusion_task.html", context, status=status)


@require_POST
def link(request: HttpRequest, pk: int) -> HttpResponse:
    """Tied to a task that exists."""
    one = seen_conclusion(request, pk)
    require_running(request.user, one.meeting)
    wanted = request.POST.get("task", "")
    tasks = Task.objects.filter(commitment__in=_commitments(one, request.user)).select_related("commitment__agreement")
    task = get_object_or_404(tasks, pk=int(wanted) if wanted.isdecimal() else 0)
    link_task(one, task, by=request.user, once=request.POST.get("once", ""))
    messages.success(request, gettext("The conclusion was tied to task %(code)s.") % {"code": task.code})
    return redirect(one.meeting.get_absolute_url() + "#ket-luan")


@require_POST
def settle(request: HttpRequest, pk: int) -> HttpResponse:
    """Nothing further is to be done for it."""
    one = seen_conclusion(request, pk)
    try:
        settle_without_task(
            one, by=request.user, reason=request.POST.get("reason", ""), once=request.POST.get("once", "")
        )
    except InputError as error:
        said = {"settle": error.say(get_language() or "vi"), "conclusion": one.pk}
        return meeting_page(request, one.meeting, 400, wrong=said)
    messages.success(request, gettext("The conclusion was settled."))
    return redirect(one.meeting.get_absolute_url() + "#ket-luan")
