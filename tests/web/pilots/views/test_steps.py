"""From lock to decision in the browser's order."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone
from tests.cast import Cast
from tests.web.pilots.staging import make_assessed, make_draft

from donghanh.web.pilots.models import Pilot

pytestmark = pytest.mark.django_db


def test_a_lock_before_the_start(cast: Cast, client) -> None:
    soon = timezone.localdate() + timedelta(days=5)
    pilot = make_draft(cast, starts_on=soon, ends_on=soon + timedelta(days=60))
    client.force_login(cast.ha)
    address = reverse("pilots:pilot-lock", args=[pilot.pk])
    assert "“khóa muộn”" not in client.get(address).content.decode()
    assert client.post(address, {"once": str(uuid4())}).status_code == 302
    pilot.refresh_from_db()
    assert pilot.state == Pilot.State.LOCKED and not pilot.is_late
    early = client.post(reverse("pilots:pilot-start", args=[pilot.pk]), {"once": str(uuid4())})
    assert early.status_code == 409


def test_a_late_lock_is_announced_and_what_lacks_is_said(cast: Cast, client) -> None:
    today = timezone.localdate()
    pilot = make_draft(cast, starts_on=today, ends_on=today + timedelta(days=60))
    client.force_login(cast.ha)
    address = reverse("pilots:pilot-lock", args=[pilot.pk])
    assert "“khóa muộn”" in client.get(address).content.decode()
    pilot.places.all().delete()
    assert client.post(address, {"once": str(uuid4())}).status_code == 400


def test_a_decision_is_entered_or_sent_back(cast: Cast, client) -> None:
    pilot = make_assessed(cast)
    client.force_login(cast.ha)
    address = reverse("pilots:pilot-decide", args=[pilot.pk])
    told = {"choice": "scale", "reason": "Đạt", "number": "12/QĐ", "once": str(uuid4())}
    assert client.post(address, told).status_code == 400
    assert client.post(address, told | {"decided_on": "15/05/2026"}).status_code == 302
    pilot.refresh_from_db()
    assert pilot.decision.number == "12/QĐ"
    ended = client.post(reverse("pilots:pilot-end", args=[pilot.pk]), {"reason": "Xong", "once": str(uuid4())})
    assert ended.status_code == 302
