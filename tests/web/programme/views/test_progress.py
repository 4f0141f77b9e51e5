from __future__ import annotations

from datetime import date
from uuid import uuid4

import pytest
from django.urls import reverse
from tests.cast import make_claim, make_task

from donghanh.web.programme.actions.tasks.ask_extension import ask_extension
from donghanh.web.programme.models import Extension, Task

pytestmark = pytest.mark.django_db


def _address(name: str, *keys: object) -> str:
    return reverse(f"programme:{name}", args=keys)


def _ask(cast, **facts: object) -> Extension:
    return ask_extension(
        make_task(cast, **facts), by=cast.tuan, due_on=date(2028, 9, 30), reason="Chờ Bộ", once=uuid4()
    )


def test_the_lead_sets_waiting_on_the_page_and_goes_on(client, cast) -> None:
    task = make_task(cast)
    client.force_login(cast.tuan)
    sent = {"wait-waits_for": "Bộ Công an: hướng dẫn", "wait-since": "01/06/2026", "once": uuid4()}
    assert client.post(_address("task-wait", task.pk), sent).status_code == 302
    page = client.get(task.get_absolute_url()).content.decode()
    assert "Bộ Công an: hướng dẫn" in page and "01/06/2026" in page
    client.post(_address("task-resume", task.pk), {"once": uuid4()})
    assert Task.objects.get().state == Task.State.IN_PROGRESS


def test_what_is_wrong_is_said_at_the_field_and_nothing_typed_is_lost(client, cast) -> None:
    task = make_task(cast)
    client.force_login(cast.tuan)
    sent = {"extension-due_on": "31/02/2028", "extension-reason": "Chờ hướng dẫn của Bộ", "once": uuid4()}
    response = client.post(_address("extension-ask", task.pk), sent)
    assert response.status_code == 400
    page = response.content.decode()
    assert "Chờ hướng dẫn của Bộ" in page and "31/02/2028" in page and 'class="wrong"' in page
    late = client.post(_address("extension-ask", task.pk), sent | {"extension-due_on": "01/01/2028"})
    assert "30/06/2028" in late.content.decode() and late.status_code == 400
    assert client.post(_address("task-wait", task.pk), {"once": uuid4()}).status_code == 400
    assert not Extension.objects.exists()


def test_the_standing_office_grants_or_refuses_with_a_reason_on_the_page(client, cast) -> None:
    extension = _ask(cast)
    client.force_login(cast.ha)
    assert _address("extension-grant", extension.pk) in client.get(extension.task.get_absolute_url()).content.decode()
    refused = client.post(_address("extension-refuse", extension.pk), {"once": uuid4(), "answer": ""})
    assert refused.status_code == 400 and 'role="alert"' in refused.content.decode()
    assert client.post(_address("extension-grant", extension.pk), {"once": uuid4()}).status_code == 302
    assert "30/09/2028" in client.get(extension.task.get_absolute_url()).content.decode()
    other = _ask(cast)
    client.post(_address("extension-refuse", other.pk), {"once": uuid4(), "answer": "Không đủ căn cứ"})
    assert "Không đủ căn cứ" in client.get(other.task.get_absolute_url()).content.decode()


def test_the_list_shows_what_waits_to_the_standing_office_and_each_what_they_see(client, cast) -> None:
    extension = _ask(cast)
    shown = {}
    for person in ("ha", "tuan", "tam"):
        client.force_login(getattr(cast, person))
        shown[person] = client.get(_address("extension-list")).content.decode()
    link = extension.task.get_absolute_url()
    assert [shown[person].count(link) for person in ("ha", "tuan", "tam")] == [1, 1, 0]


def test_the_queries_of_the_list_do_not_grow(client, cast, django_assert_max_num_queries) -> None:
    for _ in range(6):
        _ask(cast)
    client.force_login(cast.ha)
    with django_assert_max_num_queries(8):
        client.get(_address("extension-list"))


def test_a_recurring_task_says_how_often_it_was_delivered(client, cast) -> None:
    claim = make_claim(cast)
    Task.objects.update(recurrence="quarterly")
    client.force_login(cast.yen)
    client.post(_address("accept", claim.pk), {"once": uuid4()})
    page = client.get(claim.task.get_absolute_url()).content.decode()
    assert "30/09/2028" in page and "30/06/2028" in page
