"""Who read a dataset, when, how much and for what: for its owner."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from donghanh.text import nfc
from donghanh.web.catalogue.access_forms import ReadingFilter
from donghanh.web.catalogue.models import Reading
from donghanh.web.catalogue.permissions import require_readings
from donghanh.web.catalogue.querysets import dataset_of
from donghanh.web.catalogue.spreadsheets import as_csv
from donghanh.web.catalogue.wording import title_of

EXPORTED = 100_000


@require_GET
def readings(request: HttpRequest, code: str) -> HttpResponse:
    """The readings of a dataset by other organisations, newest first."""
    dataset = dataset_of(code)
    require_readings(request.user, dataset)
    form = ReadingFilter(request.GET)
    form.is_valid()  # a filter value nobody offers narrows nothing
    found = _narrowed(Reading.objects.filter(dataset_code=code), form.cleaned_data)
    page = Paginator(found, 50).get_page(request.GET.get("trang"))
    others = request.GET.copy()
    others.pop("trang", None)
    rows = [{"reading": one, "columns": [title_of(dataset, name) for name in one.columns]} for one in page.object_list]
    context = {"dataset": dataset, "form": form, "page": page, "rows": rows, "others": others.urlencode()}
    return render(request, "catalogue/readings.html", context)


@require_GET
def readings_csv(request: HttpRequest, code: str) -> HttpResponse:
    """The same as a file, under the same filter."""
    require_readings(request.user, dataset_of(code))
    form = ReadingFilter(request.GET)
    form.is_valid()
    found = _narrowed(Reading.objects.filter(dataset_code=code), form.cleaned_data)[:EXPORTED]
    titles = [_("When"), _("Person"), _("Organisation"), _("How"), _("Rows"), _("Columns"), _("Version"), _("Purpose")]
    return as_csv(f"{code}-readings.csv", titles, (_told(one) for one in found.iterator()))


def _told(one: Reading) -> list[Any]:
    when = f"{timezone.localtime(one.at):%d/%m/%Y %H:%M:%S}"
    what = [one.get_how_display(), one.rows, " ".join(one.columns), one.version or "", one.purpose]
    return [when, one.person, one.organisation_name, *what]


def _narrowed(found: QuerySet[Reading], wanted: dict[str, Any]) -> QuerySet[Reading]:
    # Names are copies, stored in NFC; there is no folded column, so marks count here.
    if organisation := nfc(wanted.get("organisation") or ""):
        found = found.filter(organisation_name__icontains=organisation)
    if wanted.get("how"):
        found = found.filter(how=wanted["how"])
    if wanted.get("since"):
        found = found.filter(at__date__gte=wanted["since"])
    if wanted.get("until"):
        found = found.filter(at__date__lte=wanted["until"])
    return found
