from __future__ import annotations

from datetime import date
from uuid import uuid4

import pytest
from tests.cast import make_task
from tests.web.programme.asking import make_request
from tests.web.programme.meetings import make_meeting

from donghanh.errors import InputError, RefusedError
from donghanh.web.programme.actions.governance.arrange_agenda import Point, add_open_items, arrange_agenda
from donghanh.web.programme.editing import ChangedMeanwhile

pytestmark = pytest.mark.django_db


def _titles(meeting) -> list[str]:
    return [str(one) for one in meeting.agenda.all()]


def test_points_keep_their_links_through_a_new_order_and_what_is_left_out_goes(cast) -> None:
    meeting, task = make_meeting(cast), make_task(cast, due_on=date(2026, 1, 31))
    add_open_items(meeting, by=cast.ha, tasks=[task], once=uuid4())
    item = meeting.agenda.get()
    points = [Point("Khai mạc", 10, "Chủ trì"), Point(item.title, pk=item.pk)]
    arrange_agenda(meeting, points, by=cast.ha, once=uuid4())
    assert _titles(meeting) == ["1. Khai mạc", f"2. Nhiệm vụ {task.code}: {task.title}"]
    assert meeting.agenda.get(pk=item.pk).task == task
    arrange_agenda(meeting, [Point("Khai mạc")], by=cast.ha, once=uuid4())
    assert _titles(meeting) == ["1. Khai mạc"]


def test_open_items_are_put_at_the_end_each_once(cast) -> None:
    earlier = make_meeting(cast, "held").conclusions.get()
    meeting, task, asked = make_meeting(cast), make_task(cast), make_request(cast)
    wanted = {"tasks": [task], "requests": [asked], "conclusions": [earlier]}
    assert len(add_open_items(meeting, by=cast.ha, once=uuid4(), **wanted)) == 3
    assert add_open_items(meeting, by=cast.ha, once=uuid4(), **wanted) == []
    assert [one.request for one in meeting.agenda.all()] == [None, asked, None]


def test_the_second_of_two_editors_is_told(cast) -> None:
    meeting = make_meeting(cast)
    arrange_agenda(meeting, [Point("Một")], by=cast.ha, version=1, once=uuid4())
    with pytest.raises(ChangedMeanwhile):
        arrange_agenda(meeting, [Point("Hai")], by=cast.ha, version=1, once=uuid4())
    assert _titles(meeting) == ["1. Một"]


def test_empty_points_points_of_other_meetings_and_meetings_held_are_refused(cast) -> None:
    meeting = make_meeting(cast)
    for point in (Point(" "), Point("Một", pk=999)):
        with pytest.raises(InputError, match=r"agenda\.point"):
            arrange_agenda(meeting, [point], by=cast.ha, once=uuid4())
    with pytest.raises(RefusedError, match=r"state\.meeting"):
        arrange_agenda(make_meeting(cast, "held"), [Point("Một")], by=cast.ha, once=uuid4())
