from __future__ import annotations

from datetime import date

import pytest
from django.contrib.auth.models import AnonymousUser
from django.urls import reverse
from django.utils import timezone
from tests.cast import make_task

from donghanh.web.programme.models import Body, Escalation, Notice
from donghanh.web.programme.notifying import notify
from donghanh.web.programme.progress_panels import of_top

pytestmark = pytest.mark.django_db


def test_the_head_counts_what_is_unread_up_to_a_bound(rf, cast) -> None:
    request = rf.get("/")
    request.user = AnonymousUser()
    assert of_top(request) is None
    request.user = cast.ha
    assert of_top(request)[1]["count"] == 0
    for number in range(120):
        notify([cast.ha], Notice.Kind.ANSWERED, words={"vi": "a", "en": "a"}, href="/", key=str(number))
    assert of_top(request)[1]["shown"] == "99+"


def test_a_body_s_page_lists_what_it_should_act_on_and_only_what_one_may_see(client, cast) -> None:
    task = make_task(cast, due_on=date(2026, 3, 31))
    body = Body.objects.create(province=cast.province, kind="steering_committee", name="Ban Chỉ đạo")
    raised = Escalation.objects.create(task=task, body=body, due_on=task.due_on, raised_at=timezone.now())
    client.force_login(cast.vinh)
    page = reverse("programme:body", args=[body.pk])
    assert task.get_absolute_url() in client.get(page).content.decode()
    client.force_login(cast.tam)
    assert task.get_absolute_url() not in client.get(page).content.decode()
    raised.settled_at = timezone.now()
    raised.save()
    client.force_login(cast.vinh)
    assert task.get_absolute_url() not in client.get(page).content.decode()
