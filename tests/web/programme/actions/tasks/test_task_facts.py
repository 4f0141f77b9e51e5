from __future__ import annotations

from datetime import date

import pytest
from tests.cast import make_agreement, make_task

from donghanh.errors import InputError
from donghanh.web.programme.actions.tasks.task_facts import TaskFacts, check_facts

pytestmark = pytest.mark.django_db


def _facts(cast, **given: object) -> TaskFacts:
    plan = {"title": "Việc", "product": "Vật", "lead": cast.science, "due_on": date(2028, 6, 30)}
    return TaskFacts(**plan | given)


def test_the_officer_works_for_the_lead(cast) -> None:
    agreement = make_agreement(cast)
    check_facts(_facts(cast, officer=cast.ha), agreement)
    with pytest.raises(InputError, match="Trần Văn Minh"):
        check_facts(_facts(cast, officer=cast.minh), agreement)


def test_it_does_not_stop_recurring_before_it_is_first_due(cast) -> None:
    with pytest.raises(InputError, match="30/06/2028"):
        check_facts(_facts(cast, recurrence="monthly", recurs_until=date(2028, 1, 1)), make_agreement(cast))
    assert _facts(cast, recurs_until=date(2028, 1, 1)).values()["recurs_until"] is None  # it does not recur


def test_a_project_holds_tasks_of_its_agreement_one_level_deep(cast) -> None:
    project = make_task(cast)
    part = make_task(cast, project=project)
    agreement = project.commitment.agreement
    other = make_task(cast, make_agreement(cast, title="Thỏa thuận khác").commitments.first())
    check_facts(_facts(cast, project=project), agreement)
    for wrong, task in ((part, None), (other, None), (project, project), (make_task(cast), project)):
        with pytest.raises(InputError, match="dự án khác"):
            check_facts(_facts(cast, project=wrong), agreement, task)
