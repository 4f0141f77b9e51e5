from __future__ import annotations

from datetime import date

import pytest
from tests.cast import make_agreement, make_task

from donghanh.web.programme.actions.tasks.drop_task import drop_task
from donghanh.web.programme.models import Agreement, BudgetLine
from donghanh.web.programme.querysets.portfolio import partners_of, running_in, with_partner, with_portfolio

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 22)


def test_money_and_tasks_are_counted_once_without_the_dropped(cast) -> None:
    kept, dropped = make_task(cast), make_task(cast)
    for task in (kept, dropped):
        BudgetLine.objects.create(task=task, year=2026, source="province", planned=100, spent=40)
        BudgetLine.objects.create(task=task, year=2027, source="province", planned=50)
    drop_task(dropped, by=cast.ha, reason="Không còn cần")
    make_agreement(cast)
    counted = with_portfolio(Agreement.objects.order_by("pk"), on=TODAY)
    assert [(one.task_count, one.budget, one.spent) for one in counted] == [(1, 150, 40), (0, None, None)]


def test_all_is_asked_in_one_statement(cast, django_assert_num_queries) -> None:
    for _ in range(4):
        make_agreement(cast)
    with django_assert_num_queries(1):
        assert len(with_portfolio(Agreement.objects.all(), on=TODAY)) == 4


def test_a_year_finds_the_agreements_that_run_in_it(cast) -> None:
    closed = make_agreement(cast, start_year=2025, end_year=2030)
    open_end = make_agreement(cast, start_year=2028, end_year=None)
    make_agreement(cast, start_year=None, end_year=None)
    every = Agreement.objects.all()
    assert [set(running_in(every, year)) for year in (2024, 2025, 2029, 2040)] == [
        set(),
        {closed},
        {closed, open_end},
        {open_end},
    ]


def test_partners_are_those_on_the_partners_side(cast) -> None:
    first = make_agreement(cast, departments=[cast.finance])
    second = make_agreement(cast, partners=[cast.ben_giang, cast.sao_lam])
    every = Agreement.objects.all()
    assert set(with_partner(every, cast.ben_giang)) == {second}
    assert set(with_partner(every, cast.sao_lam)) == {first, second}
    assert not with_partner(every, cast.finance).exists()
    assert set(partners_of(every)) == {cast.ben_giang, cast.sao_lam}
