"""The versions of a dataset: the list, one beside the version before it, and taking a load back."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods, require_safe

from donghanh.errors import LoadError
from donghanh.indicators.preview import Change, changed_by_retiring
from donghanh.lake.definition import Dataset
from donghanh.lake.difference import difference
from donghanh.lake.lineage import LoadRecord
from donghanh.lake.retiring import retired_loads, trial
from donghanh.measures import written
from donghanh.web.catalogue.actions.retire_load import retire_load
from donghanh.web.catalogue.permissions import may_load_file, require_loading, require_reading
from donghanh.web.catalogue.querysets import dataset_of, lake, loads_of, names_of, packs, version_of
from donghanh.web.ui.environment import said

A_PAGE = 50
SHOWN_CHANGES = 30
SHOWN_FIGURES = 100


@require_safe
def version_list(request: HttpRequest, code: str) -> HttpResponse:
    """Every load, newest first: each is a version."""
    dataset = dataset_of(code)
    require_reading(request.user, dataset)
    records = loads_of(dataset)
    page = Paginator(records, A_PAGE).get_page(request.GET.get("trang"))
    names = names_of({load.loaded_by for load in page})
    gone = retired_loads(records)
    shown = {
        "dataset": dataset,
        "page": page,
        "rows": [
            {"load": load, "by": names.get(load.loaded_by, load.loaded_by), "is_retired": load.id in gone}
            for load in page
        ],
        "may_load": may_load_file.test(request.user, dataset),
    }
    return render(request, "catalogue/version_list.html", shown)


@require_safe
def version(request: HttpRequest, code: str, snapshot: int) -> HttpResponse:
    """What changed from the version before: rows added, removed, changed, with the first of each."""
    dataset = dataset_of(code)
    require_reading(request.user, dataset)
    record = version_of(dataset, str(snapshot))
    assert record is not None, "a version asked for by number is found or answered with 404"
    found = difference(lake(), dataset, new=snapshot, limit=SHOWN_CHANGES)
    shown = {
        "dataset": dataset,
        "load": record,
        "by": names_of({record.loaded_by}).get(record.loaded_by, record.loaded_by),
        "difference": found,
        "titles": {column.name: column.label or {"vi": column.name} for column in dataset.columns},
        "is_retired": record.id in retired_loads(loads_of(dataset)),
        "may_load": may_load_file.test(request.user, dataset),
    }
    return render(request, "catalogue/version.html", shown)


@require_http_methods(["GET", "POST"])
def retire(request: HttpRequest, code: str, load_id: str) -> HttpResponse:
    """Shows what taking the load back would change, rows and figures, before asking for the reason."""
    dataset = dataset_of(code)
    require_loading(request.user, dataset)
    load = _load(dataset, load_id)
    wrong = ""
    if request.method == "POST":
        try:
            why, once = request.POST.get("why", ""), request.POST.get("once", "")
            done = retire_load(dataset, load_id, by=request.user, why=why, once=once)
        except LoadError as error:
            wrong = error.say(get_language() or "vi")
        else:
            return redirect(reverse("catalogue:version", args=[dataset.code, done.snapshot]))
    shown = {"dataset": dataset, "load": load, "wrong": wrong} | _effect(dataset, load_id)
    return render(request, "catalogue/retire.html", shown, status=400 if wrong else 200)


def _load(dataset: Dataset, load_id: str) -> LoadRecord:
    found = next((one for one in loads_of(dataset) if one.id == load_id), None)
    if found is None:
        raise Http404(load_id)
    return found


def _effect(dataset: Dataset, load_id: str) -> dict[str, Any]:
    """Rows and figures that taking the load back would change, or why it cannot be taken back."""
    measured = [one for one in packs().indicators.values() if one.dataset == dataset.code]
    try:
        with trial(lake(), dataset, load_id) as (_, undoing):
            rows = undoing
        figures = changed_by_retiring(lake(), dataset, load_id, measured, packs().places)
    except LoadError as error:
        return {"undoing": None, "refused": error.say(get_language() or "vi"), "figures": [], "many_figures": 0}
    shown = [_figure(one) for one in figures[:SHOWN_FIGURES]]
    return {"undoing": rows, "refused": "", "figures": shown, "many_figures": len(figures)}


def _figure(change: Change) -> dict[str, str]:
    language = get_language() or "vi"
    place = packs().places.at(change.place, change.period.last_day)
    measure = change.indicator.measure
    return {
        "indicator": said(change.indicator.name),
        "place": place.full_name if place else change.place,
        "period": change.period.name(language),
        "before": written(change.before.value if change.before else None, measure, language),
        "after": written(change.after.value if change.after else None, measure, language),
    }
