"""From nothing to a draft with places and costs, by forms that need no script."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone
from tests.cast import Cast
from tests.web.pilots.staging import ON_TIME, body_of, commitment_of, make_draft, make_running

from donghanh.web.pilots.models import Pilot

pytestmark = pytest.mark.django_db


def _typed(cast: Cast, **more: str) -> dict[str, str]:
    soon = timezone.localdate() + timedelta(days=30)
    return {
        "title": "Trợ lý nhắc hạn",
        "question": "Có tăng không?",
        "lead": str(cast.home_affairs.pk),
        "body": str(body_of(cast).pk),
        "baseline_from": "01/08/2025",
        "starts_on": f"{soon:%d/%m/%Y}",
        "ends_on": f"{soon + timedelta(days=120):%d/%m/%Y}",
        "outcome-0-indicator_code": ON_TIME,
        "outcome-0-direction": "up",
        "outcome-0-smallest": "3",
        "once": str(uuid4()),
        **more,
    }


def test_a_draft_its_places_and_its_costs(cast: Cast, client) -> None:
    client.force_login(cast.ha)
    commitment = commitment_of(cast)
    body_of(cast)
    address = reverse("pilots:pilot-draft") + f"?cam-ket={commitment.pk}"
    assert client.get(address).status_code == 200
    assert client.post(address, _typed(cast, title="")).status_code == 400
    answer = client.post(address, _typed(cast))
    pilot = Pilot.objects.get()
    assert answer["Location"] == reverse("pilots:pilot-places", args=[pilot.pk])
    places = {"place-LG001-group": "treated", "place-LG001-why": "Nhiều hồ sơ", "version": "1", "once": str(uuid4())}
    assert client.post(answer["Location"], places).status_code == 302
    costs = {"cost-0-name": "Phần mềm", "cost-0-planned": "1.000.000", "version": "2", "once": str(uuid4())}
    assert client.post(reverse("pilots:pilot-costs", args=[pilot.pk]), costs).status_code == 302
    assert (pilot.places.count(), pilot.cost_lines.get().planned) == (1, 1_000_000)


def test_the_second_editor_keeps_what_was_typed_and_may_send_it_again(cast: Cast, client) -> None:
    pilot = make_draft(cast)
    address = reverse("pilots:pilot-edit", args=[pilot.pk])
    client.force_login(cast.minh)
    assert client.post(address, _typed(cast, title="Của Minh", version="2")).status_code == 302
    client.force_login(cast.ha)
    answer = client.post(address, _typed(cast, title="Của Hà", version="2"))
    page = answer.content.decode()
    assert answer.status_code == 409 and "Của Minh" in page and 'value="Của Hà"' in page and 'value="3"' in page
    assert client.post(address, _typed(cast, title="Của Hà", version="3")).status_code == 302
    pilot.refresh_from_db()
    assert pilot.title == "Của Hà"


@pytest.mark.parametrize(
    ("route", "data"), [("pilot-places", {"place-LG001-group": "treated"}), ("pilot-costs", {"cost-0-name": "a"})]
)
def test_what_is_typed_wrongly_comes_back(cast: Cast, client, route: str, data: dict) -> None:
    client.force_login(cast.ha)
    pilot = make_draft(cast)
    assert client.post(reverse(f"pilots:{route}", args=[pilot.pk]), data | {"version": "2"}).status_code == 400


def test_two_at_the_costs(cast: Cast, client) -> None:
    pilot = make_running(cast)
    address = reverse("pilots:pilot-costs", args=[pilot.pk])
    first = {"cost-0-name": "Phần mềm", "cost-0-planned": "1", "version": str(pilot.version)}
    client.force_login(cast.ha)
    assert client.post(address, first | {"once": str(uuid4())}).status_code == 302
    answer = client.post(address, first | {"cost-0-planned": "2", "once": str(uuid4())})
    assert answer.status_code == 409 and "Phần mềm: 1" in answer.content.decode()


def test_an_unknown_commitment_asks_for_one(cast: Cast, client) -> None:
    client.force_login(cast.ha)
    assert client.get(reverse("pilots:pilot-draft"), {"cam-ket": "x"}).status_code == 200
    assert client.get(reverse("pilots:pilot-draft"), {"cam-ket": "999"}).status_code == 404
