"""A plan's tasks become drafts; no task is made by that."""

from __future__ import annotations

from datetime import date

import pytest
from tests.cast import Cast, make_agreement
from tests.web.scoreboard.planning import solved, with_tasks

from donghanh.errors import RefusedError
from donghanh.web.audit.models import Event
from donghanh.web.programme.models import Agreement, Task
from donghanh.web.scoreboard.actions.adopt_plan import adopt_plan
from donghanh.web.scoreboard.actions.confirm_draft import confirm_draft


def test_each_chosen_task_is_drafted_once_and_drafts_may_move(cast: Cast) -> None:
    result, agreement = solved(cast), make_agreement(cast)
    first, second = agreement.commitments.all()[:2]
    assert [one.code for one in adopt_plan(result, by=cast.ha, commitment=first)] == ["NV1", "NV2"]
    assert not Task.objects.exists()
    draft = result.drafts.get(code="NV1")
    facts = {"title": "Họp", "product": "Bốn kết luận", "lead": cast.home_affairs}
    confirm_draft(draft, by=cast.ha, due_on=date(2027, 12, 31), **facts)
    assert [one.code for one in adopt_plan(result, by=cast.ha, commitment=second)] == ["NV2"]
    assert [(one.code, one.commitment) for one in result.drafts.all()] == [("NV1", first), ("NV2", second)]
    assert Event.objects.filter(action="plan.adopted").count() == 2


def test_an_empty_plan_a_closed_agreement_and_others_are_refused(cast: Cast) -> None:
    commitment = make_agreement(cast).commitments.first()
    empty = solved(cast, with_tasks(cast, budgets=[0, 0]))
    with pytest.raises(RefusedError, match="không còn nhiệm vụ"):
        adopt_plan(empty, by=cast.ha, commitment=commitment)
    result = solved(cast)
    with pytest.raises(RefusedError, match="cơ quan thường trực"):
        adopt_plan(result, by=cast.minh, commitment=commitment)
    commitment.agreement.state = Agreement.State.CLOSED
    commitment.agreement.save()
    with pytest.raises(RefusedError, match="đã kết thúc"):
        adopt_plan(result, by=cast.ha, commitment=commitment)
    assert not result.drafts.exists()
