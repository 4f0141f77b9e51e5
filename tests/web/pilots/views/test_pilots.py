"""The list of pilots and the page of one."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.cast import Cast
from tests.web.pilots.staging import make_decided, make_draft, make_locked

pytestmark = pytest.mark.django_db
LIST = reverse("pilots:pilot-list")


def _queries(client, address: str) -> int:
    with CaptureQueriesContext(
        connection,
    ) as asked:
        assert client.get(address).status_code == 200
    return len(asked)


def test_the_list_asks_as_often_for_few_as_for_many(cast: Cast, client) -> None:
    client.force_login(cast.ha)
    make_decided(cast)
    few = _queries(client, LIST)
    for _ in range(6):
        make_decided(cast)
        make_draft(cast)
    assert _queries(client, LIST) == few


def test_it_narrows_by_state_and_says_what_to_do_when_empty(cast: Cast, client) -> None:
    client.force_login(cast.ha)
    assert reverse("pilots:pilot-draft") in client.get(LIST).content.decode()
    make_draft(cast)
    assert "Trợ lý nhắc hạn" in client.get(LIST, {"trang-thai": "draft"}).content.decode()
    assert "Trợ lý nhắc hạn" not in client.get(LIST, {"trang-thai": "running"}).content.decode()
    assert client.get(LIST, {"trang-thai": "x", "trang": "9"}).status_code == 200


def test_the_page_shows_the_seal_and_what_may_be_done(cast: Cast, client) -> None:
    pilot = make_locked(cast)
    client.force_login(cast.ha)
    page = client.get(pilot.get_absolute_url()).content.decode()
    assert pilot.seal in page and reverse("pilots:pilot-start", args=[pilot.pk]) in page
    client.force_login(cast.tuan)
    page = client.get(pilot.get_absolute_url()).content.decode()
    assert pilot.seal in page and reverse("pilots:pilot-start", args=[pilot.pk]) not in page


def test_a_decision_stands_on_the_page(cast: Cast, client) -> None:
    pilot = make_decided(cast)
    client.force_login(cast.vinh)
    page = client.get(pilot.get_absolute_url()).content.decode()
    assert "12/QĐ-BCĐ" in page and "Hiệu quả rõ, chi phí thấp" in page


def test_pilots_of_a_commitment_and_an_agreement_stand_on_their_pages(cast: Cast, client) -> None:
    pilot = make_draft(cast)
    client.force_login(cast.ha)
    assert pilot.title in client.get(pilot.agreement.get_absolute_url()).content.decode()
