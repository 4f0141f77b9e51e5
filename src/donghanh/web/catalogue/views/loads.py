"""Bringing a file in two steps: send it, see what it would do, then load it; and the rows a load set aside."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import IO, Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods, require_safe

from donghanh.errors import InputError, LoadError
from donghanh.lake.definition import Dataset
from donghanh.lake.lineage import REASONS, LoadRecord, export_faults, faults
from donghanh.lake.loading.rehearsal import rehearse, titles
from donghanh.periods import parse_period
from donghanh.web.catalogue.actions.load_file import load_file
from donghanh.web.catalogue.drafts import Draft, draft_of, drop_draft, keep_draft, save_draft
from donghanh.web.catalogue.forms import LoadForm, MappingForm
from donghanh.web.catalogue.permissions import may_load_file, require_loading, require_reading
from donghanh.web.catalogue.querysets import dataset_of, lake, loads_of, packs, quarantine_reasons
from donghanh.web.catalogue.wording import shown_fault
from donghanh.web.ui.environment import said

SHOWN = 200


@require_http_methods(["GET", "POST"])
def load(request: HttpRequest, code: str) -> HttpResponse:
    """The form; sent, the file is kept and looked through before anything is stored."""
    dataset = dataset_of(code)
    require_loading(request.user, dataset)
    form = LoadForm(request.POST or None, request.FILES or None, dataset=dataset)
    if request.method == "POST" and form.is_valid():
        told = {name: value for name, value in form.cleaned_data.items() if name != "file"}
        draft = keep_draft(form.cleaned_data["file"], by=request.user, dataset=code, **told)
        return redirect("catalogue:load-check", code, draft.key)
    headers = [column.title for column in dataset.columns if not column.retired]
    shown = {"dataset": dataset, "form": form, "headers": headers}
    return render(request, "catalogue/load.html", shown, status=400 if form.is_bound else 200)


@require_http_methods(["GET", "POST"])
def load_check(request: HttpRequest, code: str, key: UUID) -> HttpResponse:
    """What the file would do; here titles are assigned, and the file loaded or given up."""
    dataset = dataset_of(code)
    require_loading(request.user, dataset)
    draft = draft_of(key, by=request.user, dataset=code)
    dataset = dataset.corrected if draft.is_correction else dataset
    wanted = request.POST.get("do", "")
    if wanted == "drop":
        drop_draft(draft)
        return redirect("catalogue:load", code)
    if wanted == "load":
        try:
            return _loaded(request, dataset, draft)
        except (LoadError, InputError) as error:
            return _checked(request, dataset, draft, refused=error.say(get_language() or "vi"))
    return _checked(request, dataset, draft, assigned=wanted == "map")


def _checked(
    request: HttpRequest, dataset: Dataset, draft: Draft, *, assigned: bool = False, refused: str = ""
) -> HttpResponse:
    language = get_language() or "vi"
    context: dict[str, Any] = {"dataset": dataset, "draft": draft, "form": None, "rehearsal": None, "refused": refused}
    try:
        header = titles(lake(), dataset, draft.path, file_name=draft.file_name, sheet=draft.sheet or None)
        answers = {header.titles[place]: name for name, place in header.positions.items()} | draft.mapping
        data = request.POST if assigned else None
        form = MappingForm(data, dataset=dataset, titles=header.titles, chosen=answers)
        context["form"] = form
        if assigned and form.is_valid():
            draft = replace(draft, mapping=form.mapping)
            save_draft(draft)
            return redirect("catalogue:load-check", dataset.code, draft.key)
        if not refused and not form.errors:
            context["rehearsal"] = rehearse(lake(), dataset, draft.path, packs().places, **_told(draft))
    except (LoadError, InputError) as error:
        context["refused"] = error.say(language)
    rehearsed = context["rehearsal"]
    context["faults"] = [shown_fault(dataset, one) for one in rehearsed.faults] if rehearsed else []
    context["period"] = parse_period(rehearsed.period).name(language) if rehearsed and rehearsed.period else ""
    context["titles"] = {column.name: said(column.label) or column.name for column in dataset.columns}
    status = 400 if context["refused"] or (assigned and context["form"].errors) else 200
    return render(request, "catalogue/load_check.html", context, status=status)


def _told(draft: Draft) -> dict[str, Any]:
    return {
        "file_name": draft.file_name,
        "period": draft.period or None,
        "sheet": draft.sheet or None,
        "mapping": draft.mapping or None,
    }


def _loaded(request: HttpRequest, dataset: Dataset, draft: Draft) -> HttpResponse:
    as_of = date.fromisoformat(draft.as_of) if draft.as_of else None
    once = request.POST.get("once", "")
    done = load_file(dataset, draft.path, by=request.user, as_of=as_of, once=once, **_told(draft))
    drop_draft(draft)
    reasons = {title for in_language in REASONS.values() for title in in_language}
    ignored = [title for title in done.ignored_titles if title not in reasons]
    return render(request, "catalogue/loaded.html", {"dataset": dataset, "ignored": ignored, "load": done.record})


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
    dataset = dataset_of(code)
    require_reading(request.user, dataset)
    chosen = _chosen(dataset, request.GET.get("load", ""))
    found = faults(lake(), dataset, chosen.id, limit=SHOWN) if chosen else []
    reasons = quarantine_reasons(dataset, chosen) if chosen else ()
    shown = {
        "dataset": dataset,
        "load": chosen,
        "faults": [shown_fault(dataset, one) for one in found],
        "reasons": reasons,
        "cut": len(found) == SHOWN,
        "may_load": may_load_file.test(request.user, dataset),
    }
    return render(request, "catalogue/quarantine.html", shown)


@require_safe
def quarantine_csv(request: HttpRequest, code: str) -> HttpResponse:
    """The same rows as a file, with their own fields, ready to be corrected and loaded again."""
    dataset = dataset_of(code)
    require_reading(request.user, dataset)
    chosen = _chosen(dataset, request.GET.get("load", ""))
    if chosen is None:
        raise Http404(code)
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{dataset.code}-{chosen.id}-quarantine.csv"'
    response.write("\ufeff")  # without the mark Excel reads UTF-8 as the machine's own code page
    out: IO[str] = response  # type: ignore[assignment]
    export_faults(faults(lake(), dataset, chosen.id), out, (get_language() or "vi")[:2])
    return response
