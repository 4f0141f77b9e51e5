"""Score an index edition and pin the run."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db import transaction

from donghanh.indices.definition import Edition
from donghanh.indices.inputs import Entry
from donghanh.indices.recipe import Recipe
from donghanh.web.audit.log import record
from donghanh.web.organisations.models import User
from donghanh.web.scoreboard.editions import measured_entries
from donghanh.web.scoreboard.models import Run
from donghanh.web.scoreboard.permissions import require_scoring
from donghanh.web.scoreboard.pinning import pin_run


@transaction.atomic
def score_index(
    edition: Edition, *, by: User, period: str, as_of: date, stated: Iterable[Entry], once: str | None = None
) -> Run:
    """Measured items from the lake as it is now, the others as stated; nothing is kept unless all can be scored.

    A stated entry for an item that is measured is left out: what is measured is never typed.

    Raises:
        RefusedError: the person may not, or the form was already received.
        ScoreError: the edition cannot score these inputs.
    """
    require_scoring(by)
    measured = measured_entries(edition, period)
    known = {entry.item for entry in measured}
    entries = (*measured, *(entry for entry in stated if entry.item not in known))
    recipe = Recipe(edition, entries, period, as_of)
    run = pin_run(recipe, by=by)
    counts = {"period": period, "entries": len(entries), "measured": len(measured)}
    record("index.scored", run, by=by, data=counts, once=once)
    return run
