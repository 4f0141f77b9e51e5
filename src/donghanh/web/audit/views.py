"""The log as a page: who did what, and whether the chain holds."""

from __future__ import annotations

import rules
from django import forms
from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from donghanh.errors import RefusedError
from donghanh.text import nfc
from donghanh.web.audit.log import broken_links
from donghanh.web.audit.models import Event

SEE_LOG = "audit.see_log"
"""The permission; the app that knows roles says who holds it."""


class LogFilter(forms.Form):
    """Which entries are shown."""

    person = forms.CharField(label=_("Person"), required=False, max_length=150)
    subject = forms.CharField(label=_("Subject"), required=False, max_length=150)


@require_GET
def log(request: HttpRequest) -> HttpResponse:
    """The entries, newest first, with the state of the chain."""
    if not rules.has_perm(SEE_LOG, request.user):
        raise RefusedError(
            "forbidden.log",
            vi="Chỉ cán bộ cơ quan thường trực và lãnh đạo được xem nhật ký.",
            en="Only the standing office and leaders read the log.",
        )
    form = LogFilter(request.GET)
    form.is_valid()
    page = Paginator(_narrowed(Event.objects.all(), form.cleaned_data), 50).get_page(request.GET.get("trang"))
    others = request.GET.copy()
    others.pop("trang", None)
    context = {"form": form, "page": page, "others": others.urlencode(), "checked": "kiem-tra" in request.GET}
    if context["checked"]:
        context["broken"] = [event.number for event in broken_links()]
    return render(request, "audit/log.html", context)


def _narrowed(events: QuerySet[Event], wanted: dict[str, str]) -> QuerySet[Event]:
    # Names and subjects are copies, stored in NFC; the log has no folded column, so marks count here.
    if person := nfc(wanted.get("person", "")):
        events = events.filter(Q(actor_name__icontains=person) | Q(actor=person))
    if subject := nfc(wanted.get("subject", "")):
        events = events.filter(subject_label__icontains=subject)
    return events
