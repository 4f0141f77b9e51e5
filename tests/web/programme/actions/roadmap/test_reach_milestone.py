from __future__ import annotations

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.utils import timezone
from tests.cast import make_task

from donghanh.errors import InputError, RefusedError
from donghanh.web.programme.actions.roadmap.add_milestone import add_milestone
from donghanh.web.programme.actions.roadmap.reach_milestone import reach_milestone

pytestmark = pytest.mark.django_db


def test_it_is_reached_on_a_day_that_has_come_and_can_be_opened_again(cast) -> None:
    mark = add_milestone(make_task(cast), by=cast.ha, title="Mốc", due_on=date(2028, 1, 1), once=uuid4())
    today = timezone.localdate()
    assert reach_milestone(mark, by=cast.tuan, on=today, once=uuid4()).reached_on == today
    assert reach_milestone(mark, by=cast.ha, on=None, once=uuid4()).reached_on is None
    with pytest.raises(InputError, match="chưa tới"):
        reach_milestone(mark, by=cast.ha, on=today + timedelta(days=1), once=uuid4())
    with pytest.raises(RefusedError, match="forbidden"):
        reach_milestone(mark, by=cast.minh, on=today, once=uuid4())
