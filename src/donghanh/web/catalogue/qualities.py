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
    found = [one for code in codes for one in _to_mend(code, newest[code].snapshot if code in newest else 0, day)]
    return sorted(found, key=lambda one: (fold(one.unit_name), one.dataset, one.kind, one.period or ""))


@lru_cache(maxsize=256)
def _scores(code: str, snapshot: int, day: date) -> Scores:
    return scores(lake(), packs().datasets[code], packs().places, day=day)


@lru_cache(maxsize=256)
def _findings(code: str, snapshot: int, day: date) -> tuple[Finding, ...]:
    return anomalies(lake(), packs().datasets[code], packs().places, at=snapshot, day=day)


@lru_cache(maxsize=256)
def _to_mend(code: str, snapshot: int, day: date) -> tuple[ToMend, ...]:
    return to_mend(lake(), [packs().datasets[code]], packs().places, day=day)
