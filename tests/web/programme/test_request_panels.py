from __future__ import annotations

from uuid import uuid4

import pytest
from django.urls import reverse
from tests.cast import make_agreement, make_task
from tests.web.programme.asking import make_request

from donghanh.web.programme.actions.requests.link_tasks import link_tasks
from donghanh.web.programme.models import Agreement

pytestmark = pytest.mark.django_db


def _page(client, record) -> str:
    return client.get(record.get_absolute_url()).content.decode()


def test_the_page_of_an_agreement_shows_its_running_requests_and_the_way_to_raise_one(client, cast) -> None:
    asked = make_request(cast)
    new = reverse("programme:request-new", args=[asked.agreement.code])
    for who, may in (("tuan", True), ("ha", True), ("minh", True), ("vinh", False), ("yen", False)):
        client.force_login(getattr(cast, who))
        page = _page(client, asked.agreement)
        assert asked.title in page and (new in page) is may, who


def test_a_closed_agreement_offers_none(client, cast) -> None:
    agreement = make_agreement(cast)
    Agreement.objects.filter(pk=agreement.pk).update(state=Agreement.State.CLOSED)
    client.force_login(cast.ha)
    assert reverse("programme:request-new", args=[agreement.code]) not in _page(client, agreement)


def test_a_commitment_and_a_task_show_the_requests_about_them(client, cast) -> None:
    task = make_task(cast)
    asked = make_request(cast, commitment=task.commitment)
    client.force_login(cast.vinh)
    assert asked.title in _page(client, task.commitment)
    assert asked.title not in _page(client, task)
    link_tasks(asked, by=cast.ha, tasks=[task], once=uuid4())
    assert asked.title in _page(client, task)
