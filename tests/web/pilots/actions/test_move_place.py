"""A place is put into another wave by hand, with the reason."""

from __future__ import annotations

from datetime import date
from uuid import uuid4

import pytest
from tests.cast import Cast
from tests.web.pilots.rolling import make_plan
from tests.web.pilots.staging import commune_offices

from donghanh.errors import InputError, RefusedError
from donghanh.web.audit.models import Event
from donghanh.web.pilots.actions.hand_out_wave import hand_out_wave
from donghanh.web.pilots.actions.move_place import move_place

pytestmark = pytest.mark.django_db


def test_it_moves_and_the_reason_stays(cast: Cast) -> None:
    place = make_plan(cast).places.get(place_code="LG023")
    moved = move_place(place, by=cast.ha, wave=3, reason="Xã đề nghị sớm", once=uuid4())
    assert (moved.wave, moved.moved_why) == (3, "Xã đề nghị sớm")
    assert move_place(moved, by=cast.ha, wave=None, reason="Rút đề nghị", once=uuid4()).wave is None
    assert Event.objects.filter(action="pilot.place_moved").count() == 2


def test_not_beyond_the_next_wave_nor_without_a_reason_nor_by_others(cast: Cast) -> None:
    place = make_plan(cast).places.first()
    with pytest.raises(InputError, match="Không có đợt 4"):
        move_place(place, by=cast.ha, wave=4, reason="vì", once=uuid4())
    with pytest.raises(InputError, match="lý do"):
        move_place(place, by=cast.ha, wave=2, reason="", once=uuid4())
    with pytest.raises(RefusedError):
        move_place(place, by=cast.minh, wave=2, reason="vì", once=uuid4())


def test_with_its_task_it_stays(cast: Cast) -> None:
    plan = make_plan(cast)
    commune_offices(cast, ("LG022",))
    hand_out_wave(
        plan, by=cast.ha, wave=2, title="Nhân rộng", product="Biên bản", due_on=date(2027, 1, 1), once=uuid4()
    )
    with pytest.raises(RefusedError, match="đã được giao nhiệm vụ"):
        move_place(plan.places.get(place_code="LG022"), by=cast.ha, wave=1, reason="vì", once=uuid4())
