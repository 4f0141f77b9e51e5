"""Every version is shown with what it changed, and a load can be taken back with its effect seen first."""

from __future__ import annotations

from uuid import uuid4

import pytest
from tests.cast import Cast
from tests.web.catalogue.conftest import GOOD, LATE, SECRET

from donghanh.web.audit.models import Event
from donghanh.web.catalogue.actions.load_file import load_file
from donghanh.web.catalogue.querysets import loads_of, row_counts

PAGE = "/du-lieu/services.dossiers"


@pytest.fixture
def loaded(cast: Cast, dossiers, write):
    """Two loads; the second changes A1 and brings A2."""
    load_file(dossiers, write([GOOD]), by=cast.ha, file_name="thang-1.csv", once=uuid4())
    changed = GOOD.replace("2026-01-09", "2026-01-15")
    load_file(dossiers, write([changed, LATE]), by=cast.ha, file_name="thang-2.csv", once=uuid4())
    return loads_of(dossiers)


def test_a_version_says_what_it_added_and_changed(client, cast: Cast, loaded) -> None:
    client.force_login(cast.minh)
    assert "thang-1.csv" in client.get(f"{PAGE}/phien-ban/").text
    page = client.get(f"{PAGE}/phien-ban/{loaded[0].snapshot}/").text
    assert "A2" in page and "09/01/2026" in page and "15/01/2026" in page
    assert SECRET not in page
    assert client.get(f"{PAGE}/phien-ban/999/").status_code == 404


def test_taking_a_load_back_shows_rows_and_figures_first_and_asks_why(client, cast: Cast, dossiers, loaded) -> None:
    client.force_login(cast.ha)
    address = f"{PAGE}/rut/{loaded[0].id}/"
    page = client.get(address).text
    # Before the second load one dossier of one was on time in January; with it none of two is.
    assert "0,0%" in page and "100,0%" in page
    assert client.post(address, {"why": " ", "once": str(uuid4())}).status_code == 400
    assert len(loads_of(dossiers)) == 2
    answer = client.post(address, {"why": "Gửi nhầm tệp", "once": str(uuid4())})
    assert answer.status_code == 302
    assert row_counts([dossiers]) == {"services.dossiers": 1}
    assert Event.objects.filter(action="dataset.load_retired", reason="Gửi nhầm tệp").exists()
    assert client.get(answer.url).status_code == 200
    assert "đã được rút" in client.get(address).text


def test_who_may_not_load_may_not_take_back(client, cast: Cast, dossiers, loaded) -> None:
    client.force_login(cast.minh)
    address = f"{PAGE}/rut/{loaded[0].id}/"
    assert client.get(address).status_code == 403
    assert client.post(address, {"why": "x", "once": str(uuid4())}).status_code == 403
    assert address not in client.get(f"{PAGE}/phien-ban/{loaded[0].snapshot}/").text
    assert len(loads_of(dossiers)) == 2
