"""Every place of a wave gets a task led by its own office."""

from __future__ import annotations

from datetime import date
from uuid import uuid4

import pytest
from tests.cast import Cast
from tests.web.pilots.rolling import make_plan
from tests.web.pilots.staging import ON_TIME, commune_offices

from donghanh.errors import InputError, RefusedError
from donghanh.web.pilots.actions.hand_out_wave import hand_out_wave
from donghanh.web.programme.models import Task

pytestmark = pytest.mark.django_db
WORDS = {"title": "Nhân rộng trợ lý nhắc hạn", "product": "Biên bản bàn giao", "due_on": date(2027, 1, 31)}


def test_one_task_a_place_and_the_link_is_kept(cast: Cast) -> None:
    plan = make_plan(cast)
    offices = commune_offices(cast, ("LG020", "LG021"))
    places = hand_out_wave(plan, by=cast.ha, wave=1, **WORDS, once=uuid4())
    assert [one.task.title for one in places] == [
        "Nhân rộng trợ lý nhắc hạn – xã Phú Cọ Già",
        "Nhân rộng trợ lý nhắc hạn – xã Lam Lau Xanh",
    ]
    assert [one.task.lead for one in places] == offices
    assert {one.task.code for one in places} == {"3.1", "3.2"}
    assert {one.task.indicator_code for one in places} == {ON_TIME}
    assert places[0].task.roll_out == places[0]


def test_a_place_without_an_office_stops_the_whole_wave(cast: Cast) -> None:
    plan = make_plan(cast)
    commune_offices(cast, ("LG020",))
    with pytest.raises(InputError, match="Chưa có đơn vị cấp xã của xã Lam Lau Xanh"):
        hand_out_wave(plan, by=cast.ha, wave=1, **WORDS, once=uuid4())
    assert not Task.objects.exists()


def test_twice_or_without_words_or_by_others_is_refused(cast: Cast) -> None:
    plan = make_plan(cast)
    commune_offices(cast, ("LG022",))
    with pytest.raises(RefusedError):
        hand_out_wave(plan, by=cast.minh, wave=2, **WORDS, once=uuid4())
    with pytest.raises(InputError, match="tên và sản phẩm"):
        hand_out_wave(plan, by=cast.ha, wave=2, **(WORDS | {"title": " "}), once=uuid4())
    hand_out_wave(plan, by=cast.ha, wave=2, **WORDS, once=uuid4())
    with pytest.raises(RefusedError, match="không còn địa bàn nào"):
        hand_out_wave(plan, by=cast.ha, wave=2, **WORDS, once=uuid4())
