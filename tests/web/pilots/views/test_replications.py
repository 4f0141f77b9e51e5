"""The roll-out page and its buttons."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.cast import Cast
from tests.web.pilots.rolling import make_plan
from tests.web.pilots.staging import ON_TIME, commune_offices, make_decided

from donghanh.web.pilots.models import RollOut
from donghanh.web.programme.models import Task

pytestmark = pytest.mark.django_db


def _queries(client, address: str) -> int:
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return len(asked)


def test_places_are_ranked_from_the_form(measured: Cast, client) -> None:
    pilot = make_decided(measured)
    client.force_login(measured.ha)
    rows = {f"item-{n}-better": "high" for n in range(6)} | {"item-0-indicator_code": ON_TIME, "item-0-weight": "1"}
    answer = client.post(reverse("pilots:pilot-rank", args=[pilot.pk]), rows | {"waves": "5, 10", "once": str(uuid4())})
    assert answer.status_code == 302 and RollOut.objects.filter(wave=2).count() == 10
    assert "/nguon/indicator/" in client.get(answer["Location"]).content.decode()


def test_a_wave_is_handed_out_and_taken_back(cast: Cast, client) -> None:
    plan = make_plan(cast)
    commune_offices(cast, ("LG020", "LG021"))
    client.force_login(cast.ha)
    told = {"wave": "1", "title": "Nhân rộng", "product": "Biên bản", "due_on": "31/01/2027"}
    hand_out = reverse("pilots:wave-hand-out", args=[plan.pilot_id])
    assert client.post(hand_out, told | {"due_on": "", "once": str(uuid4())}).status_code == 400
    assert client.post(hand_out, told | {"wave": "2", "once": str(uuid4())}).status_code == 400
    assert client.post(hand_out, told | {"once": str(uuid4())}).status_code == 302
    task = Task.objects.first()
    assert task.get_absolute_url() in client.get(plan.get_absolute_url()).content.decode()
    take_back = reverse("pilots:wave-take-back", args=[plan.pilot_id])
    assert client.post(take_back, {"wave": "1", "once": str(uuid4())}).status_code == 400
    assert client.post(take_back, {"wave": "1", "reason": "Chờ", "once": str(uuid4())}).status_code == 302


def test_the_page_asks_as_often_for_few_places_as_for_many(cast: Cast, client) -> None:
    plan = make_plan(cast)
    client.force_login(cast.ha)
    few = _queries(client, plan.get_absolute_url())
    parts = plan.places.first().parts
    RollOut.objects.bulk_create(
        RollOut(replication=plan, place_code=f"LG{n:03d}", name=f"xã {n}", rank=n, score=1, parts=parts, wave=2)
        for n in range(30, 55)
    )
    assert _queries(client, plan.get_absolute_url()) == few
