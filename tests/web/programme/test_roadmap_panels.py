from __future__ import annotations

from datetime import date
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.cast import make_claim, make_task

from donghanh.web.programme.actions.roadmap.add_dependency import add_dependency
from donghanh.web.programme.models import Task
from donghanh.web.programme.roadmap_panels import of_agreement, of_commitment, of_task, plan_of

pytestmark = pytest.mark.django_db

TODAY = date(2027, 1, 1)


def test_dates_that_contradict_are_shown_until_the_first_is_delivered(cast) -> None:
    first = make_task(cast, due_on=date(2028, 3, 31))
    then = make_task(cast, starts_on=date(2028, 3, 1))
    add_dependency(then, by=cast.ha, before=first, once=uuid4())
    assert plan_of(then, on=TODAY)["waits_on"][0][1] == 31
    assert plan_of(first, on=TODAY)["followers"][0][1] == 31
    make_claim(cast, first)
    assert plan_of(then, on=TODAY)["waits_on"][0][1] == 0


def test_who_may_change_what(cast, rf) -> None:
    task = make_task(cast)
    request = rf.get("/")
    for person, plans, keeps in ((cast.ha, True, True), (cast.tuan, False, True), (cast.minh, False, False)):
        request.user = person
        context = of_task(request, task)[1]
        assert (context["can_plan"], context["can_keep"]) == (plans, keeps)
        assert of_commitment(request, task.commitment)[1]["can_plan"] == plans
        assert of_agreement(request, task.commitment.agreement)[1]["agreement"] == task.commitment.agreement


def test_queries_do_not_grow_with_what_is_planned(cast) -> None:
    few, many = make_task(cast), make_task(cast)
    for _ in range(5):
        make_task(cast, project=many)
        add_dependency(make_task(cast), by=cast.ha, before=many, once=uuid4())
        add_dependency(many, by=cast.ha, before=make_task(cast), once=uuid4())
    counts = []
    for task in (few, many):
        with CaptureQueriesContext(connection) as asked:
            list(plan_of(Task.objects.get(pk=task.pk), on=TODAY)["parts"])
        counts.append(len(asked))
    assert counts[0] == counts[1]
