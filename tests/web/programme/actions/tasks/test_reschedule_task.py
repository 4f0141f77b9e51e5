from __future__ import annotations

from datetime import date
from uuid import uuid4

import pytest
from tests.cast import make_claim, make_task

from donghanh.errors import InputError, RefusedError
from donghanh.web.audit.log import events_about
from donghanh.web.programme.actions.roadmap.add_dependency import add_dependency
from donghanh.web.programme.actions.roadmap.add_milestone import add_milestone
from donghanh.web.programme.actions.tasks.reschedule_task import followers_of, reschedule_task
from donghanh.web.programme.editing import ChangedMeanwhile
from donghanh.web.programme.models import Task
from donghanh.web.programme.schedule import Span

pytestmark = pytest.mark.django_db


def _move(cast, task: Task, first: date | None, due: date, **given: object) -> list[Task]:
    wanted = {"by": cast.ha, "reason": "Chờ vốn", "once": uuid4()} | given
    return reschedule_task(task, starts_on=first, due_on=due, **wanted)


def _pair(cast) -> tuple[Task, Task]:
    first = make_task(cast, starts_on=date(2028, 1, 1), due_on=date(2028, 3, 31))
    then = make_task(cast, starts_on=date(2028, 4, 1), due_on=date(2028, 6, 30))
    add_dependency(then, by=cast.ha, before=first, once=uuid4())
    return first, then


def _dates(task: Task) -> tuple[date | None, date]:
    task = Task.objects.get(pk=task.pk)
    return task.starts_on, task.due_on


def test_the_dates_change_and_the_log_keeps_the_reason(cast) -> None:
    task = make_task(cast)
    assert _move(cast, task, None, date(2028, 9, 30)) == [task]
    assert _dates(task) == (None, date(2028, 9, 30))
    event = events_about(task)[0]
    assert (event.action, event.reason) == ("task.rescheduled", "Chờ vốn")
    assert event.data["changed"] == {"due_on": ["30/06/2028", "30/09/2028"]}


def test_what_waits_for_it_is_moved_along_only_when_wanted(cast) -> None:
    first, then = _pair(cast)
    assert followers_of(first, Span(date(2028, 2, 1), date(2028, 4, 30))) == {
        then.pk: Span(date(2028, 5, 1), date(2028, 7, 30))
    }
    _move(cast, first, date(2028, 2, 1), date(2028, 4, 30))
    assert _dates(then) == (date(2028, 4, 1), date(2028, 6, 30))
    moved = _move(cast, first, date(2028, 2, 2), date(2028, 5, 1), moves_followers=True)
    assert moved == [first, then]
    assert _dates(then) == (date(2028, 5, 2), date(2028, 7, 31))
    assert events_about(then)[0].data["moved_with"] == first.code


def test_a_delivered_task_does_not_bind_its_followers(cast) -> None:
    first, then = _pair(cast)
    make_claim(cast, then)
    assert followers_of(first, Span(None, date(2028, 12, 31))) == {}


def test_milestones_not_yet_reached_go_with_a_task_that_moves_as_a_whole(cast) -> None:
    task = make_task(cast, starts_on=date(2028, 1, 1), due_on=date(2028, 3, 31))
    open_one = add_milestone(task, by=cast.ha, title="Mốc", due_on=date(2028, 2, 1), once=uuid4())
    _move(cast, task, date(2028, 1, 11), date(2028, 4, 10))
    open_one.refresh_from_db()
    assert open_one.due_on == date(2028, 2, 11)
    _move(cast, task, date(2028, 1, 11), date(2028, 5, 1))  # the end alone
    open_one.refresh_from_db()
    assert open_one.due_on == date(2028, 2, 11)


@pytest.mark.parametrize(
    ("given", "code"), [({"reason": " "}, "task.reason"), ({"first": date(2029, 1, 1)}, "task.dates")]
)
def test_what_is_wrong_is_said_and_nothing_moves(cast, given, code) -> None:
    task = make_task(cast)
    with pytest.raises(InputError) as refused:
        _move(cast, task, given.pop("first", None), date(2028, 9, 30), **given)
    assert refused.value.code == code
    assert _dates(task) == (None, date(2028, 6, 30))


def test_somebody_moved_it_meanwhile(cast) -> None:
    task = make_task(cast)
    _move(cast, task, None, date(2028, 9, 30), version=1)
    with pytest.raises(ChangedMeanwhile, match="Nguyễn Thu Hà"):
        _move(cast, task, None, date(2028, 12, 31), version=1)


def test_a_delivered_task_is_not_moved(cast) -> None:
    with pytest.raises(RefusedError, match=r"state\.task"):
        _move(cast, make_claim(cast).task, None, date(2028, 9, 30))


@pytest.mark.parametrize("who", ["minh", "tuan", "yen", "vinh"])
def test_only_the_standing_office_moves_tasks(cast, who) -> None:
    with pytest.raises(RefusedError, match="forbidden"):
        _move(cast, make_task(cast), None, date(2028, 9, 30), by=getattr(cast, who))
