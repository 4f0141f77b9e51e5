from __future__ import annotations

from datetime import date, timedelta

import pytest
from tests.cast import make_claim, make_task

from donghanh.web.programme.models import Task
from donghanh.web.programme.querysets.lists import in_order, narrowed, rows
from donghanh.web.programme.standing import Light, Standing

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 22)


def _some_of_each(cast) -> None:
    make_claim(cast, make_task(cast))
    make_claim(cast, make_task(cast, due_on=TODAY - timedelta(days=1)))
    for days, facts in ((400, {}), (5, {}), (-1, {}), (400, {"state": "in_progress"}), (400, {"state": "verified"})):
        task = make_task(cast, due_on=TODAY + timedelta(days=days))
        Task.objects.filter(pk=task.pk).update(**facts)
    Task.objects.filter(pk=make_task(cast).pk).update(state="in_progress", recurrence="monthly")
    Task.objects.filter(pk=make_task(cast).pk).update(state="verified", is_kept_up=True)
    Task.objects.filter(pk=make_task(cast).pk).update(state="waiting", waits_for="ai", waits_since=TODAY)
    Task.objects.filter(pk=make_task(cast).pk).update(state="dropped")


@pytest.mark.parametrize("standing", Standing.values)
def test_the_filter_of_states_agrees_with_how_each_row_stands(cast, standing) -> None:
    _some_of_each(cast)
    found = set(narrowed(Task.objects.all(), {"state": standing}, user=cast.ha, on=TODAY))
    assert found == {one for one in Task.objects.all() if one.standing(TODAY).standing == standing} != set()


@pytest.mark.parametrize("light", Light.values)
def test_the_filter_of_lights_agrees_with_the_light_of_each_row(cast, light) -> None:
    _some_of_each(cast)
    found = set(narrowed(Task.objects.all(), {"light": light}, user=cast.ha, on=TODAY))
    assert found == {one for one in Task.objects.all() if one.standing(TODAY).light == light} != set()


def test_searched_or_not_the_order_is_by_due_date(cast) -> None:
    _some_of_each(cast)
    dates = [list(in_order(Task.objects.all(), searching=one).values_list("pk", flat=True)) for one in (True, False)]
    assert dates[0] == dates[1] == list(Task.objects.order_by("due_on", "pk").values_list("pk", flat=True))


def test_a_row_brings_all_it_shows_in_one_query(cast, django_assert_num_queries) -> None:
    keys = [make_task(cast).pk, make_task(cast).pk]
    with django_assert_num_queries(1):
        shown = rows(keys[::-1])
        assert all(one.lead.short_name and one.commitment.agreement.title and one.standing(TODAY) for one in shown)
    assert [one.pk for one in shown] == keys[::-1]
