from __future__ import annotations

from datetime import date, datetime, timedelta
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.cast import make_task

from donghanh.web.programme.actions.notices.remind import AFTER, BEFORE, occasion, remind
from donghanh.web.programme.actions.roadmap.add_milestone import add_milestone
from donghanh.web.programme.actions.roadmap.reach_milestone import reach_milestone
from donghanh.web.programme.models import Notice, Task

TODAY = date(2026, 11, 23)
HANOI = ZoneInfo("Asia/Ho_Chi_Minh")


def _at(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 8, tzinfo=HANOI)


@given(st.lists(st.integers(-40, 40), min_size=1, max_size=80, unique=True).map(sorted))
def test_each_reminder_comes_once_and_none_is_lost_when_the_machine_stood_still(days) -> None:
    seen = [occasion(TODAY, TODAY + timedelta(days=one)) for one in days]
    told = [one for one in seen if one is not None]
    assert told == sorted(told, reverse=True)
    assert set(told) <= {*BEFORE, *(-one for one in AFTER)}
    assert all(seen[number] is not None for number, one in enumerate(days) if one >= -14)


@pytest.mark.parametrize(
    ("days", "expected"),
    [(-15, None), (-14, 14), (-4, 14), (-3, 3), (0, 0), (1, -1), (6, -1), (7, -7), (30, -30), (60, -30), (61, None)],
)
def test_the_days_of_the_reminders(days, expected) -> None:
    assert occasion(TODAY, TODAY + timedelta(days=days)) == expected


@pytest.mark.django_db
def test_the_lead_is_reminded_once_of_each_day(cast) -> None:
    task = make_task(cast, due_on=TODAY)
    Notice.objects.all().delete()
    assert [remind(_at(TODAY - timedelta(days=days))) for days in (20, 14, 14, 10, 3, 0, 0, -1, -7)] == [
        0, 1, 0, 0, 1, 1, 0, 1, 1
    ]  # fmt: skip
    kinds = list(Notice.objects.order_by("pk").values_list("user__username", "kind"))
    assert kinds == [("tuan", "due_soon")] * 3 + [("tuan", "overdue")] * 2
    assert "quá hạn 7 ngày" in Notice.objects.first().words["vi"]
    assert Notice.objects.first().href == task.get_absolute_url()


@pytest.mark.django_db
def test_nobody_is_reminded_of_what_is_delivered_or_dropped_or_given_a_later_day(cast) -> None:
    task = make_task(cast, due_on=TODAY)
    Notice.objects.all().delete()
    for state in (Task.State.CLAIMED, Task.State.VERIFIED, Task.State.DROPPED):
        Task.objects.update(state=state)
        assert remind(_at(TODAY)) == 0
    Task.objects.update(state=Task.State.IN_PROGRESS)
    assert remind(_at(TODAY)) == 1
    Task.objects.filter(pk=task.pk).update(due_on=TODAY + timedelta(days=3))
    assert remind(_at(TODAY)) == 1, "the new due date is another occasion"


@pytest.mark.django_db
def test_the_lead_hears_of_a_milestone_a_week_before_and_the_day_after(cast) -> None:
    task = make_task(cast, due_on=TODAY + timedelta(days=90))
    one = add_milestone(task, by=cast.ha, title="Khảo sát xong", due_on=TODAY, once=uuid4())
    Notice.objects.all().delete()
    assert [remind(_at(TODAY - timedelta(days=days))) for days in (8, 7, 3, 0, -1, -1, -20)] == [0, 1, 0, 0, 1, 0, 0]
    kinds = list(Notice.objects.order_by("pk").values_list("user__username", "kind"))
    assert kinds == [("tuan", "due_soon"), ("tuan", "overdue")]
    assert "Mốc “Khảo sát xong”" in Notice.objects.first().words["vi"]
    reach_milestone(one, by=cast.ha, on=TODAY - timedelta(days=3), once=uuid4())
    assert not Notice.objects.filter(read_at=None).exists(), "what was asked for was done"


@pytest.mark.django_db
def test_nobody_is_reminded_of_a_milestone_that_was_reached_or_whose_task_was_dropped(cast) -> None:
    task = make_task(cast, due_on=TODAY + timedelta(days=90))
    one = add_milestone(task, by=cast.ha, title="Khảo sát xong", due_on=TODAY + timedelta(days=7), once=uuid4())
    Task.objects.update(state=Task.State.DROPPED)
    assert remind(_at(TODAY)) == 0
    Task.objects.update(state=Task.State.IN_PROGRESS)
    one.reached_on = TODAY
    one.save()
    assert remind(_at(TODAY)) == 0


@pytest.mark.django_db
def test_the_queries_do_not_grow_with_the_tasks(cast, django_assert_num_queries) -> None:
    for _ in range(3):
        make_task(cast, due_on=TODAY)
    Notice.objects.all().delete()
    with django_assert_num_queries(7):
        assert remind(_at(TODAY)) == 3
    for _ in range(9):
        make_task(cast, due_on=TODAY)
    with django_assert_num_queries(7):
        assert remind(_at(TODAY)) == 9
