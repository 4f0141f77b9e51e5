"""All editions by index, and two editions of one index side by side."""

from __future__ import annotations

import csv
from typing import IO

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from donghanh.indices.definition import Edition
from donghanh.web.scoreboard.edition_lists import compared, grouped, newest_first
from donghanh.web.scoreboard.editions import edition_of, editions_known
from donghanh.web.scoreboard.permissions import may_keep_editions
from donghanh.web.scoreboard.shown import points


@require_safe
def edition_list(request: HttpRequest) -> HttpResponse:
    """Every edition the packs declare, by index, with its newest run."""
    words = request.GET.get("q", "").strip()[:100]
    shown = {"groups": grouped(words), "words": words, "may_keep": may_keep_editions.test(request.user)}
    return render(request, "scoreboard/edition_list.html", shown)


@require_safe
def compare(request: HttpRequest) -> HttpResponse:
    """The items of two editions: same, changed, new, gone."""
    before, after, others = _pair(request)
    rows = compared(before, after) if before and after else []
    counts = {kind: sum(row["kind"] == kind for row in rows) for kind in ("same", "changed", "new", "gone")}
    only = request.GET.get("chi", "") == "khac"
    shown = {
        "code": others[0].code,
        "name": others[0].name,
        "editions": others,
        "before": before,
        "after": after,
        "rows": [row for row in rows if row["kind"] != "same"] if only else rows,
        "counts": counts,
        "only": only,
        "totals": [points(one.headline.max) for one in (before, after) if one],
    }
    return render(request, "scoreboard/editions/compare.html", shown)


@require_safe
def compare_csv(request: HttpRequest) -> HttpResponse:
    """The same rows as a file."""
    before, after, _others = _pair(request)
    if before is None or after is None:
        raise Http404
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    name = f"{after.code}-{before.edition}-{after.edition}.csv"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response.write("\ufeff")  # without the mark Excel reads UTF-8 as the machine's own code page
    out: IO[str] = response  # type: ignore[assignment]
    writer = csv.writer(out, lineterminator="\n")
    sides = [f"{key}_{one.edition}" for one in (before, after) for key in ("code", "max", "rule")]
    writer.writerow(["kind", "name", *sides])
    for row in compared(before, after):
        cells = [(row[side] or {}).get(key, "") for side in ("before", "after") for key in ("code", "max", "rule")]
        writer.writerow([row["kind"], row["name"], *cells])
    return response


def _pair(request: HttpRequest) -> tuple[Edition | None, Edition | None, list[Edition]]:
    """The two editions asked for, else the newest two; and all of that index, newest first."""
    code = request.GET.get("bo", "")
    others = newest_first([one for one in editions_known() if one.code == code])
    if not others:
        raise Http404(code)
    first, second = request.GET.get("truoc", ""), request.GET.get("sau", "")
    if first and second:
        return edition_of(code, first), edition_of(code, second), others
    return (others[1], others[0], others) if len(others) > 1 else (None, others[0], others)
