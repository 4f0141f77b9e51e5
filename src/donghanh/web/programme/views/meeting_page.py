"""One meeting as a page: what is to be done before it, and what came of it."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from donghanh.web.audit.log import events_about
from donghanh.web.programme.actions.governance.locked_meeting import OVER, TO_COME
from donghanh.web.programme.forms.meetings import AnswerForm, ConclusionForm, InviteForm, NoticeForm
from donghanh.web.programme.forms.tasks import EvidenceRow
from donghanh.web.programme.models import Meeting
from donghanh.web.programme.permissions.governance import may_run_meeting
from donghanh.web.programme.permissions.tasks import may_plan_tasks
from donghanh.web.programme.querysets.governance import earlier_conclusions, invited_to, with_outcome
from donghanh.web.ui.panels import panels

FOLLOWED = 50
"""Conclusions of earlier meetings shown; a body with more open ones has other worries than the page's length."""


def meeting_page(request: HttpRequest, shown: Meeting, status: int = 200, **forms: Any) -> HttpResponse:
    """The page, with a form that was sent and refused in place of the empty one."""
    runs = may_run_meeting.test(request.user, shown)
    invited = list(shown.attendances.select_related("organisation", "user"))
    own = {one.pk for one in invited_to(request.user).filter(meeting=shown)}
    conclusions = with_outcome(shown.conclusions.select_related("lead", "item")).prefetch_related("tasks__lead")
    earlier = with_outcome(earlier_conclusions(shown, request.user).select_related("lead", "meeting")).prefetch_related(
        "tasks__lead"
    )
    is_called = shown.state == Meeting.State.CALLED
    may_change = runs and shown.state in TO_COME
    may_add = runs and shown.state in (*TO_COME, Meeting.State.HELD)
    may_conclude = runs and shown.state == Meeting.State.HELD
    context = {
        "meeting": shown,
        "agenda": shown.agenda.select_related("task", "request"),
        "papers": shown.papers.all(),
        "invited": invited,
        "mine": [one for one in invited if one.pk in own] if is_called else [],
        "conclusions": conclusions.order_by("number"),
        "earlier": earlier.order_by("due_on", "meeting__starts_at", "number")[:FOLLOWED],
        "is_over": shown.state in OVER,
        "runs": runs,
        "may_change": may_change,
        "may_add": may_add,
        "may_conclude": may_conclude,
        "may_minute": may_add and timezone.now() >= shown.starts_at,
        "may_hand_out": may_plan_tasks.test(request.user) and shown.state in OVER,
        "answer_form": forms.get("answer_form") or AnswerForm(),
        "answering": forms.get("answering"),
        "invite_form": (forms.get("invite_form") or InviteForm(shown)) if may_add else None,
        "paper_form": (forms.get("paper_form") or EvidenceRow()) if may_add else None,
        "conclusion_form": (forms.get("conclusion_form") or ConclusionForm(shown)) if may_conclude else None,
        "notice_form": (forms.get("notice_form") or NoticeForm(auto_id="id_notice_%s")) if may_conclude else None,
        "wrong": forms.get("wrong", {}),
        "events": events_about(shown)[:50],
        "panels": panels("meeting", request, shown),
        "today": timezone.localdate(),
    }
    return render(request, "programme/governance/meeting.html", context, status=status)
