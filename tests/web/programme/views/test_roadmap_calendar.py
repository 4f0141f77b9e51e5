from __future__ import annotations

from datetime import date
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from icalendar import Calendar
from tests.cast import make_claim, make_task

from donghanh.web.programme.actions.roadmap.add_milestone import add_milestone
from donghanh.web.programme.actions.roadmap.set_calendar_key import set_calendar_key
from donghanh.web.programme.actions.tasks.reschedule_task import reschedule_task
from donghanh.web.programme.models import NoticeSettings

pytestmark = pytest.mark.django_db


def _address(person) -> str:
    return reverse("programme:calendar-feed", args=[NoticeSettings.objects.get(user=person).calendar_key])


def _feed(client, person) -> Calendar:
    answer = client.get(_address(person))
    assert answer["Content-Type"].startswith("text/calendar")
    return Calendar.from_ical(answer.content)


def _open(person) -> None:
    set_calendar_key(person, by=person, is_wanted=True, once=uuid4())


def test_the_feed_holds_what_the_person_owes_and_needs_no_sign_in(cast, client) -> None:
    task = make_task(cast)
    add_milestone(task, by=cast.ha, title="Nghiệm thu", due_on=date(2028, 3, 1), once=uuid4())
    make_task(cast, title="Của người khác trong đơn vị", officer=cast.tuan, lead=cast.sao_lam)
    make_task(cast, title="Của đơn vị khác", lead=cast.finance)
    make_claim(cast, make_task(cast, title="Đã báo cáo"))
    _open(cast.tuan)
    entries = {str(one["uid"]): one for one in _feed(client, cast.tuan).walk("VEVENT")}
    assert len(entries) == 3
    due = entries[f"task-{task.pk}@donghanh"]
    assert due["dtstart"].dt == date(2028, 6, 30)
    assert str(due["url"]).endswith(task.get_absolute_url())
    assert any("Nghiệm thu" in str(one["summary"]) for one in entries.values())


def test_a_moved_task_keeps_its_entry(cast, client) -> None:
    task = make_task(cast)
    _open(cast.tuan)
    before = _feed(client, cast.tuan).walk("VEVENT")[0]
    reschedule_task(task, by=cast.ha, starts_on=None, due_on=date(2028, 9, 1), reason="Vốn", once=uuid4())
    after = _feed(client, cast.tuan).walk("VEVENT")[0]
    assert (after["uid"], after["dtstart"].dt) == (before["uid"], date(2028, 9, 1))
    assert after["sequence"] > before["sequence"]


def test_a_new_address_makes_the_old_one_useless(cast, client) -> None:
    _open(cast.tuan)
    old = _address(cast.tuan)
    client.force_login(cast.tuan)
    assert old in client.get(reverse("programme:calendar")).content.decode()
    client.post(reverse("programme:calendar-address"), {"once": uuid4()})
    assert client.get(old).status_code == 404
    assert len(_feed(client, cast.tuan).walk("VEVENT")) == 0
    client.post(reverse("programme:calendar-address"), {"once": uuid4(), "close": "1"})
    assert NoticeSettings.objects.get(user=cast.tuan).calendar_key == ""


def test_somebody_who_left_has_no_feed(cast, client) -> None:
    _open(cast.tuan)
    cast.tuan.is_active = False
    cast.tuan.save()
    assert client.get(_address(cast.tuan)).status_code == 404


def test_queries_do_not_grow_with_the_tasks(cast, client) -> None:
    _open(cast.tuan)
    counts = []
    for more in (1, 6):
        for _ in range(more):
            make_task(cast)
        with CaptureQueriesContext(connection) as asked:
            _feed(client, cast.tuan)
        counts.append(len(asked))
    assert counts[0] == counts[1]
