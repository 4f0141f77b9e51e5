"""The effect page, the values and the workbook."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.urls import reverse
from tests.cast import Cast
from tests.web.pilots.staging import make_assessed, make_running

pytestmark = pytest.mark.django_db


def test_an_effect_is_computed_shown_checked_and_downloaded(measured: Cast, client) -> None:
    pilot = make_running(measured)
    client.force_login(measured.ha)
    answer = client.post(reverse("pilots:pilot-assess", args=[pilot.pk]), {"once": str(uuid4())})
    assert answer["Location"].endswith("?lan=1")
    page = client.get(answer["Location"]).content.decode()
    assert page.count('class="plot"') == 2 and "/nguon/pilot/" in page
    again = client.post(reverse("pilots:pilot-recompute", args=[pilot.pk, 1])).content.decode()
    assert "notice-success" in again and "notice-error" not in again
    book = client.get(reverse("pilots:pilot-xlsx", args=[pilot.pk]))
    assert book.content.startswith(b"PK")
    values = client.get(reverse("pilots:pilot-values", args=[pilot.pk])).content.decode()
    assert values.count("/nguon/indicator/") == 14 * 9


def test_before_an_assessment_the_values_of_today_are_shown(measured: Cast, client) -> None:
    pilot = make_running(measured)
    client.force_login(measured.vinh)
    assert "phường An Khê Vang" in client.get(reverse("pilots:pilot-values", args=[pilot.pk])).content.decode()
    assert client.get(reverse("pilots:pilot-xlsx", args=[pilot.pk])).status_code == 200


def test_without_data_there_is_no_workbook_and_no_such_assessment_no_page(cast: Cast, client) -> None:
    client.force_login(cast.ha)
    assert client.get(reverse("pilots:pilot-xlsx", args=[make_running(cast).pk])).status_code == 404
    effect = reverse("pilots:pilot-effect", args=[make_assessed(cast).pk])
    assert client.get(effect, {"lan": "1"}).status_code == 200
    assert client.get(effect, {"lan": "7"}).status_code == client.get(effect, {"lan": "x"}).status_code == 404
