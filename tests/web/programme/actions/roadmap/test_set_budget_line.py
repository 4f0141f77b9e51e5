from __future__ import annotations

from uuid import uuid4

import pytest
from tests.cast import make_task

from donghanh.errors import InputError, RefusedError
from donghanh.web.programme.actions.roadmap.set_budget_line import set_budget_line
from donghanh.web.programme.models import BudgetLine, Task
from donghanh.web.programme.querysets.roadmap import budget_totals

pytestmark = pytest.mark.django_db


def _set(cast, task: Task, **given: object) -> BudgetLine:
    wanted = {"by": cast.ha, "year": 2027, "source": "province", "planned": 1_500_000_000, "once": uuid4()}
    return set_budget_line(task, **wanted | given)


def test_one_line_for_each_year_and_source_with_sums(cast) -> None:
    task = make_task(cast)
    _set(cast, task)
    _set(cast, task, planned=2_000_000_000)
    _set(cast, task, source="partner", planned=500_000_000, spent=100_000_000)
    assert task.budget_lines.count() == 2
    assert budget_totals(task.budget_lines.all()) == {"planned": 2_500_000_000, "spent": 100_000_000}


def test_the_lead_says_what_was_spent_but_not_what_is_planned(cast) -> None:
    task = make_task(cast)
    _set(cast, task)
    assert _set(cast, task, by=cast.tuan, spent=1).spent == 1
    with pytest.raises(RefusedError, match="forbidden"):
        _set(cast, task, by=cast.tuan, planned=2)
    with pytest.raises(RefusedError, match="forbidden"):
        _set(cast, task, by=cast.tuan, year=2028, planned=0)
    with pytest.raises(RefusedError, match="forbidden"):
        _set(cast, task, by=cast.minh, spent=1)


@pytest.mark.parametrize("wrong", [{"source": "bank"}, {"year": 27}, {"planned": -1}, {"spent": 10**16}])
def test_odd_values_are_named(cast, wrong) -> None:
    with pytest.raises(InputError, match="budget"):
        _set(cast, make_task(cast), **wrong)
    assert not BudgetLine.objects.exists()
