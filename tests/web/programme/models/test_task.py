"""Whatever people try in whatever order, a task's state follows its reports, and every change is in the log."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.cast import MINUTES, Cast, make_task

from donghanh.errors import RefusedError
from donghanh.web.audit.log import broken_links, events_about
from donghanh.web.programme.actions.tasks.accept_claim import accept_claim
from donghanh.web.programme.actions.tasks.drop_task import drop_task
from donghanh.web.programme.actions.tasks.report_progress import report_progress
from donghanh.web.programme.actions.tasks.resume_task import resume_task
from donghanh.web.programme.actions.tasks.return_claim import return_claim
from donghanh.web.programme.actions.tasks.set_waiting import set_waiting
from donghanh.web.programme.models import ProgressReport, Task

pytestmark = pytest.mark.django_db

S = Task.State
AFTER = {  # what each attempt makes of each state; an attempt that is not listed is refused
    ("report", S.NOT_STARTED): S.IN_PROGRESS,
    ("report", S.IN_PROGRESS): S.IN_PROGRESS,
    ("claim", S.NOT_STARTED): S.CLAIMED,
    ("claim", S.IN_PROGRESS): S.CLAIMED,
    ("accept", S.CLAIMED): S.VERIFIED,
    ("return", S.CLAIMED): S.IN_PROGRESS,
    ("drop", S.NOT_STARTED): S.DROPPED,
    ("drop", S.IN_PROGRESS): S.DROPPED,
    ("wait", S.NOT_STARTED): S.WAITING,
    ("wait", S.IN_PROGRESS): S.WAITING,
    ("wait", S.WAITING): S.WAITING,
    ("resume", S.WAITING): S.IN_PROGRESS,
    ("report", S.WAITING): S.IN_PROGRESS,
    ("claim", S.WAITING): S.CLAIMED,
    ("drop", S.WAITING): S.DROPPED,
}
ATTEMPTS = sorted({what for what, _state in AFTER})


def _attempt(what: str, task: Task, cast: Cast) -> None:
    if what == "report":
        report_progress(task, by=cast.tuan, text="đang làm", once=uuid4())
    elif what == "claim":
        report_progress(task, by=cast.tuan, text="xong", is_claim=True, evidence=[MINUTES], once=uuid4())
    elif what == "drop":
        drop_task(task, by=cast.ha, reason="thôi", once=uuid4())
    elif what == "wait":
        set_waiting(task, by=cast.tuan, waits_for="Bộ Công an: hướng dẫn kết nối", once=uuid4())
    elif what == "resume":
        resume_task(task, by=cast.tuan, once=uuid4())
    else:
        latest = ProgressReport.objects.filter(task=task).first()
        if latest is None:
            raise RefusedError("state.none", vi="chưa có", en="none")
        if what == "accept":
            accept_claim(latest, by=cast.yen, once=uuid4())
        else:
            return_claim(latest, by=cast.yen, reason="thiếu", once=uuid4())


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(attempts=st.lists(st.sampled_from(ATTEMPTS), max_size=9))
def test_a_task_goes_only_the_ways_it_may(cast, attempts) -> None:
    task = make_task(cast)
    expected, changes = S.NOT_STARTED, 1
    for what in attempts:
        following = AFTER.get((what, expected))
        if following is None:
            with pytest.raises(RefusedError):
                _attempt(what, task, cast)
        else:
            _attempt(what, task, cast)
            expected, changes = following, changes + 1
        task.refresh_from_db()
        assert task.state == expected
        assert bool(task.waits_for) == (task.waits_since is not None) == (expected == S.WAITING)
        assert events_about(task).count() == changes
    waiting = task.reports.filter(is_claim=True, state=ProgressReport.State.SUBMITTED)
    assert waiting.count() == (expected == S.CLAIMED)
    assert not list(broken_links())


@given(late=st.integers(-5, 5), state=st.sampled_from(S.values))
def test_a_task_is_overdue_only_while_its_product_is_owed(late, state) -> None:
    today = date(2026, 11, 22)
    task = Task(state=state, due_on=today - timedelta(days=late))
    assert task.is_overdue(today) == (late > 0 and state in (S.NOT_STARTED, S.IN_PROGRESS, S.WAITING))
