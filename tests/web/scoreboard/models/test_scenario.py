from __future__ import annotations

from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from tests.cast import Cast
from tests.web.scoreboard.runs import FIRST, changed, make_run

from donghanh.web.scoreboard.actions.save_scenario import save_scenario
from donghanh.web.scoreboard.models import Scenario


def test_a_scenario_leads_to_its_inputs_and_a_version_stands_once(cast: Cast) -> None:
    run = make_run(cast)
    found = save_scenario(run, by=cast.ha, place=FIRST, name="Họp đủ", changes=[changed()], once=uuid4())
    assert found.get_absolute_url() == f"/bang-diem/lan-cham/{run.pk}/gia-dinh/?kich-ban={found.pk}"
    assert found.entries == [changed()]
    with pytest.raises(IntegrityError), transaction.atomic():
        Scenario.objects.create(run=run, place=FIRST, name="Họp đủ", version=1, changes=[], created_by=cast.ha)
