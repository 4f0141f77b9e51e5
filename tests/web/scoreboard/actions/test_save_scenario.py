"""A scenario is kept with its name, its changes and what its trend counts from; the same name makes a version."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest
from tests.cast import Cast
from tests.web.scoreboard.runs import FIRST, changed, make_run, two_years

from donghanh.errors import InputError, RefusedError, ScoreError
from donghanh.web.audit.models import Event
from donghanh.web.scoreboard.actions.save_scenario import save_scenario
from donghanh.web.scoreboard.models import Scenario


def _facts(**given: Any) -> dict[str, Any]:
    return {"place": FIRST, "name": "Họp đủ", "changes": [changed()], "once": uuid4()} | given


def test_the_same_name_again_makes_the_next_version_and_each_is_in_the_log(cast: Cast) -> None:
    run = make_run(cast)
    save_scenario(run, by=cast.ha, **_facts(note=" Theo kế hoạch "))
    save_scenario(run, by=cast.minh, **_facts(name="  Họp   đủ "))
    found = list(Scenario.objects.order_by("version"))
    assert [str(one) for one in found] == ["Họp đủ", "Họp đủ (v2)"]
    assert (found[0].note, found[0].entries) == ("Theo kế hoạch", [changed()])
    assert Event.objects.filter(action="scenario.saved").count() == 2


def test_a_trend_remembers_the_run_that_it_counts_from(cast: Cast) -> None:
    before, run = two_years(cast)
    assert save_scenario(run, by=cast.ha, **_facts(peers="trend")).earlier == before
    assert save_scenario(run, by=cast.ha, **_facts(name="Giữ nguyên")).earlier is None


@pytest.mark.parametrize(
    ("wrong", "error", "code"),
    [
        ({"name": "   "}, InputError, "scenario.name"),
        ({"name": "x" * 121}, InputError, "scenario.name"),
        ({"changes": []}, InputError, "scenario.changes"),
        ({"place": "LG999"}, ScoreError, "score.subject"),
        ({"changes": [changed(raw="bốn")]}, ScoreError, "score.value"),
        ({"changes": [changed(item="no_such")]}, ScoreError, "score.item"),
        ({"peers": "trend"}, ScoreError, "score.trend"),
    ],
)
def test_what_cannot_be_scored_is_refused_and_nothing_stored(
    cast: Cast, wrong: dict[str, Any], error: type[Exception], code: str
) -> None:
    run = make_run(cast)
    with pytest.raises(error) as refused:
        save_scenario(run, by=cast.ha, **_facts(**wrong))
    assert refused.value.code == code
    assert not Scenario.objects.exists()


@pytest.mark.parametrize("who", ["tuan", "yen", "vinh"])
def test_leaders_verifiers_and_partners_save_none(cast: Cast, who: str) -> None:
    run = make_run(cast)
    with pytest.raises(RefusedError, match="cơ quan thường trực"):
        save_scenario(run, by=getattr(cast, who), **_facts())


def test_a_form_is_received_once(cast: Cast) -> None:
    run, facts = make_run(cast), _facts()
    save_scenario(run, by=cast.ha, **facts)
    with pytest.raises(RefusedError):
        save_scenario(run, by=cast.ha, **facts)
