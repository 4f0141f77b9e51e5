"""What the engine finds of a dataset's quality, kept for the day and the version it was found for."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from django.utils import timezone

from donghanh.lake.definition import Dataset
from donghanh.lake.quality.anomalies import anomalies
from donghanh.lake.quality.findings import Finding
from donghanh.lake.quality.mending import ToMend, to_mend
from donghanh.lake.quality.scores import Scores, scores
from donghanh.text import fold
from donghanh.web.catalogue.querysets import lake, last_loads, loads_of, packs


def scores_of(dataset: Dataset) -> Scores | None:
    """The scores as of today; None where nothing was loaded."""
    records = loads_of(dataset)
    return _scores(dataset.code, records[0].snapshot, timezone.localdate()) if records else None


def findings_of(dataset: Dataset) -> tuple[Finding, ...]:
    """What should be looked at again in the newest version."""
    records = loads_of(dataset)
    return _findings(dataset.code, records[0].snapshot, timezone.localdate()) if records else ()


def open_in(codes: set[str]) -> list[ToMend]:
    """What is open in these datasets, by unit."""
    newest = last_loads()
    day = timezone.localdate()
    now = {code: (newest[code].snapshot if code in newest else 0, day) for code in codes}
    missing = [packs().datasets[code] for code in sorted(codes) if _mending.get(code, (None,))[0] != now[code]]
    told = to_mend(lake(), missing, packs().places, day=day) if missing else ()
    _mending.update({one.code: (now[one.code], [row for row in told if row.dataset == one.code]) for one in missing})
    found = [one for code in codes for one in _mending[code][1]]
    return sorted(found, key=lambda one: (fold(one.unit_name), one.dataset, one.kind, one.period or ""))


_mending: dict[str, tuple[tuple[int, date], list[ToMend]]] = {}
"""Dataset → the version and day, and what is open; those missing are asked for together, which costs a fraction."""


@lru_cache(maxsize=256)
def _scores(code: str, snapshot: int, day: date) -> Scores:
    return scores(lake(), packs().datasets[code], packs().places, day=day)


@lru_cache(maxsize=256)
def _findings(code: str, snapshot: int, day: date) -> tuple[Finding, ...]:
    return anomalies(lake(), packs().datasets[code], packs().places, at=snapshot, day=day)
