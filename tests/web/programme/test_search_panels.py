from __future__ import annotations

import pytest
from django.urls import reverse

pytestmark = pytest.mark.django_db


def test_only_those_signed_in_are_offered_the_search(client, cast) -> None:
    box = f'action="{reverse("programme:search")}"'
    assert box not in client.get(reverse("account_login")).content.decode()
    client.force_login(cast.tuan)
    assert box in client.get("/").content.decode()
