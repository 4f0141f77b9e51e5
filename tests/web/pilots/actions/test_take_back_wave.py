"""A wave is taken back while nobody has begun."""

from __future__ import annotations

from datetime import date
from uuid import uuid4

import pytest
from tests.cast import Cast
from tests.web.pilots.rolling import make_plan
from tests.web.pilots.staging import commune_offices

from donghanh.errors import InputError, RefusedError
from donghanh.web.pilots.actions.hand_out_wave import hand_out_wave
from donghanh.web.pilots.actions.take_back_wave import take_back_wave
from donghanh.web.pilots.models import Replication
from donghanh.web.programme.models import Task

pytestmark = pytest.mark.django_db
WORDS = {"title": "Nhân rộng", "product": "Biên bản", "due_on": date(2027, 1, 31)}


def _handed_out(cast: Cast) -> Replication:
    plan = make_plan(cast)
    commune_offices(cast, ("LG020", "LG021"))
    hand_out_wave(plan, by=cast.ha, wave=1, **WORDS, once=uuid4())
    return plan


def test_its_tasks_are_dropped_and_can_be_handed_out_again(cast: Cast) -> None:
    plan = _handed_out(cast)
    take_back_wave(plan, by=cast.ha, wave=1, reason="Chờ kinh phí", once=uuid4())
    assert set(Task.objects.values_list("state", flat=True)) == {Task.State.DROPPED}
    assert len(hand_out_wave(plan, by=cast.ha, wave=1, **WORDS, once=uuid4())) == 2


def test_not_once_one_has_begun(cast: Cast) -> None:
    plan = _handed_out(cast)
    Task.objects.filter(code="3.1").update(state=Task.State.IN_PROGRESS)
    with pytest.raises(RefusedError, match="đã bắt đầu 3"):
        take_back_wave(plan, by=cast.ha, wave=1, reason="vì", once=uuid4())
    assert plan.places.filter(task__isnull=False).count() == 2


def test_not_what_was_not_handed_out_nor_without_a_reason_nor_by_others(cast: Cast) -> None:
    plan = _handed_out(cast)
    with pytest.raises(RefusedError, match="chưa giao nhiệm vụ"):
        take_back_wave(plan, by=cast.ha, wave=2, reason="vì", once=uuid4())
    with pytest.raises(InputError, match="lý do"):
        take_back_wave(plan, by=cast.ha, wave=1, reason=" ", once=uuid4())
    with pytest.raises(RefusedError):
        take_back_wave(plan, by=cast.huong, wave=1, reason="vì", once=uuid4())
