"""Other limits replace those that were seen, and plans found before stay."""

from __future__ import annotations

from uuid import uuid4

import pytest
from tests.cast import Cast
from tests.web.scoreboard.planning import LIMITS, asked, solved

from donghanh.errors import InputError, RefusedError
from donghanh.web.audit.models import Event
from donghanh.web.scoreboard.actions.set_limits import set_limits
from donghanh.web.scoreboard.plans.asked import ChangedMeanwhileError


def test_the_log_holds_what_was_and_what_is(cast: Cast) -> None:
    result = solved(cast)
    found = set_limits(result.question, by=cast.ha, limits=LIMITS | {"budgets": [10, 10]}, seen=1, once=uuid4())
    assert (found.version, found.limits["budgets"]) == (2, [10.0, 10.0])
    data = Event.objects.get(action="plan.limits").data
    assert (data["before"]["budgets"], data["after"]["budgets"]) == ([100.0, 80.0], [10.0, 10.0])
    result.refresh_from_db()
    assert result.asked["limits"]["budgets"] == [100.0, 80.0]


def test_of_two_people_the_second_is_told_that_the_first_was_quicker(cast: Cast) -> None:
    question = asked(cast)
    set_limits(question, by=cast.ha, limits=LIMITS | {"budgets": [1, 2]}, seen=1, once=uuid4())
    with pytest.raises(ChangedMeanwhileError, match="người khác sửa"):
        set_limits(question, by=cast.ha, limits=LIMITS | {"budgets": [3, 4]}, seen=1, once=uuid4())
    question.refresh_from_db()
    assert question.limits["budgets"] == [1.0, 2.0]


def test_contradictions_are_refused_in_words(cast: Cast) -> None:
    question = asked(cast)
    with pytest.raises(InputError, match="“budgets” có 2 năm nhưng “efforts” có 1"):
        set_limits(question, by=cast.ha, limits=LIMITS | {"efforts": [1]}, seen=1)


def test_only_the_standing_office(cast: Cast) -> None:
    with pytest.raises(RefusedError, match="cơ quan thường trực"):
        set_limits(asked(cast), by=cast.minh, limits=LIMITS, seen=1)
