from __future__ import annotations

from datetime import date
from uuid import uuid4

import pytest
from tests.cast import make_task

from donghanh.errors import InputError, RefusedError
from donghanh.web.programme.actions.roadmap.add_milestone import add_milestone

pytestmark = pytest.mark.django_db


def test_the_office_and_the_lead_add_milestones_within_the_task(cast) -> None:
    task = make_task(cast, starts_on=date(2028, 1, 1))
    for person in (cast.ha, cast.tuan):
        add_milestone(task, by=person, title="Mốc", due_on=date(2028, 6, 30), once=uuid4())
    assert task.milestones.count() == 2


@pytest.mark.parametrize(("title", "day"), [(" ", (2028, 2, 1)), ("Mốc", (2027, 12, 31)), ("Mốc", (2028, 7, 1))])
def test_words_and_a_day_outside_the_task_are_refused(cast, title, day) -> None:
    task = make_task(cast, starts_on=date(2028, 1, 1))
    with pytest.raises(InputError, match="milestone"):
        add_milestone(task, by=cast.ha, title=title, due_on=date(*day), once=uuid4())


@pytest.mark.parametrize("who", ["minh", "tam", "yen", "vinh"])
def test_others_add_none(cast, who) -> None:
    with pytest.raises(RefusedError, match="forbidden"):
        add_milestone(make_task(cast), by=getattr(cast, who), title="Mốc", due_on=date(2028, 1, 1), once=uuid4())
