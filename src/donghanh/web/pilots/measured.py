"""The values of an outcome at the places of a pilot, as the lake holds them, in a form that can be kept and read again.

Every place counts the same, whatever its denominator: what a table of the places shows can be reckoned by hand, and
the decision is about places. A period begun before the pilot and ended after its start counts as one of the pilot.
"""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from donghanh.errors import InputError
from donghanh.evaluation.panel import Observation, Panel, panel
from donghanh.indicators.compute import cells, compute
from donghanh.indicators.containment import MERGER, Boundaries
from donghanh.indicators.definition import Indicator
from donghanh.periods import parse_period, period_of
from donghanh.web.catalogue.querysets import lake, packs
from donghanh.web.pilots.models import Outcome, Pilot, PilotPlace
from donghanh.web.scoreboard.querysets import COMMUNE, current

Inputs = dict[str, Any]


def inputs_of(pilot: Pilot, outcome: Outcome, *, until: date, snapshot: int | None = None) -> Inputs:
    """Places, periods and values of an outcome from the baseline to the end or ``until``, whichever is earlier.

    ``snapshot`` is the data version (the newest without it). Only periods that were over on the as-of day of the data
    count. ``{"indicator", "measure", "snapshot", "boundaries", "start", "treated", "comparisons", "periods", "values",
    "direction", "smallest"}``; values are ``[place, period, value]``.

    Raises:
        InputError: no pack declares the indicator any more, or its dataset holds no data.
    """
    indicator = packs().indicators.get(outcome.indicator_code)
    baseline = pilot.baseline_from or pilot.starts_on
    boundaries: Boundaries = "new" if baseline < MERGER else "own"
    version = _computed(indicator, boundaries, snapshot) if indicator else None
    if indicator is None or version is None:
        raise InputError(
            "pilot.no-data",
            vi=f"Chỉ tiêu “{outcome.indicator_code}” chưa có số liệu trong kho. Hãy nạp tập dữ liệu của chỉ tiêu.",
            en=f"The indicator “{outcome.indicator_code}” has no data in the lake. Load its dataset.",
        )
    grain = indicator.period.grain
    places = {one.place_code: one for one in pilot.places.all()}
    last = min(until, period_of(pilot.ends_on, grain).last_day)
    found = [
        (cell.place, cell.period, cell.value)
        for cell in cells(lake(), indicator, version, level=COMMUNE, grain=grain, boundaries=boundaries)
        if cell.place in places
        and cell.period
        and baseline <= cell.period.first_day
        and cell.period.last_day <= min(last, cell.as_of or last)
    ]
    found.sort(key=lambda one: (one[1], one[0]))
    values = [[place, str(period), float(value)] for place, period, value in found if value is not None]

    def group(wanted: str) -> dict[str, str]:
        return {code: one.name for code, one in sorted(places.items()) if one.group == wanted}

    return {
        "indicator": indicator.code,
        "measure": indicator.measure,
        "snapshot": version,
        "boundaries": boundaries,
        "start": str(period_of(pilot.starts_on, grain)),
        "treated": group(PilotPlace.Group.TREATED),
        "comparisons": group(PilotPlace.Group.COMPARISON),
        "periods": [str(one) for one in sorted({period for _, period, _ in found})],
        "values": values,
        "direction": outcome.direction,
        "smallest": float(outcome.smallest),
    }


def _computed(indicator: Indicator, boundaries: Boundaries, snapshot: int | None) -> int | None:
    if snapshot is None:
        return current(indicator, boundaries=boundaries)
    dataset = packs().datasets[indicator.dataset]
    return compute(lake(), dataset, [indicator], packs().places, at=snapshot, boundaries=boundaries)


def as_text(told: dict[str, Any]) -> str:
    """JSON text, the same for the same content."""
    return json.dumps(told, ensure_ascii=False, sort_keys=True)


def panel_of(inputs: Inputs) -> Panel:
    """The panel the engine reads.

    Raises:
        InputError: it cannot be assessed (a group without values, nothing before or after the start).
    """
    if not inputs["values"]:
        raise InputError(
            "pilot.no-values",
            vi="Chưa có giá trị nào của các địa bàn này trong kỳ thí điểm và kỳ gốc. Hãy nạp số liệu hoặc chờ đủ kỳ.",
            en="There is no value of these places in the baseline and the pilot yet. Load data, or wait for a period.",
        )
    start = parse_period(inputs["start"])
    rows = [Observation(place, parse_period(period), value) for place, period, value in inputs["values"]]
    return panel(rows, treated=dict.fromkeys(inputs["treated"], start), comparisons=inputs["comparisons"])


def cell_id(inputs: Inputs, place: str, period: str) -> str:
    """The figure id of one value."""
    written = period if inputs["boundaries"] == "own" else f"{period}~{inputs['boundaries']}"
    return f"indicator/{inputs['indicator']}/{place}/{written}@{inputs['snapshot']}"


def means(inputs: Inputs, group: str) -> dict[str, float]:
    """Period → plain mean over the places of a group (``treated``, ``comparisons``) that have a value there."""
    gathered: dict[str, list[float]] = {}
    for place, period, value in inputs["values"]:
        if place in inputs[group]:
            gathered.setdefault(period, []).append(value)
    return {period: sum(found) / len(found) for period, found in gathered.items()}
