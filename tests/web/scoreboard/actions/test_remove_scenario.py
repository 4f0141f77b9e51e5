from __future__ import annotations

from uuid import uuid4

import pytest
from tests.cast import Cast
from tests.web.scoreboard.runs import FIRST, changed, make_run

from donghanh.errors import RefusedError
from donghanh.web.audit.models import Event
from donghanh.web.scoreboard.actions.remove_scenario import remove_scenario
from donghanh.web.scoreboard.actions.save_scenario import save_scenario
from donghanh.web.scoreboard.models import Scenario
from donghanh.web.scoreboard.run_querysets import scenarios_of


@pytest.fixture
def saved(cast: Cast) -> Scenario:
    """A scenario of Sở Nội vụ."""
    return save_scenario(make_run(cast), by=cast.minh, place=FIRST, name="Họp đủ", changes=[changed()], once=uuid4())


@pytest.mark.parametrize("who", ["ha", "minh"])
def test_it_stays_in_the_record_and_is_no_longer_listed(cast: Cast, saved: Scenario, who: str) -> None:
    remove_scenario(saved, by=getattr(cast, who), once=uuid4())
    assert (Scenario.objects.count(), list(scenarios_of(saved.run))) == (1, [])
    assert Event.objects.filter(action="scenario.removed").count() == 1
    with pytest.raises(RefusedError, match="đã được bỏ"):
        remove_scenario(saved, by=cast.ha, once=uuid4())


@pytest.mark.parametrize("who", ["huong", "vinh", "tuan"])
def test_other_offices_leaders_and_partners_remove_none(cast: Cast, saved: Scenario, who: str) -> None:
    with pytest.raises(RefusedError, match="Sở Nội vụ"):
        remove_scenario(saved, by=getattr(cast, who), once=uuid4())
