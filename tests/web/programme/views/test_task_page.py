from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.utils import timezone
from tests.cast import make_task

from donghanh.web.programme.models import Body, Escalation, ProgressReport

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


def test_the_queries_do_not_grow_with_the_reports(client, cast, django_assert_max_num_queries) -> None:
    task = make_task(cast)
    for number in range(12):
        ProgressReport.objects.create(
            task=task, written_by=cast.tuan, written_at=timezone.now(), text=f"đợt {number}", due_on=task.due_on
        )
    client.force_login(cast.tuan)
    with django_assert_max_num_queries(22):
        client.get(task.get_absolute_url())
