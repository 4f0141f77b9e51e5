from __future__ import annotations

from calendar import monthrange
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from donghanh.web.programme.models import Task
from donghanh.web.programme.recurring import MONTHS, due_again, following_due


@pytest.mark.parametrize(
    ("due_on", "recurrence", "expected"),
    [
        (date(2026, 1, 15), "monthly", date(2026, 2, 15)),
        (date(2026, 1, 30), "monthly", date(2026, 2, 28)),
        (date(2026, 6, 30), "quarterly", date(2026, 9, 30)),
        (date(2026, 9, 30), "quarterly", date(2026, 12, 31)),
        (date(2026, 12, 31), "half_yearly", date(2027, 6, 30)),
        (date(2028, 2, 29), "yearly", date(2029, 2, 28)),
    ],
)
def test_a_product_is_due_again_one_period_later(due_on, recurrence, expected) -> None:
    assert due_again(due_on, recurrence) == expected


@given(due_on=st.dates(date(2000, 1, 1), date(2100, 1, 1)), recurrence=st.sampled_from(sorted(MONTHS)))
def test_the_next_due_date_lies_in_the_month_one_period_on(due_on, recurrence) -> None:
    following = due_again(due_on, recurrence)
    assert (following.year - due_on.year) * 12 + following.month - due_on.month == MONTHS[recurrence]
    ends = [day.day == monthrange(day.year, day.month)[1] for day in (due_on, following)]
    assert following.day == due_on.day or ends[1]
    assert not ends[0] or ends[1]


def test_it_ends_after_the_last_day_it_recurs() -> None:
    task = Task(due_on=date(2026, 6, 30), recurrence="quarterly", recurs_until=date(2026, 9, 30))
    assert following_due(task) == date(2026, 9, 30)
    task.due_on = date(2026, 9, 30)
    assert following_due(task) is None
    assert following_due(Task(due_on=date(2026, 6, 30))) is None
