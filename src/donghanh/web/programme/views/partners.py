"""The page of a partner: both sides of the same items."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from donghanh.web.organisations.models import Organisation
from donghanh.web.programme.forms.lists import PromiseFilter
from donghanh.web.programme.models import Commitment, Task
from donghanh.web.programme.permissions.partners import require_partner_sight
from donghanh.web.programme.querysets.agreements import with_progress
from donghanh.web.programme.querysets.partners import Account, accounts, agreements_of, differing, disputed, promises
from donghanh.web.programme.querysets.requests import listed_requests, running_requests
from donghanh.web.programme.querysets.tasks import listed, overdue

SHOWN = 12
"""Rows of each part."""


@require_GET
def partner(request: HttpRequest, code: str) -> HttpResponse:
    """What the partner reports next to what the province verified, requests both ways, what is late."""
    shown = get_object_or_404(Organisation, code=code, kind=Organisation.Kind.PARTNER)
    require_partner_sight(request.user, shown)
    today = timezone.localdate()
    agreements = list(agreements_of(shown).only("code", "title", "state", "start_year", "end_year"))
    counted = accounts(shown, on=today)
    rows = [(one, counted.get(one.pk, Account(0, 0, 0, 0))) for one in agreements]
    form = PromiseFilter(agreements, request.GET)
    form.is_valid()
    claims = disputed(shown)
    running = listed_requests(running_requests(shown.requests_made.all() | shown.requests_received.all()))
    requests = list(running.order_by("due_on", "pk")[: 2 * SHOWN])
    late = listed(overdue(Task.objects.filter(lead=shown), on=today)).order_by("due_on", "pk")
    others = request.GET.copy()
    others.pop("trang", None)
    page, items = _items(request, shown, form)
    context = {
        "partner": shown,
        "rows": rows,
        "total": _sum([account for _agreement, account in rows]),
        "form": form,
        "page": page,
        "items": items,
        "others": others.urlencode(),
        "claims": claims[:SHOWN],
        "claim_count": claims.order_by().count(),
        "made": [one for one in requests if one.asked_by_id == shown.pk],
        "received": [one for one in requests if one.asked_by_id != shown.pk],
        "late": late[:SHOWN],
        "today": today,
    }
    return render(request, "programme/units/partner.html", context)


def _items(request: HttpRequest, shown: Organisation, form: PromiseFilter) -> tuple[object, list[Commitment]]:
    wanted = form.cleaned_data
    agreements = agreements_of(shown)
    if wanted.get("agreement"):
        agreements = agreements.filter(code=wanted["agreement"])
    found = promises(agreements, shown, wanted.get("side") or "")
    if wanted.get("differs"):
        found = differing(found)
    page = Paginator(found.order_by("agreement", "number"), 20).get_page(request.GET.get("trang"))
    # The counts are made for the rows of the page alone.
    keys = [one.pk for one in page.object_list]
    counted = with_progress(Commitment.objects.filter(pk__in=keys), on=timezone.localdate())
    items = list(counted.select_related("agreement", "promisor").order_by("agreement", "number"))
    return page, items


def _sum(all_accounts: list[Account]) -> Account:
    return Account(
        sum(one.total for one in all_accounts),
        sum(one.reported for one in all_accounts),
        sum(one.verified for one in all_accounts),
        sum(one.overdue for one in all_accounts),
    )
