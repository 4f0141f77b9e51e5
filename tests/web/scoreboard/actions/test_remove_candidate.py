"""A candidate goes unless others name it; the log keeps what it was."""

from __future__ import annotations

import pytest
from tests.cast import Cast
from tests.web.scoreboard.planning import PLAN, solved, with_tasks

from donghanh.errors import RefusedError
from donghanh.web.audit.models import Event
from donghanh.web.scoreboard.actions.remove_candidate import remove_candidate
from donghanh.web.scoreboard.plans.asked import ChangedMeanwhileError


def test_the_log_and_the_plans_found_keep_it(cast: Cast) -> None:
    result = solved(cast)
    task = result.question.candidates.get(code="NV2")
    remove_candidate(task, by=cast.ha)
    assert set(result.question.candidates.values_list("code", flat=True)) == {"NV1", "NV3"}
    assert Event.objects.get(action="candidate.removed").data == PLAN
    assert "NV2" in result.candidates.by_code
    with pytest.raises(ChangedMeanwhileError):
        remove_candidate(task, by=cast.ha)


def test_what_others_need_stays(cast: Cast) -> None:
    task = with_tasks(cast).candidates.get(code="NV1")
    with pytest.raises(RefusedError, match="NV3"):
        remove_candidate(task, by=cast.ha)
    with pytest.raises(RefusedError, match="cơ quan thường trực"):
        remove_candidate(task, by=cast.minh)
