from __future__ import annotations

from uuid import uuid4

import pytest
from tests.cast import make_claim, make_task

from donghanh.errors import InputError, RefusedError
from donghanh.web.programme.actions.tasks.accept_claim import accept_claim
from donghanh.web.programme.actions.tasks.drop_task import drop_task
from donghanh.web.programme.models import Task

pytestmark = pytest.mark.django_db


def test_the_task_is_dropped_with_its_reason(cast) -> None:
    assert drop_task(make_task(cast), by=cast.ha, reason="Trùng", once=uuid4()).state == Task.State.DROPPED


def test_a_reason_is_needed(cast) -> None:
    with pytest.raises(InputError, match=r"task\.reason"):
        drop_task(make_task(cast), by=cast.ha, reason=" ", once=uuid4())
    assert Task.objects.get().state == Task.State.NOT_STARTED


@pytest.mark.parametrize("who", ["minh", "tuan", "yen", "vinh"])
def test_only_the_standing_office_drops(cast, who) -> None:
    with pytest.raises(RefusedError, match="forbidden"):
        drop_task(make_task(cast), by=getattr(cast, who), reason="x", once=uuid4())
    assert Task.objects.get().state == Task.State.NOT_STARTED


def test_a_claim_is_judged_before_its_task_can_be_dropped(cast) -> None:
    with pytest.raises(RefusedError, match=r"state\.task"):
        drop_task(make_claim(cast).task, by=cast.ha, reason="x", once=uuid4())


def test_what_is_verified_stays(cast) -> None:
    claim = accept_claim(make_claim(cast), by=cast.yen, once=uuid4())
    with pytest.raises(RefusedError, match=r"state\.task"):
        drop_task(claim.task, by=cast.ha, reason="x", once=uuid4())
