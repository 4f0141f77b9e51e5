"""When each chosen task is worked on and counts, as bars of a picture that needs no script."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from donghanh.indices.planning.tasks import Candidates

YEAR = 100
"""Width of a year in the picture's own measure."""


def gantt(chosen: Sequence[Mapping[str, Any]], years: Sequence[int], candidates: Candidates) -> dict[str, Any]:
    """A row for each task: the bar of its work, and the bar of the time in which it counts."""
    width = YEAR * len(years)
    rows = []
    for one in chosen:
        task = candidates.by_code[one["code"]]
        start = YEAR * (one["year"] - years[0])
        worked = YEAR * (task.lead_months / 12 if task.lead_months else 1)
        counts = min(width, start + worked)
        rows.append(
            {
                "code": one["code"],
                "name": one["name"],
                "start": start,
                "work": round(counts - start, 1),
                "effect": round(counts, 1),
                "rest": round(width - counts, 1),
                "words": _("starts in %(year)s, counts from the assessment of %(counts)s")
                % {"year": one["year"], "counts": one["counts"]},
            }
        )
    return {"width": width, "years": [{"year": year, "at": YEAR * at} for at, year in enumerate(years)], "rows": rows}
