from __future__ import annotations

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from tests.cast import make_task

from donghanh.web.programme.actions.tasks.ask_extension import ask_extension
from donghanh.web.programme.actions.tasks.grant_extension import grant_extension
from donghanh.web.programme.models import Body, Escalation, Extension, ProgressReport

pytestmark = pytest.mark.django_db


def test_the_page_says_the_light_in_words_and_as_of_when(client, cast) -> None:
    task = make_task(cast, due_on=timezone.localdate() + timedelta(days=3))
    client.force_login(cast.vinh)
    page = client.get(task.get_absolute_url()).content.decode()
    assert "light-amber" in page and f"{timezone.localdate():%d/%m/%Y}" in page


def test_the_page_names_the_body_that_should_act(client, cast) -> None:
    task = make_task(cast, due_on=date(2026, 3, 31))
    body = Body.objects.create(province=cast.province, kind="subcommittee", name="Phân ban dữ liệu")
    Escalation.objects.create(task=task, body=body, due_on=task.due_on, raised_at=timezone.now())
    client.force_login(cast.ha)
    assert "Phân ban dữ liệu" in client.get(task.get_absolute_url()).content.decode()


def test_the_queries_do_not_grow_with_reports_and_extensions(client, cast) -> None:
    task = make_task(cast)
    client.force_login(cast.tuan)
    counted = []
    for number in (1, 12):
        for _ in range(number):
            given = {"written_by": cast.tuan, "written_at": timezone.now(), "text": "đợt", "due_on": task.due_on}
            ProgressReport.objects.create(task=task, **given)
            refused = {"state": "refused", "judged_by": cast.ha, "judged_at": timezone.now()}
            asked = {"asked_by": cast.tuan, "asked_at": timezone.now(), "reason": "chờ"}
            Extension.objects.create(task=task, due_on_before=task.due_on, due_on=date(2029, 1, 1), **asked, **refused)
        with CaptureQueriesContext(connection) as queries:
            client.get(task.get_absolute_url())
        counted.append(len(queries))
    assert counted[0] == counted[1]


def test_the_page_shows_every_due_date_there_was(client, cast) -> None:
    task = make_task(cast)
    for month in (9, 12):
        extension = ask_extension(task, by=cast.tuan, due_on=date(2028, month, 30), reason="Chờ Bộ", once=uuid4())
        grant_extension(extension, by=cast.ha, once=uuid4())
    client.force_login(cast.vinh)
    page = client.get(task.get_absolute_url()).content.decode()
    assert "30/06/2028 → 30/09/2028" in page and "30/09/2028 → 30/12/2028" in page
