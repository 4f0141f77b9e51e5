"""The list of datasets and the page of one."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from donghanh.lake.columns import Column
from donghanh.lake.definition import Dataset
from donghanh.web.catalogue.permissions import may_load_file, may_read_dataset, require_reading
from donghanh.web.catalogue.querysets import (
    dataset_of,
    datasets_matching,
    last_loads,
    loads_of,
    names_of,
    preview,
    row_counts,
)
from donghanh.web.ui.environment import said

LEVELS = {
    "internal": (gettext_lazy("internal"), "grey"),
    "shared": (gettext_lazy("shared with partners"), "blue"),
    "open": (gettext_lazy("open"), "green"),
}
TYPES = {
    "text": gettext_lazy("text"),
    "integer": gettext_lazy("whole number"),
    "decimal": gettext_lazy("number"),
    "date": gettext_lazy("date"),
    "boolean": gettext_lazy("yes or no"),
}
CONSEQUENCES = {
    "reject": (gettext_lazy("the whole file is refused"), "red"),
    "quarantine": (gettext_lazy("the row is set aside"), "amber"),
    "warn": (gettext_lazy("only a warning"), "grey"),
}


@require_safe
def dataset_list(request: HttpRequest) -> HttpResponse:
    """Every dataset the person may read, found by words without diacritics."""
    words = request.GET.get("q", "").strip()
    found = [one for one in datasets_matching(words) if may_read_dataset.test(request.user, one)]
    last, counts = last_loads(), row_counts(found)
    rows = [_row(one, last.get(one.code), counts.get(one.code, 0)) for one in found]
    return render(request, "catalogue/dataset_list.html", {"rows": rows, "words": words})


def _row(dataset: Dataset, last: Any, rows: int) -> dict[str, Any]:
    level, tone = LEVELS[dataset.sharing.level]
    return {
        "dataset": dataset,
        "sharing": level,
        "tone": tone,
        "rows": rows,
        "loaded_at": last.loaded_at if last else None,
        "quarantined": last.rows_quarantined if last else 0,
    }


def readable(request: HttpRequest, code: str) -> Dataset:
    """The dataset, if the person may read it."""
    dataset = dataset_of(code)
    require_reading(request.user, dataset)
    return dataset


@require_safe
def dataset(request: HttpRequest, code: str) -> HttpResponse:
    """What the dataset is, what was loaded, and its first rows without personal columns."""
    found = readable(request, code)
    loads = loads_of(found)
    names = names_of({load.loaded_by for load in loads})
    shown = {
        "dataset": found,
        "sharing": LEVELS[found.sharing.level][0],
        "summary": loads[0] if loads else None,
        "rows": row_counts([found]).get(found.code, 0),
        "loads": [{"load": load, "by": names.get(load.loaded_by, load.loaded_by)} for load in loads[:50]],
        "columns": [_column(found, column) for column in found.columns],
        "checks": [{"check": one, "consequence": CONSEQUENCES[one.otherwise]} for one in found.checks],
        "preview": preview(found, limit=20) if loads else None,
        "may_load": may_load_file.test(request.user, found),
    }
    return render(request, "catalogue/dataset.html", shown)


def _column(dataset: Dataset, column: Column) -> dict[str, Any]:
    rules = [_("part of the key")] if column.name in dataset.keys else []
    rules += [_("required")] if column.required else []
    rules += [_("personal: hidden")] if column.name in dataset.sharing.personal else []
    rules += [_("a place code")] if dataset.place and dataset.place.column == column.name else []
    rules += [_("form: %(pattern)s") % {"pattern": column.pattern}] if column.pattern else []
    if column.values:
        rules.append(_("one of: %(values)s") % {"values": ", ".join(said(words) for words in column.values.values())})
    return {"title": said(column.label) or column.name, "name": column.name, "type": TYPES[column.type], "rules": rules}
