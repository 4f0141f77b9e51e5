from __future__ import annotations

from uuid import uuid4

import pytest
from tests.cast import make_task

from donghanh.errors import RefusedError
from donghanh.web.audit.log import events_about
from donghanh.web.programme.actions.roadmap.remove_budget_line import remove_budget_line
from donghanh.web.programme.actions.roadmap.set_budget_line import set_budget_line

pytestmark = pytest.mark.django_db


def test_it_goes_and_the_log_keeps_it(cast) -> None:
    task = make_task(cast)
    line = set_budget_line(task, by=cast.ha, year=2027, source="loan_or_aid", planned=7, once=uuid4())
    with pytest.raises(RefusedError, match="forbidden"):
        remove_budget_line(line, by=cast.tuan, once=uuid4())
    remove_budget_line(line, by=cast.ha, once=uuid4())
    assert not task.budget_lines.exists()
    assert events_about(task)[0].data == {"year": 2027, "source": "loan_or_aid", "before": [7, None]}
