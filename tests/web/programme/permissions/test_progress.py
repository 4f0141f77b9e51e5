"""Who may wait, go on, ask for more time and answer, and read notices; in each state that changes the answer."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from uuid import uuid4

import pytest
from django.utils import timezone
from tests.access import Access, cases, check
from tests.cast import Cast, make_claim, make_task

from donghanh.web.programme.actions.tasks.ask_extension import ask_extension
from donghanh.web.programme.actions.tasks.grant_extension import grant_extension
from donghanh.web.programme.actions.tasks.set_waiting import set_waiting
from donghanh.web.programme.models import Notice, Task

pytestmark = pytest.mark.django_db

OWED, WAITS, CLAIMED, ASKED, ANSWERED = "owed", "waits", "claimed", "asked", "answered"
LEAD = (403, 302, 403, 403, 403, 403, 403)
LEAD_REFUSED = (403, 409, 403, 403, 403, 403, 403)
OFFICE = (302, 403, 403, 403, 403, 403, 403)
OFFICE_REFUSED = (409, 403, 403, 403, 403, 403, 403)
ALL = (200,) * 7
MORE = {"extension-due_on": "30/09/2028", "extension-reason": "chờ"}


def _task(state: str) -> Callable[[Cast], list[object]]:
    """Led by minh's department, in that state."""

    def make(cast: Cast) -> list[object]:
        task = make_task(cast, lead=cast.home_affairs)
        if state == WAITS:
            set_waiting(task, by=cast.minh, waits_for="Bộ", once=uuid4())
        elif state == CLAIMED:
            task = make_claim(cast).task
            Task.objects.filter(pk=task.pk).update(lead=cast.home_affairs)
        elif state == ASKED:
            ask_extension(task, by=cast.minh, due_on=date(2028, 9, 30), reason="chờ", once=uuid4())
        return [task.pk]

    return make


def _extension(state: str) -> Callable[[Cast], list[object]]:
    def make(cast: Cast) -> list[object]:
        task = make_task(cast, lead=cast.home_affairs)
        extension = ask_extension(task, by=cast.minh, due_on=date(2028, 9, 30), reason="chờ", once=uuid4())
        if state == ANSWERED:
            grant_extension(extension, by=cast.ha, once=uuid4())
        return [extension.pk]

    return make


def _notice(cast: Cast) -> list[object]:
    """Told to minh."""
    given = {"kind": Notice.Kind.ANSWERED, "words": {"vi": "a", "en": "a"}, "href": "/", "key": "x"}
    return [Notice.objects.create(user=cast.minh, raised_at=timezone.now(), **given).pk]


def _nothing(cast: Cast) -> list[object]:
    return []


def _post(route: str, state: str, make: Callable, answers: tuple[int, ...], **data: object) -> Access:
    return Access(f"programme:{route}", state, make, answers, "post", {"once": uuid4(), **data})


TABLE: list[Access] = [
    _post("task-wait", OWED, _task(OWED), LEAD, **{"wait-waits_for": "Bộ"}),
    _post("task-wait", WAITS, _task(WAITS), LEAD, **{"wait-waits_for": "Sở"}),
    _post("task-wait", CLAIMED, _task(CLAIMED), LEAD_REFUSED, **{"wait-waits_for": "Bộ"}),
    _post("task-resume", WAITS, _task(WAITS), LEAD),
    _post("task-resume", OWED, _task(OWED), LEAD_REFUSED),
    _post("extension-ask", OWED, _task(OWED), LEAD, **MORE),
    _post("extension-ask", ASKED, _task(ASKED), LEAD_REFUSED, **MORE),
    _post("extension-ask", CLAIMED, _task(CLAIMED), LEAD_REFUSED, **MORE),
    _post("extension-grant", ASKED, _extension(ASKED), OFFICE),
    _post("extension-grant", ANSWERED, _extension(ANSWERED), OFFICE_REFUSED),
    _post("extension-refuse", ASKED, _extension(ASKED), OFFICE, answer="không"),
    _post("extension-refuse", ANSWERED, _extension(ANSWERED), OFFICE_REFUSED, answer="không"),
    Access("programme:extension-list", "any", _nothing, ALL),
    Access("programme:notice-list", "any", _nothing, ALL),
    Access("programme:notice", "told to one", _notice, (404, 302, 404, 404, 404, 404, 404)),
    _post("notice-read-all", "any", _nothing, (302,) * 7),
    Access("programme:notice-settings", "any", _nothing, ALL),
]


@pytest.mark.parametrize(("access", "person", "answer"), cases(TABLE), ids=str)
def test_who_may(access, person, answer, cast, client) -> None:
    check(access, person, answer, cast, client)
