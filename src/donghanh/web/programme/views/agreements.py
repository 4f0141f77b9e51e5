"""One agreement: its page and its steps."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_POST

from donghanh.errors import InputError
from donghanh.web.audit.log import events_about
from donghanh.web.programme.actions.agreements.change_agreement_state import change_agreement_state
from donghanh.web.programme.chain import chain
from donghanh.web.programme.forms.agreements import StepForm
from donghanh.web.programme.indicators import indicator_name
from donghanh.web.programme.models import Agreement, Commitment, Content, Evidence, Party, Task
from donghanh.web.programme.permissions.agreements import may_read_documents, require_documents, require_sight
from donghanh.web.programme.permissions.partners import may_see_partner
from donghanh.web.programme.portfolio import light_of
from donghanh.web.programme.quality import checked, share_complete
from donghanh.web.programme.querysets.agreements import with_progress
from donghanh.web.programme.querysets.portfolio import with_portfolio
from donghanh.web.programme.querysets.tasks import listed
from donghanh.web.ui.panels import panels

EVIDENCE_SHOWN = 8


@require_GET
def agreement(request: HttpRequest, code: str) -> HttpResponse:
    """Facts, chain, commitments by content, papers, people and history of one agreement."""
    shown = _found(request, code)
    return render(request, "programme/agreements/page.html", _context(request, shown))


@require_POST
def change_state(request: HttpRequest, code: str) -> HttpResponse:
    """The agreement takes one step: it is negotiated, signed, in force, being closed, closed."""
    shown = _found(request, code)
    require_documents(request.user)
    form = StepForm(shown, request.POST)
    state, reason = request.POST.get("state", ""), request.POST.get("reason", "")
    day = form.cleaned_data.get("signed_on") if form.is_valid() or "signed_on" not in form.errors else None
    once = request.POST.get("once", "")
    if "signed_on" not in form.errors:
        try:
            change_agreement_state(shown, by=request.user, state=state, reason=reason, signed_on=day, once=once)
        except InputError as error:
            form.add_error(None, error.say(request.LANGUAGE_CODE))
        else:
            messages.success(request, gettext("The state was changed."))
            return redirect(shown)
    return render(request, "programme/agreements/page.html", _context(request, shown) | {"step_form": form}, status=400)


def _found(request: HttpRequest, code: str) -> Agreement:
    agreements = with_portfolio(Agreement.objects.all(), on=timezone.localdate())
    chosen = agreements.select_related("province", "document", "predecessor").defer("document__text", "document__draft")
    shown = get_object_or_404(chosen, code=code)
    require_sight(request.user, shown)
    return shown


def _context(request: HttpRequest, shown: Agreement) -> dict[str, Any]:
    today = timezone.localdate()
    parties = list(shown.parties.select_related("organisation"))
    partners = [one.organisation for one in parties if one.side == Party.Side.PARTNER]
    evidence = Evidence.objects.filter(report__task__commitment__agreement=shown).select_related("report__task")
    tasks = listed(Task.objects.filter(commitment__agreement=shown)).exclude(indicator_code="")
    may_manage = may_read_documents.test(request.user)
    return {
        "agreement": shown,
        "light": light_of(shown),
        "chain": chain(shown, on=today),
        "partners": partners,
        "partner_pages": [one for one in partners if may_see_partner.test(request.user, one)],
        "departments": [one.organisation for one in parties if one.side == Party.Side.PROVINCE],
        "groups": _by_content(shown),
        "complete": share_complete(checked(shown)) if shown.is_unsigned else None,
        "papers": shown.papers.all(),
        "successors": shown.successors.all(),
        "participants": shown.participants.all(),
        "evidence": evidence.order_by("-issued_on", "-pk")[:EVIDENCE_SHOWN],
        "moving": [(one, indicator_name(one.indicator_code)) for one in tasks[:50]],
        "events": events_about(shown)[:30],
        "panels": panels("agreement", request, shown),
        "today": today,
        "step_form": StepForm(shown) if may_manage else None,
        "may_manage": may_manage,
    }


def _by_content(shown: Agreement) -> list[tuple[Content | None, list[Commitment]]]:
    """The contents in the paper's order, each with its commitments; those that stand under none come first."""
    commitments = shown.commitments.select_related("promisor", "province_owner", "partner_owner", "withdrawn_by")
    rows = list(with_progress(commitments, on=timezone.localdate()).order_by("number"))
    groups: list[tuple[Content | None, list[Commitment]]] = [(None, [one for one in rows if one.content_id is None])]
    groups += [(one, [row for row in rows if row.content_id == one.pk]) for one in shown.contents.all()]
    return [group for group in groups if group[0] or group[1]]
