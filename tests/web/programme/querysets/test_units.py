from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.cast import make_claim, make_task

from donghanh.web.organisations.models import Organisation
from donghanh.web.programme.actions.tasks.drop_task import drop_task
from donghanh.web.programme.models import Task
from donghanh.web.programme.querysets.units import (
    Load,
    due_by_month,
    load_of,
    loads,
    months_from,
    named_like,
    offices_first,
    shared_by,
)

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 22)


def test_the_load_of_a_unit_is_the_same_alone_and_in_a_list(cast) -> None:
    make_task(cast, due_on=date(2026, 1, 1))
    make_claim(cast, make_task(cast))
    drop_task(make_task(cast), by=cast.ha, reason="Thôi")
    alone = load_of(Task.objects.filter(lead=cast.sao_lam), on=TODAY)
    assert alone == Load(open=1, overdue=1, waiting=0, claimed=1, verified=0) and alone.all == 2
    both = loads(Task.objects.all(), [cast.sao_lam, cast.finance], on=TODAY)
    assert both == {cast.sao_lam.pk: alone, cast.finance.pk: Load(0, 0, 0, 0, 0)}


def test_open_tasks_are_counted_by_the_month_they_are_due(cast) -> None:
    for due_on in (date(2026, 11, 1), date(2026, 11, 30), date(2027, 2, 1), date(2027, 11, 1), date(2026, 10, 31)):
        make_task(cast, due_on=due_on)
    counted = dict(due_by_month(Task.objects.all(), on=TODAY))
    assert len(counted) == 12 and sum(counted.values()) == 3
    assert (counted[date(2026, 11, 1)], counted[date(2027, 2, 1)], counted[date(2026, 12, 1)]) == (2, 1, 0)


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.integers(1, 40))
def test_months_follow_each_other_from_the_one_of_the_day(on, months) -> None:
    found = months_from(on, months)
    assert found[0] == on.replace(day=1) and len(found) == months
    assert all(0 < (later - earlier).days <= 31 and later.day == 1 for earlier, later in pairwise(found))


def test_what_is_shared_is_not_what_is_led(cast) -> None:
    shared = make_task(cast, co_organisations=[cast.finance])
    make_task(cast, lead=cast.finance)
    assert list(shared_by(Task.objects.all(), cast.finance)) == [shared]


@pytest.mark.parametrize(("words", "count"), [("so noi vu", 1), ("SỞ", 3), ("lam giang so", 3), ("không có", 0)])
def test_organisations_are_found_without_diacritics(cast, words, count) -> None:
    assert len(named_like(Organisation.objects.all(), words)) == count


def test_offices_and_partners_stand_before_communes(cast) -> None:
    Organisation.objects.create(code="xa", name="An Khê", short_name="An Khê", kind=Organisation.Kind.COMMUNE)
    found = list(offices_first(Organisation.objects.all()))
    assert found[0] == cast.science and found[-1].code == "xa" and found[1:3] == [cast.home_affairs, cast.finance]


def test_nobody_is_found_where_there_is_nobody(db) -> None:
    assert named_like(Organisation.objects.all(), "so") == []
