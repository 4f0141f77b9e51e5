from __future__ import annotations

from datetime import date
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.cast import Cast, make_agreement, make_claim, make_task

from donghanh.web.programme.actions.roadmap.add_dependency import add_dependency
from donghanh.web.programme.actions.roadmap.add_milestone import add_milestone
from donghanh.web.programme.actions.tasks.reschedule_task import reschedule_task
from donghanh.web.programme.models import Agreement

pytestmark = pytest.mark.django_db


def _chart(client, agreement: Agreement, **wanted: object) -> str:
    return client.get(reverse("programme:gantt", args=[agreement.code]), wanted).content.decode()


def _some(cast: Cast, count: int, agreement: Agreement) -> None:
    commitment = agreement.commitments.get(number=1)
    for _ in range(count):
        task = make_task(cast, commitment, starts_on=date(2028, 1, 1), co_organisations=[cast.finance])
        add_milestone(task, by=cast.ha, title="Mốc", due_on=date(2028, 3, 1), once=uuid4())
        first = commitment.tasks.order_by("pk").first()
        if first != task:
            add_dependency(task, by=cast.ha, before=first, once=uuid4())


def test_a_planner_can_take_hold_of_what_is_open_only(cast, client) -> None:
    task, done = make_task(cast), make_claim(cast).task
    client.force_login(cast.ha)
    page = _chart(client, task.commitment.agreement)
    assert f'data-task="{task.pk}"' in page and f'data-task="{done.pk}"' not in page
    assert reverse("programme:task-reschedule", args=[task.pk]) in page
    client.force_login(cast.tuan)
    page = _chart(client, task.commitment.agreement)
    assert "data-task" not in page and "gantt.js" not in page
    assert task.get_absolute_url() in page


def test_it_is_narrowed_by_year_and_unit(cast, client) -> None:
    agreement = make_agreement(cast)
    commitment = agreement.commitments.get(number=1)
    make_task(cast, commitment, title="Việc sớm", due_on=date(2026, 5, 1))
    make_task(cast, commitment, title="Việc dài", starts_on=date(2025, 2, 1), due_on=date(2028, 5, 1))
    make_task(cast, commitment, title="Việc của sở", lead=cast.finance, due_on=date(2028, 5, 1))
    client.force_login(cast.ha)
    assert "Việc sớm" not in (page := _chart(client, agreement, year=2027)) and "Việc dài" in page
    assert "Việc của sở" in (page := _chart(client, agreement, unit="finance")) and "Việc dài" not in page
    assert "Việc dài" in _chart(client, agreement, year="x", unit="nobody")


def test_a_move_can_be_taken_back_from_the_chart(cast, client) -> None:
    task = make_task(cast)
    reschedule_task(task, by=cast.ha, starts_on=None, due_on=date(2028, 7, 1), reason="Vốn", once=uuid4())
    client.force_login(cast.ha)
    undo = reverse("programme:task-undo-reschedule", args=[task.pk])
    assert undo in _chart(client, task.commitment.agreement, doi=task.pk)
    client.force_login(cast.tuan)
    assert undo not in _chart(client, task.commitment.agreement, doi=task.pk)


def test_an_empty_chart_says_what_to_do(cast, client) -> None:
    client.force_login(cast.ha)
    assert 'class="empty"' in _chart(client, make_agreement(cast))


def test_queries_do_not_grow_with_the_bars(cast, client) -> None:
    few, many = make_agreement(cast), make_agreement(cast, title="Thỏa thuận nhiều việc")
    _some(cast, 2, few)
    _some(cast, 8, many)
    client.force_login(cast.ha)
    counts = []
    for agreement in (few, few, many):
        with CaptureQueriesContext(
            connection,
        ) as asked:
            _chart(client, agreement)
        counts.append(len(asked))
    assert counts[1] == counts[2]
