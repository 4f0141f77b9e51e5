"""The light and the standing of a task: one table, said for a row and for the database."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.cast import make_task

from donghanh.web.programme.models import Task
from donghanh.web.programme.querysets.tasks import overdue, with_standing
from donghanh.web.programme.standing import Light, Standing, light, rule_of, standing

TODAY = date(2026, 11, 22)
S = Task.State


def _task(state: str, due: int, **facts: object) -> Task:
    return Task(state=state, due_on=TODAY + timedelta(days=due), **facts)


@pytest.mark.parametrize(
    ("task", "stands", "shines"),
    [
        (_task(S.NOT_STARTED, 60), Standing.NOT_STARTED, Light.GREY),
        (_task(S.NOT_STARTED, 60, starts_on=TODAY - timedelta(days=1)), Standing.NOT_STARTED, Light.AMBER),
        (_task(S.NOT_STARTED, 14), Standing.NOT_STARTED, Light.AMBER),
        (_task(S.NOT_STARTED, -1), Standing.OVERDUE, Light.RED),
        (_task(S.IN_PROGRESS, 15), Standing.IN_PROGRESS, Light.GREEN),
        (_task(S.IN_PROGRESS, 0), Standing.IN_PROGRESS, Light.AMBER),
        (_task(S.IN_PROGRESS, 15, recurrence="monthly"), Standing.RECURRING, Light.GREEN),
        (_task(S.WAITING, 60), Standing.WAITING, Light.AMBER),
        (_task(S.WAITING, -1), Standing.OVERDUE, Light.RED),
        (_task(S.CLAIMED, 3), Standing.CLAIMED, Light.GREEN),
        (_task(S.CLAIMED, -3), Standing.CLAIMED, Light.AMBER),
        (_task(S.VERIFIED, -300), Standing.VERIFIED, Light.GREEN),
        (_task(S.VERIFIED, -300, is_kept_up=True), Standing.KEPT_UP, Light.GREEN),
        (_task(S.DROPPED, -300), Standing.DROPPED, Light.GREY),
    ],
)
def test_the_light_follows_from_state_and_dates(task, stands, shines) -> None:
    assert (standing(task, TODAY), light(task, TODAY)) == (stands, shines)


@given(
    state=st.sampled_from(S.values),
    due=st.integers(-40, 40),
    starts=st.none() | st.integers(-80, 0),
    recurrence=st.sampled_from(["", "monthly"]),
    is_kept_up=st.booleans(),
)
@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@pytest.mark.django_db
def test_a_row_and_the_database_say_the_same(cast, state, due, starts, recurrence, is_kept_up) -> None:
    due_on = TODAY + timedelta(days=due)
    task = Task.objects.first() or make_task(cast)
    task.state, task.due_on, task.recurrence, task.is_kept_up = state, due_on, recurrence, is_kept_up
    task.starts_on = None if starts is None else due_on + timedelta(days=starts)
    task.waits_since = TODAY if state == S.WAITING else None
    task.save()
    counted = with_standing(Task.objects.all(), on=TODAY).get()
    assert (counted.standing_now, counted.light_now) == (standing(task, TODAY), light(task, TODAY))
    is_late = standing(task, TODAY) == Standing.OVERDUE
    assert is_late == task.is_overdue(TODAY) == overdue(Task.objects.all(), on=TODAY).exists()
    assert str(rule_of(task, TODAY).words)
