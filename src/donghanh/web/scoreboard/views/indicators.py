"""The list of indicators, the page of one, and its table as a file."""

from __future__ import annotations

import csv
from typing import IO, Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from donghanh.indicators.compute import Cell
from donghanh.indicators.containment import Boundaries
from donghanh.indicators.definition import Indicator
from donghanh.indicators.wording import in_words, made_by
from donghanh.periods import Period
from donghanh.text import fold, sort_key
from donghanh.web.catalogue.querysets import packs
from donghanh.web.scoreboard.permissions import may_set_target
from donghanh.web.scoreboard.querysets import (
    communes_of,
    current,
    home_place,
    indicator_of,
    indicators_known,
    months_of,
    newest_figures,
    outlines_of,
    place_name,
    provinces_measured,
    targets_of,
)
from donghanh.web.scoreboard.shown import cell_row, country_map, map_of, target_row

ORDERS = {"ten", "gia-tri", "tu-so", "mau-so"}


@require_safe
def indicator_list(request: HttpRequest) -> HttpResponse:
    """Every indicator with the newest full month of the province."""
    known = indicators_known()
    place = request.GET.get("tinh", "") or home_place(request.user)
    found = newest_figures(known, place) if place else {}
    words = fold(request.GET.get("q", "")).split()
    rows = [
        {
            "indicator": one,
            "dataset": packs().datasets[one.dataset].name,
            "latest": cell_row(found[one.code]) if one.code in found else None,
        }
        for one in known
        if all(word in fold(f"{one.code} {one.name['vi']} {one.rule['vi']}") for word in words)
    ]
    shown = {"rows": rows, "words": request.GET.get("q", ""), "place": place_name(place) if place else ""}
    return render(request, "scoreboard/indicator_list.html", shown)


def _province(request: HttpRequest, indicator: Indicator, snapshot: int) -> str:
    """The province asked for, else the person's own, else the first with data."""
    known = provinces_measured(indicator, snapshot)
    own = request.user.organisation.place_code if request.user.organisation else ""
    asked = request.GET.get("tinh", "")
    if asked and asked not in known:
        raise Http404(asked)
    return asked or (own if own in known else next(iter(known), ""))


BOUNDARIES: dict[str, tuple[Boundaries, Any]] = {
    "tung-ky": ("own", gettext_lazy("as they were in each period")),
    "moi": ("new", gettext_lazy("of today")),
    "cu": ("old", gettext_lazy("before 01/07/2025")),
}


@require_safe
def indicator(request: HttpRequest, code: str) -> HttpResponse:
    """Its rule in words, its targets, its periods as a chart with a table, its communes as a map and a table."""
    found = indicator_of(code)
    context: dict[str, Any] = {
        "indicator": found,
        "dataset": packs().datasets[found.dataset],
        "months": [],
        "formula": in_words(found),
    }
    asked = request.GET.get("ranh-gioi", "tung-ky")
    if asked not in BOUNDARIES:
        raise Http404(asked)
    boundaries = BOUNDARIES[asked][0]
    snapshot = current(found, boundaries=boundaries)
    if snapshot is not None:
        province = _province(request, found, snapshot)
        months = months_of(found, snapshot, province, boundaries)
        context |= {"asked": asked, "boundaries": [(key, label) for key, (_one, label) in BOUNDARIES.items()]}
        if months:
            context |= _tables(request, found, snapshot, province, months)
    return render(request, "scoreboard/indicator.html", context)


def _tables(request: HttpRequest, found: Indicator, snapshot: int, province: str, months: list[Cell]) -> dict[str, Any]:
    chosen = _chosen(request, months)
    order = request.GET.get("xep", "ten")
    if order.removeprefix("-") not in ORDERS:
        raise Http404(order)
    communes = _ordered(communes_of(found, snapshot, province, _period(chosen), chosen.boundaries), order)
    columns = [("ten", _("Commune"), False), ("gia-tri", _("Value"), True)]
    columns += [("tu-so", _("Numerator"), True)] if found.numerator else []
    columns += [("mau-so", _("Denominator"), True)] if found.denominator else []
    return {
        "months": [cell_row(cell) for cell in reversed(months)],
        "chart": [(_label(cell), float(cell.value) if cell.value is not None else None) for cell in months],
        "latest": cell_row(months[-1]),
        "chosen": cell_row(chosen),
        "made_by": made_by(chosen),
        "period": str(chosen.period),
        "places": [cell_row(cell) for cell in communes],
        "province": province,
        "province_name": place_name(province, chosen.period),
        "map": map_of(found, outlines_of(province, _period(chosen)), communes),
        "country": country_map(found, snapshot, chosen),
        "targets": [target_row(found, snapshot, one) for one in targets_of(found.code, province)],
        "may_set_target": may_set_target.test(request.user, packs().datasets[found.dataset]),
        "order": order,
        "columns": columns,
    }


def _period(cell: Cell) -> Period:
    assert cell.period is not None, "a cell of one month has its period"
    return cell.period


def _label(cell: Cell) -> str:
    period = _period(cell)
    return f"{period.number:02d}/{period.year}" if period.grain == "month" else period.name(get_language() or "vi")


def _chosen(request: HttpRequest, months: list[Cell]) -> Cell:
    asked = request.GET.get("ky", "")
    if not asked:
        return months[-1]
    found = next((cell for cell in months if str(cell.period) == asked), None)
    if found is None:
        raise Http404(asked)
    return found


def _ordered(communes: list[Cell], order: str) -> list[Cell]:
    """By name in Vietnamese order, or by a number; communes without the number come last either way."""
    rows = sorted(communes, key=lambda cell: sort_key(cell_row(cell)["place_name"].partition(" ")[2]))
    key = order.removeprefix("-")
    if key == "ten":
        return rows[::-1] if order.startswith("-") else rows
    number = {"gia-tri": lambda c: c.value, "tu-so": lambda c: c.numerator, "mau-so": lambda c: c.denominator}[key]
    known = [cell for cell in rows if number(cell) is not None]
    known.sort(key=number, reverse=order.startswith("-"))
    return known + [cell for cell in rows if number(cell) is None]


@require_safe
def by_place_csv(request: HttpRequest, code: str) -> HttpResponse:
    """The communes of one month with the ids under which each value can be traced."""
    found = indicator_of(code)
    snapshot = current(found)
    months = months_of(found, snapshot, _province(request, found, snapshot)) if snapshot is not None else []
    if not months or snapshot is None:
        raise Http404(code)
    chosen = _chosen(request, months)
    communes = communes_of(found, snapshot, _province(request, found, snapshot), _period(chosen))
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{code}-{chosen.period}.csv"'
    response.write("\ufeff")  # without the mark Excel reads UTF-8 as the machine's own code page
    out: IO[str] = response  # type: ignore[assignment]
    writer = csv.writer(out, lineterminator="\n")
    head = ["place", "name", "period", "numerator", "denominator", "value", "measure", "as_of", "version", "figure"]
    writer.writerow(head)
    for cell in _ordered(communes, "ten"):
        row = cell_row(cell)
        parts = [cell.numerator, cell.denominator, row["rounded"], found.measure, cell.as_of, cell.snapshot, cell.id]
        writer.writerow([cell.place, row["place_name"], cell.period, *parts])
    return response
