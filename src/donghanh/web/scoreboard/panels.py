"""What the scoreboard shows on others' pages."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from donghanh.measures import written
from donghanh.web.catalogue.querysets import packs
from donghanh.web.programme.models import Agreement, ProgressReport, Task
from donghanh.web.scoreboard.editions import latest_runs
from donghanh.web.scoreboard.moved import Movement, Verdict, movement
from donghanh.web.scoreboard.querysets import current, indicator_codes, indicator_of, latest, months_of
from donghanh.web.scoreboard.shown import cell_row, points


def agreement_measures(request: HttpRequest, agreement: Agreement) -> tuple[str, dict[str, Any]] | None:
    """The latest values of the indicators its tasks name, and its province's newest index scores."""
    place = agreement.province.place_code
    codes = indicator_codes(agreement)
    cells = [(code, latest(code, place)) for code in codes]
    rows = [{"name": indicator_of(code).name, "cell": cell_row(cell)} for code, cell in cells if cell]
    standings = []
    for run in latest_runs(place):
        total, reached = run.pinned.scores.total(place), run.pinned.scores.band(place)
        standings.append(
            {
                "name": run.pinned.edition.name,
                "text": points(total.published, run.pinned.edition),
                "id": f"index/{run.pk}/{place}/{total.part.code}",
                "band": reached.name if reached else None,
                "run": run.pk,
            }
        )
    if not codes and not standings:
        return None
    return "scoreboard/panel.html", {"cells": rows, "standings": standings}


def score_count(agreement: Agreement) -> int:
    """How many indices have a newest score of the agreement's province."""
    return len(latest_runs(agreement.province.place_code))


_BETTER, _WORSE, _STILL, _MOVED = _("better"), _("worse"), _("not moved"), _("moved")
_UNKNOWN = _("cannot tell")
SAID: dict[Verdict, tuple[str, Promise, Promise]] = {
    Verdict.BETTER: ("green", _BETTER, _("Better than in any period seen before the task began.")),
    Verdict.WORSE: ("red", _WORSE, _("Worse than in any period seen before the task began.")),
    Verdict.ORDINARY: ("grey", _STILL, _("The figure lies within what was seen before the task began.")),
    Verdict.NO_DATA: ("grey", _UNKNOWN, _("Nothing is measured for this place yet.")),
    Verdict.NO_START: ("grey", _UNKNOWN, _("The task has no day on which it starts.")),
    Verdict.TOO_FEW: ("grey", _UNKNOWN, _("Too few periods before the task began to know what is ordinary.")),
    Verdict.NOT_DELIVERED: ("grey", _UNKNOWN, _("The product is not verified yet.")),
    Verdict.NOT_SINCE: ("grey", _UNKNOWN, _("No full period has passed since the product was verified.")),
    Verdict.NO_DIRECTION: ("blue", _MOVED, _("Neither direction of this indicator is declared the better one.")),
}
"""The tone, the short and the long words of each verdict."""


def task_movement(request: HttpRequest, task: Task) -> tuple[str, dict[str, Any]] | None:
    """Whether the indicator moved that the task is meant to move; nothing where it names none."""
    indicator = packs().indicators.get(task.indicator_code)
    if indicator is None:
        return None
    snapshot = current(indicator)
    own, province = task.lead.place_code, task.commitment.agreement.province.place_code
    measured = months_of(indicator, snapshot, own) if snapshot is not None and own else []
    if not measured and snapshot is not None:
        measured = months_of(indicator, snapshot, province)
    reports = task.reports.order_by("written_at")
    first, verified = reports.first(), reports.filter(state=ProgressReport.State.ACCEPTED).last()
    started = task.starts_on or (timezone.localdate(first.written_at) if first else None)
    delivered = timezone.localdate(verified.judged_at) if verified and verified.judged_at else None
    found = movement(measured, started=started, delivered=delivered)
    tone, label, words = SAID[found.verdict]
    rows = [
        (label, cell_row(cell))
        for label, cell in (
            (_("before the task began"), found.before),
            (_("when the product was verified"), found.at_delivery),
            (_("now"), found.now),
        )
        if cell is not None
    ]
    context = {
        "indicator": indicator,
        "rows": rows,
        "tone": tone,
        "label": label,
        "words": words,
        "ordinary": _ordinary(found),
    }
    return "scoreboard/moved.html", context


def _ordinary(found: Movement) -> tuple[str, str] | None:
    """The least and the greatest value seen before, as people write them."""
    if found.low is None or found.high is None or found.now is None:
        return None
    measure, language = found.now.indicator.measure, get_language() or "vi"
    return written(found.low, measure, language), written(found.high, measure, language)
