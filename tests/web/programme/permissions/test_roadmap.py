"""Every address of the plan: who gets what there."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from uuid import uuid4

import pytest
from django.urls import reverse
from tests.access import Access, cases, check
from tests.cast import Cast, make_agreement, make_claim, make_task

from donghanh.web.programme.actions.roadmap.add_dependency import add_dependency
from donghanh.web.programme.actions.roadmap.add_milestone import add_milestone
from donghanh.web.programme.actions.roadmap.set_budget_line import set_budget_line
from donghanh.web.programme.actions.roadmap.set_calendar_key import set_calendar_key
from donghanh.web.programme.actions.tasks.reschedule_task import reschedule_task
from donghanh.web.programme.models import Agreement, Task

pytestmark = pytest.mark.django_db

# ha (standing office), minh, huong (departments), tuan (partner), tam (other partner), yen (verifier), vinh (leader)
ALL = (200,) * 7
SIDES = (200, 200, 200, 200, 403, 200, 200)
OFFICE = (200, 403, 403, 403, 403, 403, 403)
OFFICE_DOES = (302, 403, 403, 403, 403, 403, 403)
LEAD_SEES = (200, 403, 403, 200, 403, 403, 403)
LEAD_DOES = (302, 403, 403, 302, 403, 403, 403)
OWN_LEAD_DOES = (302, 302, 403, 403, 403, 403, 403)


def _once() -> dict[str, object]:
    return {"once": str(uuid4())}


def _agreement(cast: Cast) -> Sequence[object]:
    return [make_agreement(cast).code]


def _closed(cast: Cast) -> Sequence[object]:
    return [make_agreement(cast, state=Agreement.State.CLOSED).code]


def _commitment(cast: Cast) -> Sequence[object]:
    return [make_agreement(cast).commitments.get(number=1).pk]


def _year(cast: Cast) -> Sequence[object]:
    return [*_commitment(cast), 2027]


def _task(**given: object) -> Callable[[Cast], Sequence[object]]:
    return lambda cast: [make_task(cast, **given).pk]


def _own(cast: Cast) -> Sequence[object]:
    return [make_task(cast, lead=cast.home_affairs).pk]


def _claimed(cast: Cast) -> Sequence[object]:
    return [make_claim(cast).task_id]


def _moved(cast: Cast) -> Sequence[object]:
    task = make_task(cast)
    reschedule_task(task, by=cast.ha, starts_on=None, due_on=date(2028, 7, 1), reason="Vốn", once=uuid4())
    return [task.pk]


def _project(cast: Cast) -> Sequence[object]:
    project = make_task(cast)
    make_task(cast, project=project)
    return [project.pk]


def _dependency(cast: Cast) -> Sequence[object]:
    return [add_dependency(make_task(cast), by=cast.ha, before=make_task(cast), once=uuid4()).pk]


def _milestone(task: Task, cast: Cast) -> Sequence[object]:
    return [add_milestone(task, by=cast.ha, title="Mốc", due_on=date(2028, 1, 1), once=uuid4()).pk]


def _line(cast: Cast) -> Sequence[object]:
    return [set_budget_line(make_task(cast), by=cast.ha, year=2027, source="other", planned=5, once=uuid4()).pk]


def _feed(cast: Cast) -> Sequence[object]:
    return [set_calendar_key(cast.ha, by=cast.ha, is_wanted=True, once=uuid4())]


def _post(
    route: str, state: str, make: Callable[[Cast], Sequence[object]], answers: Sequence[int], **data: object
) -> Access:
    return Access(f"programme:{route}", state, make, answers, "post", _once() | data)


MOVE = {"due_on": "01/09/2028", "reason": "Chờ vốn", "version": "1"}
MARK = {"title": "Mốc", "due_on": "01/01/2028"}
MONEY = {"year": "2027", "source": "other", "planned": "5"}

TABLE: list[Access] = [
    Access("programme:roadmap", "in force", _agreement, SIDES),
    Access("programme:roadmap", "closed", _closed, SIDES),
    Access("programme:gantt", "in force", _agreement, SIDES),
    Access("programme:gantt", "closed", _closed, SIDES),
    Access("programme:year-content", "in force", _year, SIDES),
    _post("year-content", "in force", _year, OFFICE_DOES, text="Mở rộng", version="0"),
    Access("programme:assign-to-all", "in force", _commitment, OFFICE),
    _post("assign-to-all", "nothing filled in", _commitment, OFFICE),
    Access("programme:task-edit", "open", _task(), OFFICE),
    _post("task-edit", "nothing filled in", _task(), OFFICE),
    Access("programme:task-reschedule", "open", _task(), OFFICE),
    _post("task-reschedule", "open", _task(), OFFICE_DOES, **MOVE),
    _post("task-reschedule", "claimed", _claimed, (409, 403, 403, 403, 403, 403, 403), **MOVE),
    _post("task-undo-reschedule", "moved", _moved, OFFICE_DOES),
    _post("task-undo-reschedule", "never moved", _task(), (409, 403, 403, 403, 403, 403, 403)),
    Access("programme:task-plan", "led by the partner", _task(), LEAD_SEES),
    Access("programme:task-plan", "led by minh's office", _own, (200, 200, 403, 403, 403, 403, 403)),
    _post("dependency-add", "no such task", _task(), (400, 403, 403, 403, 403, 403, 403), before="9.9"),
    _post("dependency-remove", "open", _dependency, OFFICE_DOES),
    _post("milestone-add", "led by the partner", _task(), LEAD_DOES, **MARK),
    _post("milestone-add", "led by minh's office", _own, OWN_LEAD_DOES, **MARK),
    _post("milestone-reach", "led by the partner", lambda cast: _milestone(make_task(cast), cast), LEAD_DOES),
    _post("milestone-remove", "led by the partner", lambda cast: _milestone(make_task(cast), cast), LEAD_DOES),
    _post("budget-set", "led by the partner, who may not plan", _task(), OFFICE_DOES, **MONEY),
    _post("budget-remove", "planned", _line, OFFICE_DOES),
    _post("parts-drop", "not started", _project, OFFICE_DOES, reason="Giao nhầm"),
    Access("programme:calendar", "own", lambda cast: [], ALL),
    _post("calendar-address", "own", lambda cast: [], (302,) * 7),
    Access("programme:calendar-feed", "opened", _feed, ALL),
    Access("programme:calendar-feed", "unknown key", lambda cast: ["x" * 43], (404,) * 7),
]


@pytest.mark.parametrize(("access", "person", "answer"), cases(TABLE))
def test_who_gets_what(access: Access, person: str, answer: int, cast: Cast, client) -> None:
    check(access, person, answer, cast, client)


@pytest.mark.parametrize("access", [one for one in TABLE if one.route != "programme:calendar-feed"], ids=str)
def test_the_public_is_asked_to_sign_in(access: Access, cast: Cast, client) -> None:
    answer = getattr(client, access.method)(reverse(access.route, args=access.make(cast)), dict(access.data))
    assert answer.status_code == 302
    assert answer["Location"].startswith(reverse("account_login"))
