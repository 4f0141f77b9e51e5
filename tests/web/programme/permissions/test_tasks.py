"""Who sees, reports on, judges and drops a task led by a department (minh's), in each state."""

from __future__ import annotations

from collections.abc import Callable
from uuid import uuid4

import pytest
from django.core.files.base import ContentFile
from tests.access import Access, cases, check
from tests.cast import MINUTES, Cast, make_task

from donghanh.web.programme.actions.tasks.accept_claim import accept_claim
from donghanh.web.programme.actions.tasks.drop_task import drop_task
from donghanh.web.programme.actions.tasks.report_progress import report_progress
from donghanh.web.programme.actions.tasks.return_claim import return_claim
from donghanh.web.programme.actions.tasks.set_waiting import set_waiting
from donghanh.web.programme.models import ProgressReport, Task

STATES = ("not started", "in progress", "waiting", "claimed", "returned", "verified", "dropped")
OPEN = ("not started", "in progress", "waiting", "returned")
SIDES = (200, 200, 200, 200, 403, 200, 200)
"""Not the partner of another agreement."""
LEAD = (403, 200, 403, 403, 403, 403, 403)
OFFICE_DOES = (302, 403, 403, 403, 403, 403, 403)
OFFICE_TOO_LATE = (409, 403, 403, 403, 403, 403, 403)
JUDGES = (302, 403, 403, 403, 403, 302, 403)
"""The standing office and the verifier, who had no hand in the task."""
TOO_LATE_TO_JUDGE = (409, 403, 403, 403, 403, 409, 403)


def _brought(cast: Cast, state: str) -> Task:
    task = make_task(cast, lead=cast.home_affairs)
    if state == "in progress":
        report_progress(task, by=cast.minh, text="đang làm", once=uuid4())
    elif state == "waiting":
        set_waiting(task, by=cast.minh, waits_for="Bộ", once=uuid4())
    elif state == "dropped":
        drop_task(task, by=cast.ha, reason="trùng", once=uuid4())
    elif state != "not started":
        claim = _claimed(cast, task)
        if state == "returned":
            return_claim(claim, by=cast.yen, reason="thiếu", once=uuid4())
        elif state == "verified":
            accept_claim(claim, by=cast.yen, once=uuid4())
    return Task.objects.get(pk=task.pk)


def _claimed(cast: Cast, task: Task) -> ProgressReport:
    claim = report_progress(task, by=cast.minh, text="xong", is_claim=True, evidence=[MINUTES], once=uuid4())
    claim.evidence.get().file.save("a.pdf", ContentFile(b"%PDF-1.4"))
    return claim


def _task(state: str) -> Callable[[Cast], list[object]]:
    return lambda cast: [_brought(cast, state).pk]


def _claim(state: str) -> Callable[[Cast], list[object]]:
    return lambda cast: [_brought(cast, state).reports.get().pk]


def _paper(state: str) -> Callable[[Cast], list[object]]:
    return lambda cast: [_brought(cast, state).reports.get().evidence.get().pk]


REASON = {"reason": "vì"}
TABLE = [
    *(Access("programme:task", state, _task(state), SIDES) for state in STATES),
    *(Access("programme:report", state, _task(state), LEAD) for state in STATES),
    *(Access("programme:report", state, _task(state), LEAD, "post") for state in STATES),
    *(
        Access("programme:drop", state, _task(state), OFFICE_DOES if state in OPEN else OFFICE_TOO_LATE, "post", REASON)
        for state in STATES
    ),
    *(Access("programme:evidence-file", state, _paper(state), SIDES) for state in ("claimed", "returned", "verified")),
    *(
        Access(
            f"programme:{route}",
            state,
            _claim(state),
            JUDGES if state == "claimed" else TOO_LATE_TO_JUDGE,
            "post",
            REASON,
        )
        for route in ("accept", "return")
        for state in ("claimed", "returned", "verified")
    ),
]


@pytest.mark.django_db
@pytest.mark.parametrize(("access", "person", "answer"), cases(TABLE), ids=str)
def test_who_does_what_with_a_task(access, person, answer, cast, client) -> None:
    check(access, person, answer, cast, client)
