"""What the database keeps of a pilot in order."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from tests.cast import Cast
from tests.web.pilots.staging import ON_TIME, make_draft

from donghanh.web.pilots.models import CostLine, Outcome, Pilot, PilotPlace

pytestmark = pytest.mark.django_db


def test_it_is_called_by_its_title_and_has_a_page(cast: Cast) -> None:
    pilot = make_draft(cast)
    assert str(pilot) == pilot.title and pilot.get_absolute_url() == f"/thi-diem/{pilot.pk}/"
    assert pilot.outcome_words == [f"{ON_TIME} higher ≥ 5"]
    assert len(pilot.place_words) == 14 and pilot.cost_words == []


@pytest.mark.parametrize(
    "spoil",
    [
        lambda pilot: Pilot.objects.filter(pk=pilot.pk).update(ends_on=pilot.starts_on),
        lambda pilot: Pilot.objects.filter(pk=pilot.pk).update(baseline_from=date(2026, 5, 1)),
        lambda pilot: Pilot.objects.filter(pk=pilot.pk).update(seal="0" * 64),
        lambda pilot: PilotPlace.objects.create(pilot=pilot, place_code="LG001", name="x", group="treated", why="x"),
        lambda pilot: Outcome.objects.create(pilot=pilot, indicator_code=ON_TIME, direction="up", smallest=1),
        lambda pilot: Outcome.objects.create(pilot=pilot, indicator_code="a.b", direction="up", smallest=-1),
        lambda pilot: CostLine.objects.create(pilot=pilot, name="x", planned=-1),
        lambda pilot: CostLine.objects.create(pilot=pilot, name="x", planned=1, spent=-1),
    ],
)
def test_what_contradicts_itself_is_not_stored(cast: Cast, spoil) -> None:
    pilot = make_draft(cast)
    with pytest.raises(IntegrityError), transaction.atomic():
        spoil(pilot)
