"""All agreements together: the list, its workbook, and where they overlap."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone, translation
from django.views.decorators.http import require_GET

from donghanh.text import fold
from donghanh.web.programme.areas import area_names
from donghanh.web.programme.forms.agreements import PortfolioFilter
from donghanh.web.programme.models import Agreement
from donghanh.web.programme.overlaps import overlaps
from donghanh.web.programme.permissions.agreements import may_read_documents
from donghanh.web.programme.portfolio import COLUMNS, RULES, light_of, table_rows
from donghanh.web.programme.querysets.agreements import running_first
from donghanh.web.programme.querysets.portfolio import running_in, with_partner, with_portfolio
from donghanh.web.programme.querysets.sight import visible_agreements
from donghanh.web.ui.sheets import as_xlsx, refuse_too_many

PAIRS_PER_PAGE = 20
"""A pair takes several lines of reasons."""


@require_GET
def agreement_list(request: HttpRequest) -> HttpResponse:
    """The agreements this person sees, with counts, light and money; narrowed by the filter."""
    form, agreements = _chosen(request)
    page = Paginator(agreements, 50).get_page(request.GET.get("trang"))
    others = request.GET.copy()
    others.pop("trang", None)
    context = {
        "form": form,
        "page": page,
        "rows": [(one, light_of(one)) for one in page.object_list],
        "others": others.urlencode(),
        "is_narrowed": any(request.GET.get(name) for name in form.fields),
        "rules": RULES,
        "today": timezone.localdate(),
        "may_receive": may_read_documents.test(request.user),
    }
    return render(request, "programme/agreements/list.html", context)


@require_GET
def workbook(request: HttpRequest) -> HttpResponse:
    """The same rows as a workbook."""
    _form, agreements = _chosen(request)
    refuse_too_many(agreements.count())
    today = timezone.localdate()
    with translation.override("vi"):
        return as_xlsx(
            f"thoa-thuan-{today:%Y-%m-%d}.xlsx", COLUMNS, table_rows(agreements), f"Tính đến {today:%d/%m/%Y}"
        )


def _chosen(request: HttpRequest) -> tuple[PortfolioFilter, QuerySet[Agreement]]:
    visible = visible_agreements(request.user)
    form = PortfolioFilter(visible, request.GET)
    form.is_valid()  # a wrong value is said at its field and narrows nothing
    wanted = form.cleaned_data
    agreements = with_portfolio(visible, on=timezone.localdate())
    for word in fold(wanted.get("q") or "").split():
        agreements = agreements.filter(search_text__contains=word)
    if wanted.get("partner"):
        agreements = with_partner(agreements, wanted["partner"])
    if wanted.get("kind"):
        agreements = agreements.filter(instrument=wanted["kind"])
    if wanted.get("state"):
        agreements = agreements.filter(state=wanted["state"])
    if wanted.get("year"):
        agreements = running_in(agreements, wanted["year"])
    return form, running_first(agreements.select_related("province").prefetch_related("parties__organisation"))


@require_GET
def overlapping(request: HttpRequest) -> HttpResponse:
    """Pairs of commitments of two agreements that look the same, with the reasons."""
    found = overlaps(visible_agreements(request.user))
    page = Paginator(found, PAIRS_PER_PAGE).get_page(request.GET.get("trang"))
    rows = [(pair, area_names(pair.areas)) for pair in page.object_list]
    return render(request, "programme/agreements/overlaps.html", {"page": page, "rows": rows})
