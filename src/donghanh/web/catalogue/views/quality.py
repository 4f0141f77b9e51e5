"""How good the data is: the scores of a dataset, what should be looked at again, and who has to mend what."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from donghanh.lake.quality.profile import profile
from donghanh.lake.quality.scores import PARTS
from donghanh.periods import parse_period
from donghanh.text import fold
from donghanh.web.catalogue.permissions import may_load_file, may_read_dataset, require_reading
from donghanh.web.catalogue.qualities import findings_of, open_in, scores_of
from donghanh.web.catalogue.querysets import dataset_of, lake, office_names, packs, version_of
from donghanh.web.catalogue.spreadsheets import as_csv
from donghanh.web.ui.environment import said

A_PAGE = 50
SHOWN_PERIODS = 24
PART_NAMES = {
    "completeness": gettext_lazy("completeness"),
    "validity": gettext_lazy("validity"),
    "timeliness": gettext_lazy("timeliness"),
    "plausibility": gettext_lazy("plausibility"),
}
FINDINGS = {
    "copied": (gettext_lazy("repeats the period before"), "red"),
    "duplicate": (gettext_lazy("same as another unit"), "red"),
    "rounded": (gettext_lazy("round numbers"), "grey"),
    "jump": (gettext_lazy("out of line"), "amber"),
    "missing": (gettext_lazy("did not report"), "amber"),
}
KINDS = {
    "fault": (gettext_lazy("set aside"), "red"),
    "warning": (gettext_lazy("warning"), "grey"),
    "late": (gettext_lazy("late"), "amber"),
    "anomaly": (gettext_lazy("to confirm"), "blue"),
}


@require_safe
def quality(request: HttpRequest, code: str) -> HttpResponse:
    """The scores over time and by unit, the findings, and the profile of the newest version."""
    dataset = dataset_of(code)
    require_reading(request.user, dataset)
    found = scores_of(dataset)
    newest = version_of(dataset)
    told = profile(lake(), dataset, newest.snapshot) if newest else None
    page = Paginator(findings_of(dataset), A_PAGE).get_page(request.GET.get("trang"))
    periods = found.periods[-SHOWN_PERIODS:] if found else ()
    shown: dict[str, Any] = {
        "dataset": dataset,
        "scores": found,
        "parts": [(name, PART_NAMES[name]) for name in PARTS],
        "chart": [(_named(one.period), one.points) for one in periods],
        "page": page,
        "named": _named,
        "finding_kinds": FINDINGS,
        "offices": office_names(),
        "profile": told,
        "titles": {column.name: column.label or {"vi": column.name} for column in dataset.columns},
        "may_load": may_load_file.test(request.user, dataset),
    }
    return render(request, "catalogue/quality.html", shown)


def _named(period: str | None) -> str:
    return parse_period(period).name(get_language() or "vi") if period else "–"


def _wanted(request: HttpRequest) -> tuple[list[Any], str]:
    """What is open in the datasets the person sees, narrowed by words without diacritics."""
    words = request.GET.get("q", "").strip()
    seen = {code for code, one in packs().datasets.items() if may_read_dataset.test(request.user, one)}
    found = open_in(seen)
    names = {code: one.name["vi"] for code, one in packs().datasets.items()}

    def text(one: Any) -> str:
        return fold(" ".join((one.unit, one.unit_name, one.dataset, names[one.dataset], one.vi)))

    return [one for one in found if all(word in text(one) for word in fold(words).split())], words


@require_safe
def mending(request: HttpRequest) -> HttpResponse:
    """Who has to mend what, over all datasets."""
    found, words = _wanted(request)
    counts = {kind: sum(one.kind == kind for one in found) for kind in KINDS}
    shown = {
        "page": Paginator(found, A_PAGE).get_page(request.GET.get("trang")),
        "words": words,
        "counts": [(label, tone, counts[kind]) for kind, (label, tone) in KINDS.items()],
        "kinds": KINDS,
        "offices": office_names(),
        "names": {code: one.name for code, one in packs().datasets.items()},
    }
    return render(request, "catalogue/mending.html", shown)


@require_safe
def mending_csv(request: HttpRequest) -> HttpResponse:
    """The same list as a file."""
    found, _words = _wanted(request)
    offices = office_names()
    vietnamese = (get_language() or "vi").startswith("vi")
    titles = [
        _("Unit code"),
        _("Unit"),
        _("Dataset"),
        _("Kind"),
        _("Period"),
        _("Rows"),
        _("Load"),
        _("File"),
        _("What"),
    ]
    rows = [
        (
            *(one.unit, offices.get(one.unit, one.unit_name), said(packs().datasets[one.dataset].name)),
            *(KINDS[one.kind][0], _named(one.period), one.rows, one.load or "", one.file_name),
            *(one.vi if vietnamese else one.en, said(one.steward)),
        )
        for one in found
    ]
    return as_csv("can-sua.csv", [*titles, _("Who looks after it")], rows)
