"""A planning question is opened for one place of a run by the standing office."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest
from tests.cast import Cast
from tests.web.scoreboard.planning import LIMITS, asked
from tests.web.scoreboard.runs import FIRST, make_run

from donghanh.errors import InputError, RefusedError
from donghanh.web.audit.models import Event
from donghanh.web.scoreboard.actions.open_plan import open_plan
from donghanh.web.scoreboard.models import PlanQuestion


def test_it_is_kept_with_its_limits_and_in_the_log(cast: Cast) -> None:
    question = asked(cast)
    assert (question.place, question.version, question.limits["budgets"]) == (FIRST, 1, [100.0, 80.0])
    assert question.limits["years"] == "last" and question.limits["total_budget"] is None
    assert Event.objects.get(action="plan.opened").data["place"] == FIRST


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"name": "  "}, "plan.name"),
        ({"name": "x" * 161}, "plan.name"),
        ({"place": "LG999"}, "plan.place"),
        ({"place": "LG"}, "plan.place"),
        ({"limits": LIMITS | {"budgets": []}}, "plan.years"),
        ({"limits": LIMITS | {"budgets": [-1, 5]}}, "plan.limits"),
    ],
)
def test_what_cannot_be_planned_is_refused(cast: Cast, wrong: dict[str, Any], code: str) -> None:
    run = make_run(cast)
    with pytest.raises(InputError) as refused:
        open_plan(run, by=cast.ha, **{"place": FIRST, "name": "Kế hoạch", "limits": LIMITS} | wrong)
    assert refused.value.code == code
    assert not PlanQuestion.objects.exists()


@pytest.mark.parametrize("who", ["minh", "tuan", "yen", "vinh"])
def test_only_the_standing_office_plans(cast: Cast, who: str) -> None:
    run = make_run(cast)
    with pytest.raises(RefusedError, match="cơ quan thường trực"):
        open_plan(run, by=getattr(cast, who), place=FIRST, name="Kế hoạch", limits=LIMITS, once=uuid4())
