"""A draft becomes one task, by the programme's own action."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from tests.cast import Cast, make_agreement
from tests.web.scoreboard.planning import solved

from donghanh.errors import InputError, RefusedError
from donghanh.web.audit.models import Event
from donghanh.web.programme.models import Task
from donghanh.web.scoreboard.actions.adopt_plan import adopt_plan
from donghanh.web.scoreboard.actions.confirm_draft import confirm_draft
from donghanh.web.scoreboard.models import PlanDraft


def _draft(cast: Cast) -> PlanDraft:
    return adopt_plan(solved(cast), by=cast.ha, commitment=make_agreement(cast).commitments.first())[0]


def _facts(cast: Cast, **given: Any) -> dict[str, Any]:
    told = {"title": "Họp", "product": "Bốn kết luận", "lead": cast.home_affairs, "due_on": date(2027, 12, 31)}
    return told | given


def test_the_task_is_handed_out_and_the_draft_leads_to_it(cast: Cast) -> None:
    draft = _draft(cast)
    task = confirm_draft(draft, by=cast.ha, once=uuid4(), **_facts(cast))
    draft.refresh_from_db()
    assert (draft.task, task.commitment, task.state) == (task, draft.commitment, Task.State.NOT_STARTED)
    assert {"task.created", "plan.confirmed"} <= set(Event.objects.values_list("action", flat=True))


def test_a_draft_is_confirmed_once(cast: Cast) -> None:
    draft = _draft(cast)
    confirm_draft(draft, by=cast.ha, **_facts(cast))
    with pytest.raises(RefusedError, match="đã được giao"):
        confirm_draft(draft, by=cast.ha, **_facts(cast))
    assert Task.objects.count() == 1


def test_what_is_wrong_with_the_task_leaves_the_draft(cast: Cast) -> None:
    draft = _draft(cast)
    with pytest.raises(InputError):
        confirm_draft(draft, by=cast.ha, **_facts(cast, product=" "))
    with pytest.raises(RefusedError, match="cơ quan thường trực"):
        confirm_draft(draft, by=cast.minh, **_facts(cast))
    draft.refresh_from_db()
    assert draft.task is None and not Task.objects.exists()
