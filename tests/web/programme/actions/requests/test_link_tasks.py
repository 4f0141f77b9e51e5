from __future__ import annotations

from uuid import uuid4

import pytest
from tests.cast import make_agreement, make_task
from tests.web.programme.asking import make_request

from donghanh.errors import InputError, RefusedError
from donghanh.web.programme.actions.requests.link_tasks import link_tasks
from donghanh.web.programme.actions.requests.withdraw_request import withdraw_request

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("who", ["tuan", "ha"])
def test_either_side_names_the_tasks_it_led_to(cast, who) -> None:
    asked, task = make_request(cast), make_task(cast)
    link_tasks(asked, by=getattr(cast, who), tasks=[task], once=uuid4())
    assert list(asked.tasks.all()) == [task]
    link_tasks(asked, by=getattr(cast, who), tasks=[], once=uuid4())
    assert not asked.tasks.exists()


def test_a_task_of_another_agreement_is_refused(cast) -> None:
    asked = make_request(cast)
    other = make_task(cast, make_agreement(cast, title="Thỏa thuận khác").commitments.first())
    with pytest.raises(InputError, match="thỏa thuận khác"):
        link_tasks(asked, by=cast.ha, tasks=[other], once=uuid4())


def test_not_by_others_and_not_when_it_was_withdrawn(cast) -> None:
    asked, task = make_request(cast), make_task(cast)
    with pytest.raises(RefusedError):
        link_tasks(asked, by=cast.minh, tasks=[task], once=uuid4())
    withdraw_request(asked, by=cast.tuan, reason="Thôi", once=uuid4())
    with pytest.raises(RefusedError):
        link_tasks(asked, by=cast.ha, tasks=[task], once=uuid4())
