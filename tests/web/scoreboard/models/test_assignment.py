from __future__ import annotations

from datetime import date

import pytest

from donghanh.web.scoreboard.models import Assignment, Round

ROUND = Round(self_scoring_until=date(2026, 11, 15))


@pytest.mark.parametrize(
    ("due_on", "wanted"),
    [
        (None, date(2026, 11, 15)),
        (date(2026, 11, 10), date(2026, 11, 10)),
        (date(2026, 11, 20), date(2026, 11, 15)),
    ],
)
def test_an_item_is_due_when_it_was_said_but_never_after_self_scoring(due_on: date | None, wanted: date) -> None:
    assert Assignment(due_on=due_on).due(ROUND) == wanted
