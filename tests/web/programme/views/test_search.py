from __future__ import annotations

import pytest
from django.urls import reverse
from tests.cast import make_task

pytestmark = pytest.mark.django_db


def test_what_is_found_leads_to_its_page_from_the_box_of_every_page(client, cast) -> None:
    task = make_task(cast)
    client.force_login(cast.minh)
    address = reverse("programme:search")
    assert f'action="{address}"' in client.get("/").content.decode()
    assert task.get_absolute_url() in client.get(address, {"q": "khao sat"}).content.decode()


def test_signs_that_no_database_takes_find_nothing(client, cast) -> None:
    client.force_login(cast.minh)
    for words in ("\0", "a\0b", "%", "_", "\\", "'", "đ" * 500):
        assert client.get(reverse("programme:search"), {"q": words}).status_code == 200
        assert client.get(reverse("programme:task-list"), {"q": words}).status_code == 200
        assert client.get(reverse("programme:unit-list"), {"q": words}).status_code == 200


def test_finding_nothing_says_what_to_try(client, cast) -> None:
    client.force_login(cast.minh)
    page = client.get(reverse("programme:search"), {"q": "khong-co-gi"}).content.decode()
    assert 'class="empty"' in page
    assert 'class="empty"' not in client.get(reverse("programme:search")).content.decode()
