from __future__ import annotations

import re
from datetime import date
from uuid import uuid4

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from tests.cast import make_task

from donghanh.web.programme.actions.roadmap.add_dependency import add_dependency
from donghanh.web.programme.models import Task

pytestmark = pytest.mark.django_db


def _form(client, task: Task) -> dict[str, object]:
    """What the browser would send if nothing was typed."""
    page = BeautifulSoup(client.get(reverse("programme:task-edit", args=[task.pk])).content, "html.parser")
    sent: dict[str, object] = {}
    for field in page.select("main form [name]"):
        if field.name == "select":
            sent[field["name"]] = next((one["value"] for one in field.select("option[selected]")), "")
        elif field.get("type") != "checkbox":
            sent[field["name"]] = field.get("value", "")
        elif field.has_attr("checked"):
            sent.setdefault(field["name"], []).append(field.get("value", "on"))
    return sent | {"once": uuid4()}


def test_two_edit_one_task_and_the_second_loses_nothing(cast, client) -> None:
    task = make_task(cast, co_organisations=[cast.finance])
    client.force_login(cast.ha)
    address = reverse("programme:task-edit", args=[task.pk])
    first, second = _form(client, task), _form(client, task)
    assert client.post(address, first | {"title": "Của người trước"}).status_code == 302
    page = client.post(address, second | {"title": "Của người sau", "product": "Vật mới"})
    assert page.status_code == 409
    said = page.content.decode()
    assert "Của người trước" in said and "Của người sau" in said and "Vật mới" in said and "Nguyễn Thu Hà" in said
    again = second | {
        "title": "Của người sau",
        "once": uuid4(),
        "version": re.search(r'name="version" value="(\d+)"', said)[1],
    }
    assert client.post(address, again).status_code == 302
    task = Task.objects.get(pk=task.pk)
    assert (task.title, task.version) == ("Của người sau", 3)
    assert list(task.co_organisations.all()) == [cast.finance]


def test_a_changed_date_without_a_reason_is_said_at_the_field(cast, client) -> None:
    task = make_task(cast)
    client.force_login(cast.ha)
    page = client.post(reverse("programme:task-edit", args=[task.pk]), _form(client, task) | {"due_on": "01/09/2028"})
    assert "Hãy ghi lý do đổi lịch." in page.content.decode()
    assert Task.objects.get(pk=task.pk).version == 1


def test_a_project_is_named_by_its_code(cast, client) -> None:
    project, task = make_task(cast), make_task(cast)
    client.force_login(cast.ha)
    address = reverse("programme:task-edit", args=[task.pk])
    assert "“1.11”" in client.post(address, _form(client, task) | {"project": "1.11"}).content.decode()
    assert client.post(address, _form(client, task) | {"project": " 1.1 "}).status_code == 302
    assert Task.objects.get(pk=task.pk).project == project


def test_the_followers_are_shown_before_anything_moves(cast, client) -> None:
    first = make_task(cast, starts_on=date(2028, 1, 1), due_on=date(2028, 3, 31))
    then = make_task(cast, starts_on=date(2028, 4, 1), due_on=date(2028, 6, 30))
    add_dependency(then, by=cast.ha, before=first, once=uuid4())
    client.force_login(cast.ha)
    address = reverse("programme:task-reschedule", args=[first.pk])
    chart = reverse("programme:gantt", args=[first.commitment.agreement.code])
    sent = {"starts_on": "01/02/2028", "due_on": "30/04/2028", "reason": "Vốn", "version": "1", "next": chart}
    asked = client.post(address, sent | {"once": uuid4()}).content.decode()
    assert then.title in asked and "01/05/2028 – 30/07/2028" in asked
    assert Task.objects.get(pk=first.pk).due_on == date(2028, 3, 31)
    done = client.post(address, sent | {"once": uuid4(), "followers": "move"})
    assert done["Location"] == f"{chart}?doi={first.pk}"
    assert Task.objects.get(pk=then.pk).starts_on == date(2028, 5, 1)
    undone = client.post(reverse("programme:task-undo-reschedule", args=[first.pk]), {"once": uuid4(), "next": chart})
    assert undone["Location"] == chart
    assert Task.objects.get(pk=then.pk).starts_on == date(2028, 4, 1)


def test_nobody_is_led_to_a_foreign_page(cast, client) -> None:
    task = make_task(cast)
    client.force_login(cast.ha)
    sent = {"due_on": "30/09/2028", "reason": "Vốn", "version": "1", "next": "https://example.org/", "once": uuid4()}
    answer = client.post(reverse("programme:task-reschedule", args=[task.pk]), sent)
    assert answer["Location"] == task.get_absolute_url()
