"""What the baseline of a pilot holds, told before its terms are locked: later nothing can be mended."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from donghanh.errors import InputError
from donghanh.evaluation.cautions import (
    FEWEST_BEFORE,
    FEWEST_BEFORE_ALONE,
    FEWEST_PLACES,
    FEWEST_TREATED,
    MISSING_SHARE,
)
from donghanh.evaluation.synthetic import DONORS_FOR_AN_INTERVAL
from donghanh.web.catalogue.querysets import packs
from donghanh.web.pilots.effect_shown import indicator_words, paths_shown
from donghanh.web.pilots.measured import Inputs, inputs_of
from donghanh.web.pilots.models import Pilot


def baseline_shown(pilot: Pilot) -> list[dict[str, Any]]:
    """For each outcome: periods and values in the baseline, the paths of both groups, and what will not be enough."""
    rows = []
    for outcome in pilot.outcomes.all():
        words = indicator_words(outcome.indicator_code, packs().indicators.get(outcome.indicator_code))
        try:
            found = inputs_of(pilot, outcome, until=pilot.starts_on - timedelta(days=1))
        except InputError as error:
            rows.append(words | {"paths": None, "warnings": [error.say(get_language() or "vi")]})
            continue
        rows.append(
            words
            | {
                "paths": paths_shown(found) if found["values"] else None,
                "periods": len(found["periods"]),
                "known": len(found["values"]),
                "wanted": len(found["periods"]) * (len(found["treated"]) + len(found["comparisons"])),
                "warnings": shortcomings(found),
            }
        )
    return rows


def shortcomings(found: Inputs) -> list[str]:
    """Why the data will hardly be able to tell, by the limits the engine warns at afterwards."""
    treated, others, periods = len(found["treated"]), len(found["comparisons"]), len(found["periods"])
    said = []
    if treated == 1 and others < DONORS_FOR_AN_INTERVAL:
        words = {"count": others, "wanted": DONORS_FOR_AN_INTERVAL}
        said.append(_("One pilot place and %(count)s to compare with: an interval wants %(wanted)s.") % words)
    if treated > 1 and (treated < FEWEST_TREATED or treated + others < FEWEST_PLACES):
        words = {"treated": FEWEST_TREATED, "all": FEWEST_PLACES}
        said.append(_("Few places: at least %(treated)s pilot places of %(all)s in all are wanted.") % words)
    if periods < (wanted := FEWEST_BEFORE_ALONE if treated == 1 else FEWEST_BEFORE):
        words = {"count": periods, "wanted": wanted}
        said.append(_("The baseline has %(count)s periods with data; at least %(wanted)s are wanted.") % words)
    cells = periods * (treated + others)
    if cells and 1 - len(found["values"]) / cells > MISSING_SHARE:
        words = {"count": cells - len(found["values"]), "all": cells}
        said.append(_("%(count)s of %(all)s values of the baseline are missing.") % words)
    return said
