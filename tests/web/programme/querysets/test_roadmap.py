from __future__ import annotations

from datetime import date
from uuid import uuid4

import pytest
from tests.cast import make_agreement, make_claim, make_task

from donghanh.web.programme.actions.roadmap.add_dependency import add_dependency
from donghanh.web.programme.actions.roadmap.set_budget_line import set_budget_line
from donghanh.web.programme.actions.tasks.drop_task import drop_task
from donghanh.web.programme.models import Task
from donghanh.web.programme.querysets.roadmap import (
    binding_links,
    by_code,
    charted,
    links,
    money_by_source,
    money_by_year,
    next_code,
    next_part_number,
    tasks_by_year,
    tasks_of_person,
    with_open_twin,
    years_of,
)

pytestmark = pytest.mark.django_db


def test_codes_go_on_after_the_highest_whatever_became_of_it(cast) -> None:
    task = make_task(cast)
    commitment = task.commitment
    Task.objects.filter(pk=task.pk).update(code="1.7")
    assert next_code(commitment) == "1.8"
    task.refresh_from_db()
    assert next_part_number(task) == 1
    make_task(cast, project=task)
    assert (next_code(commitment), next_part_number(task)) == ("1.8", 2)
    assert by_code(commitment.agreement, " 1.7.1 ").project == task
    assert by_code(commitment.agreement, "9.9") is None


def test_what_is_delivered_or_dropped_binds_no_longer(cast) -> None:
    first, then, last = (make_task(cast) for _ in range(3))
    add_dependency(then, by=cast.ha, before=first, once=uuid4())
    add_dependency(last, by=cast.ha, before=then, once=uuid4())
    agreement = first.commitment.agreement
    assert len(binding_links(agreement)) == 2
    make_claim(cast, first)
    assert [link.before for link in binding_links(agreement)] == [then.pk]
    drop_task(last, by=cast.ha, reason="Trùng", once=uuid4())
    assert binding_links(agreement) == [] and len(links(agreement)) == 2


def test_a_chart_holds_what_touches_the_year(cast) -> None:
    inside = make_task(cast, starts_on=date(2026, 12, 1), due_on=date(2027, 1, 31))
    across = make_task(cast, starts_on=date(2025, 1, 1), due_on=date(2029, 1, 31))
    make_task(cast, starts_on=date(2028, 1, 1), due_on=date(2028, 2, 1))
    dropped = drop_task(make_task(cast, due_on=date(2027, 5, 1)), by=cast.ha, reason="Trùng", once=uuid4())
    agreement = inside.commitment.agreement
    assert set(charted(agreement, year=2027)) == {inside, across}
    assert set(charted(agreement, unit=cast.finance)) == set()
    assert dropped not in charted(agreement)


def test_years_of_an_agreement_that_does_not_say_are_those_of_its_tasks(cast) -> None:
    agreement = make_agreement(cast, start_year=None, end_year=None)
    assert years_of(agreement) == []
    make_task(cast, agreement.commitments.first(), due_on=date(2026, 1, 1))
    make_task(cast, agreement.commitments.first(), due_on=date(2028, 1, 1))
    assert years_of(agreement) == [2026, 2027, 2028]


def test_tasks_and_money_of_dropped_tasks_do_not_count(cast) -> None:
    task, dropped = make_task(cast), make_task(cast)
    for one in (task, dropped):
        set_budget_line(one, by=cast.ha, year=2028, source="province", planned=10, spent=4, once=uuid4())
    drop_task(dropped, by=cast.ha, reason="Trùng", once=uuid4())
    agreement, key = task.commitment.agreement, (task.commitment_id, 2028)
    assert tasks_by_year(agreement, on=date(2028, 7, 1)) == {key: {"due": 1, "delivered": 0, "late": 1}}
    assert money_by_year(agreement) == {key: {"planned": 10, "spent": 4}}
    assert [(one["planned"], one["spent"]) for one in money_by_source(agreement)] == [(10, 4)]


def test_a_person_owes_what_their_office_leads_unless_a_colleague_has_it(cast) -> None:
    mine, shared = make_task(cast, officer=cast.tuan), make_task(cast)
    make_task(cast, lead=cast.finance)
    assert set(tasks_of_person(cast.tuan)) == {mine, shared}
    assert set(tasks_of_person(cast.minh)) == set()


def test_a_twin_is_an_open_task_of_the_same_name(cast) -> None:
    task = make_task(cast, title="Lập tổ", lead=cast.finance)
    units = [cast.finance, cast.home_affairs]
    assert with_open_twin(task.commitment, " lập tổ", units) == {cast.finance.pk}
    drop_task(task, by=cast.ha, reason="Trùng", once=uuid4())
    assert with_open_twin(task.commitment, "Lập tổ", units) == set()
