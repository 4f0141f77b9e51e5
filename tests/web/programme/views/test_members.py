from __future__ import annotations

from datetime import date
from uuid import uuid4

import pytest
from django.urls import reverse
from tests.web.programme.meetings import make_body

pytestmark = pytest.mark.django_db


def test_a_member_joins_changes_role_and_leaves(client, cast) -> None:
    body = make_body(cast, members=False)
    client.force_login(cast.ha)
    join = {"user": cast.yen.pk, "role": "member", "since": "01/01/2026", "once": uuid4()}
    assert client.post(reverse("programme:member-join", args=[body.pk]), join).status_code == 302
    seat = body.memberships.get()
    role = {f"seat{seat.pk}-role": "deputy", f"seat{seat.pk}-since": "01/06/2026", "once": uuid4()}
    assert client.post(reverse("programme:member-role", args=[seat.pk]), role).status_code == 302
    seat = body.memberships.get(role="deputy")
    leave = {f"seat{seat.pk}-until": "31/12/2026", "once": uuid4()}
    assert client.post(reverse("programme:member-leave", args=[seat.pk]), leave).status_code == 302
    told = [(one.role, one.until) for one in body.memberships.order_by("since")]
    assert told == [("member", date(2026, 5, 31)), ("deputy", date(2026, 12, 31))]


def test_what_is_wrong_is_said_beside_the_member(client, cast) -> None:
    body = make_body(cast)
    seat = body.memberships.get(user=cast.huong)
    client.force_login(cast.ha)
    wrong = {f"seat{seat.pk}-until": "01/01/2020", "once": uuid4()}
    response = client.post(reverse("programme:member-leave", args=[seat.pk]), wrong)
    assert response.status_code == 400 and "01/01/2020" in response.content.decode()
    nobody = {"role": "member", "since": "01/01/2026", "once": uuid4()}
    response = client.post(reverse("programme:member-join", args=[body.pk]), nobody)
    assert response.status_code == 400 and "field-wrong" in response.content.decode()
