from __future__ import annotations

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from tests.web.scoreboard.filling import Filling

from donghanh.web.scoreboard.editions import edition_of
from donghanh.web.scoreboard.models import Round


def test_a_round_keeps_the_edition_it_was_opened_with(filling: Filling) -> None:
    stored = Round.objects.get(pk=filling.round.pk)
    assert stored.definition == edition_of("lg-cds", "2026")
    assert stored.is_open and str(stored) == stored.name


@pytest.mark.parametrize(
    ("on", "name"),
    [
        (date(2026, 1, 1), "opens_on"),
        (date(2026, 2, 1), "self_scoring_until"),
        (date(2026, 3, 1), "self_scoring_until"),
        (date(2026, 3, 2), "appraisal_until"),
        (date(2026, 4, 2), "explanation_until"),
        (date(2027, 1, 1), "explanation_until"),
    ],
)
def test_the_next_deadline_is_the_first_that_is_not_past(on: date, name: str) -> None:
    days = ("opens_on", "self_scoring_until", "appraisal_until", "explanation_until")
    round = Round(**{day: date(2026, month, 1) for day, month in zip(days, (2, 3, 4, 5), strict=True)})
    assert round.next_deadline(on) == (name, getattr(round, name))


def test_dates_out_of_order_are_refused_by_the_database_too(filling: Filling) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        filling.move(self_scoring_until=25)
