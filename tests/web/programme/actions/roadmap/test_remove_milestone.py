from __future__ import annotations

from datetime import date
from uuid import uuid4

import pytest
from tests.cast import make_task

from donghanh.errors import RefusedError
from donghanh.web.audit.log import events_about
from donghanh.web.programme.actions.roadmap.add_milestone import add_milestone
from donghanh.web.programme.actions.roadmap.remove_milestone import remove_milestone

pytestmark = pytest.mark.django_db


def test_it_goes_and_the_log_keeps_it(cast) -> None:
    task = make_task(cast)
    mark = add_milestone(task, by=cast.ha, title="Mốc", due_on=date(2028, 1, 1), once=uuid4())
    with pytest.raises(RefusedError, match="forbidden"):
        remove_milestone(mark, by=cast.minh, once=uuid4())
    remove_milestone(mark, by=cast.tuan, once=uuid4())
    assert not task.milestones.exists()
    assert events_about(task)[0].data == {"milestone": "Mốc", "due_on": "2028-01-01"}
