"""A replication and its places."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction
from tests.cast import Cast
from tests.web.pilots.rolling import make_plan

from donghanh.web.pilots.models import RollOut

pytestmark = pytest.mark.django_db


def test_places_stand_by_rank_and_once(cast: Cast) -> None:
    plan = make_plan(cast)
    assert str(plan.places.first()) == "1. xã Phú Cọ Già"
    assert str(plan) == plan.pilot.title and plan.get_absolute_url().endswith("/nhan-rong/")
    with pytest.raises(IntegrityError), transaction.atomic():
        RollOut.objects.create(replication=plan, place_code="LG020", name="x", rank=9, score=0, parts=[])
