"""The list of datasets and the page of one."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from donghanh.lake.columns import Column
from donghanh.lake.definition import Dataset
from donghanh.lake.lineage import LoadRecord
from donghanh.lake.quality.mending import due_on, period_of_load
from donghanh.lake.sharing.exports import FORMATS
from donghanh.periods import period_of
from donghanh.web.catalogue.access import log_read, require_view, views_for
from donghanh.web.catalogue.models import Reading
from donghanh.web.catalogue.panels import access_panel
from donghanh.web.catalogue.permissions import may_load_file, may_read_dataset
from donghanh.web.catalogue.querysets import (
    dataset_of,
    datasets_matching,
    last_loads,
    loads_of,
    names_of,
    preview,
    row_counts,
    version_of,
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
    "money": gettext_lazy("money in đồng"),
    "date": gettext_lazy("date"),
    "timestamp": gettext_lazy("date and time"),
    "boolean": gettext_lazy("yes or no"),
    "place": gettext_lazy("place code"),
    "organisation": gettext_lazy("organisation code"),
    "geometry": gettext_lazy("geometry"),
}
CONSEQUENCES = {
    "reject": (gettext_lazy("the whole file is refused"), "red"),
    "quarantine": (gettext_lazy("the row is set aside"), "amber"),
    "warn": (gettext_lazy("only a warning"), "grey"),
}
SHOWN_LOADS = 10
SHOWN_ROWS = 20


@require_safe
def dataset_list(request: HttpRequest) -> HttpResponse:
    """Every dataset of which the person sees anything, found by words without diacritics."""
    words = request.GET.get("q", "").strip()
    seen = views_for(request.user)
    found = [one for one in datasets_matching(words) if one.code in seen]
    last, counts = last_loads(), row_counts(found)
    rows = [_row(one, last.get(one.code), counts.get(one.code, 0)) for one in found]
    return render(request, "catalogue/dataset_list.html", {"rows": rows, "words": words})


def _row(dataset: Dataset, last: LoadRecord | None, rows: int) -> dict[str, Any]:
    level, tone = LEVELS[dataset.sharing.level]
    return {
        "dataset": dataset,
        "sharing": level,
        "tone": tone,
        "rows": rows,
        "loaded_at": last.loaded_at if last else None,
        "quarantined": last.rows_quarantined if last else 0,
        "freshness": freshness(dataset, last),
    }


def freshness(dataset: Dataset, last: LoadRecord | None) -> tuple[str, str] | None:
    """Whether the newest data came in time, in words and a tone; None where nothing is expected."""
    if dataset.freshness is None or last is None:
        return None
    following = period_of(period_of_load(dataset, last).last_day + timedelta(days=1), dataset.freshness.grain)
    due = due_on(dataset, following)
    if due >= timezone.localdate():
        return _("in time"), "green"
    return _("late since %(day)s") % {"day": f"{due:%d/%m/%Y}"}, "red"


@require_safe
def dataset(request: HttpRequest, code: str) -> HttpResponse:
    """What the dataset is, what was loaded, and the first rows of a version as the person may see them."""
    found = dataset_of(code)
    view = require_view(request.user, found)
    loads = loads_of(found)
    names = names_of({load.loaded_by for load in loads[:SHOWN_LOADS]})
    version = version_of(found, request.GET.get("phien-ban", ""))
    rows = preview(found, version, view, limit=SHOWN_ROWS) if version else None
    if rows:
        log_read(
            request.user,
            found,
            how=Reading.How.PREVIEW,
            rows=len(rows.rows),
            columns=view.names,
            version=version.snapshot,
        )
    shown = {
        "dataset": found,
        "sharing": LEVELS[found.sharing.level][0],
        "summary": loads[0] if loads else None,
        "rows": row_counts([found]).get(found.code, 0),
        "loads": [{"load": load, "by": names.get(load.loaded_by, load.loaded_by)} for load in loads[:SHOWN_LOADS]],
        "many_loads": len(loads),
        "columns": [_column(found, column) for column in found.columns],
        "checks": [{"check": one, "consequence": CONSEQUENCES[one.otherwise]} for one in found.checks],
        "preview": rows,
        "version": version,
        "formats": tuple(FORMATS),
        "freshness": freshness(found, loads[0] if loads else None),
        "may_load": may_load_file.test(request.user, found),
        "by_level": may_read_dataset.test(request.user, found),
        "access": access_panel(request.user, found, view),
    }
    return render(request, "catalogue/dataset.html", shown)


def _column(dataset: Dataset, column: Column) -> dict[str, Any]:
    rules = [_("part of the key")] if column.name in dataset.keys else []
    rules += [_("required")] if column.required else []
    rules += [_("personal: hidden")] if column.name in dataset.sharing.personal else []
    rules += [_("a place code")] if dataset.place and dataset.place.column == column.name else []
    rules += [_("form: %(pattern)s") % {"pattern": column.pattern}] if column.pattern else []
    rules += [_("at least %(value)s") % {"value": column.minimum}] if column.minimum is not None else []
    rules += [_("at most %(value)s") % {"value": column.maximum}] if column.maximum is not None else []
    if column.references:
        rules.append(_("found in %(dataset)s") % {"dataset": column.references.dataset})
    if column.retired:
        rules.append(_("no longer collected"))
    if column.values:
        rules.append(_("one of: %(values)s") % {"values": ", ".join(said(words) for words in column.values.values())})
    return {"title": said(column.label) or column.name, "name": column.name, "type": TYPES[column.type], "rules": rules}
