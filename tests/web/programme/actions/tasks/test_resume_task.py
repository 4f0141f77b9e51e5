from __future__ import annotations

from uuid import uuid4

import pytest
from tests.cast import make_task

from donghanh.errors import RefusedError
from donghanh.web.audit.log import events_about
from donghanh.web.programme.actions.tasks.report_progress import report_progress
from donghanh.web.programme.actions.tasks.resume_task import resume_task
from donghanh.web.programme.actions.tasks.set_waiting import set_waiting
from donghanh.web.programme.models import Task

pytestmark = pytest.mark.django_db


def test_the_task_goes_on_and_the_log_keeps_on_whom_it_waited(cast) -> None:
    task = set_waiting(make_task(cast), by=cast.tuan, waits_for="Bộ Công an", once=uuid4())
    task = resume_task(task, by=cast.tuan, once=uuid4())
    assert (task.state, task.waits_for, task.waits_since) == (Task.State.IN_PROGRESS, "", None)
    assert events_about(task)[0].data["waited_for"] == "Bộ Công an"


def test_a_report_resumes_it_too(cast) -> None:
    task = set_waiting(make_task(cast), by=cast.tuan, waits_for="Bộ Công an", once=uuid4())
    report_progress(task, by=cast.tuan, text="Đã có hướng dẫn", once=uuid4())
    task.refresh_from_db()
    assert (task.state, task.waits_for) == (Task.State.IN_PROGRESS, "")


def test_what_does_not_wait_is_not_resumed(cast) -> None:
    task = make_task(cast)
    with pytest.raises(RefusedError):
        resume_task(task, by=cast.tuan)
    set_waiting(task, by=cast.tuan, waits_for="Bộ Công an", once=uuid4())
    with pytest.raises(RefusedError):
        resume_task(task, by=cast.minh)
