from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse
from tests.cast import make_task
from tests.web.programme.asking import make_request

from donghanh.web.programme.models import Body, Task

pytestmark = pytest.mark.django_db


def _page(client, code: str) -> str:
    return client.get(reverse("programme:unit", args=[code])).content.decode()


def test_a_unit_reads_what_it_owes_waits_for_shares_and_is_asked(client, cast) -> None:
    make_task(cast, title="Việc chủ trì", lead=cast.home_affairs)
    make_task(cast, title="Việc phối hợp", co_organisations=[cast.home_affairs])
    held = make_task(cast, title="Việc đang chờ", lead=cast.home_affairs)
    Task.objects.filter(pk=held.pk).update(state="waiting", waits_for="Bộ Nội vụ", waits_since=date(2026, 1, 2))
    asked = make_request(cast, addressed_to=cast.home_affairs)
    body = Body.objects.create(agreement=asked.agreement, kind="subcommittee", name="Phân ban dữ liệu")
    body.departments.add(cast.home_affairs)
    client.force_login(cast.minh)
    page = _page(client, "home-affairs")
    for words in ("Việc chủ trì", "Việc phối hợp", "Bộ Nội vụ", asked.title, "Phân ban dữ liệu"):
        assert words in page, words


def test_a_partner_reads_of_a_unit_only_what_is_in_its_agreements(client, cast) -> None:
    make_task(cast, title="Việc chủ trì", lead=cast.home_affairs)
    make_request(cast, addressed_to=cast.home_affairs)
    client.force_login(cast.tam)
    page = _page(client, "home-affairs")
    assert "Việc chủ trì" not in page and "mặt bằng" not in page


def test_the_list_finds_units_and_counts_their_load(client, cast) -> None:
    make_task(cast, lead=cast.home_affairs, due_on=date(2026, 1, 1))
    client.force_login(cast.ha)
    address = reverse("programme:unit-list")
    page = client.get(address, {"q": "noi vu", "kind": "department"}).content.decode()
    assert "unit=home-affairs" in page and "finance" not in page
    assert 'class="empty"' in client.get(address, {"q": "khong co"}).content.decode()


def test_the_queries_do_not_grow_with_the_units(client, cast, django_assert_max_num_queries) -> None:
    client.force_login(cast.ha)
    with django_assert_max_num_queries(8):
        client.get(reverse("programme:unit-list"))
    for _ in range(8):
        make_task(cast, lead=cast.home_affairs)
    with django_assert_max_num_queries(16):
        _page(client, "home-affairs")
