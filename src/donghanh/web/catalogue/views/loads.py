"""Bringing a file, and the rows a load set aside."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import IO

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods, require_safe

from donghanh.errors import LoadError
from donghanh.lake.definition import Dataset
from donghanh.lake.lineage import LoadRecord, export_faults, faults
from donghanh.web.catalogue.actions.load_file import load_file
from donghanh.web.catalogue.forms import LoadForm
from donghanh.web.catalogue.permissions import require_loading
from donghanh.web.catalogue.querysets import lake, loads_of, quarantine_reasons
from donghanh.web.catalogue.views.datasets import readable
from donghanh.web.ui.environment import said

SHOWN = 200


@require_http_methods(["GET", "POST"])
def load(request: HttpRequest, code: str) -> HttpResponse:
    """The form; sent, it shows what was accepted and what was set aside."""
    dataset = readable(request, code)
    require_loading(request.user, dataset)
    form = LoadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            return _loaded(request, dataset, form)
        except LoadError as error:
            form.add_error("file", error.say(get_language() or "vi"))
    headers = [column.title for column in dataset.columns]
    shown = {"dataset": dataset, "form": form, "headers": headers}
    return render(request, "catalogue/load.html", shown, status=400 if form.is_bound else 200)


def _loaded(request: HttpRequest, dataset: Dataset, form: LoadForm) -> HttpResponse:
    sent = form.cleaned_data["file"]
    with tempfile.NamedTemporaryFile(suffix=".csv") as copy:
        for chunk in sent.chunks():
            copy.write(chunk)
        copy.flush()
        name = Path(sent.name).name
        done = load_file(dataset, Path(copy.name), by=request.user, file_name=name, once=request.POST.get("once", ""))
    return render(request, "catalogue/loaded.html", {"dataset": dataset, "loaded": done, "load": done.record})


def _chosen(dataset: Dataset, load_id: str) -> LoadRecord | None:
    """The load asked for, or the newest; None where there is no load at all."""
    loads = loads_of(dataset)
    if not load_id:
        return loads[0] if loads else None
    found = next((one for one in loads if one.id == load_id), None)
    if found is None:
        raise Http404(load_id)
    return found


@require_safe
def quarantine(request: HttpRequest, code: str) -> HttpResponse:
    """The rows one load set aside, each with its reason."""
    dataset = readable(request, code)
    chosen = _chosen(dataset, request.GET.get("load", ""))
    found = faults(lake(), dataset, chosen.id, limit=SHOWN) if chosen else []
    reasons = quarantine_reasons(dataset, chosen) if chosen else ()
    shown = {
        "dataset": dataset,
        "load": chosen,
        "faults": found,
        "titles": {column.name: said(column.label) or column.name for column in dataset.columns},
        "reasons": reasons,
        "cut": len(found) == SHOWN,
    }
    return render(request, "catalogue/quarantine.html", shown)


@require_safe
def quarantine_csv(request: HttpRequest, code: str) -> HttpResponse:
    """The same rows as a file, with their own fields, ready to be corrected."""
    dataset = readable(request, code)
    chosen = _chosen(dataset, request.GET.get("load", ""))
    if chosen is None:
        raise Http404(code)
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{dataset.code}-{chosen.id}-quarantine.csv"'
    response.write("\ufeff")  # without the mark Excel reads UTF-8 as the machine's own code page
    out: IO[str] = response  # type: ignore[assignment]
    export_faults(faults(lake(), dataset, chosen.id), out, (get_language() or "vi")[:2])
    return response
