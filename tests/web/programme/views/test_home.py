from __future__ import annotations

import pytest
from tests.cast import make_claim

pytestmark = pytest.mark.django_db


def test_the_public_is_led_away_from_the_first_page(client) -> None:
    response = client.get("/")
    assert response.status_code == 302


@pytest.mark.parametrize("who", ["ha", "minh", "huong", "tuan", "tam", "yen", "vinh"])
def test_every_role_reads_what_to_do_now(client, cast, who) -> None:
    make_claim(cast)
    client.force_login(getattr(cast, who))
    assert client.get("/").status_code == 200
