from __future__ import annotations

from datetime import date
from uuid import uuid4

import pytest
from tests.cast import make_task

from donghanh.errors import RefusedError
from donghanh.web.programme.actions.roadmap.add_dependency import add_dependency
from donghanh.web.programme.actions.tasks.reschedule_task import reschedule_task
from donghanh.web.programme.actions.tasks.undo_reschedule import last_move, undo_reschedule
from donghanh.web.programme.models import Task

pytestmark = pytest.mark.django_db


def _moved_pair(cast) -> tuple[Task, Task]:
    first = make_task(cast, starts_on=date(2028, 1, 1), due_on=date(2028, 3, 31))
    then = make_task(cast, starts_on=date(2028, 4, 1), due_on=date(2028, 6, 30))
    add_dependency(then, by=cast.ha, before=first, once=uuid4())
    _move(cast, first, date(2028, 4, 30), moves_followers=True)
    return first, then


def _move(cast, task: Task, due: date, **given: object) -> None:
    first = Task.objects.get(pk=task.pk).starts_on
    reschedule_task(task, by=cast.ha, starts_on=first, due_on=due, reason="Chờ vốn", once=uuid4(), **given)


def test_all_that_moved_goes_back_once(cast) -> None:
    first, then = _moved_pair(cast)
    assert undo_reschedule(first, by=cast.ha, once=uuid4()) == [first, then]
    assert Task.objects.get(pk=then.pk).due_on == date(2028, 6, 30)
    assert Task.objects.get(pk=first.pk).due_on == date(2028, 3, 31)
    assert last_move(first) is None
    with pytest.raises(RefusedError, match=r"state\.move"):
        undo_reschedule(first, by=cast.ha, once=uuid4())


def test_what_was_moved_again_since_is_not_overwritten(cast) -> None:
    first, then = _moved_pair(cast)
    _move(cast, then, date(2029, 1, 1))
    with pytest.raises(RefusedError, match=then.code):
        undo_reschedule(first, by=cast.ha, once=uuid4())
    assert Task.objects.get(pk=first.pk).due_on == date(2028, 4, 30)


@pytest.mark.parametrize("who", ["minh", "tuan", "yen", "vinh"])
def test_only_the_standing_office_takes_back(cast, who) -> None:
    first, _then = _moved_pair(cast)
    with pytest.raises(RefusedError, match="forbidden"):
        undo_reschedule(first, by=getattr(cast, who), once=uuid4())
